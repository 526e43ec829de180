"""What a typed response says: numbers and names in the many ways in which people type them.

Nothing here is fuzzy: a text is read as a whole or not at all. `docs/scoring.md` has the rules.
"""

from sourcebook.typed.alphabets import Mixture, mixture
from sourcebook.typed.names import find_text, same_text
from sourcebook.typed.numbers import Unread, as_typed, read_number, why_unread

__all__ = [
    "Mixture",
    "Unread",
    "as_typed",
    "find_text",
    "mixture",
    "read_number",
    "same_text",
    "why_unread",
]
