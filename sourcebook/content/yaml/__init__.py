"""YAML with the place of every value: reading it, its slips, and changing it in place."""
