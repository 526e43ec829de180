"""The teacher's password as it is compared, and what it has to be; not here: how it is kept."""

import unicodedata

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200
"""Characters of a password; there is no other rule, as others make passwords no harder to guess."""


def tidy_password(text: str) -> str:
    """A password as it is compared: the same on every keyboard (NFKC), blanks and all."""
    return unicodedata.normalize("NFKC", text[:LONGEST_PASSWORD])


def objection(password: str) -> str | None:
    """What to tell whoever chooses this password, None where it will do."""
    length = len(tidy_password(password))
    if length >= SHORTEST_PASSWORD:
        return None
    return (
        f"This password has {length} of the {SHORTEST_PASSWORD} characters that it needs. Four or "
        "five words that nobody else would put together do well."
    )
