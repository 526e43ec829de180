"""The page Me and what leads from it: name, browsers, classes, her data, her certificate."""
