"""A quiz: its beginning, then one item at a time, and its end."""

from html import escape
from math import ceil
from random import SystemRandom

import streamlit as st

from sourcebook.analysis import best_percent
from sourcebook.delivery import open_places
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.quizzes import Quiz
from sourcebook.pages import here, markup
from sourcebook.pages.amounts import counted, percent
from sourcebook.pages.navigation import follow_links, name_page
from sourcebook.pages.process import library, store
from sourcebook.pages.quiz import end as quiz_end
from sourcebook.pages.quiz import item as quiz_item
from sourcebook.pages.quiz import reviewing, sitting
from sourcebook.pages.quiz.fields import count_down, has_run_out
from sourcebook.pages.quiz.sitting import END, Sitting


def show() -> None:
    """Draw the item, the end, or the beginning of a quiz, as the address says."""
    course, learner = library().course(), here.learner_id()
    if here.credential() is None:
        st.html("<h1>Quiz</h1>")
        here.ask_who("So that no answer is lost, a quiz asks who you are.")
        return
    store().end_overdue(now=here.now())
    with st.container(key="quiz"):
        attempt = _attempt(learner)
        if attempt is None or learner is None:
            _beginning(course, learner)
        else:
            _draw(Sitting(course, learner, attempt, _place(attempt)))
    follow_links("quiz", course)


def _attempt(learner: str | None) -> Attempt | None:
    """The attempt named in the address, else the one still open; only ever the learner's own."""
    if named := st.query_params.get("attempt"):
        found = store().attempt(learner, named) if learner else None
        if found is None:
            st.warning("This attempt is not yours, or it is no longer there.")
        return found
    quiz_id = st.query_params.get("quiz")
    if not (learner and quiz_id):
        return None
    return store().open_attempt(learner, quiz_id, purpose=reviewing.purpose_of(quiz_id))


def _place(attempt: Attempt) -> int | None:
    asked = st.query_params.get("item", "")
    places = {str(place + 1): place for place in range(len(attempt.items))}
    if asked in places:
        return places[asked]
    # In test mode answering moves on nowhere, so without an item only the review stays the same.
    rests = attempt.is_finished or attempt.feedback == "deferred" or not open_places(attempt)
    if asked == END or rests:
        return None
    return open_places(attempt)[0]


def _beginning(course: Course, learner: str | None) -> None:
    wanted = st.query_params.get("quiz")
    if not wanted:
        _choose(course, learner)
        return
    quiz = course.quizzes.get(wanted)
    if quiz is None and reviewing.purpose_of(wanted) == "review":
        reviewing.show_beginning(course, learner)
        return
    if quiz is None:
        st.html("<h1>Quiz</h1>")
        st.warning(f"There is no quiz ‘{markup.plain(wanted)}’. Choose one on the course page.")
        return
    name_page(f"Quiz: {quiz.title}")
    st.html(f"<h1>Quiz: {escape(quiz.title)}</h1><p class='lead'>{_what_to_expect(quiz)}</p>")
    if st.button("Start the quiz", type="primary") and (learner := here.enrol()):
        sitting.start(learner, course.filled(quiz, SystemRandom()))


def _what_to_expect(quiz: Quiz) -> str:
    told = (
        "Then you see why it is right or not, and the passage that proves it."
        if quiz.feedback == "immediate"
        else "You can change it until you hand in the whole quiz; only then you see what is right, "
        "why, and the passages that prove it."
    )
    limit = f" You have {counted(quiz.time_limit, 'minute')}." if quiz.time_limit else ""
    stop = (
        "The clock runs on if you leave; what you have answered by then counts."
        if quiz.time_limit
        else "You can stop and come back when you like."
    )
    return (
        f"{quiz.size} items, one at a time. Each answer is saved at once. {told}{limit} "
        f"{percent(quiz.pass_mark)} passes. {stop}"
    )


def _choose(course: Course, learner: str | None) -> None:
    """All quizzes, with the best result of each."""
    name_page("Quizzes")
    best = best_percent(store().attempts(learner) if learner else ())
    cards = "".join(_card(quiz, best.get(quiz.id)) for quiz in course.quizzes.values())
    st.html(f"<h1>Quizzes</h1><ul class='shelf'>{cards}</ul>")


def _card(quiz: Quiz, best: float | None) -> str:
    done = f"Your best: {percent(best)}" if best is not None else "Not taken yet"
    return (
        f"<li><a data-in-app='1' href='/quiz?quiz={quiz.id}'>{escape(quiz.title)}</a>"
        f"<p>{quiz.size} items</p><p>{done}</p></li>"
    )


def _draw(at: Sitting) -> None:
    clock = f"clock-{at.attempt.id}"
    if at.attempt.is_finished and at.place is not None and has_run_out(clock):
        sitting.move(at.attempt, None)
    where = "the end" if at.place is None else f"item {at.place + 1}"
    name_page(f"{sitting.title(at.attempt)}, {where}")
    head = st.empty()
    head.html(sitting.head(at))
    if at.attempt.deadline and not at.attempt.is_finished:
        left = (at.attempt.deadline - here.now()).total_seconds()
        # At zero the browser makes the page run again, and finds the attempt ended.
        count_down(max(1, ceil(left)), clock)
    if at.place is None:
        quiz_end.show(at)
    else:
        after = quiz_item.show(at, at.place)
        # What was saved just now shows in the line of items, too.
        head.html(sitting.head(at._replace(attempt=after)))
