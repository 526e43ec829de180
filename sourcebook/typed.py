"""What a typed response says: numbers and names in the many ways in which people type them."""

import re
import unicodedata
from fractions import Fraction


def read_number(text: str) -> Fraction | None:
    """The one number in a text (`about 2,000 soldiers`, `0,5`); None for none or several.

    A comma, a point or a space before each group of three digits groups thousands; any
    other single comma or point is the decimal mark.
    """
    found = re.findall(r"[-−]?[0-9](?:[0-9.,'’\u00a0\u202f ]*[0-9])?", text)
    if len(found) != 1:
        return None
    written = found[0].replace("−", "-")
    if re.fullmatch(r"-?[1-9][0-9]{0,2}([.,'’\u00a0\u202f ])[0-9]{3}(\1[0-9]{3}){0,4}", written):
        return Fraction(re.sub(r"[^-0-9]", "", written))
    if re.fullmatch(r"-?[0-9]{1,15}([.,][0-9]{1,15})?", written):
        return Fraction(written.replace(",", "."))
    return None


_UNMARKED = str.maketrans("ıłøđ", "ilod")
"""Letters whose marks are part of them: Unicode does not take these apart."""


def same_text(typed: str, accepted: str) -> bool:
    """Whether two texts agree but for case, diacritics, width, spacing and apostrophes.

    `Pashinyán` and ` pashinyan ` agree; `Nikol Pashinyan` and `Pashinyan` do not.
    """
    return _folded(typed) == _folded(accepted)


def _folded(text: str) -> str:
    """The text decomposed (Unicode's NFKD) without marks, in folded case, single-spaced."""
    letters = unicodedata.normalize("NFKD", re.sub("[’‘]", "'", text).casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.casefold().translate(_UNMARKED).split())
