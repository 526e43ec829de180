"""One item of an attempt: asked, proved, marked, explained.

Every step is on disk before the screen says so.
"""

from contextlib import nullcontext
from functools import partial

import streamlit as st
from markupsafe import Markup

from sourcebook.delivery import (
    has_new_mark,
    is_proof_asked,
    may_see_hints,
    may_see_key,
    open_places,
    step,
)
from sourcebook.model.attempts import Attempt, Level, Unsent
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import Hint
from sourcebook.pages.quiz import other_tabs, text_drafts, unsent_answers
from sourcebook.pages.quiz.answer_vs_key import own_answer
from sourcebook.pages.quiz.attempt_view import PROOF, AttemptView, move, next_open, stem
from sourcebook.pages.quiz.closed_answers import closed_item
from sourcebook.pages.quiz.feedback import (
    ANCHOR,
    as_scored,
    feedback,
    reasons_to_mark,
    to_be_marked,
)
from sourcebook.pages.quiz.inputs import Filled, objection
from sourcebook.pages.quiz.last_try import tried
from sourcebook.pages.quiz.named_sources import named_sources
from sourcebook.pages.quiz.passage_choice import choose_proof, chosen_passage
from sourcebook.pages.quiz.review_sessions import comes_back_on
from sourcebook.pages.quiz.score_explanation import level_in_words
from sourcebook.pages.quiz.test_mode import revise
from sourcebook.pages.shared import clock, markup
from sourcebook.pages.shared.buttons import (
    Action,
    ButtonType,
    action_button,
    action_submit_button,
    was_pressed,
)
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.page_part import draw_part
from sourcebook.pages.shared.services import store
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.components import move_focus, use_item_keys

_html = Macros(__file__)


def show(at: AttemptView, place: int) -> Attempt:
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
        _draw_proof_choice(at, place)
    else:
        _asked(at, place)
    return at.attempt


def _asked(at: AttemptView, place: int) -> None:
    pinned, record = at.attempt.items[place], at.attempt.record(place)
    opened = pinned.item.hints[: record.hints] if may_see_hints(at.attempt, place) else ()
    chips = named_sources(pinned.item, at.course)
    st.html(stem(at, place) + chips + tried(at.attempt, place, at.course) + _hints(opened))
    fields = text_drafts if is_marked_by_rubric(pinned.item) else unsent_answers
    key = fields.draw(at, place, lambda: _hand_in(at, place, fields.filled_in(at, place)))
    _draw_other_ways(at, place, lambda: fields.save(at, place))
    other_tabs.note_open(at, place, key)
    if not at.attempt.answers:
        st.html(_html.keys_hint())
    moment = f"{at.attempt.id}-{place}-{len(record.answers)} asked {record.hints}"
    found = _what_is_new(at, place)
    move_focus(found, moment, view="items" if found == "stem" else found)


def _hand_in(at: AttemptView, place: int, filled: Filled) -> None:
    """Answer the item with what its fields hold, unless something is missing in them."""
    response, number = filled.response, len(at.attempt.record(place).answers)
    if response is None or objection(at.attempt.items[place], response):
        return
    after = store().attempts.answer(
        at.learner,
        at.attempt.id,
        place,
        response,
        now=clock.now(),
        confidence=filled.confidence,
        try_number=number,
    )
    if other_tabs.was_taken(after, place, number, response):
        other_tabs.note_own_step()


def _what_is_new(at: AttemptView, place: int) -> str:
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


def _hints(opened: tuple[Hint, ...]) -> Markup:
    shown = [(hint.text, hint.passage and markup.passage_address(hint.passage)) for hint in opened]
    return _html.hints(shown) if shown else Markup()


def _draw_other_ways(at: AttemptView, place: int, save: Action) -> None:
    """Draw what can be done instead of answering: a hint, the solution, another item.

    `save` saves what is filled in, which may have come together with the click.
    """
    item, record = at.attempt.items[place].item, at.attempt.record(place)
    key = f"{at.attempt.id}-{place}"
    ways: list[tuple[str, Action, str]] = []
    if record.hints < len(item.hints) and may_see_hints(at.attempt, place):
        label = f"Show a hint ({record.hints + 1} of {len(item.hints)})"
        ways.append((label, lambda: _open_hint(at, place), f"hint-{key}-{record.hints}"))
    if record.answers:
        skips_proof = item.proof and is_proof_asked(record)
        label = "Show the solution and skip the proof" if skips_proof else "Show the solution"
        ways.append((label, lambda: _give_up(at, place), f"solve-{key}"))
    ways.append(("Skip for now", lambda: _skip(at, place), f"skip-{key}"))
    # A single button needs no row, which is one message less.
    with st.container(horizontal=True, key=f"ways-{key}") if ways[1:] else nullcontext():
        for label, action, name in ways:
            action_button(label, partial(_save_first, save, action), type="tertiary", key=name)


def _save_first(save: Action, action: Action) -> None:
    save()
    action()


def _open_hint(at: AttemptView, place: int) -> None:
    number = at.attempt.record(place).hints
    store().attempts.open_hint(at.learner, at.attempt.id, place, number=number, now=clock.now())


def _give_up(at: AttemptView, place: int) -> None:
    store().attempts.give_up(at.learner, at.attempt.id, place, now=clock.now())
    other_tabs.note_own_step()


