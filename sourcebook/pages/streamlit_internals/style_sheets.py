"""The style sheet that each page gets: our own look, and what it changes in Streamlit's."""

from pathlib import Path

_OWN = Path(__file__).parents[1] / "style.css"
_OVERRIDES = Path(__file__).parent / "streamlit_overrides.css"

HTML_ELEMENT = ".stHtml"
"""The element in which Streamlit draws `st.html`; style.css calls it `.page-html`."""


def style_sheet() -> str:
    """The whole sheet; of two equally specific rules, the overriding one wins."""
    own = _OWN.read_text("utf-8").replace(".page-html", HTML_ELEMENT)
    return own + _OVERRIDES.read_text("utf-8")
