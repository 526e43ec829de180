"""Reading a course root and checking all of it in one go."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sourcebook.content.drafts import excuse_drafts
from sourcebook.content.faults import Fault, as_text, first_of_each_file, has_errors
from sourcebook.content.files import Parsed
from sourcebook.content.originals import read_originals
from sourcebook.content.rules import RULES
from sourcebook.content.suggestions import suggest
from sourcebook.content.unchecked_course import UncheckedCourse, read_unchecked_course
from sourcebook.content.yaml.tree import MappingNode, Scalar
from sourcebook.errors import NoCourseError, UnusableQuizError
from sourcebook.model.course import Course
from sourcebook.model.quizzes import Quiz

_PATTERNS = (
    ("lessons", "*.md"),
    ("plans", "*.md"),
    ("quizzes", "*.yaml"),
    ("quizzes", "*.yml"),
    ("seeds", "*.yaml"),
    ("seeds", "*.yml"),
    ("seeds/maps", "*.svg"),
    ("seeds/drawings", "*.svg"),
)
_FOLDERS = ("lessons", "quizzes", "seeds")
"""A course has one of these; a folder `plans` alone may hold the plans of something else."""

_READMES = {"readme.md"}


@dataclass(frozen=True)
class Result:
    """What a check found: all faults, the course if it has no error, the checks not made."""

    faults: tuple[Fault, ...]
    course: Course | None
    not_checked: tuple[str, ...]


def read_files(root: Path) -> dict[str, bytes]:
    """The content files below a course root, as bytes by path with forward slashes.

    Raises NoCourseError if the folder has none of `lessons`, `quizzes` and `seeds`, or a file that
    the system does not let us read.
    """
    if not any((root / folder).is_dir() for folder in _FOLDERS):
        raise NoCourseError(
            f"There is no course in '{root}'. Name the folder with lessons, quizzes and seeds."
        )
    try:
        found = [(path, path.read_bytes()) for path in content_paths(root)]
    except OSError as error:
        raise NoCourseError(f"'{error.filename}' cannot be read: {error.strerror}.") from error
    return {path.relative_to(root).as_posix(): raw for path, raw in found}


def content_paths(root: Path) -> Iterator[Path]:
    """The content files below a course root; READMEs and hidden files do not count.

    Editors and systems leave hidden files such as `.#s1.yaml` beside the one that is open.
    """
    for folder, pattern in _PATTERNS:
        for path in (root / folder).glob(pattern):
            hidden = path.name.startswith(".")
            if path.is_file() and not hidden and path.name.lower() not in _READMES:
                yield path


def check(
    files: Mapping[str, bytes], originals: Path | None = None, *, unread: Iterable[str] = ()
) -> Result:
    """The faults of these files, and the course they make if none is an error.

    If a file has very many faults, only the first are reported, and the last one says so.

    `originals` is the folder with the articles; None if they are not here. `unread` are paths of
    quizzes, or of course.yaml, that are left out on purpose: nothing reports that they are missing.
    """
    unchecked = read_and_check(files, originals, unread=unread)
    faults = unchecked.faults()
    course = None if has_errors(faults) else unchecked.course()
    return Result(first_of_each_file(faults), course, () if originals else _NEEDS_ORIGINALS)


def read_and_check(
    files: Mapping[str, bytes], originals: Path | None, *, unread: Iterable[str] = ()
) -> UncheckedCourse:
    """The course as these files have it, with the faults that every rule finds."""
    unchecked = read_unchecked_course(files, unread=unread)
    if originals:
        unchecked.originals = read_originals(originals, unchecked.source_cards())
    for rule in RULES:
        rule(unchecked)
    excuse_drafts(unchecked)
    suggest(unchecked)
    return unchecked


def usable_quiz(unchecked: UncheckedCourse, quiz_id: str) -> Quiz | None:
    """The quiz with this id, if its answers can be scored; None if there is no such quiz.

    It may have other faults. Raises UnusableQuizError if its file cannot be read, or if the key
    of an item is unclear.
    """
    twice = _ids_given_twice(unchecked)
    for parsed in unchecked.quizzes:
        if _names_itself(parsed, quiz_id):
            found = [each for each in parsed.file.faults if _is_in_the_way(each, parsed)]
            if parsed.model and twice & {item.id for item in parsed.model.items}:
                found += [each for each in unchecked.faults() if each.rule == "duplicate-id"]
            if found:
                raise UnusableQuizError(as_text(sorted(set(found))))
    course = unchecked.course().as_if_open()
    return {**course.quizzes, **course.pools}.get(quiz_id)


def _is_in_the_way(fault: Fault, parsed: Parsed[Quiz]) -> bool:
    unusable = parsed.model is None or fault.rule in _UNUSABLE
    return fault.severity == "error" and unusable


def _ids_given_twice(unchecked: UncheckedCourse) -> set[str]:
    counts = Counter(item.id for _, _, item in unchecked.items())
    return {item_id for item_id, count in counts.items() if count > 1}


def _names_itself(parsed: Parsed[Quiz], quiz_id: str) -> bool:
    """Whether a file is about this quiz, as far as it can be read."""
    if parsed.model:
        return parsed.model.id == quiz_id
    entry = parsed.tree.entry("id") if isinstance(parsed.tree, MappingNode) else None
    if entry is None:
        # A file that is not YAML has no tree, only its text.
        return bool(re.search(rf"(?m)^id: *['\"]?{re.escape(quiz_id)}['\"]? *$", parsed.file.text))
    return isinstance(entry[1], Scalar) and entry[1].text == quiz_id


_UNUSABLE = frozenset({"duplicate-id", "duplicate-option", "one-of"})
"""If one of these rules is broken, an answer to an item cannot be scored."""


def find_originals(root: Path, named: str | None) -> Path | None:
    """The folder with the articles: the one named, else `seeds/originals`, else None.

    Raises NoCourseError if the folder that is named does not exist.
    """
    if named:
        if not Path(named).is_dir():
            raise NoCourseError(f"There is no folder '{named}' with originals.")
        return Path(named)
    own = root / "seeds" / "originals"
    return own if own.is_dir() else None


_NEEDS_ORIGINALS = (
    "the SHA-256 of each source",
    "whether each quote stands word for word in its article",
    "whether any eight words in a row are copied",
)
