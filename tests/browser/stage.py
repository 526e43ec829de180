"""Where the states of the app are shown: a browser at two servers, one full and one bare.

A state is somebody at an address, and what she does there. At the full server learners have worked
and a class has met; at the bare one nobody has, and a quiz of its course has a fault.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Page

from sourcebook.content.checking import check, read_files
from sourcebook.model.course import Course
from sourcebook.store import Store
from tests.browser.conftest import Server, Visit
from tests.browser.kinds import make_course
from tests.browser.people import cookie, settle_in
from tests.browser.shown import rest

ServerName = Literal["full", "bare"]

# As the back button does it: a page that is loaded anew takes three times as long. Where a page
# stays as it is, there is no change to wait for.
_GO = """path => new Promise(done => {
    const eye = new MutationObserver(() => {
        eye.disconnect();
        done();
    });
    const app = document.querySelector('[data-testid=stApp]');
    eye.observe(app, {attributeFilter: ['data-test-script-state']});
    eye.observe(app.querySelector('.stMain'), {childList: true, subtree: true});
    history.pushState({}, '', path);
    dispatchEvent(new PopStateEvent('popstate', {state: {}}));
    setTimeout(done, 3000);
})"""

_FAULTY = "id: faulty-quiz\ntitle: A quiz with a fault\nitems:\n- id: no-key\n  type: numeric\n"


class Stage:
    """The servers and a browser at each of them; all are begun when they are first needed.

    `data` is an empty folder of their own.
    """

    def __init__(self, browser: Browser, data: Path) -> None:
        self._browser, self._data = browser, data
        self._begun, self._undo = ExitStack(), ExitStack()
        self._visits: dict[ServerName, Visit] = {}
        self._who: dict[ServerName, str | None] = {}

    @cached_property
    def course(self) -> Course:
        """The course of the full server: the real one, and the three short quizzes."""
        make_course(self._data / "course")
        course = check(read_files(self._data / "course")).course
        assert course is not None
        return course

    @cached_property
    def full(self) -> Server:
        """The server at which everybody has been."""
        assert self.course.quizzes
        server = Server(self._data / "full", self._data / "course")
        server.data.mkdir()
        store = Store.open(f"sqlite:///{server.database}")
        settle_in(store, self.course)
        store.close()
        return self._started(server)

    @cached_property
    def bare(self) -> Server:
        """The server at which nobody has been yet; a quiz of its course has a fault.

        Its course has no plans.
        """
        assert self.course.quizzes
        root = self._data / "faulty"
        shutil.copytree(self._data / "course", root)
        shutil.rmtree(root / "plans")
        (root / "quizzes" / "9-faulty.yaml").write_text(_FAULTY, "utf-8")
        return self._started(Server(self._data / "bare", root))

    def show(self, state: "State") -> Page:
        """The browser at rest in a state; what the state before changed is as it was again."""
        self._undo.close()
        path = self._path(state)
        page = self._go(state, path)
        for step in state.steps:
            step(page)
            rest(page)
        if state.steps:
            # What was typed or opened would still be there.
            self._who[state.server] = None
        return page

    def close(self) -> None:
        """End all that was begun."""
        self._undo.close()
        self._begun.close()

    def complaints(self) -> list[str]:
        """What the browsers' consoles have said of errors."""
        return [each for visit in self._visits.values() for each in visit.complaints]

    def foreign_requests(self) -> list[str]:
        """Every address at another host that the browsers asked for."""
        return [each for visit in self._visits.values() for each in visit.foreign_requests()]

    def without_database(self) -> None:
        """Take a table away from the bare server, until the next state."""
        rename = "ALTER TABLE {} RENAME TO {}"
        self._change(rename.format("attempt", "away"))
        self._undo.callback(self._change, rename.format("away", "attempt"))

    def store(self, name: ServerName) -> Store:
        """The database of a server, open until the next state."""
        server: Server = getattr(self, name)
        store = Store.open(f"sqlite:///{server.database}")
        self._undo.callback(store.close)
        return store

    def undo(self, change: Callable[[], object]) -> None:
        """Do this before the next state."""
        self._undo.callback(change)

    def _change(self, query: str) -> None:
        with closing(sqlite3.connect(self.bare.database, timeout=15)) as database, database:
            database.execute(query)

    def _started(self, server: Server) -> Server:
        server.start()
        self._begun.callback(server.stop)
        return server

    def _visit(self, name: ServerName) -> Visit:
        if name not in self._visits:
            context = self._browser.new_context(viewport={"width": 1280, "height": 900})
            self._begun.callback(context.close)
            self._visits[name] = Visit(context, getattr(self, name))
            # There is much to draw, perhaps on a machine with much else to do.
            self._visits[name].page.set_default_timeout(60_000)
        return self._visits[name]

    def _path(self, state: "State") -> str:
        if not state.prepare:
            return state.path
        return state.path.format(**state.prepare(self))

    def _go(self, state: "State", path: str) -> Page:
        visit, name = self._visit(state.server), state.server
        page = visit.page
        if self._who.get(name) == state.who:
            page.evaluate(_GO, path)
        else:
            own = {"name": "sourcebook_learner", "value": cookie(state.who)}
            visit.context.clear_cookies()
            visit.context.add_cookies([{**own, "url": visit.server.url}])  # type: ignore[typeddict-item]  # Names of the parts are as they should be.
            page.goto(f"{visit.server.url}{path}")
            page.locator("h1, .stAlert").first.wait_for()
            self._who[name] = state.who
        rest(page)
        return page


Step = Callable[[Page], object]
Prepare = Callable[[Stage], dict[str, str]]


class State(NamedTuple):
    """Who is where, and what they do there, one step after another.

    `prepare` changes something at the server first; what it returns fills the gaps in `path`.
    """

    name: str
    who: str
    path: str
    steps: tuple[Step, ...] = ()
    prepare: Prepare | None = None
    server: ServerName = "full"
