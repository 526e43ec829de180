"""One item of an attempt: asked, proved, marked, explained.

Every step is on disk before the screen says so.
"""

from html import escape
from typing import Literal, cast

import streamlit as st

from sourcebook.delivery import (
    is_proof_asked,
    may_see_hints,
    may_see_key,
    open_places,
    step,
)
from sourcebook.model.attempts import (
    Attempt,
    Confidence,
    Level,
    Response,
    Written,
    is_blank,
)
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import ExtendedResponse, Hint
from sourcebook.pages.quiz import other_tabs, unsent_answers
from sourcebook.pages.quiz.answer_vs_key import own_answer
from sourcebook.pages.quiz.attempt_view import PROOF, Sitting, move, next_open, stem, whose
from sourcebook.pages.quiz.browser_fields import written
from sourcebook.pages.quiz.closed_answers import closed_item
from sourcebook.pages.quiz.feedback import ANCHOR, feedback, reasons_for, verdict_on
from sourcebook.pages.quiz.inputs import ask, ask_confidence, objection, rubric
from sourcebook.pages.quiz.last_try import tried
from sourcebook.pages.quiz.passage_choice import choose_passage, choose_source
from sourcebook.pages.quiz.review_sessions import comes_back_on
from sourcebook.pages.quiz.score_explanation import LEVELS
from sourcebook.pages.quiz.test_mode import revise
from sourcebook.pages.shared import clock, markup
from sourcebook.pages.shared.services import store
from sourcebook.pages.streamlit_internals.components import move_focus


def show(at: Sitting, place: int) -> Attempt:
    """Draw an item in the state that it is in; the attempt as it is afterwards."""
    if noted := other_tabs.note(at, place):
        st.html(noted)
    if may_see_key(at.attempt, place):
        _answered(at, place)
    elif step(at.attempt, place) == "withheld":
        _closed(at, place)
    elif at.attempt.is_finished:
        _left_out(at, place)
    elif at.attempt.feedback == "deferred":
        return revise(at, place)
    elif step(at.attempt, place) == "proof":
        _prove(at, place)
    else:
        _asked(at, place)
    return at.attempt


def _asked(at: Sitting, place: int) -> None:
    pinned, record = at.attempt.items[place], at.attempt.record(place)
    opened = pinned.item.hints[: record.hints] if may_see_hints(at.attempt, place) else ()
    st.html(f"{stem(at, place)}{tried(at.attempt, place, at.course)}{_hints(opened)}")
    key = f"{at.attempt.id}-{place}-{len(record.answers)}"
    fields = key
    if is_marked_by_rubric(pinned.item):
        fields = _draft_key(at, place)
        response, confidence, sent = _write(at, place)
    else:
        response, confidence, sent = unsent_answers.fill_in(at, place, key)
    if sent and (missing := objection(pinned, response)):
        or_skip = " Fill it in, or skip the item for now." if is_blank(response) else ""
        st.warning(missing + or_skip)
    elif sent:
        after = store().attempts.answer(
            *whose(at),
            place,
            response,
            now=clock.now(),
            confidence=confidence,
            try_number=len(record.answers),
        )
        if other_tabs.was_taken(after, place, len(record.answers), response):
            other_tabs.note_own_step()
        move(at.attempt, place)
    _other_ways(at, place)
    other_tabs.note_open(at, place, fields)
    move_focus(_what_is_new(at, place), f"{key} asked {record.hints}")


def _what_is_new(at: Sitting, place: int) -> str:
    """The HTML id of what an item shows that it did not show before, at first its stem."""
    record = at.attempt.record(place)
    before = st.session_state.get("asked")
    now = (at.attempt.id, place), len(record.answers), record.hints
    if before == now:
        return str(st.session_state["new-in-item"])
    found = other_tabs.ANCHOR if other_tabs.note(at, place) else "stem"
    if found == "stem" and before and before[0] == now[0]:
        found = "tried" if before[1] != now[1] else "hint"
    st.session_state.update({"asked": now, "new-in-item": found})
    return found


