"""The field in which a course file is edited as text, with line numbers and its faults.

Not here: where the text is kept, and what is wrong with it. The browser code is in
`pages/quiz/browser_fields/`; it holds what was typed until the server has heard of it.
"""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from sourcebook.content.faults import Fault
from sourcebook.model.storable_text import storable
from sourcebook.pages.quiz.browser_fields import component

_code = component("code")


class Sent(NamedTuple):
    """A text as a browser sent it, with what the browser knew of the draft when it did.

    `turn` counts the texts that the tab sent; `line` is the caret's, counted from 1.
    """

    text: str
    turn: int
    tab: str
    number: int
    based_on: str
    line: int


class Shown(NamedTuple):
    """What the field is sent in a run: the draft as it is kept, its faults and its items.

    `text` is shown only when the field is new: from then on the text is the browser's.
    `state` says in words how far it is saved, and `stale` that another tab has newer text.
    """

    label: str
    text: str
    number: int
    based_on: str
    tab: str
    state: str
    stale: bool
    kept: int
    faults: Sequence[Fault]
    item_lines: Sequence[int]


def edit_text(key: str, shown: Shown) -> Sent | None:
    """Draw the field; what the browser sent last, None if it sent nothing yet.

    After a restart of the server the browser's text is known only once the field is drawn.
    """
    before = sent(key)
    faults = [
        {
            "line": fault.spot.line,
            "column": fault.spot.column,
            "severity": fault.severity,
            "message": fault.sentence,
        }
        for fault in shown.faults
    ]
    data = {
        "label": shown.label,
        "text": shown.text,
        "number": shown.number,
        "based_on": shown.based_on,
        "tab": shown.tab,
        "state": shown.state,
        "stale": shown.stale,
        "kept": shown.kept,
        "turn": before.turn if before else 0,
        "faults": faults,
        "items": list(shown.item_lines),
    }
    return _sent_in(
        _code(
            key=key,
            data=data,
            on_sent_change=lambda: None,
            on_caret_change=lambda: None,
            on_save_change=lambda: None,
        )
    )


def sent(key: str) -> Sent | None:
    """The text that the browser last sent from the field with this key, None if it sent none."""
    return _sent_in(st.session_state.get(key))


def caret_line(key: str) -> int:
    """The line in which the caret stood when the browser last said so, at first 1."""
    match st.session_state.get(key):
        case {"caret": int(line)}:
            return line
        case _:
            return 1


def asks_to_save(key: str) -> bool:
    """Whether this run was asked for by the keys that save."""
    match st.session_state.get(key):
        case {"save": int(turn)}:
            return turn > 0
        case _:
            return False


def _sent_in(state: object) -> Sent | None:
    match state:
        case {
            "sent": {
                "text": str(text),
                "turn": int(turn),
                "tab": str(tab),
                "number": int(number),
                "based_on": str(base),
                "line": int(line),
            }
        }:
            return Sent(storable(text), turn, storable(tab[:40]), number, storable(base[:64]), line)
        case _:
            return None
