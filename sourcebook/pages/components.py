"""Two small pieces of browser code: links that stay in the app, and focus where work goes on.

Without them every link still works, as an ordinary one.
"""

from typing import Any

import streamlit as st

_LINKS_JS = """
export default function ({ data, setTriggerValue }) {
  const root = document.querySelector('.st-key-' + data.scope);
  if (!root) return;
  const follow = (event) => {
    const link = event.target.closest && event.target.closest('a[data-in-app]');
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || modified || event.button) return;
    event.preventDefault();
    if (link.getAttribute('href') === '#page') {
      const heading = document.querySelector('.stMain h1');
      heading.setAttribute('tabindex', '-1');
      heading.focus();
      return;
    }
    setTriggerValue('followed', link.getAttribute('href'));
  };
  root.addEventListener('click', follow);
  // When another tab gives the browser to someone else, nothing stays on this one's screen.
  const others = new BroadcastChannel('sourcebook');
  others.onmessage = () => { if (!window.sourcebookLeaves) window.location.replace('/'); };
  return () => { root.removeEventListener('click', follow); others.close(); };
}
"""

_FOCUS_JS = """
export default function ({ data }) {
  let tries = 0, timer;
  const go = () => {
    const target = document.getElementById(data.target);
    if (!target) { if (tries++ < 60) timer = setTimeout(go, 50); return; }
    target.setAttribute('tabindex', '-1');
    target.scrollIntoView({ block: data.block });
    target.focus({ preventScroll: true });
  };
  if (window.sourcebookFocus !== data.moment) { window.sourcebookFocus = data.moment; go(); }
  return () => clearTimeout(timer);
}
"""

_links: Any = st.components.v2.component("sourcebook_links", js=_LINKS_JS)
_focus: Any = st.components.v2.component("sourcebook_focus", js=_FOCUS_JS)


def followed_link(scope: str) -> str | None:
    """The address of the link just followed inside the container with this key, else None."""
    result = _links(key=f"links-{scope}", data={"scope": scope}, on_followed_change=lambda: None)
    return result.followed if isinstance(result.followed, str) else None


def move_focus(target: str, moment: str, *, block: str = "start") -> None:
    """Bring the element with this HTML id into view and focus it, once per moment."""
    _focus(key="focus", data={"target": target, "moment": moment, "block": block})
