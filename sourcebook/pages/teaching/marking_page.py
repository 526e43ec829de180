"""Written answers: one item at a time, one answer after another, and all of them in pages.

The keys 0, 1 and 2 give a mark. Names stay hidden unless they are asked for, so that the text
alone is marked.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Level
from sourcebook.model.course import Course
from sourcebook.model.learners import Classroom
from sourcebook.model.teachers import Teacher
from sourcebook.pages.quiz.score_explanation import LEVELS
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.navigation import follow_links, name_page
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.announcements import say, say_change
from sourcebook.pages.streamlit_internals.components import move_focus
from sourcebook.pages.teaching import current_teacher, learner_links, marking_cards
from sourcebook.pages.teaching.choice_fields import keep_choice, last_choice
from sourcebook.pages.teaching.class_data import (
    attempts_of_class,
    choose_class,
    classes,
    draw_no_class,
    members_of,
)
from sourcebook.pages.teaching.paging import turn_pages
from sourcebook.pages.teaching.written_answers import Text, texts_by_item

TITLE = "Marking"
PURPOSE = "Written answers that wait for your mark, beside the rubric and a model answer."

_EVERY_LEVEL: Final[tuple[Level, ...]] = (0, 1, 2)
_ON_A_PAGE = 10
_KEPT = "marking-kept"
"""Where a run keeps what the next one says of the mark just given."""
_LAST = "marking-last"
"""Where a run keeps the id of the text just marked, so that the next one goes on after it."""

_FOLLOWED = "marking-followed"
"""Where a run keeps the text named in the address, so that the choice of another item stays."""

_html = Macros(__file__)


def show() -> None:
    """Draw the page."""
    name_page(TITLE)
    store().attempts.end_overdue(now=clock.now())
    course, rooms = library().course(), classes()
    with st.container(key="marking"):
        st.html(Markup("<h1>{}</h1>").format(TITLE))
        if rooms:
            _draw(course, rooms)
        else:
            draw_no_class()
    follow_links("marking", course)


def _draw(course: Course, rooms: tuple[Classroom, ...]) -> None:
    with st.container(border=True, key="panel-marking"):
        left, right = st.columns([2, 3])
        with left:
            classroom_id = choose_class(rooms, "marking-class", all_too=True)
        found = texts_by_item(attempts_of_class(classroom_id))
        with right:
            texts = _choose_item(course, found) if found else []
        with_names = bool(texts) and st.checkbox("Show names", key="marking-names")
    if not texts:
        st.html(
            "<p class='where'>Nobody has handed in a text yet. A text stands here as soon as it "
            "is handed in.</p>"
        )
        return
    members = members_of(classroom_id) if with_names else ()
    names = {member.id: learner_links.link(member) for member in members}
    is_kept = _draw_progress(texts)
    current = _current(texts)
    if current:
        _mark(course, texts, current, names)
        if is_kept or "answer" in st.query_params:
            move_focus("answer", current.id)
    _all(texts, current, names)


def _choose_item(course: Course, found: Mapping[str, list[Text]]) -> list[Text]:
    """Draw the choice of an item, those with most to mark first; its texts."""
    waiting = {item_id: sum(text.waits for text in texts) for item_id, texts in found.items()}
    in_order = [item.id for item in course.items() if item.id in found]
    in_order += [item_id for item_id in found if item_id not in in_order]
    in_order.sort(key=lambda item_id: not waiting[item_id])
    names = [f"{_waiting(waiting[each])}: {found[each][-1].item.stem}" for each in in_order]
    _follow_address(found)
    place, key = last_choice("marking-item", in_order, names)
    named = dict(zip(in_order, names, strict=True))
    chosen = st.selectbox("Item", in_order, place, format_func=named.__getitem__, key=key)
    keep_choice("marking-item", chosen)
    return found[chosen]


def _follow_address(found: Mapping[str, list[Text]]) -> None:
    """Choose the item of the text that the address names, once for each address."""
    asked = st.query_params.get("answer", "")
    if st.session_state.get(_FOLLOWED) == asked:
        return
    st.session_state[_FOLLOWED] = asked
    for item_id, texts in found.items():
        if asked in [text.id for text in texts]:
            keep_choice("marking-item", item_id)


def _waiting(number: int) -> str:
    return f"{number} to mark" if number else "All marked"


def _draw_progress(texts: Sequence[Text]) -> bool:
    """Draw the last mark, the texts that wait, and the progress; whether a mark was just saved."""
    kept = st.session_state.pop(_KEPT, None)
    left = sum(text.waits for text in texts)
    wait = f"{counted(left, 'answer')} to mark." if left else "All answers to this item are marked."
    progress = marking_cards.progress(len(texts) - left, len(texts))
    st.html(_html.state(kept, wait, progress))
    say_change(wait, of="to mark", state=texts[0].item.id)
    return bool(kept)


def _current(texts: Sequence[Text]) -> Text | None:
    """The text that the address names, else the next that waits after the one just marked."""
    asked = st.query_params.get("answer", "")
    ids = [text.id for text in texts]
    if asked in ids:
        return texts[ids.index(asked)]
    last = st.session_state.get(_LAST)
    start = ids.index(last) if last in ids else 0
    return next((text for text in (*texts[start:], *texts[:start]) if text.waits), None)


def _mark(
    course: Course, texts: Sequence[Text], current: Text, names: Mapping[str, Markup]
) -> None:
    """Draw a text beside its rubric, with a button at each level."""
    number = texts.index(current) + 1
    title = marking_cards.title(current, number, names)
    st.html(Markup("<h2 id='answer'>{}</h2>").format(title))
    written, rubric = st.columns(2, gap="medium")
    with written:
        st.html(Markup("<p class='claim'>{}</p>").format(current.item.stem))
        own_mark = marking_cards.own_mark(current) if names else ""
        st.html(_html.answer(current, own_mark, marking_cards.turns(texts, number - 1)))
    with rubric:
        st.html("<h3 class='first'>The rubric</h3>")
        _levels(current, number)
        st.html(marking_cards.model_answer(course, current.item))


def _levels(current: Text, number: int) -> None:
    rubric = current.item.rubric.levels()
    for level in _EVERY_LEVEL:
        with st.container(key=f"rubric-{level}"):
            is_given = not current.waits and current.level == level
            pressed = st.button(
                LEVELS[level],
                key=f"level-{level}",
                shortcut=str(level),
                type="primary" if is_given else "secondary",
            )
            st.html(_html.level(rubric[level], is_given))
        if pressed:
            _save_mark(current, number, level)


def _save_mark(text: Text, number: int, level: Level) -> None:
    try:
        _mark_as(current_teacher.teacher(), text, level)
    except AttemptError as refusal:
        st.warning(str(refusal))
        return
    st.query_params.pop("answer", None)
    kept = f"Kept: answer {number}, {LEVELS[level].lower()}."
    st.session_state[_KEPT] = {"sentence": kept, "address": marking_cards.address(text)}
    say(kept)
    st.session_state[_LAST] = text.id
    st.rerun()


def _mark_as(teacher: Teacher, text: Text, level: Level) -> None:
    store().attempts.mark_by_teacher(
        text.attempt_id, text.place, level, now=clock.now(), teacher=teacher
    )
    if not text.waits and text.level != level:
        number = store().learners.number_of(text.learner_id)
        current_teacher.note("mark_changed", f"item “{text.item.id}”, learner no. {number}")


def _all(texts: Sequence[Text], current: Text | None, names: Mapping[str, Markup]) -> None:
    """Draw all answers side by side, so many on a page."""
    st.html(Markup("<h2>All answers to this item ({})</h2>").format(len(texts)))
    key = f"page-{texts[0].item.id}"
    slot, first, which = turn_pages(len(texts), key=key, noun="Answers", most=_ON_A_PAGE)
    cards = [
        marking_cards.card(text, number, names, is_current=text is current)
        for number, text in enumerate(texts[first : first + _ON_A_PAGE], start=first + 1)
    ]
    slot.html(_html.all(which, cards))
