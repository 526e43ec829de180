"""The readers of other programs' files: what is read makes a draft, and survives its own format."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from fuzzing.course_files import files_around
from fuzzing.expectations import expect_faults, expect_message
from fuzzing.packages import packed
from sourcebook.content.authoring.quiz_drafts import Draft, write_draft
from sourcebook.content.authoring.quiz_edits import item_blocks
from sourcebook.content.checking import check
from sourcebook.errors import QuestionListError
from sourcebook.formats.importing import drafted
from sourcebook.formats.registry import FORMATS
from sourcebook.model.course import Course
from sourcebook.model.items import AnyItem, Item
from sourcebook.model.quizzes import Quiz

LONGEST_REFUSAL = 20_000
"""Characters of a refusal, which may name every row that was left out."""

_UNREADABLE = frozenset({"character", "encoding", "merge-marks", "yaml-syntax"})
"""The rules that a text breaks which cannot be read at all."""

_ITEM: TypeAdapter[Item] = TypeAdapter(AnyItem)
_GIVEN: Mapping[str, Any] = {
    "objective": "tell-the-day",
    "rationale": "The report says so.",
    "citations": ["s1.p1"],
}
"""What no other program knows, and every item needs."""


def any_file(raw: bytes) -> None:
    """A file in whatever format: a spreadsheet, CSV, or what another program exports."""
    try:
        found = drafted(packed(raw), quiz_id="a-quiz", title="A quiz")
    except QuestionListError as refused:
        expect_message(str(refused), LONGEST_REFUSAL)
        return
    for note in found.notes:
        expect_message(note)
    _expect_file(found.yaml, found.items)


def gift(raw: bytes) -> None:
    """A text of GIFT."""
    _read("gift", raw)


def moodle_xml(raw: bytes) -> None:
    """A question bank of Moodle."""
    _read("moodle-xml", raw)


def qti12(raw: bytes) -> None:
    """A quiz of Canvas: a package of parts, or its XML alone."""
    _read("qti12", packed(raw))


def qti21(raw: bytes) -> None:
    """A package of QTI 2.1, or the XML of one item."""
    _read("qti21", packed(raw))


def _read(name: str, raw: bytes) -> None:
    try:
        draft = FORMATS[name].loads(raw)
    except QuestionListError as refused:
        expect_message(str(refused), LONGEST_REFUSAL)
        return
    for note in draft.notes:
        expect_message(note)
    written = write_draft(draft._replace(title=draft.title or "A quiz"), quiz_id="a-quiz")
    _expect_file(written.yaml, written.items)
    _expect_to_come_back(name, draft, written.yaml)


def _expect_file(yaml: str, items: int) -> None:
    """The draft is a file of which every item can be edited, and whose faults have places."""
    assert len(item_blocks(yaml)) == items
    files = {**files_around(), "quizzes/a-quiz.yaml": yaml.encode()}
    faults = check(files).faults
    expect_faults(faults, files)
    unreadable = [each for each in faults if each.rule in _UNREADABLE]
    assert not unreadable, unreadable[0].sentence


def _expect_to_come_back(name: str, draft: Draft, yaml: str) -> None:
    """What was read and is written in the same format can be read again, every item of it."""
    items = [item for block in item_blocks(yaml) if (item := _item(block.fields))]
    kept = [item for item in items if not FORMATS[name].losses(item)]
    if not kept:
        return
    quiz = Quiz(id="a-quiz", title="A quiz", lesson="yerevan-summit", items=tuple(kept))
    again = FORMATS[name].loads(FORMATS[name].dumps(quiz, _course()))
    assert len(again.items) == len(kept), [*draft.notes, *again.notes]


def _item(fields: Mapping[str, Any]) -> Item | None:
    """The item of a draft, if nothing is missing but what no other program knows."""
    try:
        return _ITEM.validate_python({**_GIVEN, **fields})
    except ValidationError:
        return None


@cache
def _course() -> Course:
    course = check(files_around()).course
    assert course is not None
    return course
