"""A learner, her class, and the codes by which she gets at her own work and joins a class."""

import secrets
import unicodedata
from datetime import date, datetime

from sourcebook.model.base import Closed

LONGEST_NAME = 60
"""Characters that a name may have."""

RECOVERY_GROUPS, JOIN_GROUPS = 5, 2
"""How many groups of four signs, 20 bits each, a code has: 100 bits open an account, 40 a class."""

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which are taken for other signs or make words."""

_MISREAD = str.maketrans("OIL", "011")
_JOINERS = "\u200c\u200d"
"""Zero-width signs without which some languages cannot write a name."""

_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Signs that Unicode counts among letters, marks and symbols, though nothing of them is seen."""

_LONGEST_TYPED = 1000
"""More is not looked at: to put a million marks in order takes hours."""


class Learner(Closed):
    """Who learns, known by a random id; the name is what she typed, None for none.

    `has_code` says whether a recovery code of hers is in force.
    """

    id: str
    name: str | None
    created_at: datetime
    has_code: bool = False


class Classroom(Closed):
    """A class that learners join with a code; it gives no one a look at another's work."""

    id: str
    name: str
    code: str
    created_at: datetime


class Member(Closed):
    """A learner as her teacher knows her: by the name that she typed, if any."""

    id: str
    name: str | None
    joined_at: datetime


def called(member: Member, joined: date) -> str:
    """What a teacher calls a learner: their name, or the day on which they joined."""
    return member.name or f"no name, joined {joined.day} {joined:%B}"


def tidy_name(text: str) -> str | None:
    """A name as it is kept: one line of visible signs, at most `LONGEST_NAME`; None for nothing.

    Signs that turn the direction of text or are not seen at all are left out, and of marks heaped
    on one letter three stay.
    """
    line = " ".join(text[:_LONGEST_TYPED].split())
    visible = "".join(sign for sign in line if _is_visible(sign))
    # Only now, as what was left out may have stood between two blanks, or a letter and its mark.
    signs = unicodedata.normalize("NFC", " ".join(visible.split()))
    kept = [sign for place, sign in enumerate(signs) if not _is_heaped(signs, place)]
    name = "".join(kept)[:LONGEST_NAME].strip()
    return name if any(_stands_alone(sign) for sign in name) else None


def new_code(groups: int) -> str:
    """A random code of so many groups of four signs, such as `7KQM-3XVR`."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(groups))


def tidy_code(text: str) -> str:
    """A code as it was given out, however it is typed: in small letters, with blanks, O for 0."""
    typed = unicodedata.normalize("NFKC", text[:200]).upper().translate(_MISREAD)
    signs = "".join(sign for sign in typed if sign in _SIGNS)
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def _is_visible(sign: str) -> bool:
    if sign in _BLANK_LETTERS:
        return False
    return sign in _JOINERS or unicodedata.category(sign)[0] != "C"


def _stands_alone(sign: str) -> bool:
    """Whether a sign is seen without another beside it: a letter, number, point or symbol."""
    return unicodedata.category(sign)[0] in "LNPS"


def _is_heaped(signs: str, place: int) -> bool:
    """Whether three marks stand before this one on the same letter."""
    run = signs[max(0, place - 3) : place + 1]
    return len(run) == 4 and all(_is_mark(sign) for sign in run)


def _is_mark(sign: str) -> bool:
    """Whether a sign goes above, below or round the letter before it."""
    return unicodedata.combining(sign) > 0 or unicodedata.category(sign) == "Me"
