"""The first page: what the course is, how far the learner is, what comes next, and the outline."""

from collections.abc import Mapping, Sequence
from statistics import mean

import streamlit as st
from markupsafe import Markup

from sourcebook.analysis import Progress, progress
from sourcebook.model.about import About
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.learners import Reading
from sourcebook.model.lessons import Lesson
from sourcebook.pages.entry import new_marks, set_work
from sourcebook.pages.quiz import review_sessions
from sourcebook.pages.quiz.attempt_view import is_session, title
from sourcebook.pages.quiz.review_sessions import Step
from sourcebook.pages.reading import pictures
from sourcebook.pages.shared import clock, current_learner, links, markup
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.course_outline import boxes, path, states
from sourcebook.pages.shared.navigation import draw_panel, go, name_page
from sourcebook.pages.shared.services import library, store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.index_page import FirstText

_TITLE = "The course"
_START = "Start with the first lesson"
_html = Macros(__file__)


def show() -> None:
    """Draw the page."""
    course = library().course()
    name_page(_TITLE)
    with st.container(key="course"):
        st.html(_welcome(course))
        learner = current_learner.learner_id()
        store().attempts.end_overdue(now=clock.now())
        attempts = store().attempts.of_learner(learner) if learner else ()
        readings = store().readings.of_learner(learner) if learner else {}
        so_far = progress(course, readings, attempts)
        if learner and (waiting := set_work.waiting(course, learner, attempts, readings)):
            st.html(waiting)
        if learner and (attempts or course.opened_last(readings)):
            _go_on(course, learner, attempts, readings, so_far)
        else:
            _begin(course)
        st.html(_html.path(path(course, states(so_far))) + _what_it_rests_on(course))
    draw_panel(course)


def first_text(course: Course) -> FirstText:
    """The page as it is for everyone, without what is known of a learner."""
    first = next(iter(course.lessons.values()), None)
    start = _html.start(links.lesson_address(first), _START) if first else Markup("")
    steps = _html.path(path(course)) + _what_it_rests_on(course)
    pieces = (_welcome(course), _how(course), start, steps)
    return FirstText((_TITLE,), course.about.lead, pieces)


def _welcome(course: Course) -> Markup:
    # A word joiner keeps two names with a dash between them on one line.
    title = course.about.title.replace("–", "–\u2060")
    return _html.welcome(title, course.about.lead) + pictures.cover(course)


def _begin(course: Course) -> None:
    """How the course works, and a button to start it, for a new learner."""
    st.html(_how(course))
    first = next(iter(course.lessons.values()), None)
    if first:
        action_button(_START, lambda: go("lesson", lesson=first.id), key="begin", type="primary")


def _how(course: Course) -> Markup:
    minutes = [lesson.minutes for lesson in course.lessons.values()]
    return _html.how(round(mean(minutes)) if minutes else 0)


def _go_on(
    course: Course,
    learner: str,
    attempts: Sequence[Attempt],
    readings: Mapping[str, Reading],
    so_far: Progress,
) -> None:
    """Where a learner stands, what comes next, and what is due, in one panel."""
    step = _next(course, attempts, readings, so_far)
    review = review_sessions.next_review(course, learner, attempts)
    if marked := new_marks.messages(attempts):
        st.html(marked)
    with st.container(key="next"):
        notes = [each.why for each in (step, review) if each and each.why]
        st.html(_html.standing(so_far, boxes(so_far), notes))
        with st.container(horizontal=True):
            if step:
                action_button(step.label, step.take, key="next-step", type="primary")
            if review and review.label:
                action_button(review.label, review.take, key="review")


