"""Course files as a whole in a real browser: hidden, deleted and brought back, a key corrected."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sourcebook.content.checking import check, read_files
from sourcebook.delivery import earned_at
from sourcebook.model.attempts import Choice
from sourcebook.store import Store
from tests.browser.conftest import Server, Visitor
from tests.browser.gestures import press, words
from tests.browser.kinds import AT_ONCE, make_course
from tests.browser.people import Someone
from tests.browser.preparations import FILE, with_another_key
from tests.browser.shown import heading, rest
from tests.browser.still_clock import MOMENT
from tests.browser.test_door import at_the_desk
from tests.builders import option_id


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server whose course may be changed."""
    make_course(tmp_path / "course")
    server = Server(tmp_path / "data", tmp_path / "course")
    server.start()
    yield server
    server.stop()


def manage(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/edit?file={FILE}&view=Manage")
    expect(page.get_by_role("heading", name="Who sees it")).to_be_visible()
    rest(page)


def test_a_quiz_is_hidden_deleted_and_brought_back(server: Server, visitor: Visitor) -> None:
    page, learner = at_the_desk(visitor(server)), visitor(server)
    before = (server.course / FILE).read_bytes()
    manage(page, server)

    press("Hide it from learners")(page)
    expect(words(page, "Saved: it is hidden from now on.")).to_be_visible()
    learner.open(f"/quiz?quiz={AT_ONCE}")
    expect(heading(learner.page)).not_to_have_text(f"Quiz: {AT_ONCE}")
    expect(learner.page.get_by_role("button", name="Start the quiz")).to_have_count(0)

    rest(page)
    press("Open it to learners")(page)
    expect(words(page, "Saved: learners are given it from now on.")).to_be_visible()
    assert (server.course / FILE).read_bytes() == before
    rest(page)
    press("Delete this file")(page)
    page.get_by_role("button", name="Delete it", exact=True).click()
    expect(words(page, re.compile("is deleted. You can bring it back"))).to_be_visible()
    assert not (server.course / FILE).exists()

    rest(page)
    page.locator("summary").filter(has_text="Deleted files").click()
    page.get_by_role("button", name="Bring it back").click()
    expect(words(page, re.compile("is back, as it was last"))).to_be_visible()
    assert (server.course / FILE).read_bytes() == before


def test_scores_rise_after_a_key_was_corrected(server: Server, visitor: Visitor) -> None:
    course = check(read_files(server.course)).course
    assert course
    page = at_the_desk(visitor(server))
    store = Store.open(f"sqlite:///{server.database}")
    learner = Someone(store, course, "ani", MOMENT)
    attempt = learner.starts(AT_ONCE)
    place = next(n for n, each in enumerate(attempt.items) if "pen-in-two" in each.item.id)
    chosen = Choice(option=option_id(attempt.items[place].item, "He let a pen drop in a lazy way"))
    store.attempts.answer(learner.id, attempt.id, place, chosen, now=MOMENT)
    store.attempts.finish(learner.id, attempt.id, now=MOMENT)
    file = server.course / FILE
    file.write_bytes(with_another_key(file.read_bytes()))

    page.goto(f"{server.url}/regrade?quiz={AT_ONCE}")
    expect(words(page, "1 answer more of learners who are in none of your classes")).to_be_visible()
    rest(page)
    press("Raise scores")(page)

    expect(words(page, "1 score raised, 0 scores lowered.")).to_be_visible()
    now = store.attempts.one(learner.id, attempt.id)
    assert now
    assert earned_at(now, place) == 1
    store.close()
