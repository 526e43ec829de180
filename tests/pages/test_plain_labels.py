"""Texts in Streamlit's labels, which read Markdown: every sign stands for itself."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sourcebook.pages.shared import markup


@settings(derandomize=True, max_examples=300)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" ")))
def test_a_label_reads_in_markdown_as_it_was_written(text: str) -> None:
    wanted = " ".join(text.split())

    rendered = (
        MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(markup.literal(wanted))
    )

    shown = unescape(rendered.removesuffix("</p>\n").removeprefix("<p>"))
    assert shown.replace("\u2060", "") == wanted.replace("\u2060", "")


@pytest.mark.parametrize("sign", list("\\`*_{}[]()<>#+-.!|~:$&"))
def test_every_sign_of_markdown_stands_behind_a_backslash(sign: str) -> None:
    assert markup.literal(f"a{sign}b") == f"a\\{sign}b"


@pytest.mark.parametrize("text", ["Six", "Armenia, 2022; “half”", "14% of 3/4 = x @ 'y'"])
def test_a_plain_label_stays_as_it_is(text: str) -> None:
    assert markup.literal(text) == text


@pytest.mark.parametrize(
    "spell",
    [
        ":material/delete:",
        ":material_delete:",
        ":streamlit:",
        "https://evil.example/a",
        "http://evil.example",
        "HTTPS://evil.example",
        "www.evil.example",
        "WWW.evil.example",
        "nina@evil.example",
        "a <-> b",
        "a -> b",
        "a <- b",
        "a -- b",
        "a >= b",
        "a <= b",
        "a ~= b",
    ],
)
def test_what_streamlit_looks_for_after_the_backslashes_are_gone_is_kept_apart(spell: str) -> None:
    read = re.sub(r"\\(.)", r"\1", markup.literal(spell))

    # The patterns of Streamlit 1.67's front end.
    live = (
        r":material[/_]\w+:|:streamlit:|(https?://|www(?=\.))[-.\w]+|[-.\w+]+@[-\w]+(\.[-\w]+)+"
        r"|(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"
    )
    assert re.search(live, spell, re.IGNORECASE)
    assert not re.search(live, read, re.IGNORECASE)
    assert read.replace("\u2060", "") == spell