def _write(at: Sitting, place: int) -> tuple[Response, Confidence | None, bool]:
    """Draw the field for a text, kept while it is being written, with the rubric beside it."""
    pinned, key = at.attempt.items[place], _draft_key(at, place)
    kept = _keep(at, place, written(key))
    left, right = st.columns([3, 2], gap="medium")
    with right:
        st.html(rubric(cast("ExtendedResponse", pinned.item)))
    with left:
        response = ask(pinned, key, at.course, Written(text=kept))
        if isinstance(response, Written):
            # After a restart the browser's text is known only once the field is drawn.
            _keep(at, place, response.text)
        confidence = ask_confidence(key) if at.attempt.confidence else None
        sent = st.button("Hand in and see a model answer", type="primary", key=f"send-{key}")
    return response, confidence, sent


def _draft_key(at: Sitting, place: int) -> str:
    """The key of a text's field: another one once another tab has kept something newer."""
    base, kept = f"{at.attempt.id}-{place}", store().attempts.draft(*whose(at), place)
    known = st.session_state.setdefault(f"text-{base}", kept)
    turn = st.session_state.get(f"turn-{base}", 0)
    if kept != known and written(f"{base}-text-{turn}") in (None, known):
        turn += 1
        st.session_state[f"turn-{base}"] = turn
        st.session_state[f"text-{base}"] = kept
    return f"{base}-text-{turn}"


def _keep(at: Sitting, place: int, text: str | None) -> str:
    """Save what this tab has newly sent of a text; what is kept then."""
    known, now = f"text-{at.attempt.id}-{place}", clock.now()
    if text is None or text == st.session_state.get(known):
        return store().attempts.draft(*whose(at), place)
    # Noted first, because a hasty click may end the run at any step but the one that saves.
    st.session_state[known] = text
    store().attempts.save_draft(*whose(at), place, text, now=now)
    return text


def _hints(opened: tuple[Hint, ...]) -> str:
    *before, newest = [f"{escape(hint.text)}{_way_to(hint)}" for hint in opened] or [""]
    rows = "".join(f"<li>{hint}</li>" for hint in before)
    rows += f"<li><div id='hint' role='group' aria-labelledby='hint'>{newest}</div></li>"
    return f"<div class='hints'><p>Hints</p><ol>{rows}</ol></div>" if newest else ""


def _way_to(hint: Hint) -> str:
    if hint.passage is None:
        return ""
    href = markup.passage_address(hint.passage)
    return f" <a data-in-app='1' href='{href}'>Open the passage</a>"


def _other_ways(at: Sitting, place: int) -> None:
    """Draw what can be done instead of answering: a hint, the solution, another item."""
    item, record = at.attempt.items[place].item, at.attempt.record(place)
    key = f"{at.attempt.id}-{place}"
    with st.container(horizontal=True, key=f"ways-{key}"):
        if record.hints < len(item.hints) and may_see_hints(at.attempt, place):
            label = f"Show a hint ({record.hints + 1} of {len(item.hints)})"
            if st.button(label, type="tertiary", key=f"hint-{key}-{record.hints}"):
                store().attempts.open_hint(*whose(at), place, number=record.hints, now=clock.now())
                move(at.attempt, place)
        skips_proof = item.proof and is_proof_asked(record)
        solve = "Show the solution and skip the proof" if skips_proof else "Show the solution"
        if record.answers and st.button(solve, type="tertiary", key=f"solve-{key}"):
            store().attempts.give_up(*whose(at), place, now=clock.now())
            other_tabs.note_own_step()
            move(at.attempt, place)
        if st.button("Skip for now", type="tertiary", key=f"skip-{key}"):
            move(at.attempt, next_open(at.attempt, place))


