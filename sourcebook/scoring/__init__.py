"""What a response earns, as exact fractions from 0 to 1. No rounding happens here.

`docs/scoring.md` has each formula with an example and where it comes from.
"""

from sourcebook.scoring.basics import RIGHT, WRONG, expect
from sourcebook.scoring.comparisons import Ticks, count_ticks, pairs_in_order, right_rows, ticks
from sourcebook.scoring.guesses import chance
from sourcebook.scoring.keys import key_ids, right_response
from sourcebook.scoring.scores import is_whole, score
from sourcebook.scoring.typed_answers import band_hit, distractor_hit, meant_text

__all__ = [
    "RIGHT",
    "WRONG",
    "Ticks",
    "band_hit",
    "chance",
    "count_ticks",
    "distractor_hit",
    "expect",
    "is_whole",
    "key_ids",
    "meant_text",
    "pairs_in_order",
    "right_response",
    "right_rows",
    "score",
    "ticks",
]
