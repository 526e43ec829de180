"""The size of the text, and light or dark: what each page does first with a browser's choice."""

from pathlib import Path
from typing import Final

import streamlit as st

from sourcebook.pages.streamlit_internals.scripts import script

TEXT_SIZES: Final = (100, 115, 130, 150)
"""The sizes to choose from, in percent of the usual one."""


def early_script() -> str:
    """The script that runs before anything is drawn: it applies the browser's choice.

    It also keeps a page that completes its own address from being two steps of the history.
    """
    here = Path(__file__)
    scripts = f"{script(here.with_suffix('.js'))}\n{script(here.with_name('first_step.js'))}"
    return f"(() => {{\n{scripts}\napplyDisplay();\nkeepFirstStep();\n}})();"


def root_sizes() -> dict[int, str]:
    """The size of the letters that all others are measured by, in CSS, by the size chosen."""
    usual = st.get_option("theme.baseFontSize") or 16
    return {size: f"{usual * size / 100:g}px" for size in TEXT_SIZES}
