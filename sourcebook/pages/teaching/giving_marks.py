"""Giving a mark to answers, and taking it back; what came of it is said at the next run."""

from typing import Final, NamedTuple

import streamlit as st

from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Level
from sourcebook.pages.quiz.score_explanation import level_name
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.services import store
from sourcebook.pages.streamlit_internals.announcements import say
from sourcebook.pages.teaching import marking_cards
from sourcebook.pages.teaching.current_teacher import note, teacher
from sourcebook.pages.teaching.mark_comments import CommentField
from sourcebook.pages.teaching.written_answers import Answers

_KEPT: Final = "marking-kept"
_REFUSED: Final = "marking-refused"
_LAST: Final = "marking-last"


class Kept(NamedTuple):
    """A mark just given or taken back: what is said of it, and what can be undone."""

    sentence: str
    address: str
    item_id: str
    given: tuple[tuple[str, int, int], ...] = ()


def give(answers: Answers, number: int, level: Level, comment: CommentField) -> None:
    """Give each of these answers the same mark and comment.

    `answers` are as the teacher sees them: a mark that somebody else has changed since is not
    overwritten, and what was typed stays.
    """
    text = comment.text
    given, refused = _give_each(answers, level, text)
    if refused:
        done = f"{len(given)} of {counted(len(answers.texts), 'text')} marked. " if given else ""
        st.session_state[_REFUSED] = f"{done}{refused[0]}"
        st.query_params["answer"] = answers.id
        return
    comment.clear()
    st.query_params.pop("answer", None)
    of_all = f" for {counted(len(answers.texts), 'text')}" if len(answers.texts) > 1 else ""
    said = ", with a comment" if text else ""
    name = level_name(answers.item, level).lower()
    sentence = f"Kept: answer {number}, {name}{said}{of_all}."
    say(sentence)
    st.session_state[_KEPT] = Kept(
        sentence, marking_cards.address(answers), answers.item.id, tuple(given)
    )
    st.session_state[_LAST] = answers.id


def _give_each(
    answers: Answers, level: Level, comment: str
) -> tuple[list[tuple[str, int, int]], list[str]]:
    """The marks given, each with the number of changes after it, and what was refused."""
    given, refused, own = [], [], teacher()
    for text in answers.texts:
        seen = text.record.mark_changes
        try:
            after = store().attempts.mark_by_teacher(
                text.attempt_id,
                text.place,
                level,
                now=clock.now(),
                comment=comment,
                teacher=own,
                changes=seen,
            )
        except AttemptError as refusal:
            refused.append(str(refusal))
            continue
        changes = after.record(text.place).mark_changes
        if changes != seen:
            given.append((text.attempt_id, text.place, changes))
            if text.record.marked_by == "teacher":
                _note_change(text.item.id, text.learner_id)
    return given, refused


def _note_change(item_id: str, learner_id: str) -> None:
    number = store().learners.number_of(learner_id)
    note("mark_changed", f"item “{item_id}”, learner no. {number}")


def undo(kept: Kept) -> None:
    """Take back the marks just given, of all texts that nobody else has marked since."""
    refused, own = [], teacher()
    for attempt_id, place, changes in kept.given:
        try:
            store().attempts.take_back_mark(
                attempt_id, place, now=clock.now(), changes=changes, teacher=own
            )
        except AttemptError as refusal:
            refused.append(str(refusal))
    if refused:
        st.session_state[_REFUSED] = refused[0]
        return
    sentence = f"The mark of {counted(len(kept.given), 'text')} is taken back."
    say(sentence)
    st.session_state[_KEPT] = Kept(sentence, kept.address, kept.item_id)
    st.session_state.pop(_LAST, None)


def just_kept(item_id: str) -> Kept | None:
    """The mark last given or taken back in this tab, if it was at this item."""
    found: Kept | None = st.session_state.get(_KEPT)
    return found if found and found.item_id == item_id else None


def refusal() -> str:
    """Why the mark just given was refused, said once; empty if it was not."""
    return str(st.session_state.pop(_REFUSED, ""))


def last() -> str:
    """The id of the answers just marked, so that the next ones go on after them."""
    return str(st.session_state.get(_LAST, ""))
