"""Small pieces of browser code: links that stay in the app, focus where work goes on, Enter.

The first also keeps the browser’s history, one step for each page, and where each page stood.

Without them every link still works, as an ordinary one.
"""

from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent


def browser_code(js: str) -> str:
    """A script of ours with what it asks the browser for, see `browser.js`."""
    return (_HERE / "browser.js").read_text("utf-8") + js


_LINKS_JS = browser_code(
    "".join((_HERE / name).read_text("utf-8") for name in ("links.js", "history.js"))
)

_FOCUS_JS = """
export default function ({ data }) {
  let tries = 0, timer;
  const isBack = window.sourcebookJourney?.isReturning;
  const go = () => {
    const target = document.getElementById(data.target);
    if (!target) { if (tries++ < 60) timer = setTimeout(go, 50); return; }
    target.setAttribute('tabindex', '-1');
    // Whoever comes back finds the page where it stood.
    if (!isBack) target.scrollIntoView({ block: data.block });
    target.focus({ preventScroll: true });
  };
  const moment = `${data.moment} ${window.sourcebookJourney?.arrivals}`;
  // A link to where one is already leads there again.
  window.sourcebookRefocus = go;
  if (window.sourcebookFocus !== moment) { window.sourcebookFocus = moment; go(); }
  return () => clearTimeout(timer);
}
"""

_ENTER_JS = """
export default function ({ data }) {
  const fields = document.querySelector('.st-key-' + data.scope);
  if (!fields) return;
  const press = (event) => {
    const isOne = event.target.matches('input[type=text]');
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || !isOne) return;
    // The field first tells the server what was typed.
    setTimeout(() => fields.querySelector(`.st-key-${data.button} button`)?.click());
  };
  fields.addEventListener('keydown', press);
  return () => fields.removeEventListener('keydown', press);
}
"""

_links: Any = st.components.v2.component("sourcebook_links", js=_LINKS_JS)
_focus: Any = st.components.v2.component("sourcebook_focus", js=_FOCUS_JS)
_enter: Any = st.components.v2.component("sourcebook_enter", js=_ENTER_JS)


def press_on_enter(scope: str, button: str) -> None:
    """Let the Enter key press a button from the one-line fields in the container with it."""
    _enter(key="enter", data={"scope": scope, "button": button})


def followed_link(scope: str) -> str | None:
    """The address of the link just followed inside the container with this key, else None."""
    result = _links(key=f"links-{scope}", data={"scope": scope}, on_followed_change=lambda: None)
    return result.followed if isinstance(result.followed, str) else None


def move_focus(target: str, moment: str, *, block: str = "start") -> None:
    """Bring the element with this HTML id into view and focus it, once per moment."""
    _focus(key="focus", data={"target": target, "moment": moment, "block": block})
