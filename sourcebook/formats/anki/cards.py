"""What stands on the card of an item, as HTML: question, answer, wrong answers, proof."""

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, Protocol, assert_never, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sourcebook.content.yaml.tree import CONTROL
from sourcebook.formats.anki import answers
from sourcebook.formats.anki.answers import Named
from sourcebook.formats.html_text import as_html
from sourcebook.formats.proofs import proofs
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
from sourcebook.model.options import options, prompts, shuffled_options
from sourcebook.model.quizzes import Quiz
from sourcebook.model.storable_text import storable

_TEMPLATE: Final = Path(__file__).with_suffix(".html")


class _Macros(Protocol):
    """The macros of the template, each a function that returns HTML."""

    def __getattr__(self, name: str) -> Callable[..., Markup]: ...


class Card(NamedTuple):
    """The fields of a card, in the order of the note type; the question is never empty."""

    question: str
    hints: str
    answer: str
    reason: str
    wrong_answers: str
    proof: str
    item: str


def card(item: Item, quiz: Quiz, course: Course) -> Card:
    """The card of an item of a quiz."""
    html = _macros()
    choices = _choices(item, course)
    stem, claim, task = item.stem, claim_of(item), _task(item)
    hints = [
        (each.text, each.passage and answers.name(each.passage, course)) for each in item.hints
    ]
    comparison = course.comparisons.get(item.comparison) if item.comparison else None
    wrong = [each for each in answers.feedback(item, course) if each.text]
    fields = (
        html.question(stem, claim, task, choices, bool(item.proof)),
        html.hints(hints),
        _answer(item, course),
        html.reason(item.rationale, item.calculated),
        html.wrong_answers(wrong) if wrong else "",
        html.proof(_passages(item, course), comparison),
        f"{quiz.id}: {item.id}",
    )
    return Card(*map(harmless, fields))


def harmless(html: str) -> str:
    """HTML that Anki shows as it is.

    It would take `[sound:…]` and `[latex]` as orders, and a control character as the end of a
    field. A lone half of a character cannot be stored.
    """
    return CONTROL.sub(" ", storable(html)).strip().replace("[", "&#91;")


@cache
def _macros() -> _Macros:
    """The macros of the template, which escape every text that is not HTML already."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(_TEMPLATE.parent),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["paragraphs"] = as_html
    return cast("_Macros", environment.get_template(_TEMPLATE.name).module)


def _task(item: Item) -> str:
    """What the learner has to do, in words."""
    match item:
        case SingleChoice():
            return "One answer is right."
        case MultipleChoice():
            return "More than one answer may be right."
        case TrueFalse():
            return "True or false?"
        case VerdictItem():
            return "Supported, contradicted or not stated?"
        case Numeric(unit=unit):
            return f"A number, in this unit: {unit}." if unit else "A number."
        case ShortAnswer():
            return "A word or a name."
        case Matching():
            return "What goes with what?"
        case Ordering():
            return "In which order?"
        case EvidenceItem():
            return "Which of these passages?"
        case ExtendedResponse(length=length):
            return f"In your own words; about {length} words."
        case _:
            assert_never(item)


def _choices(item: Item, course: Course) -> Markup:
    """What there is to choose from, in an order that does not show what is right."""
    html = _macros()
    texts = dict(options(item))
    # An order is no secret, and has to be the same in the next file.
    order = shuffled_options(item, random.Random(item.id))  # noqa: S311
    shown = [texts[each] for each in order]
    match item:
        case SingleChoice() | MultipleChoice() | VerdictItem() | Ordering():
            return html.listed(shown)
        case Matching():
            return html.to_match([each.text for each in prompts(item)], shown)
        case EvidenceItem():
            return html.named([answers.passage(each, course) for each in order])
        case TrueFalse() | Numeric() | ShortAnswer() | ExtendedResponse():
            return Markup()
        case _:
            assert_never(item)


def _answer(item: Item, course: Course) -> Markup:
    html = _macros()
    match item:
        case SingleChoice() | TrueFalse() | VerdictItem() | Numeric() | ShortAnswer():
            return html.with_more(*answers.key_in_words(item))
        case MultipleChoice():
            return html.listed(item.keys)
        case Matching():
            return html.named([(pair.prompt, pair.target) for pair in item.pairs])
        case Ordering():
            return html.numbered(item.sequence)
        case EvidenceItem():
            return html.listed([answers.name(each, course) for each in item.keys])
        case ExtendedResponse():
            rubric = list(zip(answers.LEVELS, item.three_levels.levels(), strict=True))
            return html.written(item.model_answer, rubric[::-1])
        case _:
            assert_never(item)


def _passages(item: Item, course: Course) -> Iterator[Named]:
    """The passages that prove the key; a passage that the course has no more, by its id."""
    known = {each.passage: each for each in proofs(item, course)}
    yield from (Named(each.name, each.summary) for each in known.values())
    for cited in dict.fromkeys((*item.proof, *item.citations)):
        if cited not in known:
            yield Named(cited, "")
