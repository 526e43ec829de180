"""What the tasks of a lesson have in common: fields that are kept as drafts, buttons, the focus.

Not here: what is asked, and what opens once a task is answered.
"""

from collections.abc import Callable
from typing import Final

import streamlit as st

from sourcebook.model.lesson_work import PassedOver, TaskAnswer, TaskDraft
from sourcebook.pages.quiz.browser_fields import write_text, written
from sourcebook.pages.reading.visit import Visit
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.draft_fields import DraftField
from sourcebook.pages.streamlit_internals.announcements import say
from sourcebook.pages.streamlit_internals.components import move_focus

_OPENED: Final = "opened-task"
"""Where a session has the task whose answer has opened just now, and when."""


def field_key(visit: Visit, name: str) -> str:
    """The key of the field of a task."""
    return f"field-{visit.lesson.id}-{name}"


def write(visit: Visit, name: str, label: str, *, rows: int) -> None:
    """Draw a field for a text, which is kept while it is written; at first it has the saved one."""
    field = _field(visit, name)
    text = field.save_new_text()
    write_text(label, field.key, text=text, saved=text, rows=rows)
    # After a restart the browser's text is known only once the field is drawn.
    field.save_new_text()


def text_in(visit: Visit, name: str) -> str:
    """What the field of a task holds, without blanks around it; it is kept first."""
    return _field(visit, name).save_new_text().strip()


def choose(
    visit: Visit,
    name: str,
    label: str,
    options: list[str],
    *,
    in_words: Callable[[str], str] = str,
    label_is_shown: bool = True,
) -> None:
    """Draw options of which one is chosen; the choice is kept, and at first it is the saved one."""
    before = visit.draft(name)
    chosen = st.radio(
        label,
        options,
        index=options.index(before.text) if before.text in options else None,
        key=field_key(visit, name),
        format_func=in_words,
        label_visibility="visible" if label_is_shown else "collapsed",
    )
    if chosen and chosen != before.text:
        visit.save_draft(name, TaskDraft(text=chosen))


def chosen_in(visit: Visit, name: str) -> str:
    """What is chosen at a task; empty for nothing."""
    chosen: str | None = st.session_state.get(field_key(visit, name))
    return chosen or ""


def save_button(
    visit: Visit, name: str, label: str, read: Callable[[], TaskAnswer | str], said: str
) -> None:
    """Draw the button that saves an answer; `read` gives it, or says what is missing."""
    missing_key = f"missing-{visit.lesson.id}-{name}"

    def save() -> None:
        answer = read()
        if isinstance(answer, str):
            st.session_state[missing_key] = answer
        else:
            visit.save(name, answer)
            _open(name)
            say(said)

    action_button(label, save, key=f"save-{field_key(visit, name)}", type="primary")
    if missing := st.session_state.pop(missing_key, ""):
        st.warning(missing)


def pass_over_button(visit: Visit, name: str, label: str) -> None:
    """Draw the button that leaves a task out on purpose."""

    def pass_over() -> None:
        visit.save(name, PassedOver())
        _open(name)

    action_button(label, pass_over, key=f"pass-{field_key(visit, name)}")


def anchor(name: str) -> str:
    """The HTML id of what opens once a task is answered."""
    return f"opened-{name.replace('.', '-')}"


def show_what_opened(name: str) -> None:
    """Bring our answer into view if it has opened just now: its button is gone or far above it."""
    opened, moment = st.session_state.get(_OPENED, ("", ""))
    if opened == name:
        del st.session_state[_OPENED]
        move_focus(anchor(name), f"{anchor(name)} {moment}", block="center")


def _open(name: str) -> None:
    st.session_state[_OPENED] = (name, clock.now().isoformat())


def _field(visit: Visit, name: str) -> DraftField:
    def save_draft(text: str) -> None:
        visit.save_draft(name, TaskDraft(text=text, passages=visit.draft(name).passages))

    draft = visit.draft(name).text
    return DraftField(field_key(visit, name), draft, sent=written, save=save_draft)
