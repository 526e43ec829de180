"""Files to begin with: a quiz, a lesson or a source, with an example of whatever may stand there.

The examples name an objective and passages that the course has, so that an author who only
changes the words has a sound item. What she must write herself is left empty, and
`sourcebook check` names it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pydantic import BaseModel

from sourcebook.content.authoring.field_help import meaning
from sourcebook.content.faults import Fault, Spot, did_you_mean, nearest
from sourcebook.content.unchecked_course import Draft, read_draft
from sourcebook.content.yaml.text import Value, item_yaml, on_one_line
from sourcebook.errors import EditingError
from sourcebook.model.base import SLUG, SOURCE
from sourcebook.model.item_kinds import Kind, PerKind
from sourcebook.model.sources import Language, Passage, Publication, Publisher, Source


class Starter(NamedTuple):
    """A new file of the course: its path below the root and its text."""

    path: str
    text: str


class Place(NamedTuple):
    """What an example refers to: an objective, and two passages."""

    objective: str
    passage: str
    other: str


def quiz(
    files: Mapping[str, bytes], quiz_id: str, *, lesson: str | None = None, title: str = ""
) -> Starter:
    """A quiz without items yet, with a commented example of each kind.

    Raises EditingError where the id is none, or is taken, or there is no such lesson.
    """
    draft = read_draft(files)
    _free(quiz_id, [parsed.model.id for parsed in draft.quizzes if parsed.model], "quiz")
    place = _place(draft, lesson)
    head = [
        "# yaml-language-server: $schema=quiz.schema.json",
        f"id: {quiz_id}",
        f"title: {on_one_line(title or titled(quiz_id))}",
        *([f"lesson: {lesson}"] if lesson else []),
        "pass_mark: 60",
        "feedback: immediate # or deferred: explained after the whole quiz is handed in",
        "items:",
        "  # Take an example, delete the '# ' before its lines, and write your own words.",
        "  # Passages stand in seeds/: s2.p10 is paragraph 10 of s2.yaml.",
        "  # 'sourcebook check' names every slip and whatever is missing.",
    ]
    examples = [_commented(told, item) for told, item in example_items(place)]
    text = "\n".join([*head, *examples]) + "\n"
    return Starter(f"quizzes/{_next_number(files, 'quizzes')}-{quiz_id}.yaml", text)


def lesson(files: Mapping[str, bytes], lesson_id: str, *, title: str = "") -> Starter:
    """A lesson with an objective and a paragraph to replace; comments say what else may stand.

    Raises EditingError where the id is none or is taken.
    """
    draft = read_draft(files)
    _free(lesson_id, [each.lesson.id for each in draft.lessons if each.lesson], "lesson")
    text = _LESSON.format(
        id=lesson_id,
        title=on_one_line(title or titled(lesson_id)),
        objective=f"understand-{lesson_id}"[:60].strip("-"),
        passage=_place(draft, None).passage,
    )
    return Starter(f"lessons/{_next_number(files, 'lessons')}-{lesson_id}.md", text)


def source(files: Mapping[str, bytes], source_id: str) -> Starter:
    """A source card whose values are all still to be written, each with what it means.

    Raises EditingError where the id is none or is taken.
    """
    numbers = [int(found[1]) for path in files if (found := re.match(r"seeds/s(\d+)\.", path))]
    following = f"s{max(numbers, default=0) + 1}"
    if not re.fullmatch(SOURCE, source_id):
        raise EditingError(f"'{source_id}' is no id of a source. Write '{following}'.")
    if int(source_id[1:]) in numbers:
        raise EditingError(f"There is a source '{source_id}' already. Write '{following}'.")
    return Starter(f"seeds/{source_id}.yaml", _source_text(source_id))


def titled(name: str) -> str:
    """An id as a title to begin with: `yerevan-summit` is `Yerevan summit`."""
    return name.replace("-", " ").capitalize()


def example_items(place: Place) -> Iterable[tuple[str, Mapping[str, Value]]]:
    """An item of each kind, as its fields, with a line on what the kind is for."""
    shown: dict[str, Value] = {
        "keys": [place.passage],
        "distractors": [{"passage": place.other, "feedback": _LOOK}],
    }
    for kind, (told, own) in _EXAMPLES.pairs():
        yield told, _example(kind, own or shown, place)


def left_over(text: str) -> tuple[str, ...]:
    """The sentences of an example that still stand in a quiz, where its author's should stand.

    Comments may go on saying what they say.
    """
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    written = " ".join(" ".join(lines).split())
    return tuple(each for each in _TO_BE_WRITTEN if each in written)


_NO_RULE = ""
"""The desk alone reports it, and no page of the rules explains it."""


def unwritten(path: str, text: str) -> tuple[Fault, ...]:
    """An error for each sentence of an example that still stands in a quiz; see `left_over`."""
    return tuple(
        Fault(
            path,
            _spot(text, sentence),
            _NO_RULE,
            f"words of an example still stand here: “{sentence}”",
            "Write your own in their place.",
        )
        for sentence in left_over(text)
    )


def _spot(text: str, sentence: str) -> Spot:
    """Where a sentence begins, which may run over several lines; else the first line."""
    beginning = sentence[:20]
    for number, line in enumerate(text.splitlines(), start=1):
        if beginning in line and not line.lstrip().startswith("#"):
            return Spot(number, line.index(beginning) + 1)
    return Spot(1, 1)


def _example(kind: Kind, own: Mapping[str, Value], place: Place) -> dict[str, Value]:
    name = f"example-{kind.replace('_', '-')}"
    common: dict[str, Value] = {"id": name, "type": kind, "objective": place.objective}
    stem: dict[str, Value] = {} if "claim" in own else {"stem": _STEM}
    end: dict[str, Value] = {"rationale": _WHY, "citations": [place.passage]}
    return {**common, **stem, **end, **own}


_STEM = "Write here what a learner is asked."
_WHY = "Say why the key is right."
_LOOK = "Say what went wrong, and which passage to read."
_BELIEVABLE = "A wrong answer that a reader might believe"
_CLAIM = "Write the claim as a statement."
_MODEL = "Write a good answer."
_TO_BE_WRITTEN = (_STEM, _WHY, _LOOK, _BELIEVABLE, _CLAIM, _MODEL)
_WRONG: dict[str, Value] = {"distractors": [{"text": _BELIEVABLE, "feedback": _LOOK}]}
_VERDICT: dict[str, Value] = {
    "claim": _CLAIM,
    "key": "supported",
    "feedback": {"contradicted": _LOOK, "not_stated": _LOOK},
}
_NUMERIC: dict[str, Value] = {
    "key": 6,
    "unit": "members",
    "calculated": "Only where no passage prints the number. Say how it follows from them.",
    "distractors": [{"number": 5, "feedback": _LOOK}],
}
_MATCHING: dict[str, Value] = {
    "pairs": [
        {"prompt": "A prompt", "target": "What goes with it", "feedback": _LOOK},
        {"prompt": "Another prompt", "target": "What goes with that", "feedback": _LOOK},
    ],
    "extra_targets": ["A target that is left over"],
}
_ORDERING: dict[str, Value] = {
    "sequence": ["What happened first", "What happened next", "What happened last"],
    "feedback": _LOOK,
}
_WRITTEN: dict[str, Value] = {
    "length": 90,
    "rubric": {
        "full": "Say what an answer shows that earns all points.",
        "part": "Say what an answer shows that earns half of them.",
        "none": "Say what an answer lacks that earns none.",
    },
    "model_answer": _MODEL,
}
_EXAMPLES: PerKind[tuple[str, dict[str, Value]]] = PerKind(
    single_choice=("One best answer:", {"key": "The right answer", **_WRONG}),
    multiple_choice=(
        "Several right answers:",
        {"keys": ["A right answer", "Another right answer"], **_WRONG},
    ),
    true_false=("A statement that is true or false:", {"key": True, "feedback": _LOOK}),
    verdict=("What do the sources say about a claim?", _VERDICT),
    numeric=("A number to be typed:", _NUMERIC),
    short_answer=(
        "A word or a name to be typed:",
        {"key": "The right word", "also_accept": ["Another spelling of it"], **_WRONG},
    ),
    matching=("Prompts that each go with a target:", _MATCHING),
    ordering=("Events in the order in which they happened:", _ORDERING),
    evidence=("Which passages show it?", {}),
    extended_response=("An answer in one's own words:", _WRITTEN),
)
"""What each kind is for, and its own keys; those of evidence are passages of the course."""

_LESSON = """\
---
# Cite passages as [@s2.p10] or [@s2.p10; @s3.p4], at the end of a sentence or paragraph.
# A paragraph that claims nothing ends in [@none].
# Figures stand between lines of three backticks; the upper one goes on with the figure's name:
# compare and the id of a comparison, timeline 2020..2022, map and its id,
# chart who-is-quoted, or check and the id of an item to try.
id: {id}
title: {title}
minutes: 8
# needs: [the ids of lessons to be read before]
objectives:
  # Three items or more, in some quiz, assess each objective.
  - {{id: {objective}, text: Begin with a verb that can be tested.}}
