"""A save that takes away an id to which attempts refer says so, and how many are concerned."""

import logging

import pytest

from sourcebook.pages.shared import services
from sourcebook.pages.shared.markup import literal
from tests.builders import course_files

from .conftest import Browser, Serve
from .editing import desk, on_disk, open_text, place, said, save, type_text

__all__ = ["desk"]

GONE = (
    "The item 'refuser' is no longer in the course; there is 1 attempt of 1 learner with it. If "
    "its id was changed, change it back. If it was taken out on purpose, do nothing."
)


@pytest.fixture(autouse=True)
def _course(serve: Serve, browser: Browser) -> None:
    quiz = serve(course_files()).quizzes["yerevan-quiz"]
    browser.start(quiz)


def test_a_changed_item_id_is_told_after_the_save(desk: Browser) -> None:
    tab = open_text(desk)

    tab = save(type_text(tab, on_disk().replace("id: refuser", "id: refused")))

    assert said(tab)[0].startswith("Saved.")
    assert literal(GONE) in said(tab)


def test_it_is_told_once_and_not_at_the_next_save(desk: Browser) -> None:
    tab = save(type_text(open_text(desk), on_disk().replace("id: refuser", "id: refused")))

    tab = save(type_text(tab, on_disk().replace("Who left", "Which leader left")))

    assert literal(GONE) not in said(tab)


def test_a_changed_text_is_no_loss(desk: Browser) -> None:
    tab = save(type_text(open_text(desk), on_disk().replace("Who left", "Which leader left")))

    assert [each for each in said(tab) if "no longer" in each] == []


def test_a_file_changed_on_the_disk_is_told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    library = services.library()
    library.course()
    place().write_text(on_disk().replace("id: refuser", "id: refused"))
    library.interval_seconds = library._next_look = 0

    with caplog.at_level(logging.WARNING, "sourcebook.pages"):
        library.course()

    assert GONE in caplog.messages
