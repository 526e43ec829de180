"""The first page: what the course is, what it rests on, where the learner stopped, what is next."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

import streamlit as st

from sourcebook.analysis import best_percent, progress
from sourcebook.model.attempts import Attempt
from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages import here, markup
from sourcebook.pages.amounts import percent
from sourcebook.pages.navigation import follow_links, go, name_page
from sourcebook.pages.process import library, store
from sourcebook.pages.quiz import reviewing
from sourcebook.pages.quiz.sitting import is_session, title


def show() -> None:
    """Draw the page."""
    course = library().course()
    name_page("The course")
    with st.container(key="course"):
        st.html(_welcome())
        learner = here.learner_id()
        store().end_overdue(now=here.now())
        attempts = store().attempts(learner) if learner else ()
        readings = store().readings(learner) if learner else {}
        _where_i_stopped(course, attempts, readings)
        if learner and attempts:
            reviewing.review_button(course, learner, attempts)
        best = best_percent(attempts)
        cards = [_lesson_card(course, each, readings, best) for each in course.lessons.values()]
        st.html(f"<h2>Lessons</h2>{''.join(cards)}{_other_quizzes(course, best)}")
        st.html(_what_it_rests_on(course))
    follow_links("course", course)


def _welcome() -> str:
    return (
        "<h1>Sourcebook</h1><p class='lead'>The CSTO and the Armenia–Azerbaijan conflict, read in "
        "five news articles that do not always agree. Read a lesson, take its quiz, and open the "
        "passage that proves each answer.</p>"
    )


def _where_i_stopped(
    course: Course, attempts: Sequence[Attempt], readings: Mapping[str, datetime]
) -> None:
    """The one button that leads on: the open quiz, else the lesson read last, else the next.

    What was practised last is gone on with like a quiz; a review has a button of its own.
    """
    open_ones = [each for each in attempts if not each.is_finished]
    if unfinished := [each for each in open_ones if not reviewing.is_review(each)]:
        attempt = unfinished[-1]
        kind = "practice" if is_session(attempt) else "quiz"
        the_quiz = "" if is_session(attempt) else "the quiz "
        st.html(_note(f"You stopped in {the_quiz}“{title(attempt)}”: {len(attempt.answers)} of "
                      f"{len(attempt.items)} items answered."))  # fmt: skip
        if st.button(f"Go on with the {kind}", type="primary"):
            go("quiz", quiz=attempt.quiz_id, attempt=attempt.id)
        return
    lesson = course.read_last(readings)
    following = next((e for e in course.lessons.values() if e.id not in readings), None)
    if lesson is None and following:
        _lesson_button(following, "Start with the first lesson")
    elif lesson and following and _is_done(course, lesson, attempts):
        st.html(_note(f"You have finished “{lesson.title}”."))
        _lesson_button(following, f"Next lesson: {markup.plain(following.title)}")
    elif lesson and following is None and _is_done(course, lesson, attempts):
        _what_is_left(course, attempts, readings)
    elif lesson:
        st.html(_note(f"You last read “{lesson.title}”."))
        _lesson_button(lesson, "Go on reading")


def _what_is_left(
    course: Course, attempts: Sequence[Attempt], readings: Mapping[str, datetime]
) -> None:
    """The first quiz that is not passed once all is read; where all are, the certificate."""
    part = progress(course, readings, attempts).next_part
    if part is None:
        st.html(_note("You have finished the course: every lesson read, every quiz passed."))
        if st.button("See your certificate", type="primary"):
            go("certificate")
        return
    title = course.quizzes[part.id].title
    st.html(_note(f"You have read every lesson. The quiz “{title}” is not passed yet."))
    if st.button(f"To the quiz: {markup.plain(title)}", type="primary"):
        go("quiz", quiz=part.id)


def _is_done(course: Course, lesson: Lesson, attempts: Sequence[Attempt]) -> bool:
    quiz = course.quiz_of(lesson)
    return quiz is None or any(each.quiz_id == quiz.id for each in attempts if each.is_finished)


def _lesson_button(lesson: Lesson, label: str) -> None:
    if st.button(label, type="primary"):
        go("lesson", lesson=lesson.id)


def _note(text: str) -> str:
    return f"<p class='where'>{escape(text)}</p>"


def _lesson_card(
    course: Course, lesson: Lesson, readings: Mapping[str, datetime], best: Mapping[str, float]
) -> str:
    goals = "".join(f"<li>{escape(objective.text)}</li>" for objective in lesson.objectives)
    quiz = course.quiz_of(lesson)
    link = f" · {_quiz_link(quiz, best)}" if quiz else ""
    read = " · ✓ read" if lesson.id in readings else ""
    return (
        f"<section class='lesson-card'><h3><a data-in-app='1' href='/lesson?lesson={lesson.id}'>"
        f"{escape(lesson.title)}</a></h3><p class='meta'>About {lesson.minutes} minutes{read}"
        f"{link}</p><details><summary>What you will be able to do</summary><ul>{goals}</ul>"
        "</details></section>"
    )


def _quiz_link(quiz: Quiz, best: Mapping[str, float]) -> str:
    done = f", your best {percent(best[quiz.id])}" if quiz.id in best else ""
    address = f"/quiz?quiz={quiz.id}"
    return f"<a data-in-app='1' href='{address}'>Quiz, {quiz.size} items</a>{done}"


def _other_quizzes(course: Course, best: Mapping[str, float]) -> str:
    """The quizzes that belong to no lesson, such as one over the whole course."""
    return "".join(
        f"<section class='lesson-card'><h3>{escape(quiz.title)}</h3>"
        f"<p class='meta'>{_quiz_link(quiz, best)}</p></section>"
        for quiz in course.quizzes.values()
        if quiz.lesson is None
    )


def _what_it_rests_on(course: Course) -> str:
    rows = "".join(
        f"<li>{markup.source_link(source)} {escape(source.genre)}. "
        f"{escape(markup.language(source))}. {escape(markup.date(source.date))}.</li>"
        for source in course.sources.values()
    )
    return (
        "<h2>What this course rests on</h2><p>Five news articles of November 2022 are its only "
        "evidence. Its knowledge ends with that month: what happened later is not in it. As far as "
        "we can tell, none of the five comes from the region’s own press, and they quote Armenia’s "
        f"government far more than Azerbaijan’s.</p><ul class='sources'>{rows}</ul>"
        "<p>Every answer you give is saved at once. No name is asked, and nothing is sent to any "
        "other host. What is kept of you, and how to take it away or delete it, is on the page "
        "<a data-in-app='1' href='/me'>Me</a>.</p>"
    )
