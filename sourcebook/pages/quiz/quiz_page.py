"""A quiz: its beginning, then one item at a time, and its end."""

from math import ceil
from random import SystemRandom

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import progress
from sourcebook.delivery import open_places
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.quiz_minutes import quiz_minutes
from sourcebook.pages.quiz import attempt_view, before_start, review_sessions
from sourcebook.pages.quiz import item_page as quiz_item
from sourcebook.pages.quiz import quiz_end as quiz_end
from sourcebook.pages.quiz.attempt_view import END, AttemptView
from sourcebook.pages.quiz.browser_fields import count_down, has_run_out
from sourcebook.pages.shared import clock, current_learner, links
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.course_outline import States, quiz_state, states
from sourcebook.pages.shared.navigation import draw_panel, name_page, stray_parts
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app

_html = Macros(__file__)


def show() -> None:
    """Draw the item, the end, or the beginning of a quiz, as the address says."""
    course, learner = library().course(), current_learner.learner_id()
    if learner is None and current_learner.credential() is None:
        name_page("Quiz")
        st.html("<h1>Quiz</h1>")
        current_learner.explain_no_learner("So that no answer is lost, a quiz asks who you are.")
        return
    store().attempts.end_overdue(now=clock.now())
    attempt = _attempt(learner)
    if attempt is None or learner is None:
        _beginning(course, learner)
    else:
        _draw(AttemptView(course, learner, attempt, _place(attempt)))
    draw_panel(course, is_last=True)


def _attempt(learner: str | None) -> Attempt | None:
    """The learner's attempt named in the address, or their open one."""
    if named := st.query_params.get("attempt"):
        found = store().attempts.one(learner, named) if learner else None
        if found is None:
            st.warning("This attempt is not yours, or it is no longer there.")
        return found
    quiz_id = st.query_params.get("quiz")
    if not (learner and quiz_id):
        return None
    return store().attempts.unfinished(
        learner, quiz_id, purpose=review_sessions.purpose_of(quiz_id)
    )


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
    if quiz is None and review_sessions.purpose_of(wanted) == "review":
        review_sessions.show_beginning(course, learner)
        return
    if quiz is None:
        name_page("Quizzes")
        shelf = _shelf(course, learner)
        st.html(_html.not_here(links.breadcrumbs(links.to_course()), wanted, shelf))
        return
    name_page(f"Quiz: {quiz.title}")
    breadcrumbs = links.breadcrumbs(_to_quizzes(), *_to_lesson(course, quiz.id))
    state = quiz_state(quiz, _states(course, learner))
    terms = before_start.terms_of(learner, quiz.id)
    expected = before_start.what_to_expect(quiz, terms)
    st.html(_html.beginning(breadcrumbs, quiz.title, expected, state))
    attempts = store().attempts.of_learner(learner) if learner and terms else ()
    if terms:
        st.html(before_start.rules(terms, attempts))
    if why_not := before_start.why_not(terms, attempts):
        st.html(before_start.refused(why_not))
        return
    action_button("Start the quiz", lambda: _start(quiz.id), key="start", type="primary")


def _start(quiz_id: str) -> None:
    """Start the quiz as it is in the course now, or go on with the open attempt."""
    course = library().course()
    quiz = course.quizzes.get(quiz_id)
    if quiz and (learner := current_learner.get_or_create_learner()):
        attempt_view.start(learner, course.filled(quiz, SystemRandom()))


def _to_lesson(course: Course, quiz_id: str) -> list[str]:
    """The way back to the lesson that a quiz asks about, if it belongs to one."""
    quiz = course.quizzes.get(quiz_id)
    lesson = course.lessons.get(quiz.lesson or "") if quiz else None
    if lesson is None:
        return []
    name = f"Lesson {links.lesson_number(course, lesson)}: {lesson.title}"
    return [links.link(links.lesson_address(lesson), name)]


def _choose(course: Course, learner: str | None) -> None:
    """All quizzes, with the best result of each."""
    name_page("Quizzes")
    if stray := stray_parts("quiz", "attempt", "item"):
        st.warning(f"{stray} Choose a quiz below.")
    st.html(_html.quizzes(_shelf(course, learner)))


def _shelf(course: Course, learner: str | None) -> Markup:
    so_far = _states(course, learner)
    return _html.shelf(
        [
            (quiz, counted(quiz_minutes(quiz), "minute"), quiz_state(quiz, so_far))
            for quiz in course.quizzes.values()
        ]
    )


def _states(course: Course, learner: str | None) -> States:
    return states(progress(course, {}, store().attempts.of_learner(learner) if learner else ()))


def _draw(at: AttemptView) -> None:
    countdown = f"clock-{at.attempt.id}"
    if at.attempt.is_finished and at.place is not None and has_run_out(countdown):
        at = at._replace(place=None)
        attempt_view.move(at.attempt, None)
    _keep_address(at)
    of_session = attempt_view.is_session(at.attempt)
    titled = attempt_view.title(at.attempt)
    name_page(_title_part(at), titled if of_session else f"Quiz: {titled}")
    breadcrumbs = _breadcrumbs(at)
    head = st.html(breadcrumbs + attempt_view.head(at))
    if at.attempt.deadline and not at.attempt.is_finished:
        left = (at.attempt.deadline - clock.now()).total_seconds()
        # At zero the browser makes the page run again, and finds the attempt ended.
        count_down(max(1, ceil(left)), countdown)
    with st.container(key="item"):
        if at.place is None:
            quiz_end.show(at)
            return
        after = quiz_item.show(at, at.place)
        if finish := attempt_view.finish_link(after):
            st.html(finish)
    if after is not at.attempt:
        # What was saved just now shows in the line of items, too.
        head.html(breadcrumbs + attempt_view.head(at._replace(attempt=after)))


def _keep_address(at: AttemptView) -> None:
    """Name the item that is shown in the address, so that a later visit finds the same one."""
    if "item" not in st.query_params or "attempt" not in st.query_params:
        st.query_params.from_dict(attempt_view.address(at.attempt, at.place))


def _title_part(at: AttemptView) -> str:
    """What of an attempt is shown, as the title of the page says it."""
    if at.place is not None:
        return f"Item {at.place + 1} of {len(at.attempt.items)}"
    if at.attempt.is_finished:
        return "Result"
    return "Before you hand in" if at.attempt.feedback == "deferred" else "Before you finish"


def _breadcrumbs(at: AttemptView) -> Markup:
    """The line over the name of an attempt: what it is, and the way back."""
    if attempt_view.is_session(at.attempt):
        kind = "Review" if at.attempt.purpose == "review" else "Practice"
        return links.breadcrumbs(links.to_course(), kind)
    kind = "Practice" if at.attempt.purpose == "missed" else "Quiz"
    return links.breadcrumbs(*(_to_lesson(at.course, at.attempt.quiz_id) or [_to_quizzes()]), kind)


def _to_quizzes() -> Markup:
    return links.link(in_app("/quiz"), "Quizzes")
