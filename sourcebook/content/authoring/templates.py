"""Templates of a quiz, a lesson, a plan and a source, with an example of what they may contain.

The examples name an objective and passages that the course has, so that an author who only changes
the words has a sound item. What authors must write themselves is left empty, and `sourcebook check`
names it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from pydantic import BaseModel

from sourcebook.content.authoring.field_help import meaning
from sourcebook.content.faults import Fault, Spot, Values, did_you_mean, nearest
from sourcebook.content.unchecked_course import UncheckedCourse, read_unchecked_course
from sourcebook.content.yaml.text import Value, item_yaml, on_one_line
from sourcebook.errors import EditingError
from sourcebook.model.base import SLUG, SOURCE
from sourcebook.model.item_kinds import Kind, PerKind
from sourcebook.model.plans import SECTIONS
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

    Raises EditingError if the id is not valid or is taken, or if there is no such lesson.
    """
    unchecked = read_unchecked_course(files)
    _free(quiz_id, [parsed.model.id for parsed in unchecked.quizzes if parsed.model], "quiz")
    place = _place(unchecked, lesson)
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
        "  # 'sourcebook check' names every error and what is missing.",
    ]
    examples = [_commented(remark, item) for remark, item in example_items(place)]
    text = "\n".join([*head, *examples]) + "\n"
    return Starter(f"quizzes/{_next_number(files, 'quizzes')}-{quiz_id}.yaml", text)


def checks(
    files: Mapping[str, bytes], quiz_id: str, *, lesson: str | None = None, title: str = ""
) -> Starter:
    """A file of items that stand in lessons, with a commented example of each kind.

    Raises EditingError if the id is not valid or is taken, or if there is no such lesson.
    """
    path, text = quiz(files, quiz_id, lesson=lesson, title=title)
    head, rest = text.split("pass_mark: 60\n")
    _, rest = rest.split("\n", 1)
    return Starter(path, f"{head}purpose: checks\n{rest}")


def lesson(files: Mapping[str, bytes], lesson_id: str, *, title: str = "") -> Starter:
    """A lesson with an objective and a paragraph to replace; comments explain the rest.

    Raises EditingError if the id is not valid or is taken.
    """
    unchecked = read_unchecked_course(files)
    _free(lesson_id, [each.lesson.id for each in unchecked.lessons if each.lesson], "lesson")
    text = _LESSON.format(
        id=lesson_id,
        title=on_one_line(title or titled(lesson_id)),
        objective=f"understand-{lesson_id}"[:60].strip("-"),
        passage=_place(unchecked, None).passage,
    )
    return Starter(f"lessons/{_next_number(files, 'lessons')}-{lesson_id}.md", text)


def plan(files: Mapping[str, bytes], lesson_id: str) -> Starter:
    """A plan with its ten sections, each without a text; it is named as the file of its lesson.

    Raises EditingError if there is no such lesson, or if it has a plan already.
    """
    unchecked = read_unchecked_course(files)
    lessons = {each.lesson.id: each.file for each in unchecked.lessons if each.lesson}
    _known_lesson(lesson_id, lessons)
    for each in unchecked.plans:
        if each.plan and each.plan.lesson == lesson_id:
            raise EditingError(f"The lesson '{lesson_id}' has a plan already, {each.file.path}.")
    sections = "".join(f"## {name}\n\n" for name in SECTIONS)
    text = _PLAN.format(lesson=lesson_id, sections=sections.rstrip("\n"))
    return Starter(lessons[lesson_id].path.replace("lessons/", "plans/", 1), text)


def source(files: Mapping[str, bytes], source_id: str) -> Starter:
    """A source card without values, each key with its meaning.

    Raises EditingError if the id is not valid or is taken.
    """
    following = next_source(files)
    if not re.fullmatch(SOURCE, source_id):
        raise EditingError(f"'{source_id}' is not an id of a source. Write '{following}'.")
    if int(source_id[1:]) in _source_numbers(files):
        raise EditingError(f"There is a source '{source_id}' already. Write '{following}'.")
    return Starter(f"seeds/{source_id}.yaml", _source_text(source_id))


def next_source(files: Iterable[str]) -> str:
    """The id of the next source, such as `s6` after five of them."""
    return f"s{max(_source_numbers(files), default=0) + 1}"


def _source_numbers(files: Iterable[str]) -> list[int]:
    return [int(found[1]) for path in files if (found := re.match(r"seeds/s(\d+)\.", path))]


def titled(name: str) -> str:
    """A first title made of an id: `yerevan-summit` gives `Yerevan summit`."""
    return name.replace("-", " ").capitalize()


def example_items(place: Place) -> Iterable[tuple[str, Mapping[str, Value]]]:
    """An item of each kind, as its fields, with a line on what the kind is for."""
    shown: dict[str, Value] = {
        "keys": [place.passage],
        "distractors": [{"passage": place.other, "feedback": _LOOK}],
    }
    for kind, (remark, own) in _EXAMPLES.pairs():
        yield remark, _example(kind, own or shown, place)


