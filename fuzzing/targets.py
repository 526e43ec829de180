"""All targets by name, and what the corpus has for each."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from fuzzing import (
    backups,
    class_lists,
    course_files,
    question_files,
    requests,
    socket_messages,
    typed_answers,
)

CORPUS: Final = Path(__file__).with_name("corpus")

TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "quiz": course_files.quiz,
    "lesson": course_files.lesson,
    "plan": course_files.plan,
    "source": course_files.source,
    "background": course_files.background,
    "picture": course_files.picture,
    "any-file": question_files.any_file,
    "gift": question_files.gift,
    "moodle-xml": question_files.moodle_xml,
    "qti12": question_files.qti12,
    "qti21": question_files.qti21,
    "class-list": class_lists.any_list,
    "backup": backups.backup,
    "request": requests.request,
    "claims": requests.claims,
    "message": socket_messages.message,
    "typed-text": typed_answers.typed_text,
}


def corpus_of(name: str) -> list[bytes]:
    """The bytes that are kept for a target, in the order of their names."""
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]
