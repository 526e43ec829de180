"""Learners and classes, and the codes that open a learner's work or let them join a class."""

import secrets
import unicodedata
from datetime import datetime

from sourcebook.model.base import Closed

LONGEST_NAME = 60
"""Characters that a name may have."""

RECOVERY_GROUPS, JOIN_GROUPS = 5, 2
"""How many groups of four characters a code has; each group has 20 random bits."""

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U, which look like other characters or make words."""

_MISREAD = str.maketrans("OIL", "011")
_JOINERS = "\u200c\u200d"
"""Zero-width characters that some languages need to write a name."""

_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Invisible characters that Unicode counts among letters, marks and symbols."""

_LONGEST_TYPED = 1000
"""More characters are not read: sorting a million combining marks takes hours."""


class Reading(Closed):
    """When a learner last opened a lesson, and when they marked it as read, if they did.

    `step` is the name of the step that they opened last, None if they opened none; `steps` are
    the names of all that they opened so far.
    """

    opened_at: datetime
    read_at: datetime | None = None
    step: str | None = None
    steps: frozenset[str] = frozenset()

    @property
    def is_read(self) -> bool:
        """Whether the lesson counts as read."""
        return self.read_at is not None


class Learner(Closed):
    """A learner, known by a random id; the name is what they typed, None if they gave none.

    `has_code` says whether they have a recovery code.
    """

    id: str
    name: str | None
    created_at: datetime
    has_code: bool = False


class Classroom(Closed):
    """A class that learners join with a code; they do not see one another's work."""

    id: str
    name: str
    code: str
    created_at: datetime


class Member(Closed):
    """A learner as their teacher sees them: by name, if they gave one, and a short number.

    The number stays the same in every class, list and file of this site.
    """

    id: str
    name: str | None
    number: int
    joined_at: datetime

    @property
    def label(self) -> str:
        """The learner in a list, such as `Nina, no. 17` or `no name, no. 18`."""
        return label(self.name, self.number)


def label(name: str | None, number: int) -> str:
    """A learner in a list, such as `Nina, no. 17` or `no name, no. 18`."""
    return f"{name or 'no name'}, no. {number}"


def tidy_name(text: str) -> str | None:
    """A name as it is stored: one line of at most `LONGEST_NAME` characters; None for nothing.

    Invisible characters and those that change the direction of text are left out, and at most
    three combining marks stay on one letter.
    """
    line = " ".join(text[:_LONGEST_TYPED].split())
    visible = "".join(sign for sign in line if _is_visible(sign))
    # Only now: a removed character may have separated two blanks, or a letter from its mark.
    signs = unicodedata.normalize("NFC", " ".join(visible.split()))
    kept = [sign for place, sign in enumerate(signs) if not _is_heaped(signs, place)]
    name = "".join(kept)[:LONGEST_NAME].strip()
    return name if any(_stands_alone(sign) for sign in name) else None


def new_code(groups: int) -> str:
    """A random code of so many groups of four characters, such as `7KQM-3XVR`."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(groups))


def tidy_code(text: str) -> str:
    """A code as it was given out, also if typed in small letters, with blanks, or with O for 0."""
    typed = unicodedata.normalize("NFKC", text[:200]).upper().translate(_MISREAD)
    signs = "".join(sign for sign in typed if sign in _SIGNS)
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def _is_visible(sign: str) -> bool:
    if sign in _BLANK_LETTERS:
        return False
    return sign in _JOINERS or unicodedata.category(sign)[0] != "C"


def _stands_alone(sign: str) -> bool:
    """Whether a character is visible by itself: a letter, number, punctuation mark or symbol."""
    return unicodedata.category(sign)[0] in "LNPS"


def _is_heaped(signs: str, place: int) -> bool:
    """Whether the same letter already has three combining marks."""
    run = signs[max(0, place - 3) : place + 1]
    return len(run) == 4 and all(_is_mark(sign) for sign in run)


def _is_mark(sign: str) -> bool:
    """Whether a character is a combining mark on the letter before it."""
    return unicodedata.combining(sign) > 0 or unicodedata.category(sign) == "Me"
