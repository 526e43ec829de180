"""The scores of a class as the CSV files that the gradebooks of Moodle and Canvas import."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final, Literal, NamedTuple

from sourcebook.analysis import harmless_text, whole_per_cent
from sourcebook.content.authoring.tables.cells import tidy
from sourcebook.content.authoring.tables.notes import quoted
from sourcebook.errors import QuestionListError
from sourcebook.formats.gradebook.class_lists import POINTS_POSSIBLE, ListedLearner

_MoodleId = Literal["email", "id_number", "username"]
_MOODLE_HEADERS: Final[dict[_MoodleId, str]] = {
    "email": "Email address",
    "id_number": "ID number",
    "username": "Username",
}
_CANVAS_HEADERS: Final = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")

_NO_GRADE: Final = "-"
"""What Moodle writes itself where there is no grade; an empty cell of a new column would be 0."""

_NOT_AN_ASSIGNMENT: Final = re.compile(
    "(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)"
)
"""Words in a header with which Canvas takes a column for one of its own totals."""

_LONGEST_HEADER: Final = 200


class ScoredLearner(NamedTuple):
    """A learner of a class list, and their per cent, from 0 to 100, by the id of the quiz.

    `ClassResults.percents` has the per cent of each learner.
    """

    learner: ListedLearner
    percents: Mapping[str, float]


class GradeFile(NamedTuple):
    """A CSV file (UTF-8 with a byte order mark, commas), and what it leaves out, in sentences."""

    raw: bytes
    notes: tuple[str, ...]


def moodle_csv(rows: Sequence[ScoredLearner], titles: Mapping[str, str]) -> GradeFile:
    """A file for Moodle's import of grades: a line for each learner, a column for each quiz.

    `titles` has the quizzes by id. Grades are whole per cent, from 0 to 100, as the results show
    them. The first column is what most learners have: an email address, an ID number or
    a user name; choose it there under `Map from`. Learners without it are left out, because Moodle
    would give their grades to the learner of the line before. A learner without a result at one of
    the quizzes gets no grade for it, even if Moodle has one.

    Raises QuestionListError if no learner has any of the three.
    """
    scored, notes = _with_results(rows, titles)
    known_by = _moodle_id(scored)
    header = _MOODLE_HEADERS[known_by]
    own_id: Callable[[ScoredLearner], str] = attrgetter(f"learner.{known_by}")
    often = Counter(own_id(each).casefold() for each in scored if own_id(each))
    kept, others = _split(scored, lambda each: often[own_id(each).casefold()] == 1)
    notes += _left_out(others, f"they have no {header} of their own in the class list")
    lines = [
        [
            own_id(each),
            each.learner.name,
            *(_grade(each, quiz_id) or _NO_GRADE for quiz_id in titles),
        ]
        for each in kept
    ]
    first = [header, "Full name"]
    return GradeFile(_written([[*first, *_headers(titles, first)], *lines]), tuple(notes))


def canvas_csv(rows: Sequence[ScoredLearner], titles: Mapping[str, str]) -> GradeFile:
    """A file for Canvas' import of a gradebook: a line for each learner, a column for each quiz.

    `titles` has the quizzes by id. An assignment with the title of a quiz gets its scores;
    otherwise Canvas offers to make one. Scores are whole per cent, from 0 to 100, as the results
    show them, and 100 points are possible. Canvas finds a learner by ID, then by SIS
    ID, login or name. A learner without a result at one of the quizzes gets none, even if Canvas
    has one.
    """
    scored, notes = _with_results(rows, titles)
    by_name = [each for each in scored if not any(_canvas_ids(each.learner))]
    if by_name:
        names = quoted(each.learner.name for each in by_name)
        notes.append(f"Canvas has to find them by their names, because they have no ID: {names}.")
    assignments = {quiz_id: _as_assignment(title) for quiz_id, title in titles.items()}
    columns = _headers(assignments, _CANVAS_HEADERS)
    possible = [f"    {POINTS_POSSIBLE}", "", "", "", "", *("100" for _ in titles)]
    lines = [
        [
            each.learner.name.replace(POINTS_POSSIBLE, POINTS_POSSIBLE.lower()),
            *_canvas_ids(each.learner),
            each.learner.section,
            *(_grade(each, quiz_id) for quiz_id in titles),
        ]
        for each in scored
    ]
    return GradeFile(_written([[*_CANVAS_HEADERS, *columns], possible, *lines]), tuple(notes))


def _with_results(
    rows: Sequence[ScoredLearner], titles: Mapping[str, str]
) -> tuple[list[ScoredLearner], list[str]]:
    """The learners who have a result at one of the quizzes, and a note on the others."""
    scored, others = _split(rows, lambda each: bool(titles.keys() & each.percents.keys()))
    return scored, list(_left_out(others, "they have no result at these quizzes"))


def _split(
    rows: Iterable[ScoredLearner], is_kept: Callable[[ScoredLearner], bool]
) -> tuple[list[ScoredLearner], list[ScoredLearner]]:
    """Those who are kept, and the others."""
    kept: list[ScoredLearner] = []
    others: list[ScoredLearner] = []
    for each in rows:
        (kept if is_kept(each) else others).append(each)
    return kept, others


def _left_out(rows: Sequence[ScoredLearner], why: str) -> Iterator[str]:
    if rows:
        yield f"Left out, because {why}: {quoted(each.learner.name for each in rows)}."


def _moodle_id(rows: Iterable[ScoredLearner]) -> _MoodleId:
    """What most of the learners are known by; among equals the email address."""
    filled = {
        known_by: sum(bool(getattr(each.learner, known_by)) for each in rows)
        for known_by in _MOODLE_HEADERS
    }
    found = max(filled, key=lambda each: filled[each])
    if not filled[found]:
        raise QuestionListError(
            "No learner with a result has an email address, an ID number or a user name, and "
            "Moodle finds learners by nothing else. Download the participants of the course there "
            "with one of them, and import that list."
        )
    return found


def _canvas_ids(learner: ListedLearner) -> tuple[str, str, str]:
    return learner.user_id, learner.sis_id, learner.login_id


def _grade(row: ScoredLearner, quiz_id: str) -> str:
    """The whole per cent that the results show; empty without a result."""
    percent = whole_per_cent(row.percents.get(quiz_id))
    return "" if percent is None else str(percent)


def _headers(titles: Mapping[str, str], taken: Iterable[str]) -> tuple[str, ...]:
    """A header for each quiz, each different from all others; capitals do not make a difference."""
    seen = {each.casefold() for each in taken}
    headers = []
    for quiz_id, title in titles.items():
        header = tidy(title)[:_LONGEST_HEADER] or quiz_id
        while header.casefold() in seen:
            header = f"{header} – {quiz_id}"
        seen.add(header.casefold())
        headers.append(header)
    return tuple(headers)


def _as_assignment(title: str) -> str:
    """A title that Canvas neither takes for a total nor finds the number of an assignment in."""
    plain = _NOT_AN_ASSIGNMENT.sub(lambda found: found[0].capitalize(), title)
    return re.sub(r"\(([0-9]+)\)$", r"[\1]", plain)


def _written(lines: Iterable[Sequence[str]]) -> bytes:
    file = io.StringIO()
    # Canvas cannot read a quotation mark behind the byte order mark, so only what needs it has one.
    writer = csv.writer(file, lineterminator="\r\n")
    for line in lines:
        writer.writerow([_cell(cell) for cell in line])
    return file.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return text if text == _NO_GRADE else harmless_text(text)
