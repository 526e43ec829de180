"""What a typed response says: numbers and names in the many ways in which people type them.

A text is read as a whole or not at all; a slip of one letter is found in names only.
`docs/scoring.md` has the rules.
"""

from sourcebook.typed.alphabets import Mixture, mixture
from sourcebook.typed.names import find_text, listed, same_text
from sourcebook.typed.numbers import Unread, as_typed, read_number, why_unread
from sourcebook.typed.slips import find_slip, names_near

__all__ = [
    "Mixture",
    "Unread",
    "as_typed",
    "find_slip",
    "find_text",
    "listed",
    "mixture",
    "names_near",
    "read_number",
    "same_text",
    "why_unread",
]
