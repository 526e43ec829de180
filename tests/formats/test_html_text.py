"""Texts of items as HTML and back: nothing of them is run, and what is left out is named."""

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.formats.html_text import as_html, as_plain


def test_what_looks_like_markup_in_an_item_is_shown_as_it_is_written() -> None:
    assert as_html("Is 2 < 3?\n\n<b>No</b>\nYes") == (
        "<p>Is 2 &lt; 3?</p><p>&lt;b&gt;No&lt;/b&gt;<br>Yes</p>"
    )


def test_html_becomes_plain_markdown() -> None:
    found = as_plain("<p>Who <b>refused</b>?</p><ul><li>One</li><li>Two &amp; three</li></ul>")

    assert found.text == "Who **refused**?\n\n* One\n* Two & three"
    assert found.left_out == ()


def test_pictures_are_named_as_left_out_and_scripts_are_gone() -> None:
    found = as_plain('<p>Look: <img src="a.png" alt="A pen"> <script>alert(1)</script>there</p>')

    assert found.text == "Look: there"
    assert found.left_out == ("A picture is left out: A pen.",)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60))
def test_a_text_is_the_same_after_html(text: str) -> None:
    written = " ".join(text.split())

    assert as_plain(as_html(written)).text.split() == written.split()
