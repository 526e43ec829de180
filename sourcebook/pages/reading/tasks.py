"""The tasks of a lesson: a learner answers, the answer is saved, and then ours opens beside it."""

from typing import assert_never

import streamlit as st
from markupsafe import Markup

from sourcebook.model.lesson_work import (
    CheckAnswer,
    ComparisonAnswer,
    DocumentAnswer,
    Guess,
    TaskAnswer,
)
from sourcebook.model.lessons import (
    CheckTask,
    ClaimTask,
    ComparisonTask,
    DocumentTask,
    GuessTask,
    Task,
)
from sourcebook.model.sources import VERDICTS, Comparison
from sourcebook.pages.quiz.practice import try_item
from sourcebook.pages.reading import claim_task, documents, task_fields
from sourcebook.pages.reading.visit import Visit
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def draw(visit: Visit, name: str, task: Task) -> None:
    """Draw a task: what is asked, the fields for the answer, and what opens after it."""
    with st.container(key=f"task-{name.replace('.', '-')}", border=True):
        match task:
            case GuessTask():
                _guess(visit, name, task)
            case DocumentTask():
                _document(visit, name, task)
            case ComparisonTask():
                _comparison(visit, name, task)
            case CheckTask():
                _check(visit, name, task)
            case ClaimTask():
                claim_task.draw(visit, name, task)
            case _:
                assert_never(task)


def asked(visit: Visit, task: Task) -> Markup:
    """What a task asks, without fields and without our answer: for a preview and for print."""
    course = visit.course
    match task:
        case GuessTask():
            return _html.asked("Your guess", task.ask, task.options)
        case DocumentTask():
            return documents.document(course, task) + _html.asked("A question", task.ask, ())
        case ComparisonTask():
            found = course.comparisons[task.comparison]
            options = list(VERDICTS.values())
            asked = _html.asked("Your judgement", task.ask or found.question, options)
            return markup.accounts(found, course) + asked
        case CheckTask():
            item = course.item(task.item)
            return _html.asked("Check yourself", item.stem, ()) if item else Markup()
        case ClaimTask():
            return _html.asked("Your answer", task.ask, ())
        case _:
            assert_never(task)


def title(visit: Visit, task: Task) -> str:
    """What a task is called where those that are open are listed."""
    match task:
        case GuessTask():
            return "Your guess"
        case DocumentTask():
            return f"Document: {documents.name(visit.course, task)}"
        case ComparisonTask():
            return f"Comparison: {visit.course.comparisons[task.comparison].question}"
        case CheckTask():
            item = visit.course.item(task.item)
            return f"Check: {item.stem}" if item else "Check"
        case ClaimTask():
            return "Your answer"
        case _:
            assert_never(task)


def _guess(visit: Visit, name: str, task: GuessTask) -> None:
    saved = visit.answer(name, Guess)
    st.html(_html.head("Your guess", task.ask))

    def read() -> TaskAnswer | str:
        if task.options:
            answer, missing = task_fields.chosen_in(visit, name), "Choose one first."
        else:
            answer, missing = task_fields.text_in(visit, name), "Write something first."
        return Guess(asked=task.ask, text=answer) if answer else missing

    if task.options:
        options = list(task.options)
        task_fields.choose(visit, name, task.ask, options, label_is_shown=False)
    else:
        task_fields.write(visit, name, "Your guess in a sentence", rows=2)
    label = "Change my guess" if saved else "Save my guess"
    task_fields.save_button(visit, name, label, read, "Saved. You will see it again at the end.")
    if saved:
        st.html(_html.saved("Saved. You will see it again at the end of the lesson."))


def _document(visit: Visit, name: str, task: DocumentTask) -> None:
    saved = visit.answer(name, DocumentAnswer)
    st.html(documents.document(visit.course, task) + _html.question(task.ask))
    if name not in visit.saved:

        def read() -> TaskAnswer | str:
            if text := task_fields.text_in(visit, name):
                return DocumentAnswer(asked=task.ask, text=text)
            return "Write a few words first, or open our answer without them."

        task_fields.write(visit, name, "Your answer", rows=3)
        with st.container(horizontal=True):
            label = "Compare with our answer"
            task_fields.save_button(visit, name, label, read, "Saved. Our answer opens.")
            task_fields.pass_over_button(visit, name, "Open our answer without mine")
    else:
        own = saved.text if saved else ""
        st.html(_html.answers(task_fields.anchor(name), own, task.answer))
        task_fields.show_what_opened(name)


def _comparison(visit: Visit, name: str, task: ComparisonTask) -> None:
    course, saved = visit.course, visit.answer(name, ComparisonAnswer)
    compared = course.comparisons[task.comparison]
    ask = task.ask or compared.question
    # The table has the question of the comparison as its caption.
    question = _html.question(task.ask) if task.ask else Markup()
    st.html(question + markup.accounts(compared, course))
    if name not in visit.saved:

        def read() -> TaskAnswer | str:
            chosen = task_fields.chosen_in(visit, name)
            for verdict in VERDICTS:
                if verdict == chosen:
                    return ComparisonAnswer(asked=ask, verdict=verdict)
            return "Choose one first, or open our verdict without yours."

        verdicts: list[str] = list(VERDICTS)
        task_fields.choose(visit, name, "What do you say?", verdicts, in_words=_verdict_in_words)
        with st.container(horizontal=True):
            label = "Compare with our verdict"
            task_fields.save_button(visit, name, label, read, "Saved. Our verdict opens.")
            task_fields.pass_over_button(visit, name, "Open our verdict without mine")
    else:
        st.html(_verdict(name, compared, saved))
        task_fields.show_what_opened(name)


def _verdict(name: str, compared: Comparison, saved: ComparisonAnswer | None) -> Markup:
    own = VERDICTS[saved.verdict] if saved else ""
    agrees = saved is not None and saved.verdict == compared.verdict
    verdict = VERDICTS[compared.verdict]
    return _html.verdict(task_fields.anchor(name), own, agrees, verdict, compared.conclusion)


def _verdict_in_words(verdict: str) -> str:
    return {str(each): words for each, words in VERDICTS.items()}[verdict]


def _check(visit: Visit, name: str, task: CheckTask) -> None:
    if item := visit.course.item(task.item):
        saved = visit.answer(name, CheckAnswer)
        try_item(item, visit.course, saved, lambda answer: visit.save(name, answer))
