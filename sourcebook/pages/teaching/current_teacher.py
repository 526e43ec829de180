"""The current teacher: to whom the desk is open in this browser, asked at every call.

With a school's login, accounts on its list or with its claim are teachers. Else the session of the
browser names the teacher.
"""

import streamlit as st

from sourcebook.errors import StoreError, TeacherError
from sourcebook.model.teachers import LogKind, Teacher
from sourcebook.pages.identity import school
from sourcebook.pages.shared import clock, current_learner
from sourcebook.pages.shared.services import store
from sourcebook.settings import settings

NAMELESS = "the teacher"
"""What a teacher is called whose school account gives no name."""


def current() -> Teacher | None:
    """The teacher to whom the desk is open; None if it is closed."""
    try:
        if school.is_in_use():
            found = _with_account()
        else:
            browser = current_learner.browser()
            found = store().teachers.at_desk(browser, now=clock.now()) if browser else None
    except StoreError:
        # If the database does not answer, the desk stays closed.
        return None
    return None if found is None or found.is_shut_out else found


def teacher() -> Teacher:
    """The current teacher; raises TeacherError if the desk was closed meanwhile."""
    found = current()
    if found is None:
        raise TeacherError("The teacher’s desk is closed. Load this page again and open it.")
    return found


def is_still(known: Teacher, browser: str | None) -> bool:
    """Whether the desk is still open to a teacher in a browser; also outside of a run."""
    teachers = store().teachers
    if school.is_in_use():
        return any(each.id == known.id and not each.is_shut_out for each in teachers.everybody())
    found = teachers.at_desk(browser, now=clock.now()) if browser else None
    return found is not None and found.id == known.id


def note(kind: LogKind, about: str = "", *, by: Teacher | None = None) -> None:
    """Keep in the log what the current teacher, or this one, has done."""
    store().log.note(kind, about, who=(by or teacher()).name, now=clock.now())


def _with_account() -> Teacher | None:
    account = school.account()
    if account is None or not (_has_teachers_address() or _has_teachers_claim()):
        return None
    return store().teachers.with_account(account, school.name() or NAMELESS, now=clock.now())


def _has_teachers_address() -> bool:
    mail = st.user.get("email")
    # Some providers write true as a text, and some do not send it.
    is_theirs = str(st.user.get("email_verified", True)).casefold() == "true"
    return isinstance(mail, str) and is_theirs and mail.strip().casefold() in settings().teachers


def _has_teachers_claim() -> bool:
    wanted = settings().teacher_claim
    if wanted is None:
        return False
    name, value = wanted
    claimed = st.user.get(name)
    return value in (claimed if isinstance(claimed, list | tuple) else [claimed])
