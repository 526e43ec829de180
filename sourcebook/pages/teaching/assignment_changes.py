"""Changing an assignment: its dates and rules, those of single learners, and its end.

What is typed stays when another teacher was quicker; then the page says so, and shows what is
saved now. A second press replaces it.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

import streamlit as st

from sourcebook.errors import AssignmentChangedError
from sourcebook.model.assignments import Assignment, Extension, Settings
from sourcebook.model.course import Course
from sourcebook.model.learners import Member
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.number_format import percent
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import assignment_form, assignment_links, assignment_work
from sourcebook.pages.teaching.current_teacher import teacher

_html = Macros(__file__)


def draw(course: Course, assignment: Assignment, members: tuple[Member, ...]) -> None:
    """Draw all that can be changed."""
    with st.expander("Change the dates and rules"):
        _change(course, assignment)
    if members:
        with st.expander("Other dates or more time for one learner"):
            _extend(assignment, members)
    with st.expander("Delete this assignment"):
        _delete(course, assignment)


def in_words(extension: Extension) -> str:
    """What holds for one learner alone, such as `Due 3 December 2022, 12:00; 25 % more time`."""
    return "; ".join(_given(extension))


class _Form:
    """A form that begins with one version of an assignment and replaces it, or a later one.

    The first version is in the keys of its fields, so that what was typed is never taken for a
    change of a later one, even after a restart of the server.
    """

    def __init__(self, name: str, assignment: Assignment) -> None:
        self._name, self._assignment = name, assignment
        self._seen = f"seen-{assignment.id}"
        first = st.session_state.get(name, assignment.version)
        # Without its fields, it is drawn for the first time, or again after another page.
        if f"{name}-{first}-due" not in st.session_state:
            first = st.session_state[name] = assignment.version
            st.session_state[self._seen] = assignment.version
        self.key = f"{name}-{first}"

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody else has changed the assignment since the form began."""
        return bool(st.session_state.get(self._seen) != self._assignment.version)

    def save(self, change: Callable[[int], object]) -> None:
        """Make a change. If somebody else was quicker, the next press replaces their version."""
        current = self._assignment.version
        try:
            change(st.session_state.get(self._seen, current))
        except AssignmentChangedError:
            st.session_state[self._seen] = current
            raise
        st.session_state[self._seen] = current + 1


def _change(course: Course, assignment: Assignment) -> None:
    form = _Form(f"change-{assignment.id}", assignment)
    with st.form(f"form-{form.key}", border=False):
        limit = assignment_form.limit_of(course, assignment.part_id)
        ask, before = assignment_form.ask, assignment.settings
        settings = ask(form.key, assignment.kind, before, limit)
        sent = st.form_submit_button("Save the dates and rules", type="primary")
    if form.is_overtaken:
        st.html(_html.overtaken())

    def save(chosen: Settings) -> None:
        now, who = clock.now(), teacher().id
        change = partial(store().assignments.change, assignment.id, chosen, now=now, teacher=who)
        form.save(lambda version: change(version=version))

    if sent and assignment_form.filled_in(settings, save):
        assignment_work.note("The dates and rules are saved.")
        st.rerun()


def _extend(assignment: Assignment, members: tuple[Member, ...]) -> None:
    st.html(_html.about_extensions(assignment.kind))
    names = {each.id: each.label for each in sorted(members, key=lambda one: one.label.casefold())}
    learner = st.selectbox(
        "Learner",
        list(names),
        index=None,
        format_func=lambda each: names.get(each, ""),
        placeholder="Nobody chosen",
        key=f"extended-{assignment.id}",
    )
    if learner in names:
        _extend_for(assignment, learner, names[learner])


def _extend_for(assignment: Assignment, learner: str, name: str) -> None:
    form = _Form(f"extend-{assignment.id}-{learner}", assignment)
    with st.form(f"form-{form.key}", border=False):
        own = assignment.extensions.get(learner, Extension())
        extension = assignment_form.ask_extension(form.key, assignment.kind, own)
        sent = st.form_submit_button("Save for this learner", type="primary")
    if form.is_overtaken:
        st.html(_html.overtaken())

    def save(chosen: Extension) -> None:
        now, who = clock.now(), teacher().id
        extend = partial(
            store().assignments.extend, assignment.id, learner, chosen, now=now, teacher=who
        )
        form.save(lambda version: extend(version=version))

    if sent and assignment_form.filled_in(extension, save):
        assignment_work.note(f"The dates and the time of {name} are saved.")
        st.rerun()


def _delete(course: Course, assignment: Assignment) -> None:
    st.html(_html.about_deleting())
    form = _Form(f"change-{assignment.id}", assignment)
    with st.form(f"delete-{assignment.id}", border=False):
        meant = st.checkbox("Yes, delete this assignment", key=f"meant-{assignment.id}")
        sent = st.form_submit_button("Delete the assignment")
    if sent and not meant:
        st.warning("Tick the box first, if you mean it.")
    elif sent:
        _delete_now(course, assignment, form)


def _delete_now(course: Course, assignment: Assignment, form: _Form) -> None:
    now, who = clock.now(), teacher().id
    delete = partial(store().assignments.delete, assignment.id, now=now, teacher=who)
    try:
        form.save(lambda version: delete(version=version))
    except AssignmentChangedError as changed:
        st.error(f"Not deleted. {changed} Look at it above, and press the button again.")
        return
    title = assignment_links.title(course, assignment)
    assignment_work.note(f"“{title}” is no longer set to the class.")
    del st.query_params["assignment"]
    st.rerun()


def _given(extension: Extension) -> Iterator[str]:
    named: tuple[tuple[str, datetime | None], ...] = (
        ("Opens", extension.opens),
        ("Due", extension.due),
        ("Closes", extension.closes),
    )
    yield from (f"{name} {clock.local_time(moment)}" for name, moment in named if moment)
    if extension.extra_percent:
        yield f"{percent(extension.extra_percent)} more time"
