"""Taking a quiz: its beginning, an item in each of its states, its end, reviews and practice."""
