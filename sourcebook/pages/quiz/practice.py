"""An item in a lesson: asked and explained like any other; its answer is saved, and no result."""

import random
from collections.abc import Callable
from fractions import Fraction

import streamlit as st

from sourcebook.model.attempts import Answer, OpenTest, PinnedItem, Record, Response
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.lesson_work import CheckAnswer
from sourcebook.model.options import shuffled_options
from sourcebook.model.versions import fingerprint
from sourcebook.pages.quiz.closed_answers import closed_check
from sourcebook.pages.quiz.feedback import explanation
from sourcebook.pages.quiz.inputs import ask, objection
from sourcebook.pages.quiz.outcome import headline
from sourcebook.pages.shared import clock, current_learner, markup
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.announcements import say
from sourcebook.scoring import score

_html = Macros(__file__)


def try_item(
    item: Item, course: Course, saved: CheckAnswer | None, save: Callable[[CheckAnswer], None]
) -> None:
    """Draw an item with a button; its key is sent only after an answer was given.

    `saved` is the learner's latest answer, and `save` keeps a new one.
    """
    pinned, test = _pinned(item), _open_test_with(item)
    st.html(_html.question(item.stem, markup.claim(item)))
    with st.form(f"form-check-{item.id}", border=False):
        response = ask(pinned, f"try-{item.id}", course)
        is_sent = st.form_submit_button("See whether that is right")
    given = saved.response if saved else None
    if is_sent and (missing := objection(pinned, response)):
        st.warning(missing)
    elif is_sent and response is not None:
        given = response
        save(_answer(pinned, response))
        # The focus stays at the button, and the explanation follows it.
        closed = "Closed while a test of yours is open"
        said = headline(pinned.item, _record(item, response)).lstrip("✓◐✗ ")
        say(closed if test else said)
    if given is None:
        return
    if test:
        st.html(closed_check(test))
    else:
        record = _record(item, given)
        st.html(explanation(pinned, record, course, anchor=f"result-{item.id}"))


def _answer(pinned: PinnedItem, response: Response) -> CheckAnswer:
    earned = score(pinned.item, response)
    return CheckAnswer(
        item_id=pinned.item.id,
        fingerprint=pinned.fingerprint,
        response=response,
        score=earned,
    )


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
