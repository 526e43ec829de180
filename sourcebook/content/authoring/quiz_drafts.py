"""Drafts of quizzes, made from questions that stand elsewhere; each names what it still needs.

A value that nobody has written yet is a remark, and becomes a comment in its place.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Final, NamedTuple

from sourcebook.content.yaml.text import WIDTH, Remark, Value, item_yaml, on_one_line
from sourcebook.content.yaml.tree import CONTROL
from sourcebook.errors import QuestionListError
from sourcebook.model.base import SLUG
from sourcebook.model.storable_text import storable

_MOST_NOTED: Final = 40
_MISSING: Final = {
    "objective": "Name an objective of a lesson.",
    "stem": "Write what a learner is asked.",
    "claim": "Write the claim to be judged.",
    "key": "Write the right answer.",
    "keys": "Write the right answers.",
    "distractors": "Write wrong answers that a real reader might give.",
    "feedback": "Tell who goes wrong what went wrong, and which passage to read.",
    "rationale": "Say why the key is right.",
    "citations": "Name the passages that prove the key, such as [s2.p10].",
}


class Draft(NamedTuple):
    """Items as they are drafted, and what a person must look at, a sentence each.

    An item has the keys that it has in a file, with a remark in place of what is missing.
    """

    title: str
    items: Sequence[Mapping[str, Value | None]]
    notes: Sequence[str] = ()


class Imported(NamedTuple):
    """A draft: its YAML, how many items it has, and what a person must look at, line by line."""

    yaml: str
    items: int
    notes: tuple[str, ...]


def write_draft(draft: Draft, *, quiz_id: str, lesson: str | None = None) -> Imported:
    """The file of a draft; its notes stand at the top as comments.

    Characters that cannot stand in a course file are left out. Raises QuestionListError if
    `quiz_id` is no id.
    """
    expect_id(quiz_id)
    notes = tuple(map(_legible, draft.notes))
    head = [
        "# yaml-language-server: $schema=quiz.schema.json",
        "# A draft. Write what its comments say is missing.",
        *_comment(notes),
        f"id: {quiz_id}",
        f"title: {on_one_line(_legible(draft.title))}",
        *([f"lesson: {lesson}"] if lesson else []),
        "items:",
    ]
    items = ({key: _legible_value(value) for key, value in item.items()} for item in draft.items)
    yaml = "\n".join(head) + "\n" + "".join(map(item_yaml, items))
    return Imported(yaml, len(draft.items), notes)


def expect_id(quiz_id: str) -> None:
    """Raise QuestionListError unless this can be the id of a quiz."""
    if not re.fullmatch(SLUG, quiz_id):
        raise QuestionListError(f"'{quiz_id}' is not an id. Write it like 'a-short-name'.")


def missing(key: str, found: str = "") -> Remark:
    """What stands in place of a missing value, with the text that was found and does not fit."""
    was = f"missing, for '{found}' cannot stand here." if found else "missing."
    return Remark(f"{was} {_MISSING[key]}")


def new_id(given: str, text: str, taken: dict[str, int]) -> str:
    """The id that is given, else one made of the first words; never one that is taken.

    `taken` holds the last number that was put behind each name, and is brought up to date.
    """
    base = _slug(given[:200])
    base = base or "-".join(_slug(text[:200]).split("-")[:5])[:50].strip("-")
    base = (base or "item")[:55].strip("-")
    number = taken.get(base, 0) + 1
    name = base if number == 1 else f"{base}-{number}"
    while number > 1 and name in taken:
        number += 1
        name = f"{base}-{number}"
    taken[base] = number
    taken.setdefault(name, 1)
    return name


def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", letters.replace("'", "")))


def missing_from(fields: Mapping[str, Value | None]) -> Iterator[str]:
    """The names of what is missing from an item, each once."""
    for key, value in fields.items():
        if isinstance(value, Remark):
            yield key
    entries = fields.get("distractors")
    for entry in entries if isinstance(entries, list) else ():
        if any(isinstance(each, Remark) for each in entry.values()):
            yield "feedback on wrong answers"
            return


def _legible(text: str) -> str:
    """A text without characters that nobody can see; one that ends a line becomes a blank."""
    return CONTROL.sub(lambda found: " " if found[0].isspace() else "", storable(text))


def _legible_value(value: Value | None) -> Value | None:
    match value:
        case str():
            return _legible(value)
        case Remark(text=text):
            return Remark(_legible(text))
        case Mapping():
            return {key: _legible_value(each) for key, each in value.items()}
        case Sequence():
            return [_legible_value(each) for each in value]
        case _:
            return value


def _comment(notes: Sequence[str]) -> Iterator[str]:
    """The notes as comments of the draft, of very many only the first."""
    if notes:
        yield "# What to look at:"
    for note in notes[:_MOST_NOTED]:
        yield from wrap(note, WIDTH, initial_indent="# - ", subsequent_indent="#   ")
    if len(notes) > _MOST_NOTED:
        yield f"# - And {len(notes) - _MOST_NOTED:,} more."
