"""What is typed, in the many ways in which people write numbers and names, and what it earns."""

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.model.attempts import Typed
from sourcebook.scoring import band_hit, score
from sourcebook.typed import read_number, same_text
from tests.builders import numeric, short_answer

law = settings(derandomize=True)
names = st.text("aeiöüABCŞĞïéñßŁzЖйәԱրև 'ﬁＷｅ-", max_size=20)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("23", 23),
        (" 23. ", 23),
        ("23 November", 23),
        ("0", 0),
        ("-3", -3),
        ("−3", -3),
        ("2,000", 2000),
        ("2.000", 2000),
        ("2 000", 2000),
        ("2\u00a0000", 2000),
        ("2\u202f000", 2000),
        ("2'000", 2000),
        ("2’000’000", 2000000),
        ("about 2,000 soldiers", 2000),
        ("0,5", Fraction(1, 2)),
        ("0.500", Fraction(1, 2)),
        ("2.75", Fraction(11, 4)),
        ("1234.5", Fraction(2469, 2)),
        ("007", 7),
    ],
)
def test_the_one_number_of_a_text_is_read(text: str, number: Fraction) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "many",
        "44:30",
        "2 or 3",
        "2 3",
        "2022-11-23",
        "2,000 and 3,000",
        "1.2.3",
        "9" * 200,
        "1" + ",000" * 2000,
    ],
)
def test_no_number_or_several_or_an_endless_one_are_none(text: str) -> None:
    assert read_number(text) is None


@law
@given(st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1))
def test_a_whole_number_is_read_with_and_without_commas(number: int) -> None:
    assert read_number(f"{number}") == number
    assert read_number(f"{number:,}") == number


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("pashinyan", "Pashinyan"),
        ("PASHINYAN", "Pashinyan"),
        ("Pashinyán", "Pashinyan"),
        ("Pashinya\u0301n", "Pashinyán"),
        ("  Nikol \u00a0 Pashinyan\n", "Nikol Pashinyan"),
        ("Ｐａｓｈｉｎｙａｎ", "Pashinyan"),
        ("İlham Əliyev", "ilham əliyev"),
        ("STRASSE", "Straße"),
        ("ﬁve", "Five"),
        ("ФАШИНЯН", "фашинян"),
        ("ՓԱՇԻՆՅԱՆ", "Փաշինյան"),
        ("Чайка", "Чаика"),
    ],
)
def test_case_diacritics_width_and_spaces_do_not_matter(typed: str, accepted: str) -> None:
    assert same_text(typed, accepted)


@pytest.mark.parametrize(
    "typed",
    ["Nikol Pashinyan", "Pashinya", "Pashinyans", "P ashinyan", "Pashin.yan", "Пашинян", ""],
)
def test_the_whole_text_must_agree_letter_by_letter(typed: str) -> None:
    assert not same_text(typed, "Pashinyan")


@law
@given(names, names)
def test_agreement_does_not_depend_on_who_typed(one: str, other: str) -> None:
    assert same_text(one, one)
    assert same_text(one, other) == same_text(other, one)


@law
@given(names, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_a_text_agrees_with_itself_in_every_form_of_unicode(text: str, form: str) -> None:
    composed = unicodedata.normalize(form, text)  # type: ignore[arg-type]  # Sampled as str.

    assert same_text(composed.upper(), text.lower())


@pytest.mark.parametrize(
    ("typed", "earned"), [("21", 0), ("21.5", 1), ("23", 1), ("24,5", 1), ("24.51", 0)]
)
def test_a_number_within_the_tolerance_is_right(typed: str, earned: int) -> None:
    item = numeric(tolerance="1.5")

    assert score(item, Typed(text=typed)) == earned


@pytest.mark.parametrize(
    ("typed", "earned"), [("19", 0), ("20", 1), ("22.5", 1), ("25", 1), ("26", 0)]
)
def test_a_number_in_the_range_is_right_ends_included(typed: str, earned: int) -> None:
    item = numeric(key=None, between=["20", "25"])

    assert score(item, Typed(text=typed)) == earned


def test_a_tolerance_widens_a_range_at_both_ends() -> None:
    item = numeric(key=None, between=["20", "25"], tolerance="1")

    assert [score(item, Typed(text=typed)) for typed in ("18", "19", "26", "27")] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("typed", "earned"),
    [("23", Fraction(1)), ("24", Fraction(1)), ("25", Fraction(3, 4)), ("26", Fraction(0))],
)
def test_a_further_accepted_number_earns_its_own_score(typed: str, earned: Fraction) -> None:
    item = numeric(also_accept=[{"number": "24"}, {"number": "25", "score": "3/4"}])

    assert score(item, Typed(text=typed)) == earned


@pytest.mark.parametrize(("typed", "earned"), [("24", Fraction(0)), ("25", Fraction(1, 3))])
def test_a_numeric_distractor_earns_nothing_unless_it_has_a_score(
    typed: str, earned: Fraction
) -> None:
    item = numeric(distractors=[{"number": "24"}, {"number": "25", "score": "1/3"}])

    assert score(item, Typed(text=typed)) == earned


def test_the_key_comes_before_a_distractor_that_holds_it_too() -> None:
    item = numeric(distractors=[{"between": ["20", "25"], "feedback": "Near."}])

    assert score(item, Typed(text="23")) == 1
    assert score(item, Typed(text="24")) == 0


def test_the_band_that_was_hit_brings_its_feedback() -> None:
    item = numeric(distractors=[{"number": "25", "feedback": "That is the report's date."}])

    band = band_hit(item, "the 25th")

    assert band is not None
    assert band.feedback == "That is the report's date."


def test_a_text_without_a_number_hits_no_band() -> None:
    assert band_hit(numeric(), "on Wednesday") is None


@pytest.mark.parametrize(
    ("typed", "earned"),
    [
        ("Pashinyan", 1),
        ("  PASHINYÁN ", 1),
        ("Ｐａｓｈｉｎｙａｎ", 1),
        ("nikol  pashinyan", 1),
        ("Pashinian", Fraction(1, 2)),
        ("Putin", 0),
        ("Lukashenko", 0),
        ("Mr Pashinyan", 1),
        ("Pashin", 0),
    ],
)
def test_a_word_is_right_as_a_whole_in_any_case_and_width(typed: str, earned: Fraction) -> None:
    half_right = {"text": "Pashinian", "score": "1/2"}
    item = short_answer(also_accept=["Nikol Pashinyan"], distractors=["Putin", half_right])

    assert score(item, Typed(text=typed)) == earned
