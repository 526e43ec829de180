"""The first page: what the course is, what it rests on, where the learner stopped, what is next."""

from html import escape

import streamlit as st

from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson
from sourcebook.model.quizzes import Quiz
from sourcebook.pages import here, markup
from sourcebook.pages.navigation import follow_links, go, name_page
from sourcebook.pages.settings import library, store


def show() -> None:
    """Draw the page."""
    course = library().course()
    name_page("The course")
    with st.container(key="course"):
        st.html(_welcome())
        _where_i_stopped(course)
        st.html(
            "<h2>Lessons</h2>" + "".join(_lesson_card(course, each) for each in _ordered(course))
        )
        st.html(_what_it_rests_on(course))
    follow_links("course", course)


def _welcome() -> str:
    return (
        "<h1>Sourcebook</h1><p class='lead'>The CSTO and the Armenia–Azerbaijan conflict, read in "
        "five news articles that do not always agree. Read a lesson, take its quiz, and open the "
        "passage that proves each answer.</p>"
    )


def _where_i_stopped(course: Course) -> None:
    """The one button that leads on: the open quiz, else the lesson read last, else the first."""
    learner = here.learner_id()
    attempts = store().attempts(learner) if learner else ()
    unfinished = [each for each in attempts if not each.is_finished]
    if unfinished:
        attempt = unfinished[-1]
        done = len(attempt.answers)
        st.html(_note(f"You stopped in the quiz “{attempt.quiz_title}”: {done} of "
                      f"{len(attempt.items)} items answered."))  # fmt: skip
        if st.button("Go on with the quiz", type="primary"):
            go("quiz", quiz=attempt.quiz_id, attempt=attempt.id)
        return
    readings = store().readings(learner) if learner else {}
    read = [lesson_id for lesson_id in readings if lesson_id in course.lessons]
    lessons = _ordered(course)
    if read:
        lesson = course.lessons[max(read, key=lambda lesson_id: readings[lesson_id])]
        st.html(_note(f"You last read “{lesson.title}”."))
        _lesson_button(lesson, "Go on reading")
    elif lessons:
        _lesson_button(lessons[0], "Start with the first lesson")


def _lesson_button(lesson: Lesson, label: str) -> None:
    if st.button(label, type="primary"):
        go("lesson", lesson=lesson.id)


def _note(text: str) -> str:
    return f"<p class='where'>{escape(text)}</p>"


def _lesson_card(course: Course, lesson: Lesson) -> str:
    goals = "".join(f"<li>{escape(objective.text)}</li>" for objective in lesson.objectives)
    quiz = course.quiz_of(lesson)
    link = _quiz_link(quiz) if quiz else ""
    return (
        f"<section class='lesson-card'><h3><a data-in-app='1' href='/lesson?lesson={lesson.id}'>"
        f"{escape(lesson.title)}</a></h3><p class='meta'>About {lesson.minutes} minutes"
        f"{link}</p><p>You will be able to:</p><ul>{goals}</ul></section>"
    )


def _quiz_link(quiz: Quiz) -> str:
    return f" · <a data-in-app='1' href='/quiz?quiz={quiz.id}'>Quiz, {len(quiz.items)} items</a>"


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
        "<p>Every answer you give is saved at once, under a number that only this browser knows. "
        "No name is asked, and nothing is sent to any other host.</p>"
    )


def _ordered(course: Course) -> list[Lesson]:
    return list(course.lessons.values())
