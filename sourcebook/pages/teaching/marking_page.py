"""Written answers: one item at a time, one answer after another, and all of them in pages.

A digit gives a mark; equal answers are marked together. Names stay hidden unless they are asked
for, so that the text alone is marked.
"""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.model.learners import Classroom
from sourcebook.pages.quiz.score_explanation import level_in_words
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.navigation import draw_panel, name_page
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.announcements import say_change
from sourcebook.pages.streamlit_internals.components import move_focus
from sourcebook.pages.teaching import (
    giving_marks,
    learner_links,
    marking_cards,
    marking_keys,
    second_marks,
)
from sourcebook.pages.teaching.choice_fields import keep_choice, last_choice
from sourcebook.pages.teaching.class_data import (
    attempts_of_class,
    choose_class,
    classes,
    draw_no_class,
    members_of,
)
from sourcebook.pages.teaching.mark_comments import LETTERS, CommentField
from sourcebook.pages.teaching.paging import turn_pages
from sourcebook.pages.teaching.written_answers import (
    Answers,
    Text,
    texts_by_item,
    together,
    used_comments,
)

TITLE = "Marking"
PURPOSE = "Written answers that wait for your mark, beside the rubric and a model answer."

_ON_A_PAGE = 10
_SHOWN = "marking-shown"
"""Where a run keeps the mark that it has told of, so that the focus moves once for each."""

_FOLLOWED = "marking-followed"
"""Where a run keeps the text named in the address, so that the choice of another item stays."""

_html = Macros(__file__)


def show() -> None:
    """Draw the page."""
    name_page(TITLE)
    store().attempts.end_overdue(now=clock.now())
    course, rooms = library().course().as_if_open(), classes()
    with st.container(key="marking"):
        st.html(Markup("<h1>{}</h1>").format(TITLE))
        if rooms:
            _draw(course, rooms)
        else:
            draw_no_class()
    draw_panel(course)


def _draw(course: Course, rooms: tuple[Classroom, ...]) -> None:
    with st.container(border=True, key="panel-marking"):
        left, right = st.columns([2, 3])
        with left:
            classroom_id = choose_class(rooms, "marking-class", all_too=True)
        found = _seen(texts_by_item(attempts_of_class(classroom_id)))
        with right:
            answers = together(_choose_item(course, found)) if found else []
        with_names = bool(answers) and st.checkbox("Show names", key="marking-names")
    if not answers:
        st.html(
            "<p class='where'>Nobody has handed in a text yet. A text stands here as soon as it "
            "is handed in.</p>"
        )
        return
    members = members_of(classroom_id) if with_names else ()
    names = {member.id: learner_links.link(member) for member in members}
    is_news = _draw_progress(answers)
    current = _current(answers)
    if current:
        _mark(course, answers, current, names)
        if is_news or "answer" in st.query_params:
            move_focus("answer", current.id)
    _all(answers, current, names)
    marking_keys.use("marking")


def _seen(found: Mapping[str, list[Text]]) -> dict[str, list[Text]]:
    """The texts by item as this teacher sees them."""
    who = second_marks.marker()
    return {item_id: [text.seen_by(who) for text in texts] for item_id, texts in found.items()}


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


def _draw_progress(answers: Sequence[Answers]) -> bool:
    """Draw the last mark, what waits, and the progress; whether a mark was just given."""
    kept = giving_marks.just_kept(answers[0].item.id)
    texts = [text for same in answers for text in same.texts]
    left = sum(text.waits for text in texts)
    wait = f"{counted(left, 'answer')} to mark." if left else "All answers to this item are marked."
    progress = marking_cards.progress(len(texts) - left, len(texts))
    st.html(_html.state(kept, wait, progress))
    if kept and kept.given:
        action_button("Undo", lambda: giving_marks.undo(kept), key="undo-mark", type="tertiary")
    if refused := giving_marks.refusal():
        st.warning(refused)
    say_change(wait, of="to mark", state=answers[0].item.id)
    is_news = kept is not None and st.session_state.get(_SHOWN) != kept
    st.session_state[_SHOWN] = kept
    return is_news


def _current(answers: Sequence[Answers]) -> Answers | None:
    """The answers that the address names, else the next that wait after those just marked."""
    asked, last = st.query_params.get("answer", ""), giving_marks.last()
    ids = [{text.id for text in same.texts} for same in answers]
    places = {name: place for place, names in enumerate(ids) for name in names}
    if asked in places:
        return answers[places[asked]]
    start = places.get(last, 0)
    return next((same for same in (*answers[start:], *answers[:start]) if same.waits), None)


def _mark(
    course: Course, answers: Sequence[Answers], current: Answers, names: Mapping[str, Markup]
) -> None:
    """Draw answers beside their rubric, with a button at each level and a field for a comment."""
    number = answers.index(current) + 1
    title = marking_cards.title(current, number, names)
    st.html(Markup("<h2 id='answer'>{}</h2>").format(title))
    written, rubric = st.columns(2, gap="medium")
    comment = CommentField(current)
    with written:
        st.html(Markup("<p class='claim'>{}</p>").format(current.item.stem))
        own_mark = marking_cards.own_mark(current) if names else ""
        same, turns = (
            marking_cards.how_many(current, names),
            marking_cards.turns(answers, number - 1),
        )
        st.html(_html.answer(current.texts[0].text, same, own_mark, turns))
        with st.container(key="marking-comment"):
            comment.draw()
            comment.offer(used_comments(answers, len(LETTERS)))
    with rubric:
        st.html("<h3 class='first' id='rubric'>The rubric</h3>")
        second_marks.draw_state(current)
        _levels(current, number, comment)
        second_marks.offer(current, answers)
        st.html(marking_cards.model_answer(course, current.item))


def _levels(current: Answers, number: int, comment: CommentField) -> None:
    """Draw the levels, the lowest first; a level keeps the mark with the comment in the field."""
    for level, described in enumerate(current.item.levels()):
        is_given = current.level == level
        with st.container(key=f"rubric-{level}"):
            action_button(
                level_in_words(current.item, level),
                partial(giving_marks.give, current, number, level, comment),
                key=f"level-{level}",
                shortcut=str(level),
                type="primary" if is_given else "secondary",
            )
            st.html(_html.level(described.text, _whose(current) if is_given else ""))
    if current.level is not None:
        _offer_to_keep_comment(current, number, current.level, comment)


def _offer_to_keep_comment(
    current: Answers, number: int, level: int, comment: CommentField
) -> None:
    action_button(
        "Keep this comment (Ctrl+Enter)",
        lambda: giving_marks.give(current, number, level, comment),
        key="keep-comment",
    )


def _whose(current: Answers) -> str:
    """Whose mark the answers have: the teacher's own, unless it is known to be another's."""
    who = {text.record.marks[-1].who for text in current.texts}
    said = second_marks.whose(who.pop()) if len(who) == 1 else "marks of several teachers"
    return f"{said[0].upper()}{said[1:]}."


def _all(answers: Sequence[Answers], current: Answers | None, names: Mapping[str, Markup]) -> None:
    """Draw all answers side by side, so many on a page."""
    texts = sum(len(same.texts) for same in answers)
    st.html(Markup("<h2>All answers to this item ({})</h2>").format(texts))
    key = f"page-{answers[0].item.id}"
    slot, first, which = turn_pages(len(answers), key=key, noun="Answers", most=_ON_A_PAGE)
    cards = [
        marking_cards.card(same, number, names, is_current=same is current)
        for number, same in enumerate(answers[first : first + _ON_A_PAGE], start=first + 1)
    ]
    slot.html(_html.all(which, cards))
