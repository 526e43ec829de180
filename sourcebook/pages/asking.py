"""How an item is asked: the fields for each kind, and the response that they add up to."""

from typing import assert_never

import streamlit as st

from sourcebook.model.attempts import Choice, Choices, Matches, PinnedItem, Response, Typed
from sourcebook.model.quizzes import (
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    SingleChoice,
    TrueFalse,
    VerdictItem,
    options,
    prompts,
)
from sourcebook.pages.markup import plain
from sourcebook.scoring import is_blank, read_number


def ask(pinned: PinnedItem, key: str) -> Response:
    """Draw the fields of an item; what is filled in, perhaps nothing yet, is the response.

    `key` names the item of the attempt, so that the fields keep their values over a restart.
    """
    item = pinned.item
    match item:
        case SingleChoice() | TrueFalse() | VerdictItem():
            return Choice(option=_one_of(item.stem, ordered(pinned), key) or "")
        case MultipleChoice():
            ticks = [choice.id for choice in ordered(pinned) if _tick(choice, key)]
            return Choices(options=frozenset(ticks))
        case Numeric():
            label = f"Your number ({item.unit})" if item.unit else "Your number"
            typed = st.text_input(plain(label), key=key, max_chars=40, autocomplete="off")
            return Typed(text=typed or "")
        case Matching():
            return Matches(targets=_matches(item, ordered(pinned), key))
        case _:
            assert_never(item)


def objection(pinned: PinnedItem, response: Response) -> str | None:
    """What is still to be done before a response can be taken, or None."""
    if is_blank(response):
        return "Nothing is filled in yet. Answer, or skip the item for now."
    match pinned.item, response:
        case Numeric(), Typed(text=text) if read_number(text) is None:
            return "Type one number, such as 23."
        case Matching(pairs=pairs), Matches(targets=targets) if len(targets) < len(pairs):
            return f"{len(pairs) - len(targets)} of {len(pairs)} rows are still open."
        case _:
            return None


def ordered(pinned: PinnedItem) -> list[Option]:
    """The options of an item in the order that the attempt pinned."""
    by_id = {choice.id: choice for choice in options(pinned.item)}
    return [by_id[option_id] for option_id in pinned.option_order]


def _one_of(stem: str, choices: list[Option], key: str) -> str | None:
    return st.radio(
        plain(stem),
        [choice.id for choice in choices],
        index=None,
        format_func={choice.id: plain(choice.text) for choice in choices}.__getitem__,
        key=key,
        label_visibility="collapsed",
    )


def _tick(choice: Option, key: str) -> bool:
    return st.checkbox(plain(choice.text), key=f"{key}-{choice.id}")


def _matches(item: Matching, targets: list[Option], key: str) -> dict[str, str]:
    texts = {target.id: target.text for target in targets}
    chosen = {
        prompt.id: st.selectbox(
            plain(prompt.text),
            list(texts),
            index=None,
            format_func=texts.__getitem__,
            placeholder="Choose",
            key=f"{key}-{prompt.id}",
        )
        for prompt in prompts(item)
    }
    return {prompt_id: target for prompt_id, target in chosen.items() if target is not None}
