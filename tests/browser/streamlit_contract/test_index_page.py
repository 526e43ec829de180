"""Streamlit's empty page, which the app sends with its own name, icon, style and words."""

import re
from pathlib import Path

import pytest
import streamlit

from tests.browser.streamlit_contract import VERSION

STATIC = Path(streamlit.__file__).parent / "static"
INDEX = (STATIC / "index.html").read_text("utf-8")


def test_one_script_stands_in_the_page_itself() -> None:
    assert INDEX.count("<script>") == 1, (
        f"{VERSION} has another number of inline scripts: content_policy.py lets each in by its "
        "hash, and index_page.py puts the root of the app before the first."
    )


def test_the_script_of_the_front_end_comes_after_the_script_in_the_page() -> None:
    assert 0 < INDEX.index("<script>") < INDEX.index('<script type="module"'), (
        f"{VERSION} loads its front end before the page can give it the root of the app."
    )


@pytest.mark.parametrize(
    ("part", "what_breaks"),
    [
        ("<title>Streamlit</title>", "the page is called Streamlit until the app is drawn"),
        ("./favicon.png", "the page has Streamlit's icon until the app is drawn"),
        ("</head>", "the colours of the course come late"),
        ("</body>", "the words while the course opens, and the style sheet, are missing"),
        ('<div id="root">', "keep_focus.js and scroll.js watch nothing"),
    ],
)
def test_a_part_that_is_replaced_stands_there_once(part: str, what_breaks: str) -> None:
    assert INDEX.count(part) == 1, f"{VERSION} has not one {part} in index.html: {what_breaks}."


@pytest.mark.parametrize(
    ("pattern", "what_breaks"),
    [
        (r"<noscript>.*</noscript>", "Streamlit's words are shown to browsers without JavaScript"),
        (r'<link rel="stylesheet"[^>]*>', "a browser shows no text before it has the style sheet"),
        (r'as="font"', "letters come before the app"),
        (r'<link rel="service-desc"[^>]*>', "the page offers itself to programs"),
    ],
)
def test_a_part_that_is_taken_out_is_found(pattern: str, what_breaks: str) -> None:
    assert re.search(pattern, INDEX, re.DOTALL), (
        f"{VERSION} has nothing like {pattern} in index.html any more: if it has another form, "
        f"{what_breaks}."
    )


def test_the_front_end_takes_the_root_of_the_app_from_the_page() -> None:
    scripts = [path.read_text("utf-8") for path in (STATIC / "static/js").glob("index.*.js")]

    assert any("window.__streamlit" in each and "BACKEND_BASE_URL" in each for each in scripts), (
        f"{VERSION} does not read BACKEND_BASE_URL: it looks for a server below each page."
    )
