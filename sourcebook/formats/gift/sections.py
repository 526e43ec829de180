"""The general feedback of an exported item: its rationale, then parts under a bold heading each.

It is shown after the answer. What GIFT has no other place for stands in it, and is read again.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, assert_never

from markupsafe import Markup

from sourcebook.content.yaml.text import Value
from sourcebook.formats.gift.texts import as_line, as_paragraphs
from sourcebook.formats.proofs import proofs
from sourcebook.model.course import Course
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Hint,
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

_PROOF: Final = "Proof"
_CALCULATED: Final = "How the number follows"
_HINTS: Final = "Hints"
_FEEDBACK: Final = "If the order is wrong"
_PAIRS: Final = "On wrong pairs"
_MODEL: Final = "Model answer"
_FULL: Final = "For all points"
_PART: Final = "For half of the points"
_NONE: Final = "For no points"
_HEADS: Final = (
    *(_PROOF, _CALCULATED, _HINTS, _FEEDBACK, _PAIRS),
    *(_MODEL, _FULL, _PART, _NONE),
)
_TEXTS: Final = {"calculated": _CALCULATED, "feedback": _FEEDBACK, "model_answer": _MODEL}
_RUBRIC: Final = {"full": _FULL, "part": _PART, "none": _NONE}
_MOST_ENTRIES: Final = 20
_HEAD: Final = re.compile(f"<p><b>({'|'.join(_HEADS)})</b></p>")
_PASSAGE: Final = re.compile(r" ?<small>\((s[1-9][0-9]*\.p[1-9][0-9]*)\)</small>")


def general_feedback(item: Item, course: Course) -> Markup:
    """Why the key of an item is right, what proves it, and what has no other place, as HTML."""
    parts = [(_PROOF, _proof(item, course)), *_parts(item), *_own_parts(item)]
    headed = (Markup("<p><b>{}</b></p>{}").format(head, html) for head, html in parts if html)
    return as_paragraphs(item.rationale) + Markup("").join(headed)


def read_sections(html: str, read: Callable[[str], str]) -> tuple[str, Mapping[str, Value]]:
    """The rationale of an exported item, and its other fields that stand under headings.

    `read` makes a piece of HTML the text that it was.
    """
    rationale, *parts = _HEAD.split(html)
    found = dict(zip(parts[::2], parts[1::2], strict=True))
    fields: dict[str, Value] = {
        name: read(found[head]) for name, head in _TEXTS.items() if head in found
    }
    if hints := [_read_hint(entry, read) for entry in _entries(found.get(_HINTS, ""))]:
        fields["hints"] = hints
    if all(head in found for head in _RUBRIC.values()):
        fields["rubric"] = {name: read(found[head]) for name, head in _RUBRIC.items()}
    if pairs := [_read_pair(entry, read) for entry in _entries(found.get(_PAIRS, ""))]:
        fields["pairs"] = pairs
    return read(rationale), fields


def named_passage(passage: str) -> Markup:
    """The id of a passage as it stands behind its name."""
    return Markup(" <small>({})</small>").format(passage)


def read_passage(html: str) -> str | None:
    """The id of the passage that stands in a piece of HTML; None if there is none."""
    found = _PASSAGE.search(html)
    return found[1] if found else None


def _proof(item: Item, course: Course) -> Markup:
    entries = [
        Markup("<li>{}{}: {}</li>").format(
            each.name, named_passage(each.passage), as_line(each.summary)
        )
        for each in proofs(item, course)
    ]
    return _list("ul", entries)


def _parts(item: Item) -> Iterator[tuple[str, Markup]]:
    if item.calculated:
        yield _CALCULATED, as_paragraphs(item.calculated)
    if item.hints:
        yield _HINTS, _list("ol", map(_hint, item.hints))


def _own_parts(item: Item) -> Iterator[tuple[str, Markup]]:
    match item:
        case Ordering():
            if item.feedback:
                yield _FEEDBACK, as_paragraphs(item.feedback)
        case Matching():
            yield _PAIRS, _list("ul", _pairs(item))
        case ExtendedResponse():
            yield _MODEL, as_paragraphs(item.model_answer)
            yield _FULL, as_paragraphs(item.three_levels.full)
            yield _PART, as_paragraphs(item.three_levels.part)
            yield _NONE, as_paragraphs(item.three_levels.none)
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem():
            return
        case Numeric() | ShortAnswer() | EvidenceItem():
            return
        case _:
            assert_never(item)


def _list(kind: str, entries: Iterator[Markup] | list[Markup]) -> Markup:
    inside = Markup("").join(entries)
    return Markup("<{0}>{1}</{0}>").format(kind, inside) if inside else Markup("")


def _entries(html: str) -> Iterator[str]:
    """The entries of a list."""
    parts = html.split("<li>", _MOST_ENTRIES + 1)[1 : _MOST_ENTRIES + 1]
    return (part.partition("</li>")[0] for part in parts)


def _hint(hint: Hint) -> Markup:
    passage = named_passage(hint.passage) if hint.passage else ""
    return Markup("<li>{}{}</li>").format(as_paragraphs(hint.text), passage)


def _read_hint(entry: str, read: Callable[[str], str]) -> Value:
    text = read(_PASSAGE.sub("", entry))
    passage = read_passage(entry)
    return {"text": text, "passage": passage} if passage else text


def _pairs(item: Matching) -> Iterator[Markup]:
    for pair in item.pairs:
        if pair.feedback:
            prompt, feedback = as_line(pair.prompt), as_paragraphs(pair.feedback)
            yield Markup("<li><i>{}</i>{}</li>").format(prompt, feedback)


def _read_pair(entry: str, read: Callable[[str], str]) -> Value:
    prompt, _, feedback = entry.removeprefix("<i>").partition("</i>")
    return {"prompt": read(prompt), "feedback": read(feedback)}