def _next(
    course: Course,
    attempts: Sequence[Attempt],
    readings: Mapping[str, Reading],
    so_far: Progress,
) -> Step | None:
    """The next step: the open quiz, else the lesson at hand, else the next part.

    A practice session is continued like a quiz; a review has a button of its own.
    """
    open_ones = [each for each in attempts if not each.is_finished]
    if unfinished := [each for each in open_ones if not review_sessions.is_review(each)]:
        return _unfinished(unfinished[-1])
    lesson = course.opened_last(readings) or _asked_last(course, attempts)
    read = {lesson_id for lesson_id, each in readings.items() if each.is_read}
    following = next((each for each in course.lessons.values() if each.id not in read), None)
    if lesson is None:
        return _lesson(following, "", _START) if following else None
    if lesson.id not in read or not _is_done(course, lesson, attempts):
        return _at_hand(course, lesson, attempts, is_read=lesson.id in read)
    if following:
        label = f"Next lesson: {markup.literal(following.title)}"
        return _lesson(following, f"You have finished “{lesson.title}”.", label)
    return _what_is_left(course, so_far)


def _at_hand(course: Course, lesson: Lesson, attempts: Sequence[Attempt], *, is_read: bool) -> Step:
    """What is left to do with a lesson: to read it to its end, or else its quiz."""
    quiz = course.quiz_of(lesson)
    if is_read and quiz:
        why, label = (
            f"You have read “{lesson.title}”.",
            f"To its quiz: {markup.literal(quiz.title)}",
        )
        return Step(why, label, lambda: go("quiz", quiz=quiz.id))
    if quiz and _is_done(course, lesson, attempts):
        why = f"You have taken the quiz of “{lesson.title}”, and not read the lesson to its end."
        return _lesson(lesson, why, "Read the lesson")
    return _lesson(lesson, f"You last read “{lesson.title}”.", "Go on reading")


def _asked_last(course: Course, attempts: Sequence[Attempt]) -> Lesson | None:
    """The lesson whose quiz was taken last; None if there was none."""
    taken = (course.quizzes.get(each.quiz_id) for each in reversed(attempts))
    lessons = (course.lessons.get(quiz.lesson or "") for quiz in taken if quiz)
    return next(filter(None, lessons), None)


def _unfinished(attempt: Attempt) -> Step:
    kind = "practice" if is_session(attempt) else "quiz"
    the_quiz = "" if is_session(attempt) else "the quiz "
    why = (
        f"You stopped in {the_quiz}“{title(attempt)}”: {len(attempt.answers)} of "
        f"{len(attempt.items)} items answered."
    )
    address = {"quiz": attempt.quiz_id, "attempt": attempt.id}
    return Step(why, f"Go on with the {kind}", lambda: go("quiz", **address))


def _what_is_left(course: Course, so_far: Progress) -> Step:
    """When all lessons are read: the first quiz that is not passed, else the certificate."""
    part = so_far.next_part
    if part is None:
        why = "You have finished the course: every lesson read, every quiz passed."
        return Step(why, "See your certificate", lambda: go("certificate"))
    name = course.quizzes[part.id].title
    why = f"You have read every lesson. The quiz “{name}” is not passed yet."
    return Step(why, f"To the quiz: {markup.literal(name)}", lambda: go("quiz", quiz=part.id))


def _is_done(course: Course, lesson: Lesson, attempts: Sequence[Attempt]) -> bool:
    quiz = course.quiz_of(lesson)
    return quiz is None or any(each.quiz_id == quiz.id for each in attempts if each.is_finished)


def _lesson(lesson: Lesson, why: str, label: str) -> Step:
    return Step(why, label, lambda: go("lesson", lesson=lesson.id))


def _what_it_rests_on(course: Course) -> Markup:
    sources = [
        (markup.source_link(source), markup.date_in_words(source.date.value))
        for source in course.sources.values()
    ]
    return _html.rests_on(_limits(course.about), sources)


def _limits(about: About) -> str:
    """The sources of the course, and the time at which its knowledge ends."""
    evidence = f"{about.evidence[0].upper()}{about.evidence[1:]}"
    return (
        f"{evidence} are its only evidence. Its knowledge ends with {about.knowledge_ends}: what "
        f"happened later is not in it. {about.limits or ''}"
    ).rstrip()
