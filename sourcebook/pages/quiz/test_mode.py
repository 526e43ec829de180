"""An item in test mode: it can be changed until the quiz is handed in, and each change is saved."""

from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from sourcebook.delivery import lacks
from sourcebook.model.attempts import Attempt, Confidence, Response, Written, is_blank
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.pages.quiz import other_tabs
from sourcebook.pages.quiz.attempt_view import AttemptView, move, stem
from sourcebook.pages.quiz.browser_fields import written
from sourcebook.pages.quiz.inputs import ask, ask_confidence, filled_in, objection, rubric
from sourcebook.pages.quiz.named_sources import named_sources
from sourcebook.pages.quiz.passage_choice import choose_proof, chosen_passage
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.buttons import ButtonType, action_button
from sourcebook.pages.shared.following_fields import FollowingField
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.announcements import say, say_change
from sourcebook.pages.streamlit_internals.components import move_focus

_html = Macros(__file__)


class Given(NamedTuple):
    """What a learner has given at one place, and can change."""

    response: Response | None
    confidence: Confidence | None
    proof: str | None
    flagged: bool


def revise(at: AttemptView, place: int) -> Attempt:
    """Draw an item and save what its fields hold; the attempt after that."""
    at, field = _saved_fields(at, place)
    pinned, key, given = at.attempt.items[place], field.key, _given(at, place)
    st.html(_note(at, place) + stem(at, place) + named_sources(pinned.item, at.course))
    if is_marked_by_rubric(pinned.item):
        st.html(rubric(pinned.item))
    given = given._replace(response=ask(pinned, key, at.course, given.response))
    if at.attempt.confidence:
        given = given._replace(confidence=ask_confidence(key, given.confidence))
    if pinned.item.proof:
        st.html("<h3>Which passage proves it?</h3>")
        proof = choose_proof(pinned.item, at.course, key, given.proof)
        given = given._replace(proof=proof or given.proof)
    flagged = st.checkbox("Mark this item for another look", given.flagged, key=f"{key}-flag")
    # After a restart what the fields hold is known only once they are drawn.
    at = _save(at, place, field, given._replace(flagged=flagged))
    st.html(_saved(at.attempt, place))
    _go_on(at, place)
    move_focus("stem", f"{at.attempt.id}-{place} asked")
    return at.attempt


def _given(at: AttemptView, place: int) -> Given:
    record = at.attempt.record(place)
    answer = record.answer
    response, confidence = (answer.response, answer.confidence) if answer else (None, None)
    return Given(response, confidence, record.proof, record.flagged)


def _save(at: AttemptView, place: int, field: FollowingField[Given], given: Given) -> AttemptView:
    """Save what is new."""
    before, attempt, now = _given(at, place), at.attempt, clock.now()
    own = at.learner, attempt.id, place
    if before.response is None and (given.response is None or is_blank(given.response)):
        given = given._replace(response=None, confidence=None)
    # Noted first, because another click may end the run at any step but those that save.
    field.note(given)
    if given.response is not None and given[:2] != before[:2]:
        attempt = store().attempts.answer(
            *own, given.response, now=now, confidence=given.confidence
        )
    if given.proof and given.proof != before.proof:
        attempt = store().attempts.prove(*own, given.proof, now=now)
    if given.flagged != before.flagged:
        attempt = store().attempts.flag(*own, flagged=given.flagged, now=now)
    return at._replace(attempt=attempt)


def _saved_fields(at: AttemptView, place: int) -> tuple[AttemptView, FollowingField[Given]]:
    """Save what the fields hold before they are drawn, and follow what another tab has saved.

    What only this tab has changed is saved too; where both have changed the answer, the other
    tab's stays and a note says so. A text that is newly written in this tab always stays.
    """
    given, field = _given(at, place), _field(at, place)
    seen, own = field.seen, _filled_in(at, place, field)
    known = seen.response.text if isinstance(seen.response, Written) else ""
    if field.follow(given, has_news=written(field.key) not in (None, known)):
        at = _save(at, place, field, _merged(seen, own, given))
        _note_conflict(at, place, seen, own)
    else:
        at = _save(at, place, field, own)
    return at, field


def _field(at: AttemptView, place: int) -> FollowingField[Given]:
    return FollowingField(f"{at.attempt.id}-{place}", _given(at, place))


def _filled_in(at: AttemptView, place: int, field: FollowingField[Given]) -> Given:
    """What the fields hold before they are drawn; what is not there is as last seen."""
    state, key, seen = st.session_state, field.key, field.seen
    response = filled_in(at.attempt.items[place], key)
    if response is None or (is_blank(response) and seen.response is None):
        response = seen.response
    return Given(
        response,
        state.get(f"{key}-confidence", seen.confidence),
        chosen_passage(key) or seen.proof,
        state.get(f"{key}-flag", seen.flagged),
    )


def _merged(seen: Given, own: Given, given: Given) -> Given:
    """What is on record, with what only this tab has changed since it last saw it."""
    unchanged = [each for each in Given._fields if getattr(given, each) == getattr(seen, each)]
    return given._replace(**{each: getattr(own, each) for each in unchanged})


def _note_conflict(at: AttemptView, place: int, seen: Given, own: Given) -> None:
    given = _given(at, place)
    if own.response in (None, seen.response, given.response) or given.response is None:
        return
    told = other_tabs.change(at, place, own.response, given.response)
    st.session_state[f"changed-{at.attempt.id}-{place}"] = given, told
    say(other_tabs.CHANGED)


def _note(at: AttemptView, place: int) -> Markup:
    """The note that another tab's answer was kept, as long as that is the answer on record."""
    none: tuple[Given | None, Markup] = (None, Markup())
    given, told = st.session_state.get(f"changed-{at.attempt.id}-{place}", none)
    return told if given == _given(at, place) else Markup()


def _saved(attempt: Attempt, place: int) -> Markup:
    answer = attempt.record(place).answer
    match lacks(attempt, place):
        case None if answer:
            time = clock.clock_time(answer.answered_at)
            says = f"✓ Saved at {time}. You can still change it."
        case "rest" if answer:
            says = f"◐ Saved, but not complete. {objection(attempt.items[place], answer.response)}"
        case "proof" if answer:
            says = "✓ Your answer is saved. The passage that proves it is still to be chosen."
        case _:
            says = "Not answered yet."
    say_change(says.lstrip("✓◐ "), of=f"saved {attempt.id} {place}", state=answer)
    return _html.saved(says)


def _go_on(at: AttemptView, place: int) -> None:
    """Draw the ways to the item before, the next one, and the review before handing in."""
    key, last = f"{at.attempt.id}-{place}", len(at.attempt.items) - 1
    with st.container(horizontal=True, key=f"ways-{key}"):
        if place < last:
            _button(at, "Next item", place + 1, key=f"next-{key}", type="primary")
        if place:
            _button(at, "Item before", place - 1, key=f"before-{key}")
        kind: ButtonType = "primary" if place == last else "secondary"
        _button(at, "Review and hand in", None, key=f"review-{key}", type=kind)


def _button(
    at: AttemptView, label: str, to: int | None, *, key: str, type: ButtonType = "secondary"
) -> None:
    action_button(label, lambda: _leave(at, to), key=key, type=type)


def _leave(at: AttemptView, to: int | None) -> None:
    """Save what came together with the click, and show another item or the end."""
    if at.place is not None and _filled_in(at, at.place, _field(at, at.place)) != _given(
        at, at.place
    ):
        current = store().attempts.one(at.learner, at.attempt.id)
        if current and not current.is_finished:
            _saved_fields(at._replace(attempt=current), at.place)
    move(at.attempt, to)
