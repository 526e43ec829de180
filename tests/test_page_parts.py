"""A click in a quiz draws a part of its page alone, on a real server, and is never dropped.

A button draws the body of the page, and a field draws the fields of the item.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Server
from tests.streamlit_internals import Element
from tests.tab import Tab, new_cookie

CHECK = "Check my answer"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server of its own."""
    made = Server(tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def cookie(server: Server) -> str:
    """The cookie of a learner."""
    return new_cookie(server.url)


@pytest.fixture
def tab(server: Server, cookie: str) -> Iterator[Tab]:
    """A tab with the first item of a quiz, to which a number is filled in."""
    with Tab(server.url, cookie) as made:
        made.open("quiz", "quiz=yerevan-summit-quiz")
        made.click("Start the quiz")
        for name, value in made.fields():
            made.set(name, **value)
        yield made


def fill_in(tab: Tab, text: str) -> None:
    """Type a number into the field of the item."""
    (field,) = tab.screen.all("text_input")
    tab.set(field.id, string_value=text)


def saved(server: Server, cookie: str) -> str:
    """What the field of the item holds in a new tab of the learner."""
    with Tab(server.url, cookie) as tab:
        tab.open("quiz", "quiz=yerevan-summit-quiz")
        (field,) = tab.screen.all("text_input")
        return str(field.default)


def warnings(tab: Tab) -> str:
    """All warnings on the page."""
    return " ".join(each.body for each in tab.screen.all("alert"))


def stem(tab: Tab) -> Element:
    """The question of the item, as it was drawn last."""
    of_page = (each for each in tab.screen.elements if each.WhichOneof("type") == "html")
    return next(each for each in of_page if "id='stem'" in each.html.body)


def is_answered(tab: Tab) -> bool:
    """Whether the tab shows what came of the answer, or lets the learner try once more."""
    return "Next item" in tab.buttons() or "Show the solution" in tab.buttons()


def around(tab: Tab) -> list[Element]:
    """What stands around the body of the page, as it was drawn last."""
    of_page = (each for each in tab.screen.elements if each.WhichOneof("type") == "html")
    names = ("masthead", "page-foot")
    return [each for each in of_page if any(name in each.html.body for name in names)]


def are_drawn_anew(elements: list[Element], before: list[Element]) -> bool:
    """Whether there are as many as before, and none is one of those."""
    is_same = any(each is other for each in elements for other in before)
    return len(elements) == len(before) == 2 and not is_same


def test_bar_and_foot_stay_as_they_were_drawn(tab: Tab) -> None:
    before = around(tab)

    tab.click(CHECK)

    assert is_answered(tab)
    assert len(before) == 2
    assert all(each is other for each, other in zip(around(tab), before, strict=True))


def test_another_page_is_drawn_whole(tab: Tab) -> None:
    before = around(tab)

    tab.open("scores")

    assert are_drawn_anew(around(tab), before)


def test_a_click_in_a_part_that_is_not_known_runs_the_whole_page(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = around(tab)
    monkeypatch.setattr(tab.screen, "_part_with", lambda _: "no such part")

    tab.click(CHECK)

    assert is_answered(tab)
    assert are_drawn_anew(around(tab), before)


def test_an_answer_is_taken_after_the_server_has_started_anew(
    server: Server, cookie: str, tab: Tab
) -> None:
    server.kill()
    server.start()

    with Tab(server.url, cookie) as connected_again:
        connected_again.screen = tab.screen
        connected_again.click(CHECK)

        assert is_answered(connected_again)


def test_a_session_that_goes_on_keeps_its_parts(server: Server, cookie: str, tab: Tab) -> None:
    before = around(tab)
    tab.close()

    with Tab(server.url, cookie, session=tab.screen.session) as connected_again:
        connected_again.screen = tab.screen
        connected_again.click(CHECK)

        assert is_answered(connected_again)
        assert all(
            each is other for each, other in zip(around(connected_again), before, strict=True)
        )


def test_a_click_of_another_learner_who_goes_on_with_a_session_is_not_taken(
    server: Server, cookie: str, tab: Tab
) -> None:
    before, session = around(tab), tab.screen.session
    tab.close()

    with Tab(server.url, new_cookie(server.url), session=session) as other:
        other.screen = tab.screen
        other.click(CHECK)

        assert other.screen.session == session
        assert are_drawn_anew(around(other), before)
        assert not is_answered(other)
        assert CHECK not in other.buttons()

    with Tab(server.url, cookie) as own:
        own.open("quiz", "quiz=yerevan-summit-quiz")

        assert CHECK in own.buttons()


def test_a_field_draws_the_fields_alone_and_is_saved(server: Server, cookie: str, tab: Tab) -> None:
    before, bar, fields = stem(tab), around(tab)[0], list(tab.screen.all("text_input"))

    fill_in(tab, "8")

    assert stem(tab) is before
    assert around(tab)[0] is bar
    assert CHECK in tab.buttons()
    assert not any(each is other for each in tab.screen.all("text_input") for other in fields)
    assert len(tab.screen.all("text_input")) == len(fields) == 1
    assert saved(server, cookie) == "8"


def test_what_a_field_holds_is_handed_in(tab: Tab) -> None:
    fill_in(tab, "")
    tab.click(CHECK)
    assert "Nothing is filled in yet." in warnings(tab)

    fill_in(tab, "8")
    assert warnings(tab) == ""
    tab.click(CHECK)

    assert is_answered(tab)


def test_a_field_is_saved_after_the_server_has_started_anew(
    server: Server, cookie: str, tab: Tab
) -> None:
    server.kill()
    server.start()

    with Tab(server.url, cookie) as connected_again:
        connected_again.screen = tab.screen
        fill_in(connected_again, "8")

        assert saved(server, cookie) == "8"
        assert CHECK in connected_again.buttons()


def test_a_field_shows_what_another_tab_did_at_the_item(
    server: Server, cookie: str, tab: Tab
) -> None:
    with Tab(server.url, cookie) as other:
        other.open("quiz", "quiz=yerevan-summit-quiz")
        other.click(CHECK)
        assert is_answered(other)

    fill_in(tab, "8")

    bodies = [each.html.body for each in tab.screen.elements if each.WhichOneof("type") == "html"]
    assert any("You answered this item in another tab." in each for each in bodies)


def test_a_field_that_cannot_be_saved_says_so_and_is_saved_later(
    server: Server, cookie: str, tab: Tab
) -> None:
    elsewhere = server.database.with_suffix(".elsewhere")
    server.database.rename(elsewhere)

    fill_in(tab, "8")

    assert "Try again" in tab.buttons()
    elsewhere.rename(server.database)
    tab.click("Try again")
    assert CHECK in tab.buttons()
    assert saved(server, cookie) == "8"


def test_a_field_of_another_learner_who_goes_on_with_a_session_is_not_saved(
    server: Server, cookie: str, tab: Tab
) -> None:
    session = tab.screen.session
    tab.close()

    with Tab(server.url, new_cookie(server.url), session=session) as other:
        other.screen = tab.screen
        fill_in(other, "8")

        assert other.screen.session == session
        assert CHECK not in other.buttons()

    assert saved(server, cookie) == "7"
