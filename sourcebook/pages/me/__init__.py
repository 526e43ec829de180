"""The page Me and what leads from it: name, browsers, classes, data and certificate."""
