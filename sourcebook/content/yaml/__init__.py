"""YAML with the place of every value: reading it, its errors, and changing it in place."""
