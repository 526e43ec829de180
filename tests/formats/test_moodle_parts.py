"""The parts that questions of Moodle are made of: scores, numbers, and marked parts of a text."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sourcebook.formats.html_text import as_html
from sourcebook.formats.moodle_fractions import FRACTIONS, as_text, nearest
from sourcebook.formats.moodle_xml.marks import Part, heading, listed, part, parts_of
from sourcebook.formats.moodle_xml.numbers import decimal, grade, read, read_grade


@pytest.mark.parametrize(
    ("score", "written"),
    [("1", "100"), ("1/3", "33.33333"), ("-1/7", "-14.28571"), ("1/20", "5"), ("5/6", "83.33333")],
)
def test_a_score_is_written_in_per_cent_as_moodle_takes_it(score: str, written: str) -> None:
    assert as_text(Fraction(score)) == written


@pytest.mark.parametrize(
    ("score", "found"), [("0.37", "2/5"), ("0.33333", "1/3"), ("-0.34", "-1/3"), ("0.01", "0")]
)
def test_a_score_that_moodle_does_not_know_becomes_the_nearest(score: str, found: str) -> None:
    assert nearest(Fraction(score)) == Fraction(found)


def test_moodle_knows_41_scores_and_none_beyond_100_per_cent() -> None:
    assert len(set(FRACTIONS)) == 41
    assert nearest(Fraction(2)) is None


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0", "0"),
        ("-120", "-120"),
        ("1/8", "0.125"),
        ("1/3", "0.333333333333333"),
        ("1000000", "1000000"),
        ("1/1000000000", "0.000000001"),
    ],
)
def test_a_number_is_written_with_a_point_and_no_exponent(number: str, written: str) -> None:
    assert decimal(Fraction(number)) == written


@given(st.fractions(-(10**6), 10**6).map(lambda number: Fraction(round(number * 1000), 1000)))
def test_a_decimal_number_is_read_as_it_was_written(number: Fraction) -> None:
    assert read(decimal(number)) == number


@given(st.fractions(Fraction(1, 60), 100, max_denominator=60))
def test_points_are_read_as_they_were_meant(points: Fraction) -> None:
    assert read_grade(grade(points)) == points


def test_marked_parts_are_found_and_the_rest_is_left() -> None:
    html = (
        as_html("Who?")
        + heading("The claim")
        + part("claim", as_html("<b>He</b> & she."), key="one")
        + listed("citation", [("s1.p1", "Munich"), ("s2.p1", "Polish")])
    )

    found = parts_of(str(html))

    assert found.rest == "<p>Who?</p>"
    assert found.parts == (
        Part("claim", "one", "<p>&lt;b&gt;He&lt;/b&gt; &amp; she.</p>"),
        Part("citation", "s1.p1", "Munich"),
        Part("citation", "s2.p1", "Polish"),
    )


def test_a_part_is_found_when_moodle_has_put_more_around_it() -> None:
    html = '<div><div class="x sourcebook-claim one" style="y"><span>He</span></div> and</div>'

    found = parts_of(html)

    assert found.html("claim") == "<span>He</span>"
    assert found.keys("claim") == ["one"]
    assert found.rest == "<div> and</div>"


def test_what_is_in_a_key_or_a_heading_is_never_markup() -> None:
    assert part("claim", Markup("<p>He</p>"), key='"><script>') == (
        '<div class="sourcebook-claim &#34;&gt;&lt;script&gt;"><p>He</p></div>'
    )
    assert "<b>" not in heading("<b>")