def _skip(at: AttemptView, place: int) -> None:
    move(at.attempt, next_open(at.attempt, place))


def _draw_proof_choice(at: AttemptView, place: int) -> None:
    """Draw passages for the choice of the one that proves it."""
    pinned, record = at.attempt.items[place], at.attempt.record(place)
    shown = own_answer(pinned, record.answers[-1].response, at.course)
    st.html(stem(at, place) + shown + _html.ask_for_proof())
    key = f"{at.attempt.id}-{place}-proof"
    draw_part(partial(_draw_passages, at, place, key, unsent_answers.read(at, place)))
    label = "This passage proves it"
    action_button(label, lambda: _prove(at, place, key), type="primary", key=f"send-{key}")
    action_button(
        "Skip for now", lambda: _skip_proof(at, place, key), type="tertiary", key=f"skip-{key}"
    )
    other_tabs.note_open(at, place, key)
    use_item_keys("item", f"send-{key}")
    found = other_tabs.ANCHOR if other_tabs.note(at, place) else "proof"
    move_focus(found, f"{key} {found} asked")


def _draw_passages(at: AttemptView, place: int, key: str, before: Unsent) -> None:
    """Draw the passages, at first with the one chosen before, and save the choice."""
    passage = choose_proof(at.attempt.items[place].item, at.course, key, before.proof)
    unsent_answers.save_proof(at, place, passage or before.proof, before)
    if passage is None and was_pressed(f"send-{key}"):
        st.warning("No passage is chosen yet. Choose one, or look elsewhere.")


def _prove(at: AttemptView, place: int, key: str) -> None:
    passage = chosen_passage(key)
    if passage is None:
        return
    after = store().attempts.prove(at.learner, at.attempt.id, place, passage, now=clock.now())
    if after.record(place).proof == passage:
        other_tabs.note_own_step()


def _skip_proof(at: AttemptView, place: int, key: str) -> None:
    if passage := chosen_passage(key):
        unsent_answers.save_proof(at, place, passage, unsent_answers.read(at, place))
    _skip(at, place)


def _left_out(at: AttemptView, place: int) -> None:
    """Draw an item that was not answered; a text that was not handed in is shown again."""
    st.html(stem(at, place) + _html.left_out() + unsent_answers.not_handed_in(at, place))
    _next(at, place)


def _closed(at: AttemptView, place: int) -> None:
    """Draw an item that was answered while a test of the learner's that has it, too, is open."""
    st.html(stem(at, place) + closed_item(at.attempt, place))
    _next(at, place)
    move_focus("result", f"{at.attempt.id}-{place} closed")


def _answered(at: AttemptView, place: int) -> None:
    asked = (at.attempt.items[place], at.attempt.record(place), at.course)
    waits = step(at.attempt, place) == "marking"
    if waits:
        st.html(stem(at, place) + to_be_marked(*asked))
        _mark(at, place)
        st.html(reasons_to_mark(*asked))
    else:
        st.html(stem(at, place) + feedback(*asked) + comes_back_on(at, place))
        if has_new_mark(at.attempt, place):
            store().attempts.see_mark(at.learner, at.attempt.id, place, now=clock.now())
    _next(at, place, type="secondary" if waits else "primary")
    if st.query_params.get("at") == PROOF:
        move_focus(ANCHOR, f"{at.attempt.id}-{place} proof")
    elif other_tabs.note(at, place):
        move_focus(other_tabs.ANCHOR, f"{at.attempt.id}-{place} elsewhere")
    else:
        move_focus("result", f"{at.attempt.id}-{place} answered")


def _mark(at: AttemptView, place: int) -> None:
    """Draw the levels of the rubric, so that learners mark their own text."""
    key = f"level-{at.attempt.id}-{place}"
    item = as_scored(at.attempt.items[place], at.attempt.record(place)).item
    if not is_marked_by_rubric(item):
        return
    levels = item.levels()
    with st.form(f"form-mark-{at.attempt.id}-{place}", border=False):
        level = st.radio(
            "Compare your text with the model answer. Which level does it reach?",
            range(len(levels))[::-1],
            index=None,
            format_func=lambda at: f"**{level_in_words(item, at)}** · {literal(levels[at].text)}",
            key=key,
        )
        sent = action_submit_button(
            "Keep this mark", lambda: _keep_mark(at, place, key), key=f"keep-{key}"
        )
    if sent and level is None:
        st.warning("No level is chosen yet.")


def _keep_mark(at: AttemptView, place: int, key: str) -> None:
    level: Level | None = st.session_state.get(key)
    if level is not None:
        store().attempts.mark_written(at.learner, at.attempt.id, place, level, now=clock.now())


def _next(at: AttemptView, place: int, *, type: ButtonType = "primary") -> None:
    following = next_open(at.attempt, place)
    label = "Next item"
    if following is None:
        others = any(each != place for each in open_places(at.attempt))
        label = "To what is still open" if others else "To the end"
    if at.attempt.is_finished:
        label, following = "To my result", None
    # With such a key it stays at the lower edge of the window while a long explanation is read.
    key = f"foot-{at.attempt.id}-{place}"
    action_button(label, lambda: move(at.attempt, following), type=type, key=key)
    use_item_keys("item", key)
