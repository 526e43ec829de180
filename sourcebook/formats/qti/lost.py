"""What both formats of QTI lose of an item, in words."""

from collections.abc import Iterator
from fractions import Fraction

from sourcebook.formats.qti.xml_text import decimal
from sourcebook.model.items import Band, Item, Numeric


def of_any(item: Item) -> Iterator[str]:
    """What an item of any kind loses."""
    if item.hints:
        yield "Other programs do not show the hints; they are kept beside the item."
    if item.proof:
        yield "A learner is not asked which passage proves the answer."
    if len(item.tries) > 1:
        yield "Other programs decide what a second try is worth."
    if not _has_end(item.points):
        yield f"The points {item.points} become {decimal(item.points)}."


def of_numbers(item: Numeric) -> Iterator[str]:
    """What is lost of numbers that have no end as decimals, and of ranges."""
    key = Band(number=item.key, between=item.between, tolerance=item.tolerance)
    bands = (key, *item.also_accept, *item.distractors)
    if any(each.between and each.tolerance for each in bands):
        yield "A range and its tolerance become one wider range."
    numbers = list[Fraction | None]()
    for band in bands:
        numbers += [band.number, band.tolerance, *(band.between or ())]
    endless = [each for each in numbers if each is not None and not _has_end(each)]
    yield from (f"The number {each} becomes {decimal(each)}." for each in endless)


def _has_end(number: Fraction) -> bool:
    return Fraction(decimal(number)) == number
