"""How an item of each kind is asked on paper."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Final, assert_never

from sourcebook.formats.worksheet.parts import Boxes, Choice, Fields, Lines, Part, Table, Text
from sourcebook.formats.worksheet.texts import letter, quotations
from sourcebook.model.candidates import candidates
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import claim_of
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.options import options
from sourcebook.model.rubrics import Rubric

_WORDS_ON_A_LINE: Final = 10
_BLANK: Final = "____"


def item_parts(item: Item, course: Course, order: Sequence[str]) -> Iterator[Part]:
    """The stem, and the place for the answer; `order` has the ids of the options as shown."""
    yield Text(item.stem, "asked")
    if claim := claim_of(item):
        yield Text(claim, "claim")
    yield from _place_for_answer(item, course, _texts(item, order))


def proof_parts(item: Item, course: Course) -> Iterator[Part]:
    """The passages of which one proves the answer; nothing if the item asks for no proof."""
    if item.proof:
        yield Text("Which of these passages proves it? Tick one.", "note")
        yield Boxes(tuple(_passages(candidates(item, course), course)))


def rubric_table(full: str, part: str, none: str, about: str = "What counts") -> Table:
    """What an answer must show for all, half or none of the points."""
    rows = (("In full", full), ("In part", part), ("Not yet", none))
    return Table(about, ("Level", about), rows, (20, 80))


def _place_for_answer(item: Item, course: Course, texts: Sequence[str]) -> Iterator[Part]:
    match item:
        case SingleChoice():
            yield Text("Tick one.", "note")
            yield Boxes(tuple(_lettered(texts)))
        case MultipleChoice():
            yield Text("Tick all that are right.", "note")
            yield Boxes(tuple(_lettered(texts)))
        case TrueFalse() | VerdictItem():
            yield Text("Tick one.", "note")
            yield Boxes(tuple(Choice("", text) for text in texts))
        case Numeric():
            yield Fields(("Your number",), item.unit or "")
        case ShortAnswer():
            yield Fields(("Your answer",))
        case Matching():
            again = "You may need a letter more than once, or not at all."
            yield Text(f"Write a letter on each line. {again}", "note")
            yield _columns(item, texts)
        case Ordering():
            yield Text(f"Write the numbers 1 to {len(texts)} into the boxes.", "note")
            yield Table("To put in order", ("Number", "Text"), _to_number(texts), (14, 86))
        case EvidenceItem():
            yield Text("Tick all passages that show it.", "note")
            yield Boxes(tuple(_passages(texts, course)))
        case ExtendedResponse():
            yield from _room_to_write(item.three_levels, item.length)
        case _:
            assert_never(item)


def _texts(item: Item, order: Sequence[str]) -> tuple[str, ...]:
    by_id = {choice.id: choice.text for choice in options(item)}
    return tuple(by_id[each] for each in order)


def _lettered(texts: Iterable[str]) -> Iterator[Choice]:
    return (Choice(letter(place), text) for place, text in enumerate(texts))


def _passages(passages: Iterable[str], course: Course) -> Iterator[Choice]:
    """Passages with their names, our summaries and the words we quote, under letters."""
    for place, passage in enumerate(passages):
        evidence = course.evidence(passage)
        if evidence is None:
            yield Choice(letter(place), passage)
        else:
            name, words = f"{evidence.name}. ", quotations(evidence)
            yield Choice(letter(place), evidence.passage.summary, name, words)


def _columns(item: Matching, targets: Sequence[str]) -> Table:
    """Two columns: prompts with a line for a letter, and targets under letters."""
    prompts = (
        f"{_BLANK} {number} {pair.prompt}" for number, pair in enumerate(item.pairs, start=1)
    )
    lettered = (f"{letter(place)} {text}" for place, text in enumerate(targets))
    head = ("Each of these …", "… goes with one of these")
    return Table("To match", head, (("\n".join(prompts), "\n".join(lettered)),), (55, 45))


def _to_number(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(("", text) for text in texts)


def _room_to_write(rubric: Rubric, length: int) -> Iterator[Part]:
    yield rubric_table(rubric.full, rubric.part, rubric.none)
    yield Text(f"Write about {length} words.", "note")
    yield Lines(ceil(length / _WORDS_ON_A_LINE) + 2)
