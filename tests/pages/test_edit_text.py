"""The teacher edits a file as text: faults, drafts, saving, and conflicts."""

from fractions import Fraction

import pytest

from sourcebook.delivery import earned_at
from sourcebook.pages.shared import services
from sourcebook.pages.teaching import sign_in
from tests.builders import course_files

from .conftest import Browser, Serve, component_data, fails, html, labels, press, right
from .editing import (
    LESSON_FILE,
    TITLE,
    desk,
    faults,
    on_disk,
    open_text,
    place,
    said,
    save,
    served_title,
    shown,
    type_text,
)
from .tiny_course import QUIZ_FILE, at, words

__all__ = ["desk"]

SAVED = "Saved. Attempts that begin from now on have the new text."


@pytest.fixture(autouse=True)
def _course(serve: Serve) -> None:
    serve(course_files())


def retitled(title: str = "The summit") -> str:
    return on_disk().replace(TITLE, f"title: {title}")


def test_a_file_opens_with_its_text_and_without_faults(desk: Browser) -> None:
    tab = open_text(desk)

    assert shown(tab) == on_disk()
    assert faults(tab) == []
    assert not tab.exception


def test_nobody_sees_the_editor_at_a_closed_door(browser: Browser) -> None:
    tab = open_text(browser)

    assert not component_data(tab, "code")
    assert "Edit the course" not in html(tab)


def test_a_fault_is_told_at_its_line_as_one_types(desk: Browser) -> None:
    text = on_disk()
    line = text[: text.index(TITLE)].count("\n") + 1

    tab = type_text(open_text(desk), text.replace("title:", "titel:"))

    assert (line, "error") in faults(tab)


def test_what_is_typed_is_kept_and_shown_again_after_a_refresh(desk: Browser) -> None:
    type_text(open_text(desk), retitled())

    tab = open_text(desk)

    assert shown(tab) == retitled()
    assert "Not saved yet; your draft is kept" in words(tab)
    assert TITLE in on_disk()


def test_a_saved_text_is_in_the_file_and_in_use_at_once(desk: Browser) -> None:
    text = retitled()

    tab = save(type_text(open_text(desk), text))

    assert said(tab) == [SAVED]
    assert on_disk() == text
    assert served_title() == "The summit"


def test_an_attempt_that_is_open_keeps_the_text_it_began_with(desk: Browser) -> None:
    item = services.library().course().quizzes["yerevan-quiz"].items[0]
    attempt = desk.start(services.library().course().quizzes["yerevan-quiz"])
    stem = "What was it that the reports said?"

    save(type_text(open_text(desk), on_disk().replace(item.stem, stem)))

    assert served_title() == "The Yerevan summit"
    assert services.library().course().quizzes["yerevan-quiz"].items[0].stem == stem
    assert item.stem in words(at(desk, attempt, 1))
    desk.answer(attempt, 0, right(item))
    assert earned_at(desk.attempt(), 0) == Fraction(1)


def test_a_text_with_an_error_is_not_saved_and_no_learner_notices(desk: Browser) -> None:
    tab = save(type_text(open_text(desk), retitled().replace("items:", "itmes:")))

    assert "would reach the course" in said(tab)[0]
    assert "What learners see stays as it is" in said(tab)[0]
    assert TITLE in on_disk()
    assert served_title() == "The Yerevan summit"


def test_one_can_go_on_typing_and_save_again(desk: Browser) -> None:
    tab = save(type_text(open_text(desk), retitled("One")))

    tab = save(type_text(tab, retitled("One").replace("One", "Two")))

    assert said(tab) == [SAVED]
    assert "title: Two" in on_disk()


