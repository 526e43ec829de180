"""An item to try in the middle of a lesson: asked and explained like any other, never scored."""

import random
from fractions import Fraction
from html import escape

import streamlit as st

from sourcebook.model.attempts import Answer, OpenTest, PinnedItem, Record, Response
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.options import shuffled_options
from sourcebook.model.versions import fingerprint
from sourcebook.pages.quiz.closed_answers import closed_check
from sourcebook.pages.quiz.feedback import proof_of, verdict_on, why
from sourcebook.pages.quiz.inputs import ask, objection
from sourcebook.pages.quiz.outcome import headline
from sourcebook.pages.shared import clock, current_learner, markup
from sourcebook.pages.shared.services import store
from sourcebook.pages.streamlit_internals.announcements import say
from sourcebook.scoring import score


def try_item(item: Item, course: Course) -> None:
    """Draw an item with a button; its key is sent only after an answer has been tried."""
    pinned, test = _pinned(item), _open_test_with(item)
    with st.container(key=f"check-{item.id}", border=True):
        st.html(
            f"<p class='meta'>Check yourself, without a score</p><h3>{escape(item.stem)}</h3>"
            f"{markup.claim(item)}"
        )
        with st.form(f"form-check-{item.id}", border=False):
            response = ask(pinned, f"try-{item.id}", course)
            tried = st.form_submit_button("See whether that is right")
        if tried and (missing := objection(pinned, response)):
            st.warning(missing)
        elif tried:
            st.session_state[f"tried-{item.id}"] = response
            # The focus stays at the button, and the explanation follows it.
            closed = "Closed while a test of yours is open"
            said = headline(pinned.item, _record(item, response)).lstrip("✓◐✗ ")
            say(closed if test else said)
        if test and f"tried-{item.id}" in st.session_state:
            st.html(closed_check(test))
        elif given := st.session_state.get(f"tried-{item.id}"):
            record = _record(item, given)
            verdict = verdict_on(pinned, record, course, anchor=f"result-{item.id}")
            st.html(f"{verdict}{why(item)}{proof_of(item, course)}")


def is_tried(item_id: str) -> bool:
    """Whether an item in a lesson was answered since this tab was opened."""
    return f"tried-{item_id}" in st.session_state


def _record(item: Item, response: Response) -> Record:
    answer = Answer(response=response, score=score(item, response), answered_at=clock.now())
    return Record(answers=(answer,))


def _open_test_with(item: Item) -> OpenTest | None:
    """The test of the learner's that has this item and is not handed in."""
    learner = current_learner.learner_id()
    if learner is None:
        return None
    store().attempts.end_overdue(now=clock.now())
    return store().attempts.closed_items(learner).test_of(item)


def _pinned(item: Item) -> PinnedItem:
    """The item with one try and no proof, its options in an order that is the same for all."""
    item = item.model_copy(update={"proof": (), "tries": (Fraction(1),)})
    order = shuffled_options(item, random.Random(item.id))  # noqa: S311  # An order is no secret.
    return PinnedItem(item=item, fingerprint=fingerprint(item), option_order=order)
