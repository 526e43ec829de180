"""How well an objective or a skill goes, in words: for its learner, and for their teacher."""

from typing import Final

from sourcebook.analysis import Mastery
from sourcebook.pages.shared.templates import Macros

LEVELS: Final = {
    "secure": "Secure",
    "growing": "Growing",
    "weak": "Needs another look",
    "too_few": "Too few to say",
}
_html = Macros(__file__)


def so_far(row: Mastery) -> str:
    """How many items were right, the level in a word, and the mean score as a bar."""
    right = f"{row.right} of {row.items}\u00a0right"
    if row.level == "too_few":
        return f"{right}. {LEVELS['too_few']}."
    return _html.level(LEVELS[row.level], right, row.share)