def test_whoever_saves_second_is_refused_and_sees_what_differs(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = open_text(desk), retitled("Theirs")
    type_text(mine, retitled("Mine"))
    monkeypatch.setattr(sign_in, "who", lambda: "Ms Petrosyan")
    save(type_text(open_text(desk), theirs))
    monkeypatch.setattr(sign_in, "who", lambda: "the teacher")

    tab = save(mine)

    assert "Not saved: the file has changed on the disk since you began." in said(tab)
    assert "title: Mine" in words(tab)
    assert on_disk() == theirs


def test_theirs_is_taken_where_one_says_so(desk: Browser) -> None:
    tab = type_text(open_text(desk), retitled("Mine"))
    place().write_text(retitled("Theirs"))

    tab = press(tab.run(), "Take theirs")

    assert "title: Theirs" in shown(tab)
    assert "Take theirs" not in labels(tab)


def test_mine_is_put_on_top_where_one_says_so(desk: Browser) -> None:
    tab = type_text(open_text(desk), retitled("Mine"))
    place().write_text(retitled("Theirs"))

    tab = save(press(tab.run(), "Mine on top"))

    assert said(tab) == [SAVED]
    assert "title: Mine" in on_disk()


def test_a_file_that_vanished_loses_no_draft_and_can_be_made_again(desk: Browser) -> None:
    tab = type_text(open_text(desk, LESSON_FILE), on_disk(LESSON_FILE) + "\n")
    text = on_disk(LESSON_FILE)
    place(LESSON_FILE).unlink()

    tab = tab.run()
    assert "The file is no longer on the disk. Your draft is kept." in said(tab)
    save(press(tab, "Mine on top"))

    assert on_disk(LESSON_FILE) == text + "\n"


def test_another_tab_overwrites_no_newer_text_unasked(desk: Browser) -> None:
    first, second = open_text(desk), open_text(desk)
    type_text(first, retitled("First"), name="one")

    tab = type_text(second, retitled("Second"), name="two")

    assert "What you type here is not kept." in said(tab)[0]
    assert "title: First" in shown(open_text(desk))
    tab = press(tab, "Keep this text instead")
    assert "title: Second" in shown(tab)


def test_a_second_tab_can_go_on_with_the_text_of_the_first(desk: Browser) -> None:
    first, second = open_text(desk), open_text(desk)
    type_text(first, retitled("First"), name="one")

    tab = press(type_text(second, retitled("Second"), name="two"), "Show the other text")

    assert "title: First" in shown(tab)
    assert not said(tab)


def test_changes_can_be_discarded(desk: Browser) -> None:
    tab = press(type_text(open_text(desk), retitled()), "Discard them")

    assert shown(tab) == on_disk()
    assert "Discard them" not in labels(tab)


def test_a_change_that_hurts_another_file_names_it(desk: Browser) -> None:
    text = on_disk(LESSON_FILE).replace("id: yerevan-summit", "id: erevan", 1)

    tab = type_text(open_text(desk, LESSON_FILE), text)

    assert "Faults that this brings to other files" in words(tab)
    assert QUIZ_FILE in words(tab)


def test_a_file_outside_the_course_is_not_opened(desk: Browser) -> None:
    tab = open_text(desk, "quizzes/../seeds/s1.yaml")

    assert "There is no file" in said(tab)[0]
    assert "summary:" not in shown(tab)


def test_bytes_that_are_no_text_are_told_instead_of_shown(desk: Browser) -> None:
    place().write_bytes(b"title: \xff")

    tab = open_text(desk)

    assert "UTF\\-8" in said(tab)[0]
    assert not tab.exception


def test_a_folder_that_cannot_be_written_is_said_and_loses_nothing(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sourcebook.content.authoring.saving.tempfile.mkstemp", refuse)

    tab = save(type_text(open_text(desk), retitled()))

    assert "Permission denied" in said(tab)[0]
    assert shown(open_text(desk)) == retitled()


def test_a_full_disk_keeps_the_field_on_the_screen_and_tries_again(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = open_text(desk)
    with monkeypatch.context() as full:
        full.setattr("sourcebook.store.revisions.Revisions.keep_typed", fails)
        tab = type_text(tab, retitled())

    assert "Your text is not kept: The disk is full." in said(tab)[0]
    assert component_data(tab, "code")["kept"] == 0
    tab = type_text(tab, retitled())
    assert component_data(tab, "code")["state"] == "Draft kept"
    assert shown(open_text(desk)) == retitled()


def test_a_save_whose_history_cannot_be_written_is_a_save(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = type_text(open_text(desk), retitled())
    monkeypatch.setattr("sourcebook.store.revisions.Revisions.note", fails)

    tab = save(tab)

    assert SAVED in said(tab)
    assert any("its history does not say by whom" in each for each in said(tab))
    assert "title: The summit\n" in on_disk()


def test_a_version_that_cannot_be_kept_is_not_replaced(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = on_disk()
    with monkeypatch.context() as full:
        full.setattr("sourcebook.store.revisions.Revisions.note", fails)
        tab = save(type_text(open_text(desk), retitled()))

    assert "could not be kept in the history" in said(tab)[0]
    assert on_disk() == before
    assert shown(open_text(desk)) == retitled()


def test_a_version_that_another_program_wrote_is_kept_before_it_is_replaced(desk: Browser) -> None:
    theirs = on_disk() + "# Theirs.\n"
    tab = type_text(open_text(desk), retitled())
    place().write_text(theirs)

    save(press(tab.run(), "Mine on top"))

    store = services.store()
    texts = [
        store.revisions.text(QUIZ_FILE, each.number) for each in store.revisions.of_file(QUIZ_FILE)
    ]
    assert texts[:2] == [retitled(), theirs]


def test_a_new_file_that_is_discarded_leaves_nothing_behind(desk: Browser) -> None:
    tab = type_text(open_text(desk, LESSON_FILE), on_disk(LESSON_FILE) + "\n")
    place(LESSON_FILE).unlink()

    tab = press(tab.run(), "Take theirs")

    assert said(tab) == []
    assert shown(tab) == on_disk("plans/04-yerevan-summit.md")
