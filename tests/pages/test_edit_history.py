"""The history of a file in the teacher's editor: who, when, what changed, and the way back."""

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.pages.teaching import sign_in
from sourcebook.pages.teaching.editor.differences import difference
from tests.builders import course_files

from .conftest import Browser, Serve, html, labels, press
from .editing import TITLE, desk, on_disk, open_text, place, said, save, shown, type_text
from .tiny_course import words

__all__ = ["desk"]


@pytest.fixture(autouse=True)
def _course(serve: Serve) -> None:
    serve(course_files())


def retitled(title: str) -> str:
    return on_disk().replace(TITLE, f"title: {title}")


def history(desk: Browser) -> AppTest:
    return open_text(desk, view="History")


def choose(tab: AppTest, number: int) -> AppTest:
    return next(each for each in tab.selectbox if each.label == "Version").set_value(number).run()


def test_the_version_found_on_the_disk_is_the_first(desk: Browser) -> None:
    assert "0 23 November 2022, 09:01 Found on the disk" in words(history(desk))


def test_each_save_is_a_version_with_who_when_and_what_changed(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "who", lambda: "Ms <b>Petrosyan</b>")
    save(type_text(open_text(desk), retitled("The summit")))

    tab = history(desk)

    assert "Ms &lt;b&gt;Petrosyan&lt;/b&gt;" in html(tab)
    assert "From version 0 to version 1" in words(tab)
    assert "− removed title: The Yerevan summit" in words(tab)
    assert "+ added title: The summit" in words(tab)


def test_a_change_made_outside_the_app_is_a_version_too(desk: Browser) -> None:
    open_text(desk)
    place().write_text(retitled("Outside"))

    tab = history(desk)

    assert words(tab).count("Found on the disk") == 2
    assert "+ added title: Outside" in words(tab)


def test_an_old_version_comes_back_as_the_newest(desk: Browser) -> None:
    first = on_disk()
    save(type_text(open_text(desk), retitled("The summit")))

    tab = press(choose(history(desk), 0), "Bring version 0 back")

    assert said(tab) == ["Version 0 is back, as the newest version."]
    assert on_disk() == first
    assert "2 23 November 2022" in words(tab)


def test_an_old_version_that_has_faults_by_now_is_not_brought_back(desk: Browser) -> None:
    good = on_disk()
    place().write_text(good.replace("s1.p2", "s1.p9"))
    open_text(desk)
    place().write_text(good)

    tab = press(choose(history(desk), 0), "Bring version 0 back")

    assert "would reach the course" in said(tab)[0]
    assert on_disk() == good


def test_an_old_version_can_be_opened_as_a_draft(desk: Browser) -> None:
    first = on_disk()
    save(type_text(open_text(desk), retitled("The summit")))

    tab = press(choose(history(desk), 0), "Open it as a draft")

    assert shown(tab) == first
    assert "title: The summit" in on_disk()


def test_what_is_not_saved_yet_is_not_overwritten_by_an_old_version(desk: Browser) -> None:
    save(type_text(open_text(desk), retitled("The summit")))
    type_text(open_text(desk), retitled("A draft").replace("The summit", "A draft"))

    tab = choose(history(desk), 0)

    assert "Save or discard them first." in words(tab)
    assert "Bring version 0 back" not in labels(tab)


def test_a_difference_is_told_in_signs_and_words_and_escapes_what_it_shows() -> None:
    shown = difference("a\nb", "a\n<b>", caption="From 0 to 1")

    assert "<td>2</td><td></td><td>− removed</td><td><code>b</code></td>" in shown
    assert "<td></td><td>2</td><td>+ added</td><td><code>&lt;b&gt;</code></td>" in shown


def test_two_equal_texts_have_no_difference() -> None:
    assert difference("a", "a", caption="None") == "<p>The two are the same.</p>"
