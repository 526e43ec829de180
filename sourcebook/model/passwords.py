"""The teacher's password: how it is compared, and what it must be. The store hashes it."""

import unicodedata

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200
"""Characters of a password. Other rules would not make it harder to guess."""


def tidy_password(text: str) -> str:
    """A password as it is compared: with its blanks, and the same on every keyboard (NFKC)."""
    return unicodedata.normalize("NFKC", text[:LONGEST_PASSWORD])


def password_problem(password: str) -> str | None:
    """What is wrong with a new password; None if it can be used."""
    length = len(tidy_password(password))
    if length >= SHORTEST_PASSWORD:
        return None
    return (
        f"This password has {length} of the {SHORTEST_PASSWORD} characters that it needs. Four or "
        "five words that nobody else would put together do well."
    )
