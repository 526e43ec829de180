"""Long lists in pages: so many rows at a time, and a choice of page below them."""

from typing import Final

import streamlit as st

from sourcebook.pages.streamlit_internals.elements import Container

ON_A_PAGE: Final = 20
"""How many rows are shown at a time, if nothing else is asked for."""


def turn_pages(
    number: int, *, key: str, noun: str, most: int = ON_A_PAGE
) -> tuple[Container, int, str]:
    """Draw the choice of a page for so many rows, `most` on each.

    Gives back the place above it, where the rows go; the place of the first row of the page,
    counted from 0; and a sentence that says which rows are shown, empty where all are.
    """
    pages = -(-number // most)
    slot = st.empty()
    if pages < 2:
        return slot, 0, ""
    first = (min(st.pagination(pages, key=key), pages) - 1) * most
    return slot, first, f"{noun} {first + 1} to {min(first + most, number)} of {number}. "
