"""A file of GIFT in blocks, and signs that mean nothing where they are escaped."""

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.formats.gift.blocks import blocks
from sourcebook.formats.gift.escapes import escaped, hidden, shown, with_entities
from sourcebook.formats.html_text import as_html, as_plain

signs = st.text(st.sampled_from("~=#{}:\\\nn/a&'\""), max_size=12)


@given(signs)
def test_an_escaped_text_has_no_sign_and_is_read_as_it_was(text: str) -> None:
    written = hidden(escaped(text))

    assert not set(written) & set("~=#{}:\\\n")
    assert shown(written) == text.strip()


@given(signs)
def test_a_text_with_entities_has_no_sign_and_is_read_as_it_was(text: str) -> None:
    written = with_entities(as_html(text))

    assert not set(written) & set("#{}\\")
    assert "//" not in written
    assert as_plain(written).text.split() == as_plain(as_html(text)).text.split()


def test_moodles_own_marks_become_signs() -> None:
    assert shown("Such as &&058; or &&999;") == "Such as : or &&999;"


def test_empty_lines_part_the_blocks_and_comments_are_no_text() -> None:
    marks = b"// [id:a] [tag:easy] [tag:] [tag:<b>] [id:b]\n"
    raw = marks + b"One\n  // left out\n two{T}\n \n\n// alone\n"

    (block,) = blocks(raw)

    assert block.line == 2
    assert block.text == "One\n \ntwo{T}"
    assert block.id == "a"
    assert block.tags == ("easy",)


def test_a_category_holds_for_the_blocks_below() -> None:
    raw = b"\xef\xbb\xbf$CATEGORY: a/b\n// remark\n\nOne{T}\n\n$CATEGORY: c\nTwo{T}"

    one, two = blocks(raw)

    assert (one.category, one.line, one.is_below_category) == ("a/b", 4, False)
    assert (two.category, two.line, two.is_below_category) == ("c", 7, True)
