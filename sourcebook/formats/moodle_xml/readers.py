"""What differs from one type of Moodle's questions to another, as fields of an item."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from sourcebook.content.yaml.text import Remark, Value
from sourcebook.formats.moodle_xml.choices import read_choice, read_truth
from sourcebook.formats.moodle_xml.pairs import read_pairs, read_sequence
from sourcebook.formats.moodle_xml.question import Question, Text
from sourcebook.formats.moodle_xml.typed import read_numbers, read_words

Reader = Callable[[Question, Text, Text], Mapping[str, Value | None]]
"""Makes fields of an item out of a question, its text and its general feedback."""

_RUBRIC: Final = Remark("missing. Say what a written answer must show for all, half and no points.")
_MODEL: Final = Remark("missing. Write an answer that earns all points.")


def _read_essay(question: Question, stem: Text, explained: Text) -> Mapping[str, Value | None]:
    notes = question.text(question.element.find("graderinfo"))
    levels = {name: question.part(notes, name) for name in ("full", "part", "none")}
    model = question.part(notes, "model")
    if notes.text and not model:
        question.note("What graders are told stands as its model answer. Write the rubric.")
    if question.text(question.element.find("responsetemplate")).text:
        question.note("The text that a response begins with is left out.")
    lengths = notes.parts.keys("length")
    length = next((key for key in lengths if re.fullmatch("[0-9]{1,3}", key)), None)
    return {
        "type": "extended_response",
        "rubric": {**levels} if all(levels.values()) else _RUBRIC,
        "model_answer": model or notes.text or _MODEL,
        "length": length if length != "100" else None,
    }


READERS: Final[Mapping[str, Reader]] = {
    "multichoice": read_choice,
    "truefalse": read_truth,
    "numerical": read_numbers,
    "shortanswer": read_words,
    "matching": read_pairs,
    "match": read_pairs,
    "ordering": read_sequence,
    "essay": _read_essay,
}
"""The reader for each type of question that becomes an item."""