---
Open with a question that the lesson answers. [@none]

## A heading

Say in your own words what a source says, and name its passage. [@{passage}]
"""


def _source_text(source_id: str) -> str:
    sections: dict[str, type[BaseModel]] = {
        "publisher": Publisher,
        "date": Publication,
        "language": Language,
    }
    lines = ["# yaml-language-server: $schema=source.schema.json", f"id: {source_id}"]
    for key in Source.model_fields:
        told = f"# {meaning(Source, key)}"
        if key in sections:
            inner = sections[key]
            lines += [told, f"{key}:"]
            lines += [f"  {name}: # {meaning(inner, name)}" for name in inner.model_fields]
        elif key == "damage":
            lines += [told, "damage: []"]
        elif key == "quoted":
            lines += [told, "# quoted: {Name of a Speaker: 11}", "quoted: {}"]
        elif key == "passages":
            lines += [told, "passages:", "  p1:", f"    summary: # {meaning(Passage, 'summary')}"]
            lines += [f"    # {line}" for line in _QUOTES]
        elif key != "id":
            lines += [told, f"{key}:"]
    return "\n".join(lines) + "\n"


_QUOTES = (
    "quotes:",
    "  - speaker: A name of people.yaml",
    "    words: The words, exactly as printed",
    "caution: What makes the paragraph hard to rely on",
)


def _commented(told: str, item: Mapping[str, Value]) -> str:
    lines = item_yaml(item, indent=0).splitlines()
    return "\n".join(["", f"  # {told}", *(f"  # {line}" for line in lines)])


def _free(name: str, taken: Iterable[str], kind: str) -> None:
    if not re.fullmatch(SLUG, name) or len(name) > 60:
        shape = "An id has small letters, digits and hyphens, 60 at most, like 'a-short-name'."
        raise EditingError(f"'{name}' is no id. {shape}")
    if name in taken:
        raise EditingError(f"There is a {kind} '{name}' already. Give the new one another id.")


def _place(draft: Draft, lesson_id: str | None) -> Place:
    """An objective of a lesson, and passages, for examples to name."""
    lessons = {each.lesson.id: each.lesson for each in draft.lessons if each.lesson}
    if lesson_id and lesson_id not in lessons:
        hint = did_you_mean(nearest(lesson_id, lessons))
        raise EditingError(f"There is no lesson '{lesson_id}'. {hint}".strip())
    chosen = lessons.get(lesson_id or "") or next(iter(lessons.values()), None)
    passages = [*draft.passages(), "s1.p1", "s1.p2"]
    objective = chosen.objectives[0].id if chosen else "an-objective"
    return Place(objective, passages[0], passages[1])


def _next_number(files: Iterable[str], folder: str) -> str:
    numbers = [int(found[1]) for path in files if (found := re.match(rf"{folder}/(\d+)", path))]
    return f"{max(numbers, default=0) + 1:02}"
