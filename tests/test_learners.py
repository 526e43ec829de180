"""Names as they are kept, and codes as they are given out and typed in again."""

import unicodedata
from random import Random
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sourcebook.model.learners import (
    JOIN_GROUPS,
    LONGEST_NAME,
    RECOVERY_GROUPS,
    new_code,
    tidy_code,
    tidy_name,
)

JOINERS = "\u200c\u200d"
RING = "\u20dd"
"""A circle round the letter before it, which has no class of combining."""

UNSEEN = "\u00ad\u034f\u061c\u115f\u180e\u200b\u200e\u2028\u202e\u2066\u2800\u3164\ufeff\uffa0"
"""Signs that show nothing, or that turn the direction of what follows."""

any_names = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from(f"e a\u0301\u0316\u0323\n\t{RING}{UNSEEN}{JOINERS}"),
    ),
    max_size=90,
)


@given(any_names)
@example("a \u202e b")
@example("e\u200b\u0301")
@example("a" * 59 + " b")
@example("a" * 59 + "e\u0301")
@example("e\u0316\u0316\u0316\u0316\u0301")
def test_a_name_that_is_tidy_stays_as_it_is(typed: str) -> None:
    once = tidy_name(typed)

    assert once is None or tidy_name(once) == once


@given(any_names)
def test_a_tidy_name_is_one_short_line_of_signs_that_are_seen(typed: str) -> None:
    name = tidy_name(typed) or "none"

    unseen = [sign for sign in name if unicodedata.category(sign)[0] == "C" or sign in UNSEEN]
    assert [sign for sign in unseen if sign not in JOINERS] == []
    assert name == " ".join(name.split())
    assert len(name) <= LONGEST_NAME
    assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nina \t Petrosyan\n", "Nina Petrosyan"),
        ("Nina\u202eanaM", "NinaanaM"),
        ("Ni\u200bna \ufeff Petrosyan", "Nina Petrosyan"),
        ("Zoe\u0308", "Zoë"),
        ("Նինա Պետրոսյան", "Նինա Պետրոսյան"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ශ්\u200dරී", "ශ්\u200dරී"),
        ("Nina 👩\u200d🚀", "Nina 👩\u200d🚀"),
        ("ကြွေး", "ကြွေး"),
        ("<b>**Nina**</b>", "<b>**Nina**</b>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("\ud800Nina\udfff", "Nina"),
        ("a" * 61, "a" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_a_name_is_kept_as_a_person_would_read_it(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


@pytest.mark.parametrize("typed", ["", " \t\n", UNSEEN, JOINERS, f" {JOINERS} ", "\x00\x1b"])
def test_a_name_of_which_nothing_is_seen_is_none(typed: str) -> None:
    assert tidy_name(typed) is None


@pytest.mark.parametrize("mark", ["\u0316", "\u0301\u0316", RING])
def test_of_marks_heaped_on_one_letter_three_stay(mark: str) -> None:
    name = tidy_name("x" + mark * 40 + "y")

    assert name is not None
    assert (len(name), name[0], name[-1]) == (5, "x", "y")


@pytest.mark.parametrize("long", ["a", " ", "\u0301\u0316", "\u200b", "\ufdfa", "👩\u200d"])
def test_a_million_signs_are_tidied_at_once(long: str) -> None:
    """Marks of two kinds in turn take hours to put in order if nobody cuts them short."""
    typed, before = long * (1_000_000 // len(long)), perf_counter()

    tidy_name(typed)
    tidy_code(typed)

    assert perf_counter() - before < 1


@pytest.mark.parametrize(("groups", "length"), [(RECOVERY_GROUPS, 24), (JOIN_GROUPS, 9)])
def test_a_code_is_groups_of_four_signs(groups: int, length: int) -> None:
    code = new_code(groups)

    assert len(code) == length
    assert [len(group) for group in code.split("-")] == [4] * groups


def test_each_sign_of_a_code_is_one_of_32_that_are_not_taken_for_others() -> None:
    """Twenty of them are 100 bits, eight 40. Each is missed in 4,000 signs once in 10^53."""
    drawn = set(new_code(1000)) - {"-"}

    assert drawn == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_no_two_codes_are_alike() -> None:
    assert len({new_code(RECOVERY_GROUPS) for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "typed",
    [
        "7K0M-1XVR",
        "7k0m1xvr",
        " 7 K 0 M  1 X V R ",
        "7KOM-IXVR",
        "7kom-lxvr",
        "７ＫＯＭ－１ＸＶＲ",
        "7K0M–1XVR.",
        "7K0M\n1XVR\u200b",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert tidy_code(typed) == "7K0M-1XVR"


@pytest.mark.parametrize("groups", [RECOVERY_GROUPS, JOIN_GROUPS])
@given(chance=st.randoms(use_true_random=True))
def test_every_code_survives_being_typed_badly(groups: int, chance: Random) -> None:
    code = new_code(groups)
    sloppy = {"0": "0oO", "1": "1iIlL", "-": "- \u2013"}

    typed = "".join(
        chance.choice(sloppy.get(sign, sign + sign.lower())) + " " * chance.randrange(2)
        for sign in code
    )

    assert tidy_code(typed) == code


@given(st.text())
def test_a_tidy_code_stays_as_it_is(typed: str) -> None:
    assert tidy_code(tidy_code(typed)) == tidy_code(typed)


@pytest.mark.parametrize("typed", ["", " - ", "Ուժ", "U-U-U"])
def test_what_has_no_sign_of_a_code_is_no_code(typed: str) -> None:
    assert tidy_code(typed) == ""
