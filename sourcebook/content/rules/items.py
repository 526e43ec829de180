"""Rules on items: options that can be told apart, numbers that are given once."""

from collections.abc import Iterator, Sequence

from sourcebook.content.draft import Draft
from sourcebook.content.files import Parsed
from sourcebook.content.quotations import fold
from sourcebook.content.statements import keys_of
from sourcebook.content.validation import Path, dotted
from sourcebook.model.quizzes import (
    Band,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Quiz,
    SingleChoice,
)

Listing = Sequence[tuple[Path, str]]


def options_differ(draft: Draft) -> None:
    """`duplicate-option`: no two options of an item, and no two prompts, read the same."""
    for parsed, place, item in draft.items():
        for listing in _options(item):
            seen: dict[str, Path] = {}
            for path, text in listing:
                if (first := seen.setdefault(fold(text), path)) != path:
                    message = f"'{text}' reads like {dotted(first)}."
                    hint = "Give each option a text of its own."
                    parsed.add(("items", place, *path), "duplicate-option", message, hint)


def numbers_are_given_once(draft: Draft) -> None:
    """`one-of`: a numeric answer is one number or one range, from low to high."""
    for parsed, place, item in draft.items():
        if isinstance(item, Numeric):
            here = ("items", place)
            key = Band(number=item.key, between=item.between)
            _one_of(parsed, here, "key", key)
            for name, bands in (
                ("also_accept", item.also_accept),
                ("distractors", item.distractors),
            ):
                for number, band in enumerate(bands):
                    _one_of(parsed, (*here, name, number), "number", band)


def a_quiz_has_items(draft: Draft) -> None:
    """`empty-quiz`: a quiz has items of its own, or a blueprint that draws some."""
    for parsed in draft.quizzes:
        if parsed.model and not parsed.model.items and not parsed.model.draw:
            message = "the quiz has neither 'items' nor 'draw'."
            hint = "Write at least one item, or draw some: '- {objective: …, items: 2}'."
            parsed.add((), "empty-quiz", message, hint)


def _options(item: Item) -> Iterator[Listing]:
    """The lists of texts of an item that a learner must be able to tell apart."""
    match item:
        case SingleChoice() | MultipleChoice():
            wrong = [(("distractors", n, "text"), d.text) for n, d in enumerate(item.distractors)]
            yield [*keys_of(item), *wrong]
        case Matching():
            yield [(("pairs", n, "prompt"), pair.prompt) for n, pair in enumerate(item.pairs)]
            shared = {pair.target: n for n, pair in reversed(list(enumerate(item.pairs)))}
            targets = [(("pairs", n, "target"), text) for text, n in reversed(shared.items())]
            extra = [(("extra_targets", n), text) for n, text in enumerate(item.extra_targets)]
            yield [*targets, *extra]
        case _:
            pass


def _one_of(parsed: Parsed[Quiz], path: Path, name: str, band: Band) -> None:
    if (band.number is None) == (band.between is None):
        hint = f"Write '{name}: 23' or 'between: [20, 25]'."
        parsed.add(path, "one-of", f"expected either '{name}' or 'between'.", hint)
    if band.between and band.between[0] > band.between[1]:
        message = "the range runs from high to low."
        parsed.add((*path, "between"), "one-of", message, "Write the lower number first.")
