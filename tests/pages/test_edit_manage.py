"""A course file as a whole in the editor: its state, its title and name, its end and its return."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.content.checking import check, read_files
from sourcebook.pages.shared import services
from sourcebook.settings import settings
from tests.builders import course_files

from .conftest import MORNING, Browser, Serve, everything_sent, fails, html, labels, press
from .editing import LESSON_FILE, desk, on_disk, open_text, place, said, type_text
from .taking import RIGHT, hand_in
from .tiny_course import QUIZ_FILE, words

__all__ = ["desk"]

SOMEBODY_ELSE = "somebody else has changed the file since you began"


@pytest.fixture(autouse=True)
def _course(serve: Serve) -> None:
    serve(course_files())


def manage(desk: Browser, path: str = QUIZ_FILE) -> AppTest:
    return open_text(desk, path, view="Manage")


def fill(tab: AppTest, label: str, value: str) -> AppTest:
    """The tab after a field holds a value."""
    next(each for each in tab.text_input if each.label == label).set_value(value)
    return tab


LABELS = {
    "open": "Open it to learners",
    "draft": "Make it a draft",
    "hidden": "Hide it from learners",
}


def keep_state(tab: AppTest, state: str) -> AppTest:
    return press(tab, LABELS[state])


def test_a_learner_sees_nothing_of_it(browser: Browser) -> None:
    assert "Hide it from learners" not in everything_sent(manage(browser))


@pytest.mark.parametrize("path", [QUIZ_FILE, LESSON_FILE])
@pytest.mark.parametrize("state", ["draft", "hidden"])
def test_a_switch_edits_the_state_in_the_file(desk: Browser, path: str, state: str) -> None:
    before = on_disk(path)

    tab = keep_state(manage(desk, path), state)

    assert f"\nstate: {state}\n" in on_disk(path)
    assert "Saved: it is" in " ".join(said(tab))
    keep_state(tab, "open")
    assert on_disk(path) == before


def test_the_list_of_files_says_what_is_not_open(desk: Browser) -> None:
    keep_state(manage(desk), "hidden")

    tab = manage(desk)

    assert f"{QUIZ_FILE} · The Yerevan summit (hidden)" in tab.selectbox[0].options


def test_a_file_that_was_changed_meanwhile_keeps_their_change(desk: Browser) -> None:
    tab = manage(desk)
    theirs = on_disk() + "# Theirs\n"
    place().write_text(theirs)

    keep_state(tab, "hidden")

    assert SOMEBODY_ELSE in " ".join(said(tab))
    assert on_disk() == theirs


def test_with_changes_that_are_not_saved_nothing_is_offered(desk: Browser) -> None:
    type_text(open_text(desk), on_disk() + "# Mine\n")

    tab = manage(desk)

    assert "Save or discard them first" in words(tab)
    assert "Delete it" not in labels(tab)


@pytest.mark.parametrize("path", [QUIZ_FILE, LESSON_FILE])
def test_a_new_title_leaves_the_id(desk: Browser, path: str) -> None:
    tab = fill(manage(desk, path), "Title that learners see", "What: a summit")

    press(tab, "Keep this title")

    assert 'title: "What: a summit"' in on_disk(path)
    before, after = (
        [line for line in text.splitlines() if line.startswith("id:")]
        for text in (course_files()[path].decode(), on_disk(path))
    )
    assert before == after


def test_an_empty_title_is_refused(desk: Browser) -> None:
    tab = press(fill(manage(desk), "Title that learners see", "  "), "Keep this title")

    assert "Give it a title." in " ".join(said(tab))
    assert on_disk() == course_files()[QUIZ_FILE].decode()


def test_a_renamed_file_keeps_its_text_and_its_history(desk: Browser) -> None:
    before = on_disk()
    keep_state(manage(desk), "hidden")

    tab = press(fill(manage(desk), "Name of the file", "05-later.yaml"), "Rename the file")

    assert "The file is now quizzes/05-later.yaml." in " ".join(said(tab)).replace("\\", "")
    assert not place().exists()
    assert on_disk("quizzes/05-later.yaml") != before
    assert len(services.store().revisions.of_file("quizzes/05-later.yaml")) == 2
    assert services.store().revisions.of_file(QUIZ_FILE) == ()


@pytest.mark.parametrize("name", ["", "a b", "../x", "<b>", "04-yerevan-summit", "other"])
def test_a_name_that_does_not_do_changes_nothing(desk: Browser, name: str) -> None:
    place("quizzes/other.yaml").write_bytes(course_files()[QUIZ_FILE].replace(b"id: ", b"id: o-"))
    tab = fill(manage(desk), "Name of the file", name)

    press(tab, "Rename the file")

    assert tab.error
    assert on_disk() == course_files()[QUIZ_FILE].decode()


def test_a_name_that_a_deleted_file_had_is_not_given_to_another(desk: Browser) -> None:
    services.store().revisions.note("quizzes/old.yaml", "text", sha256="x", now=MORNING)

    tab = press(fill(manage(desk), "Name of the file", "old"), "Rename the file")

    assert "its versions are kept" in " ".join(said(tab))
    assert place().exists()


def test_deleting_says_how_many_attempts_there_are(desk: Browser) -> None:
    hand_in(desk, services.library().course().quizzes["yerevan-quiz"], RIGHT)

    assert "1 learner made 1 attempt at it" in words(manage(desk))


def test_a_deleted_file_is_brought_back_as_it_was(desk: Browser) -> None:
    before = on_disk()

    tab = press(manage(desk), "Delete it")
    assert not place().exists()
    press(tab, "Bring it back")

    assert on_disk() == before
    assert "is back, as it was last" in " ".join(said(tab))
    assert "Bring it back" not in labels(tab)


def test_attempts_at_a_deleted_quiz_stay(desk: Browser) -> None:
    hand_in(desk, services.library().course().quizzes["yerevan-quiz"], RIGHT)

    press(manage(desk), "Delete it")

    assert desk.attempt().is_finished
    assert check(read_files(settings().course_root)).course


def test_a_lesson_that_others_need_is_not_deleted(desk: Browser) -> None:
    tab = manage(desk, LESSON_FILE)

    assert "Others need this file" in words(tab)
    assert QUIZ_FILE in html(tab)
    assert "Delete it" not in labels(tab)


def test_a_file_that_was_changed_meanwhile_is_not_deleted(desk: Browser) -> None:
    tab = manage(desk)
    place().write_text(on_disk() + "# Theirs\n")

    press(tab, "Delete it")

    assert SOMEBODY_ELSE in " ".join(said(tab))
    assert place().exists()


def test_nothing_is_deleted_whose_last_version_cannot_be_kept(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = manage(desk)
    place().write_text(on_disk() + "# Found on the disk\n")
    tab = manage(desk)
    monkeypatch.setattr(services.store().revisions, "newest", fails)

    press(tab, "Delete it")

    assert "could not be kept in the history" in " ".join(said(tab))
    assert place().exists()


def test_a_file_that_has_never_been_saved_has_nothing_to_manage(desk: Browser) -> None:
    type_text(open_text(desk), on_disk() + "# Mine\n")
    place().unlink()

    assert "Save it first" in words(manage(desk))
