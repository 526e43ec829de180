"""Teachers for tests: one is made by a link, and the desk is opened to them in a browser."""

from datetime import datetime

from sourcebook.model.teachers import Teacher
from sourcebook.store import Store, hashed

NAME = "Ani Petrosyan"
PASSWORD = "four words nobody puts together"


def make_teacher(
    store: Store, name: str = NAME, *, password: str = PASSWORD, now: datetime
) -> Teacher:
    """The teacher with this name, who is made if there is none."""
    if found := store.teachers.named(name):
        return found
    return store.teachers.accept(store.teachers.new_link(now=now), name, password, now=now)


def open_desk(
    store: Store,
    cookie: str,
    *,
    name: str = NAME,
    before: str = "a former cookie",
    now: datetime,
) -> Teacher:
    """Open the desk to a teacher in the browser that then has this cookie."""
    teacher = make_teacher(store, name, now=now)
    browser = hashed(before)
    ticket = store.learners.offer_renewal(browser, now=now, opens_desk_to=teacher.id)
    assert store.learners.redeem(ticket, browser=browser, renewed=hashed(cookie), now=now)
    return teacher
