"""A second mark: asked for by a teacher, given by another one who does not see the first mark."""

from collections.abc import Iterable
from functools import partial

import streamlit as st
from markupsafe import Markup

from sourcebook.delivery import is_hidden_from
from sourcebook.model.attempts import Record
from sourcebook.pages.quiz.score_explanation import level_in_words
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.announcements import say
from sourcebook.pages.teaching.current_teacher import teacher
from sourcebook.pages.teaching.written_answers import Answers, Text

_html = Macros(__file__)


def marker() -> str:
    """Who marks: the name of the current teacher."""
    return teacher().name


def whose(name: str | None) -> str:
    """Whose a mark is, by the name that it was given under; None for older marks."""
    if name is None:
        return "a teacher’s mark"
    return "your mark" if name == marker() else f"the mark of {name}"


def is_first_hidden(record: Record) -> bool:
    """Whether the current teacher is not to see the first mark, because they give the second."""
    return record.second == "asked" and is_hidden_from(record, marker())


def draw_state(answers: Answers) -> None:
    """Draw how far a second mark of these answers is; nothing if none is asked for."""
    if state := _state(answers):
        st.html(state)


def _state(answers: Answers) -> Markup:
    records = [text.record for text in answers.texts]
    found = next((each for each in records if each.second), None)
    if found is None:
        return Markup()
    if found.second == "asked":
        waiting = "A second mark is asked for; it is not given yet."
        return _html.state(waiting) if found.marks else _html.asked()
    if found.second == "agreed" or found.second_mark is None:
        who = found.second_mark.who if found.second_mark else None
        return _html.state(f"A second mark agrees{f' ({who})' if who else ''}.")
    named = (("First mark", found.marks[-1]), ("Second mark", found.second_mark))
    return _html.both(
        [
            (title, mark.who, level_in_words(answers.item, mark.level), mark.comment)
            for title, mark in named
        ]
    )


def offer(current: Answers, answers: Iterable[Answers]) -> None:
    """Draw the buttons that ask for a second mark, of these answers or of all that are marked."""
    texts = [text for same in answers for text in same.texts if _can_be_asked(text)]
    own = [text for text in texts if text in current.texts]
    if own:
        ask = partial(_ask, own)
        action_button("Ask for a second mark", ask, key="second-mark", type="tertiary")
    if len(texts) > len(own):
        label = f"Ask for one of {counted(len(texts), 'marked answer')}"
        ask = partial(_ask, texts)
        action_button(label, ask, key="second-marks", type="tertiary")


def _can_be_asked(text: Text) -> bool:
    return text.record.marked_by == "teacher" and text.record.second is None


def _ask(texts: Iterable[Text]) -> None:
    asked, own = list(texts), teacher()
    for text in asked:
        store().attempts.ask_second_mark(text.attempt_id, text.place, now=clock.now(), teacher=own)
    say(f"A second mark is asked for of {counted(len(asked), 'text')}.")
