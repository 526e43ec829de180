"""What a typed answer is: right, a wrong answer that the author expected, or neither."""

from collections.abc import Sequence
from fractions import Fraction

from sourcebook.model.items import Band, Distractor, Numeric, ShortAnswer
from sourcebook.scoring.basics import RIGHT, WRONG
from sourcebook.typed import find_slip, find_text, read_number


def band_hit(item: Numeric, text: str) -> Band | None:
    """The first of key, accepted numbers and distractors that the typed number falls into."""
    number = read_number(text)
    if number is None:
        return None
    return next((band for band in _bands(item) if _holds(band, number)), None)


def distractor_hit(item: ShortAnswer, text: str) -> Distractor | None:
    """The expected wrong answer that was typed; None if another text was typed."""
    known = known_text(item, text)
    if known in (item.key, *item.also_accept):
        return None
    return next((wrong for wrong in item.distractors if wrong.text == known), None)


def known_text(item: ShortAnswer, text: str) -> str | None:
    """The accepted answer or distractor that was typed; None if another text was typed.

    An accepted answer may have been typed with one slip.
    """
    return _listed_text(item, text) or meant_text(item, text)


def meant_text(item: ShortAnswer, text: str) -> str | None:
    """The accepted answer that was typed with one slip; None if none was.

    An item that was pinned before slips were accepted has no `other_names`, and accepts none.
    """
    if item.other_names is None or _listed_text(item, text):
        return None
    others = (*(wrong.text for wrong in item.distractors), *item.other_names)
    return find_slip(text, (item.key, *item.also_accept), others)


def _listed_text(item: ShortAnswer, text: str) -> str | None:
    wrong = (distractor.text for distractor in item.distractors)
    return find_text(text, (item.key, *item.also_accept, *wrong))


def _bands(item: Numeric) -> Sequence[Band]:
    key = Band(number=item.key, between=item.between, tolerance=item.tolerance, score=RIGHT)
    accepted = [_with_score(band, RIGHT) for band in item.also_accept]
    return [key, *accepted, *(_with_score(band, WRONG) for band in item.distractors)]


def _with_score(band: Band, default: Fraction) -> Band:
    return band if band.score is not None else band.model_copy(update={"score": default})


def _holds(band: Band, number: Fraction) -> bool:
    if band.between is not None:
        low, high = band.between
        return low - band.tolerance <= number <= high + band.tolerance
    return band.number is not None and abs(number - band.number) <= band.tolerance
