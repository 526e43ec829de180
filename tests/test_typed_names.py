"""Names as people type and paste them: with the signs of their keyboards, titles and alphabets."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.model.attempts import Typed
from sourcebook.scoring import distractor_hit, is_whole, score
from sourcebook.typed import Mixture, find_text, mixture, same_text
from tests.builders import short_answer

law = settings(derandomize=True)
INVISIBLE = "\u200b\u2060\u200e\u200f\u202a\u00ad\ufeff\u2066\ufe0f\u034f"


def earned(typed: str, **changes: object) -> Fraction:
    """What a text earns in the item with the key Pashinyan."""
    return score(short_answer(**changes), Typed(text=typed))


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("Kyrgyzstan.", "Kyrgyzstan"),
        ("Kyrgyzstan!", "Kyrgyzstan"),
        ("Kyrgyzstan …", "Kyrgyzstan"),
        ("Kyrgyzstan,", "Kyrgyzstan"),
        ("¿Kyrgyzstan?", "Kyrgyzstan"),
        ("Երևան։", "Երևան"),
        ("Երևա՞ն", "Երևան"),
        ("“Kyrgyzstan”", "Kyrgyzstan"),
        ("„Kyrgyzstan“.", "Kyrgyzstan"),
        ("«Kyrgyzstan»", "Kyrgyzstan"),
        ("‹Kyrgyzstan›", "Kyrgyzstan"),
        ('"Kyrgyzstan"', "Kyrgyzstan"),
        ("'Kyrgyzstan'", "Kyrgyzstan"),
        ("‚Kyrgyzstan‘", "Kyrgyzstan"),
        ("「Kyrgyzstan」", "Kyrgyzstan"),
        ("C.S.T.O.", "CSTO"),
        ("St. Petersburg", "St Petersburg"),
        ("2.5", "2.5"),
    ],
)
def test_signs_at_the_ends_and_quotation_marks_do_not_matter(typed: str, accepted: str) -> None:
    assert same_text(typed, accepted)


@pytest.mark.parametrize("sign", "'’‘‛ʼʻʹ′‵`´＇՚")
def test_every_apostrophe_is_one(sign: str) -> None:
    assert same_text(f"Pashinyan{sign}s", "Pashinyan's")


@pytest.mark.parametrize("sign", "-‐‑‒–—−－﹣֊ \u00a0\u2009")
def test_every_hyphen_is_one_and_a_space_too(sign: str) -> None:
    assert same_text(f"Nagorno{sign}Karabakh", "Nagorno-Karabakh")


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("ԵՐԵՎԱՆ", "Երևան"),
        ("Երեւան", "Երևան"),
        ("երևան", "ԵՐԵՎԱՆ"),
        ("Əliyev", "Aliyev"),
        ("İLHAM ƏLİYEV", "İlham Əliyev"),
        ("KIRGIZİSTAN", "Kırgızistan"),
        ("Kirgizistan", "Kırgızistan"),
        ("Æthelred", "AETHELRED"),
        ("Œuvre", "oeuvre"),
    ],
)
def test_letters_of_other_languages_agree_with_their_plain_forms(typed: str, accepted: str) -> None:
    assert same_text(typed, accepted)


@pytest.mark.parametrize(
    ("typed", "other"),
    [("5", "-5"), ("25", "2.5"), ("C", "C++"), ("?", "!"), ("Niger", "Nigeria"), ("", "!")],
)
def test_what_means_something_else_does_not_agree(typed: str, other: str) -> None:
    assert not same_text(typed, other)


@law
@given(st.text("aeÖşЖԱրև '-.,“5", max_size=12), st.sampled_from(INVISIBLE), st.data())
def test_an_invisible_character_changes_nothing(text: str, char: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))

    assert same_text(text[:place] + char + text[place:], text)


@pytest.mark.parametrize(
    "typed",
    [
        "Mr Pashinyan",
        "Mr. Pashinyan",
        "Mr.Pashinyan",
        "Dr. Pashinyan",
        "Prime Minister Pashinyan",
        "the prime-minister Pashinyan",
        "PM Pashinyan",
        "President Pashinyan",
        "Premierminister Pashinyan",
        "Herr Pashinyan",
        "M. Pashinyan",
        "le Premier ministre Pashinyan",
        "Sayın Pashinyan",
        "Başbakan Pashinyan",
        "Baş nazir Pashinyan",
        "Pashinyan, Mr.",
    ],
)
def test_a_title_before_a_name_does_not_matter(typed: str) -> None:
    assert earned(typed) == 1


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("Премьер-министр Пашинян", "Пашинян"),
        ("г-н Пашинян", "Пашинян"),
        ("Վարչապետ Փաշինյան", "Փաշինյան"),
        ("Pashinyan, Nikol", "Nikol Pashinyan"),
        ("PASHINYAN, Nikol.", "Nikol Pashinyan"),
        ("Pashinyan, Prime Minister Nikol", "Nikol Pashinyan"),
        ("Nikol Pashinyan", "Pashinyan, Nikol"),
        ("ΝΑΤΟ", "NATO"),
    ],
)
def test_titles_order_and_alphabet_are_seen_through(typed: str, accepted: str) -> None:
    assert find_text(typed, [accepted]) == accepted


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("President of Armenia", "prime minister of Armenia"),
        ("президент Армении", "премьер-министр Армении"),
        ("Armenia, Russia", "Russia, Armenia"),
        ("Pashinyan", "President Pashinyan"),
        ("Mr", "Mr Pashinyan"),
        ("Nikol", "Nikol Pashinyan"),
        ("Pashinyan, Putin", "Pashinyan"),
    ],
)
def test_another_title_order_or_name_is_another_text(typed: str, accepted: str) -> None:
    assert find_text(typed, [accepted]) is None


def test_a_listed_wrong_answer_comes_before_the_key_without_its_title() -> None:
    item = short_answer(key="Congo", distractors=[{"text": "DR Congo", "score": "1/2"}])

    assert score(item, Typed(text="Congo")) == 1
    assert score(item, Typed(text="dr congo.")) == Fraction(1, 2)


def test_a_wrong_answer_is_found_with_its_title_and_without() -> None:
    item = short_answer(distractors=["Putin"])

    hit = distractor_hit(item, "President Putin.")

    assert hit == item.distractors[0]
    assert distractor_hit(item, "Mr Pashinyan") is None


@pytest.mark.parametrize(
    ("text", "letters", "alphabet", "rest"),
    [
        ("СSTO", "С", "Cyrillic", "Latin"),
        ("Kyrgyzstаn", "а", "Cyrillic", "Latin"),
        ("Пaшинян", "a", "Latin", "Cyrillic"),
        ("ΝATO", "Ν", "Greek", "Latin"),
        ("Երևaն", "a", "Latin", "Armenian"),
        ("vitamin С", "С", "Cyrillic", "Latin"),
        ("C.С.T.O.", "С", "Cyrillic", "Latin"),
        ("С\u200bSTO", "С", "Cyrillic", "Latin"),
    ],
)
def test_letters_of_two_alphabets_are_found(
    text: str, letters: str, alphabet: str, rest: str
) -> None:
    assert mixture(text) == Mixture(tuple(letters), alphabet, rest)
    assert not is_whole(short_answer(), Typed(text=text))


@pytest.mark.parametrize(
    "text", ["CSTO", "Пашинян", "μg", "α-helix", "CSTO (ОДКБ)", "NATO и США", "Երևան", "", "23"]
)
def test_words_of_one_alphabet_each_are_not_asked_about(text: str) -> None:
    assert mixture(text) is None


def test_a_text_that_the_item_lists_is_never_asked_about() -> None:
    item = short_answer(key="СSTO")

    assert is_whole(item, Typed(text="СSTO"))
    assert score(item, Typed(text="СSTO")) == 1
