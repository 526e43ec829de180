"""Worksheets opened by LibreOffice: the pages that come out of a printer."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sourcebook.content.checking import check, read_files
from sourcebook.formats import worksheet
from sourcebook.model.course import Course
from tests import builders

ROOT = Path(__file__).parents[2]
Printed = Callable[[bytes], list[str]]


def installed(name: str) -> str:
    """The path of a program; on CI it must be there."""
    if found := shutil.which(name):
        return found
    missing = f"There is no {name}: install libreoffice-writer-nogui and poppler-utils."
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """What turns a Word file into the texts of its pages, the words separated by single spaces."""
    office, to_text = installed("soffice"), installed("pdftotext")
    folder = tmp_path_factory.mktemp("printed")

    def pages(raw: bytes) -> list[str]:
        (folder / "sheet.docx").write_bytes(raw)
        own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        to_pdf = [office, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*to_pdf, str(folder / "sheet.docx")], check=True, capture_output=True)
        done = subprocess.run(
            [to_text, "-layout", str(folder / "sheet.pdf"), "-"], check=True, capture_output=True
        )
        texts = done.stdout.decode().split("\f")
        return [" ".join(each.split()) for each in texts if each.strip()]

    return pages


@pytest.fixture(scope="module")
def small() -> Course:
    found = check(builders.course_files()).course
    assert found
    return found


@pytest.fixture(scope="module")
def course() -> Course:
    """The course of this site."""
    found = check(read_files(ROOT)).course
    assert found
    return found


@pytest.mark.parametrize("version", ["A", "B"])
def test_each_question_is_printed_once_and_the_key_on_the_last_pages(
    printed: Printed, small: Course, version: worksheet.Version
) -> None:
    stems = {item.id: f"What about {item.id} in Yerevan?" for item in builders.every_kind()}
    items = [
        each.model_copy(update={"stem": stems[each.id], "rationale": "It is proved."})
        for each in builders.every_kind()
    ]

    pages = printed(worksheet.dumps(builders.quiz(*items), small, version))

    keys = [page.startswith("Key for the teacher") for page in pages]
    questions = " ".join(page for page, is_key in zip(pages, keys, strict=True) if not is_key)
    whole = " ".join(pages)
    assert keys == sorted(keys)
    assert 3 <= keys.count(False) <= 4
    assert [whole.count(stem) for stem in stems.values()] == [1] * 10
    assert all(stem in questions for stem in stems.values())
    assert "It is proved." not in questions
    assert whole.count("It is proved.") == 10


def test_a_quiz_of_the_course_is_printed_with_its_proofs(printed: Printed, course: Course) -> None:
    quiz = course.quizzes["yerevan-summit-quiz"]

    pages = printed(worksheet.dumps(quiz, course))

    key = [page for page in pages if page.startswith("Key for the teacher")]
    questions = [page for page in pages if page not in key]
    assert [*questions, *key] == pages
    assert 4 <= len(questions) <= 7
    assert all(" ".join(item.stem.split()) in " ".join(questions) for item in quiz.items[:4])
    assert "Newsweek, paragraph" in " ".join(key)
    assert all(page.split()[-2:] == ["Page", str(n)] for n, page in enumerate(pages, start=1))


@pytest.mark.parametrize("lesson_id", ["csto", "yerevan-summit"])
def test_a_lesson_of_the_course_is_printed_with_our_answers_last(
    printed: Printed, course: Course, lesson_id: str
) -> None:
    pages = printed(worksheet.lesson_sheet(course.lessons[lesson_id], course))

    answers = [page.startswith("Our answers, for the teacher") for page in pages]
    assert answers == sorted(answers)
    assert True in answers
    assert 3 <= answers.count(False) <= 7
    assert "Name" in pages[0]
    assert "Date" in pages[0]
