"""Invented written answers: no real learner wrote them, and they say nothing about the events."""

import random
from typing import Final

_MARK: Final = "[Invented answer.]"
_BY_LEVEL: Final[dict[int, tuple[str, ...]]] = {
    0: (
        "I think they all say the same thing, more or less.",
        "Because it was on the news. Everybody knows that.",
        "I did not understand what I should compare here.\nSorry.",
    ),
    1: (
        "One report says it directly, and the other leaves it out. I would believe the first one.",
        "The two texts use different words for it. That may be because of the translation.",
        "It depends on who is speaking: the report quotes only one side.",
    ),
    2: (
        "One report names a speaker and gives his words; the other gives no source at all. Both "
        "can be right, because they do not speak about the same day. So I would say who claims "
        "it, and that the other report is silent.",
        "The number stands in one passage only, and it is quoted from an office of one side. The "
        "second report has it at second hand. I would give the number with its speaker and say "
        "that nobody independent confirms it.",
    ),
}


def written(rng: random.Random, *, level: int) -> str:
    """A text of about this level, 0 to 2, that says that it is invented."""
    return f"{rng.choice(_BY_LEVEL[level])} {_MARK}"
