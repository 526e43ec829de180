"""Written answers: one item at a time, one answer after another, all of them side by side.

The keys 0, 1 and 2 give a mark. Names stay hidden unless they are asked for, so that the text
alone is marked.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import streamlit as st

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Level
from sourcebook.model.course import Course
from sourcebook.model.items import ExtendedResponse
from sourcebook.pages import here, markup
from sourcebook.pages.amounts import counted
from sourcebook.pages.components import move_focus
from sourcebook.pages.navigation import follow_links, name_page
from sourcebook.pages.process import library, store
from sourcebook.pages.quiz.scored import LEVELS
from sourcebook.pages.teaching.texts import Text, texts_by_item
from sourcebook.pages.teaching.work import called, choose_class

TITLE = "Marking"
PURPOSE = "written answers that wait for your mark, beside the rubric and a model answer."

_EVERY_LEVEL: Final[tuple[Level, ...]] = (0, 1, 2)
_SAID = "marking-said"
"""Where a run keeps what the next one says of the mark just given."""


def show() -> None:
    """Draw the page."""
    name_page(TITLE)
    store().end_overdue(now=here.now())
    course, rooms = library().course(), store().classrooms()
    with st.container(key="marking"):
        st.html(f"<h1>{TITLE}</h1>")
        if not rooms:
            st.html("<p class='lead'>There is no class yet, and so nobody’s work to mark.</p>")
        else:
            classroom_id = choose_class(rooms, "marking-class", all_too=True)
            _draw(course, classroom_id)
    follow_links("marking", course)


def _draw(course: Course, classroom_id: str) -> None:
    found = texts_by_item(store().class_attempts(classroom_id or None))
    if not found:
        st.html("<p class='where'>Nobody has handed in a text yet.</p>")
        return
    texts = _choose_item(course, found)
    names = {member.id: called(member) for member in store().members(classroom_id or None)}
    with_names = st.checkbox("Show names", key="marking-names")
    known = names if with_names else {}
    _say(texts)
    current = _current(texts)
    if current:
        _mark(course, texts, current, known)
    st.html(_all(texts, current, known))


def _choose_item(course: Course, found: Mapping[str, list[Text]]) -> list[Text]:
    """Draw the choice of an item, those with most to mark first; its texts."""
    waiting = {item_id: sum(text.waits for text in texts) for item_id, texts in found.items()}
    in_order = [item.id for item in course.items() if item.id in found]
    in_order += [item_id for item_id in found if item_id not in in_order]
    in_order.sort(key=lambda item_id: not waiting[item_id])
    chosen = st.selectbox(
        "Item",
        in_order,
        format_func=lambda each: f"{found[each][-1].item.stem} ({_waiting(waiting[each])})",
        key="marking-item",
    )
    return found[chosen]


def _waiting(number: int) -> str:
    return f"{number} to mark" if number else "all marked"


def _say(texts: Sequence[Text]) -> None:
    """Say what was kept of the last mark, and how many texts wait."""
    kept = st.session_state.pop(_SAID, "")
    left = sum(text.waits for text in texts)
    wait = f"{counted(left, 'answer')} to mark." if left else "All answers to this item are marked."
    st.html(f"<p class='meta' role='status'>{kept}{wait}</p>")


def _current(texts: Sequence[Text]) -> Text | None:
    """The text that the address names, else the first that waits."""
    asked = st.query_params.get("answer", "")
    waiting = [text for text in texts if text.waits]
    return next((text for text in texts if text.id == asked), next(iter(waiting), None))


def _mark(course: Course, texts: Sequence[Text], current: Text, names: Mapping[str, str]) -> None:
    """Draw a text beside what to mark it by, and a button for each level."""
    number = texts.index(current) + 1
    st.html(f"<h2 id='answer'>{_title(current, number, names)}</h2>")
    written, rubric = st.columns(2)
    with written:
        own = _own_mark(current, names)
        st.html(f"<p class='written'>{escape(current.text)}</p>{own}")
        _levels(current, number)
    with rubric:
        st.html(_rubric(course, current.item))
    if "answer" in st.query_params:
        move_focus("answer", current.id)


def _levels(current: Text, number: int) -> None:
    with st.container(horizontal=True):
        for level in _EVERY_LEVEL:
            pressed = st.button(
                LEVELS[level],
                key=f"level-{level}",
                shortcut=str(level),
                type="primary" if not current.waits and current.level == level else "secondary",
            )
            if pressed:
                _keep(current, number, level)


def _keep(text: Text, number: int, level: Level) -> None:
    try:
        store().mark_by_teacher(text.attempt_id, text.place, level, now=here.now())
    except AttemptError as slip:
        st.warning(str(slip))
        return
    st.query_params.pop("answer", None)
    again = f"<a data-in-app='1' href='{_address(text)}'>Change it</a>"
    st.session_state[_SAID] = f"Kept: answer {number}, {LEVELS[level].lower()}. {again}. "
    st.rerun()


def _title(text: Text, number: int, names: Mapping[str, str]) -> str:
    return f"Answer {number}{f', {escape(names[text.learner_id])}' if names else ''}"


def _own_mark(text: Text, names: Mapping[str, str]) -> str:
    """What its writer thinks of a text; told with the names, because it sways whoever marks."""
    if not names or text.level is None or text.marked_by != "learner":
        return ""
    return f"<p class='meta'>Her own mark: {LEVELS[text.level].lower()}.</p>"


def _rubric(course: Course, item: ExtendedResponse) -> str:
    levels = "".join(
        f"<dt>{LEVELS[level]} (key {level})</dt><dd>{escape(item.rubric.levels()[level])}</dd>"
        for level in reversed(_EVERY_LEVEL)
    )
    cited = markup.citations(course, item.citations)
    return (
        f"<div class='rubric'><h3>The rubric</h3><dl>{levels}</dl><h3>A model answer</h3>"
        f"<p>{escape(item.model_answer)} <span class='cites'>{cited}</span></p></div>"
    )


def _all(texts: Sequence[Text], current: Text | None, names: Mapping[str, str]) -> str:
    cards = "".join(
        _card(text, number, names, is_current=text is current)
        for number, text in enumerate(texts, start=1)
    )
    return f"<h2>All answers to this item</h2><div class='answer-cards'>{cards}</div>"


def _card(text: Text, number: int, names: Mapping[str, str], *, is_current: bool) -> str:
    if is_current:
        doing = "above"
    else:
        label = "Mark this one" if text.waits else "Change the mark"
        unseen = f"<span class='unseen'>: answer {number}</span>"
        doing = f"<a data-in-app='1' href='{_address(text)}'>{label}{unseen}</a>"
    given = LEVELS[text.level or 0] if not text.waits else "Not marked yet"
    return (
        f"<article><h3>{_title(text, number, names)}</h3>"
        f"<p class='own-answer'>{escape(text.text)}</p>"
        f"<p class='meta'>{given}; {doing}</p></article>"
    )


def _address(text: Text) -> str:
    return f"/marking?answer={text.id}"
