"""Three fields with browser code of their own: texts to order, a text to write, time running out.

Not here: what an answer is worth and where it is kept. The browser code is in the folder
`browser_fields`; it holds what a learner does until the server has heard of it, so a run or a
restart loses nothing.
"""

import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from sourcebook.model.attempts import LONGEST_TEXT
from sourcebook.model.storable_text import storable
from sourcebook.pages.streamlit_internals.scripts import script

_HERE = Path(__file__).parent / "browser_fields"


def component(name: str) -> Any:
    """The field with this name in the folder `browser_fields`, to be made once in a process."""
    html, css = ((_HERE / f"{name}.{kind}").read_text("utf-8") for kind in ("html", "css"))
    js = script(_HERE / f"{name}.js")
    return st.components.v2.component(f"sourcebook_{name}", html=html, css=css, js=js)


_ordering = component("ordering")
_writing = component("writing")
_countdown = component("countdown")


def order_texts(
    label: str, texts: Mapping[str, str], start: Sequence[str], key: str, *, touched: bool = False
) -> tuple[str, ...]:
    """The ids of the texts in the learner's order, empty until they have moved one.

    `texts` are the texts by id and `start` is the order shown first; each must name the same
    ids. To take the first order as it stands also counts as touching; `touched` says that `start`
    is their own already. Inside a form the answer comes with the form. The label is read out, not
    shown.
    """
    order = _order_in(st.session_state.get(key), texts)
    data = {
        "label": label,
        "texts": dict(texts),
        "order": list(order or start),
        "touched": touched or bool(order),
    }
    result = _ordering(key=key, data=data, on_order_change=lambda: None)
    return _order_in(result, texts)


def order_chosen(key: str, texts: Collection[str]) -> tuple[str, ...]:
    """The order that the browser last sent from the field with this key, empty for none."""
    return _order_in(st.session_state.get(key), texts)


def _order_in(state: object, texts: Collection[str]) -> tuple[str, ...]:
    """The order that a browser sent if it names each text once, else nothing."""
    match state:
        case {"order": [*ids]} if len(ids) == len(texts) and all(each in ids for each in texts):
            return tuple(ids)
        case _:
            return ()


def write_text(
    label: str, key: str, *, text: str, saved: str, length: int | None = None, rows: int = 9
) -> str:
    """The text in a large field as the browser last sent it, at first `text`.

    `saved` is what is kept at this moment, character for character: the field says “Saved” when
    that is what stands in it, and else sends its text again and again. So keep what `written`
    gives before calling this. `length` is about how many words are asked for, if a number is. The
    field is `rows` lines high at first. Not for forms.

    After a restart of the server the browser's text is known only once the field is drawn: if
    what comes back is not `saved`, keep it too.
    """
    sent = _sent_in(st.session_state.get(key))
    data = {
        "label": label,
        "text": text if sent is None else sent[0],
        "saved": saved,
        "turn": 0 if sent is None else sent[1],
        "length": length,
        "rows": rows,
    }
    result = _sent_in(_writing(key=key, data=data, on_sent_change=lambda: None))
    return text if result is None else result[0]


def written(key: str) -> str | None:
    """The text that the browser last sent from the field with this key, None if it sent none."""
    sent = _sent_in(st.session_state.get(key))
    return None if sent is None else sent[0]


def _sent_in(state: object) -> tuple[str, int] | None:
    """The text and its number as a browser sent them, if it did."""
    match state:
        case {"sent": {"text": str(text), "turn": int(turn)}}:
            return storable(text[:LONGEST_TEXT]), turn
        case _:
            return None


def count_down(seconds: int, key: str) -> bool:
    """Whether the time ran out in the browser just now; shows the time left and ticks there.

    `seconds` is the time left at this run by the server's clock, rounded up, so that it is over
    there too when the browser comes to zero. Then the browser makes the page run again, and also
    when the learner comes back to the page, the machine slept, or its clock was set; if the server
    cannot be reached, it tries until it can. With no seconds left the field says so and waits for
    nothing. Not for forms.
    """
    # The number of the run makes the browser set its clock even if the seconds are the same.
    data = {"seconds": max(0, seconds), "run": time.monotonic_ns()}
    return _countdown(key=key, data=data, on_up_change=lambda: None).up is True


def has_run_out(key: str) -> bool:
    """Whether this run was asked for by the clock with this key, because it came to zero."""
    state = st.session_state.get(key)
    return isinstance(state, Mapping) and state.get("up") is True
