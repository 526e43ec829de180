"""Formats of other programs, a module for each: `dumps` writes a quiz, `loads` reads one.

What is read becomes a draft, which names what is missing. What a format cannot hold is named by
`FITS`, for each kind of item, and by `losses`, for an item at hand; nothing is dropped silently.
"""