def left_over(text: str) -> tuple[str, ...]:
    """The sentences of an example that are still in a quiz instead of the author's.

    Comments do not count.
    """
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    written = " ".join(" ".join(lines).split())
    return tuple(each for each in _TO_BE_WRITTEN if each in written)


_NO_RULE = ""
"""Only the teacher's desk reports it; the page of the rules does not explain it."""


def unwritten(path: str, text: str) -> tuple[Fault, ...]:
    """An error for each sentence of an example that is still in a quiz; see `left_over`."""
    return tuple(
        Fault(
            path,
            _spot(text, sentence),
            _NO_RULE,
            f"words of an example still stand here: “{sentence}”",
            "Write your own in their place.",
            values=Values(found=sentence),
        )
        for sentence in left_over(text)
    )


def _spot(text: str, sentence: str) -> Spot:
    """Where a sentence begins, also one of several lines; else the first line."""
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
# Each heading begins a step. Tasks and figures stand between lines of three backticks; the upper
# one goes on with a name: guess; document and passages, as s2.p11 s2.p12; compare and the id of a
# comparison; check and the id of an item; claim; timeline 2020..2022; map and its id;
# drawing and its id; chart who-is-quoted.
id: {id}
title: {title}
question: What does this lesson answer?
minutes: 1
# needs: [the ids of lessons to be read before]
objectives:
  # Three items or more, in some quiz, assess each objective.
  - {{id: {objective}, text: Begin with a verb that can be tested.}}
---
## A heading

Say in your own words what a source says, and name its passage. [@{passage}]
"""

_PLAN = """\
---
# Learners never see a plan. Write below each heading, 900 words in all: two printed pages.
# Cite passages as [@s2.p10]. Words between quotation marks have to stand in a passage that is
# cited there, so write questions without such marks.
lesson: {lesson}
---
{sections}
"""


def _source_text(source_id: str) -> str:
    sections: dict[str, type[BaseModel]] = {
        "publisher": Publisher,
        "date": Publication,
        "language": Language,
    }
    lines = ["# yaml-language-server: $schema=source.schema.json", f"id: {source_id}"]
    for key in Source.model_fields:
        remark = f"# {meaning(Source, key)}"
        if key in sections:
            inner = sections[key]
            lines += [remark, f"{key}:"]
            lines += [f"  {name}: # {meaning(inner, name)}" for name in inner.model_fields]
        elif key == "damage":
            lines += [remark, "damage: []"]
        elif key == "quoted":
            lines += [remark, "# quoted: {Name of a Speaker: 11}", "quoted: {}"]
        elif key == "passages":
            lines += [remark, "passages:", "  p1:", f"    summary: # {meaning(Passage, 'summary')}"]
            lines += [f"    # {line}" for line in _QUOTES]
        elif key != "id":
            lines += [remark, f"{key}:"]
    return "\n".join(lines) + "\n"


_QUOTES = (
    "quotes:",
    "  - speaker: A name of people.yaml",
    "    words: The words, exactly as printed",
    "caution: What makes the paragraph hard to rely on",
)


def _commented(remark: str, item: Mapping[str, Value]) -> str:
    lines = item_yaml(item, indent=0).splitlines()
    return "\n".join(["", f"  # {remark}", *(f"  # {line}" for line in lines)])


def _free(name: str, taken: Iterable[str], kind: str) -> None:
    if not re.fullmatch(SLUG, name) or len(name) > 60:
        shape = "An id has small letters, digits and hyphens, 60 at most, like 'a-short-name'."
        raise EditingError(f"'{name}' is not an id. {shape}")
    if name in taken:
        raise EditingError(f"There is a {kind} '{name}' already. Give the new one another id.")


def _known_lesson(lesson_id: str, lessons: Collection[str]) -> None:
    if lesson_id not in lessons:
        hint = did_you_mean(nearest(lesson_id, lessons))
        raise EditingError(f"There is no lesson '{lesson_id}'. {hint}".strip())


def _place(unchecked: UncheckedCourse, lesson_id: str | None) -> Place:
    """An objective of a lesson, and passages, for examples to name."""
    lessons = {each.lesson.id: each.lesson for each in unchecked.lessons if each.lesson}
    if lesson_id:
        _known_lesson(lesson_id, lessons)
    chosen = lessons.get(lesson_id or "") or next(iter(lessons.values()), None)
    passages = [*unchecked.passages(), "s1.p1", "s1.p2"]
    objective = chosen.objectives[0].id if chosen else "an-objective"
    return Place(objective, passages[0], passages[1])


def _next_number(files: Iterable[str], folder: str) -> str:
    numbers = [int(found[1]) for path in files if (found := re.match(rf"{folder}/(\d+)", path))]
    return f"{max(numbers, default=0) + 1:02}"
