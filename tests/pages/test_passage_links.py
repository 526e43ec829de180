"""Passages that a text names become links, by their source and paragraph or by their id."""

import re

import pytest

from sourcebook.pages.shared import services
from sourcebook.pages.shared.passage_links import with_passage_links


def linked(text: str, *cited: str) -> str:
    """The text with each link as `[its words](its passage)`."""
    html = with_passage_links(text, services.library().course(), cited)
    return re.sub(r"<a [^>]*passage=([^']*)' [^>]*>(.*?)</a>", r"[\2](\1)", html)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "See paragraph 17 of the Polish report. Compare with paragraph 11 of Newsweek.",
            "See [paragraph 17](s3.p17) of the Polish report. "
            "Compare with [paragraph 11](s2.p11) of Newsweek.",
        ),
        (
            "See paragraphs 25 and 22 of the Polish report.",
            "See [paragraphs 25](s3.p25) and [22](s3.p22) of the Polish report.",
        ),
        (
            "That is the alliance commentary, paragraphs 16 and 17.",
            "That is the alliance commentary, [paragraphs 16](s5.p16) and [17](s5.p17).",
        ),
        (
            "The Polish report (paragraph 10) goes furthest.",
            "The Polish report ([paragraph 10](s3.p10)) goes furthest.",
        ),
        (
            "It is damaged (s2.p14, s5.p9).",
            "It is damaged "
            "([Newsweek, paragraph 14](s2.p14), [Alliance commentary, paragraph 9](s5.p9)).",
        ),
    ],
)
def test_a_passage_that_is_named_is_a_link(text: str, shown: str) -> None:
    assert linked(text) == shown


def test_a_paragraph_without_a_source_is_that_of_the_only_passage_cited() -> None:
    text = "It names another leader too; see its paragraph 9."

    assert linked(text, "s4.p9", "s2.p3") == text.replace("paragraph 9", "[paragraph 9](s4.p9)")
    assert linked(text, "s4.p9", "s5.p9") == text
    assert linked(text) == text


def test_a_passage_that_is_not_in_the_course_is_no_link() -> None:
    text = "See paragraph 999 of Newsweek, or s9.p1."

    assert linked(text) == text


def test_a_link_is_read_out_by_source_and_paragraph() -> None:
    html = with_passage_links("See paragraph 3 of Newsweek.", services.library().course())

    assert "aria-label='paragraph 3, Newsweek'>paragraph 3</a>" in html


def test_a_text_stays_text() -> None:
    html = with_passage_links("<b>paragraph 3 of Newsweek</b>", services.library().course())

    assert html.startswith("&lt;b&gt;<a ")