def _prove(at: Sitting, place: int) -> None:
    """Draw all passages, one source at a time, for the choice of the one that proves it."""
    pinned, record = at.attempt.items[place], at.attempt.record(place)
    shown = own_answer(pinned, record.answers[-1].response, at.course)
    st.html(f"{stem(at, place)}{shown}{_ASK_FOR_PROOF}")
    key = f"{at.attempt.id}-{place}-proof"
    before = unsent_answers.read(at, place).proof
    source = choose_source(at.course, key, before)
    passage = choose_passage(source, at.course, key, before)
    unsent_answers.keep_proof(at, place, passage or before)
    sent = st.button("This passage proves it", type="primary", key=f"send-{key}")
    if sent and passage is None:
        st.warning("No passage is chosen yet. Choose one, or look into another source.")
    elif sent and passage:
        after = store().attempts.prove(*whose(at), place, passage, now=clock.now())
        if after.record(place).proof == passage:
            other_tabs.note_own_step()
        move(at.attempt, place)
    if st.button("Skip for now", type="tertiary", key=f"skip-{key}"):
        move(at.attempt, next_open(at.attempt, place))
    other_tabs.note_open(at, place, key)
    found = other_tabs.ANCHOR if other_tabs.note(at, place) else "proof"
    move_focus(found, f"{key} {found} asked")


_ASK_FOR_PROOF = (
    "<h3 id='proof'>Which passage proves it?</h3><p>Your answer is saved. The right passage "
    "doubles what it earns. Open a source and choose one.</p>"
)


def _left_out(at: Sitting, place: int) -> None:
    """Draw an item that was not answered; a text that was not handed in is shown again."""
    st.html(
        f"{stem(at, place)}<p>You left this item unanswered.</p>"
        f"{unsent_answers.not_handed_in(at, place)}"
    )
    _next(at, place)


def _closed(at: Sitting, place: int) -> None:
    """Draw an item that was answered while a test of the learner's that has it, too, is open."""
    st.html(f"{stem(at, place)}{closed_item(at.attempt.withheld[place])}")
    _next(at, place)
    move_focus("result", f"{at.attempt.id}-{place} closed", block="center")


def _answered(at: Sitting, place: int) -> None:
    asked = (at.attempt.items[place], at.attempt.record(place), at.course)
    waits = step(at.attempt, place) == "marking"
    if waits:
        st.html(stem(at, place) + verdict_on(*asked))
        _mark(at, place)
        st.html(reasons_for(*asked))
    else:
        st.html(stem(at, place) + feedback(*asked) + comes_back_on(at, place))
    _next(at, place, type="secondary" if waits else "primary")
    if st.query_params.get("at") == PROOF:
        move_focus(ANCHOR, f"{at.attempt.id}-{place} proof")
    elif other_tabs.note(at, place):
        move_focus(other_tabs.ANCHOR, f"{at.attempt.id}-{place} elsewhere")
    else:
        move_focus("result", f"{at.attempt.id}-{place} answered", block="center")


def _mark(at: Sitting, place: int) -> None:
    """Draw the levels of the rubric for a learner to mark her own text."""
    with st.form(f"form-mark-{at.attempt.id}-{place}", border=False):
        level = st.radio(
            "Compare your text with the model answer. Which level does it reach?",
            [2, 1, 0],
            index=None,
            format_func=lambda level: LEVELS[level],
        )
        sent = st.form_submit_button("Keep this mark", type="primary")
    if sent and level is None:
        st.warning("No level is chosen yet.")
    elif sent:
        marked: Level = level or 0
        store().attempts.mark_written(*whose(at), place, marked, now=clock.now())
        move(at.attempt, place)


def _next(at: Sitting, place: int, *, type: Literal["primary", "secondary"] = "primary") -> None:
    following = next_open(at.attempt, place)
    label = "Next item"
    if following is None:
        others = any(each != place for each in open_places(at.attempt))
        label = "To what is still open" if others else "To the end"
    if at.attempt.is_finished:
        label, following = "To my result", None
    # It stays at the lower edge of the window while a long explanation is read.
    with st.container(horizontal=True, key="foot"):
        if st.button(label, type=type, key=f"next-{at.attempt.id}-{place}"):
            move(at.attempt, following)
