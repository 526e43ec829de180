"""The last task of a lesson: a learner answers its question and names passages as proof."""

import streamlit as st

from sourcebook.model.lesson_work import MOST_PASSAGES, Claim, Guess, TaskAnswer, TaskDraft
from sourcebook.model.lessons import ClaimTask, DocumentTask
from sourcebook.model.options import place_in_sources
from sourcebook.pages.reading import task_fields
from sourcebook.pages.reading.visit import Visit
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.prose import citation_numbers
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def draw(visit: Visit, name: str, task: ClaimTask) -> None:
    """Draw what is asked and the fields; once an answer is saved, a model answer below them."""
    saved, guess = visit.answer(name, Claim), visit.answer("guess", Guess)
    st.html(_html.asked(task.ask, guess.text if guess else ""))

    def read() -> TaskAnswer | str:
        written = task_fields.text_in(visit, name)
        passages = tuple(st.session_state.get(_passages_key(visit, name)) or ())
        if not written:
            return "Write your answer first."
        if not passages:
            return "Name at least one passage that supports it."
        return Claim(asked=task.ask, text=written, passages=passages)

    task_fields.write(visit, name, "Your answer in two or three sentences", rows=5)
    _passages(visit, name)
    label = "Save the new version" if saved else "Save my answer"
    task_fields.save_button(visit, name, label, read, "Saved. A model answer opens.")
    if saved:
        cited, version = markup.citations(visit.course, task.cites), visit.saved[name].number
        st.html(_html.model(task_fields.anchor(name), task, cited, version))
        task_fields.show_what_opened(name)


def _passages(visit: Visit, name: str) -> None:
    """Draw the list to choose passages from; what is chosen is kept."""
    before = visit.draft(name).passages
    offered = list(dict.fromkeys([*_offered(visit), *before]))
    chosen = st.multiselect(
        "The passages that support it",
        offered,
        default=list(before),
        key=_passages_key(visit, name),
        format_func=lambda each: _in_words(visit, each),
        placeholder="Choose at least one",
        max_selections=MOST_PASSAGES,
        select_all=False,
    )
    if tuple(chosen) != before:
        text = visit.draft(name).text
        visit.save_draft(name, TaskDraft(text=text, passages=tuple(chosen)))


def _passages_key(visit: Visit, name: str) -> str:
    return f"{task_fields.field_key(visit, name)}-passages"


def _offered(visit: Visit) -> list[str]:
    """The passages that the lesson shows, in the order of the sources."""
    in_documents = [
        each
        for task in visit.lesson.tasks().values()
        if isinstance(task, DocumentTask)
        for each in task.passages
    ]
    known = {*citation_numbers(visit.lesson), *in_documents}
    return sorted(known, key=place_in_sources)


def _in_words(visit: Visit, passage_id: str) -> str:
    evidence = visit.course.evidence(passage_id)
    return markup.passage_name(evidence) if evidence else passage_id
