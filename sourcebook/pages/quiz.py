"""A quiz, one item at a time: every answer is on disk before its feedback is shown.

The address says where one is, `?quiz=…&attempt=…&item=3`, so that a refresh, a second tab
and a restarted server all lead back to the same item.
"""

import random
from html import escape
from typing import NamedTuple

import streamlit as st

from sourcebook.analysis import best_percent
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.quizzes import Quiz
from sourcebook.pages import here, markup
from sourcebook.pages.asking import ask, objection
from sourcebook.pages.components import move_focus
from sourcebook.pages.feedback import amount, feedback, percent, state
from sourcebook.pages.navigation import follow_links, go, name_page
from sourcebook.pages.settings import library, store
from sourcebook.scoring import has_passed, mark

END = "end"
"""The value of `item` in the address for the page after the last item."""


class Place(NamedTuple):
    """Where a learner is: her attempt, and the place of an item in it or None for the end."""

    course: Course
    learner: str
    attempt: Attempt
    place: int | None


def show() -> None:
    """Draw the item, the end, or the beginning of a quiz, as the address says."""
    course, learner = library().course(), here.learner_id()
    if learner is None:
        st.html("<h1>Quiz</h1>")
        st.warning("This browser keeps no cookies, so answers could not be kept. Allow them.")
        return
    with st.container(key="quiz"):
        attempt = _attempt(learner)
        if attempt is None:
            _beginning(course, learner)
        else:
            _draw(Place(course, learner, attempt, _place(attempt)))
    follow_links("quiz", course)


def _attempt(learner: str) -> Attempt | None:
    """The attempt named in the address, else the one still open; only ever the learner's own."""
    if named := st.query_params.get("attempt"):
        found = store().attempt(learner, named)
        if found is None:
            st.warning("This attempt is not yours, or it is no longer there.")
        return found
    quiz_id = st.query_params.get("quiz")
    return store().open_attempt(learner, quiz_id) if quiz_id else None


def _place(attempt: Attempt) -> int | None:
    asked = st.query_params.get("item", "")
    places = {str(place + 1): place for place in range(len(attempt.items))}
    if asked in places:
        return places[asked]
    if asked == END or attempt.is_finished or not attempt.open_places():
        return None
    return attempt.open_places()[0]


def _beginning(course: Course, learner: str) -> None:
    wanted = st.query_params.get("quiz")
    if not wanted:
        _choose(course, learner)
        return
    quiz = course.quizzes.get(wanted)
    if quiz is None:
        st.html("<h1>Quiz</h1>")
        st.warning(f"There is no quiz ‘{markup.plain(wanted)}’. Choose one on the course page.")
        return
    name_page(f"Quiz: {quiz.title}")
    st.html(
        f"<h1>Quiz: {escape(quiz.title)}</h1><p class='lead'>{quiz.size} items, one at a "
        "time. Each answer is saved at once. Then you see why it is right or not, and the passage "
        f"that proves it. {percent(quiz.pass_mark)} passes. You can stop and come back when you "
        "like.</p>"
    )
    if st.button("Start the quiz", type="primary"):
        _start(learner, course, quiz)


def _choose(course: Course, learner: str) -> None:
    """All quizzes, with the best result of each."""
    name_page("Quizzes")
    best = best_percent(store().attempts(learner))
    cards = "".join(_card(quiz, best.get(quiz.id)) for quiz in course.quizzes.values())
    st.html(f"<h1>Quizzes</h1><ul class='shelf'>{cards}</ul>")


def _card(quiz: Quiz, best: float | None) -> str:
    done = f"Your best: {percent(best)}" if best is not None else "Not taken yet"
    return (
        f"<li><a data-in-app='1' href='/quiz?quiz={quiz.id}'>{escape(quiz.title)}</a>"
        f"<p>{quiz.size} items</p><p>{done}</p></li>"
    )


def _start(learner: str, course: Course, quiz: Quiz) -> None:
    rng = random.SystemRandom()
    drawn = course.filled(quiz, rng)
    attempt = store().start_attempt(learner, drawn, now=here.now(), rng=rng)
    _move(attempt, 0)


def _move(attempt: Attempt, place: int | None) -> None:
    item = END if place is None else str(place + 1)
    go("quiz", quiz=attempt.quiz_id, attempt=attempt.id, item=item)


def _draw(at: Place) -> None:
    name_page(_title(at))
    st.html(_head(at))
    if at.place is None:
        _end(at)
    elif at.place in at.attempt.answers:
        _answered(at, at.place)
    elif at.attempt.is_finished:
        st.html(f"{_stem(at, at.place)}<p>You left this item unanswered.</p>")
    else:
        _asked(at, at.place)


def _title(at: Place) -> str:
    item = "the end" if at.place is None else f"item {at.place + 1}"
    return f"{at.attempt.quiz_title}, {item}"


def _head(at: Place) -> str:
    answered, count = len(at.attempt.answers), len(at.attempt.items)
    steps = "".join(_step(at, place) for place in range(count))
    return (
        f"<h1 class='small'>{escape(at.attempt.quiz_title)}</h1><nav aria-label='Items'>"
        f"<p class='meta'>{answered} of {count} answered</p><ol class='steps'>{steps}</ol></nav>"
    )


def _step(at: Place, place: int) -> str:
    answer = at.attempt.answers.get(place)
    look = state(answer.score) if answer else "open"
    sign = {"right": "✓", "part": "◐", "wrong": "✗", "open": ""}[look]
    here_now = " aria-current='step'" if place == at.place else ""
    address = f"/quiz?quiz={at.attempt.quiz_id}&attempt={at.attempt.id}&item={place + 1}"
    label = f"Item {place + 1}, {'partly right' if look == 'part' else look}"
    return (
        f"<li><a class='{look}' data-in-app='1' href='{address}' aria-label='{label}'{here_now}>"
        f"{place + 1}<span aria-hidden='true'>{sign}</span></a></li>"
    )


def _stem(at: Place, place: int) -> str:
    item = at.attempt.items[place].item
    return (
        f"<h2 id='stem'><span class='count'>Item {place + 1} of {len(at.attempt.items)}</span> "
        f"{escape(item.stem)}</h2>{markup.claim(item)}"
    )


def _asked(at: Place, place: int) -> None:
    st.html(_stem(at, place))
    pinned, key = at.attempt.items[place], f"{at.attempt.id}-{place}"
    with st.form(f"form-{key}", border=False):
        response = ask(pinned, key)
        sent = st.form_submit_button("Check my answer", type="primary")
    if sent and (missing := objection(pinned, response)):
        st.warning(missing)
    elif sent:
        store().answer(at.learner, at.attempt.id, place, response, now=here.now())
        _move(at.attempt, place)
    if st.button("Skip for now", type="tertiary", key=f"skip-{key}"):
        _move(at.attempt, _next_open(at.attempt, place))
    move_focus("stem", f"{key} asked")


def _answered(at: Place, place: int) -> None:
    answer = at.attempt.answers[place]
    st.html(_stem(at, place) + feedback(at.attempt.items[place], answer, at.course))
    following = _next_open(at.attempt, place)
    label = "To the end" if following is None else "Next item"
    if at.attempt.is_finished:
        label, following = "To my result", None
    if st.button(label, type="primary", key=f"next-{at.attempt.id}-{place}"):
        _move(at.attempt, following)
    move_focus("result", f"{at.attempt.id}-{place} answered", block="center")


def _next_open(attempt: Attempt, place: int) -> int | None:
    """The next place without an answer, counting on from the first after the last."""
    others = [each for each in attempt.open_places() if each != place]
    later = [each for each in others if each > place]
    return next(iter(later or others), None)


def _end(at: Place) -> None:
    if at.attempt.is_finished:
        _result(at)
        return
    left = at.attempt.open_places()
    st.html(
        f"<h2 id='stem'>Almost done</h2><p>{len(left)} of {len(at.attempt.items)} items have no "
        "answer yet. An unanswered item earns nothing.</p>"
    )
    if st.button("Go to the first unanswered item", type="primary"):
        _move(at.attempt, left[0])
    if st.button("Finish without them", type="tertiary"):
        store().finish(at.learner, at.attempt.id, now=here.now())
        _move(at.attempt, None)


def _result(at: Place) -> None:
    total = mark(at.attempt)
    passed = has_passed(at.attempt)
    left = f" {total.unanswered} items were left unanswered." if total.unanswered else ""
    st.html(
        f"<h2 id='stem'>Your result</h2><div class='result {'right' if passed else 'part'}' "
        f"role='status'><p class='verdict'>{'✓ Passed' if passed else 'Not passed yet'}: "
        f"{percent(total.percent)}</p><p>{amount(total.points)} of {amount(total.possible)} "
        f"points; {percent(at.attempt.pass_mark)} passes.{left} Open any item above to see its "
        "proof again.</p></div>"
    )
    quiz = at.course.quizzes.get(at.attempt.quiz_id)
    if st.button("See all my scores", type="primary"):
        go("scores")
    if quiz and st.button("Take the quiz again", type="tertiary"):
        _start(at.learner, at.course, quiz)
    move_focus("stem", f"{at.attempt.id} finished")
