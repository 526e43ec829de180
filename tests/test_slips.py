"""Names that are typed with one slip: which are accepted, and what they are kept apart from."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from sourcebook import regrading
from sourcebook.content.checking import check
from sourcebook.model.attempts import Typed
from sourcebook.model.items import ShortAnswer
from sourcebook.scoring import distractor_hit, is_whole, meant_text, score
from sourcebook.typed import find_slip
from tests.builders import SUMMIT_DAY, answer, attempt, course_files, short_answer
from tests.minimal_course import PEOPLE, QUIZ

law = settings(derandomize=True, deadline=None)
words = st.text("aeknprst", min_size=5, max_size=9)
PUTIN = """\
vladimir-putin:
  name: Vladimir Putin
  office: President of Russia
  side: Russia
  quoted_on: Nothing
  citations: [s1.p2]
"""
TYPED = """\
  - id: {id}
    type: short_answer
    objective: tell-the-day
    stem: Whose name is this?
    key: {key}
    rationale: The Munich report says so.
    citations: [s1.p2]
"""


def earned(typed: str, **changes: object) -> Fraction:
    """What a text earns in an item that accepts slips; the key is Pashinyan."""
    return score(short_answer(**{"other_names": ()} | changes), Typed(text=typed))


def published(*keys: str, people: str = PEOPLE) -> list[ShortAnswer]:
    """Items with these keys in a quiz of the minimal course, as learners get them."""
    added = "".join(TYPED.format(id=f"typed-{n}", key=key) for n, key in enumerate(keys))
    files = course_files() | {"seeds/people.yaml": people.encode()}
    course = check(files | {"quizzes/04-yerevan-summit.yaml": (QUIZ + added).encode()}).course
    assert course
    return [each for each in course.items() if isinstance(each, ShortAnswer)]


@pytest.mark.parametrize(
    "typed", ["Pashinyn", "Pashinnyan", "Pashimyan", "Pahsinyan", "mr. pashinyn!", "PASHÍNYN"]
)
def test_a_letter_missing_doubled_wrong_or_swapped_is_a_slip(typed: str) -> None:
    assert earned(typed) == 1
    assert meant_text(short_answer(other_names=()), typed) == "Pashinyan"


@pytest.mark.parametrize(
    "typed",
    ["Pashinn", "Pashinyan or Putin", "not Pashinyan", "Pashinyan1", "Pаshinyan", "Pashinyan", ""],
)
def test_two_slips_a_digit_or_another_alphabet_are_none(typed: str) -> None:
    """And what is typed as it is spelt has none either."""
    assert meant_text(short_answer(other_names=()), typed) is None


def test_letters_of_another_alphabet_are_still_asked_for_again() -> None:
    """The а in it is Cyrillic."""
    assert not is_whole(short_answer(other_names=()), Typed(text="Pаshinyan"))


@pytest.mark.parametrize(("key", "typed"), [("Iran", "Irn"), ("Covid19", "Covid1"), ("23", "22")])
def test_short_names_and_names_with_digits_have_no_slips(key: str, typed: str) -> None:
    assert earned(typed, key=key) == 0


def test_a_slip_that_is_as_near_to_a_wrong_answer_is_that_one_or_none() -> None:
    wrong = [{"text": "North", "feedback": "As printed."}]
    item = short_answer(key="South", distractors=wrong, other_names=())

    hit = distractor_hit(item, "north.")

    assert hit
    assert hit.feedback == "As printed."
    assert [score(item, Typed(text=text)) for text in ("Souht", "Nouth", "North")] == [1, 0, 0]


def test_an_item_pinned_before_slips_were_accepted_accepts_none() -> None:
    assert earned("Pashinyn", other_names=None) == 0


def test_a_regrading_raises_what_a_slip_had_cost() -> None:
    before, after = short_answer(), short_answer(other_names=())
    given = answer(0, response=Typed(text="Pashinyn"))
    finished = attempt(before, answers={0: given}, finished_at=SUMMIT_DAY)

    (change,) = regrading.changes([finished], {after.id: after})

    assert (change.before, change.after) == (Fraction(0), Fraction(1))


def test_a_published_item_lists_the_names_that_a_slip_could_also_mean() -> None:
    putin, pucin, pashinyan = published("Putin", "Pucins", "Pashinyan", people=PEOPLE + PUTIN)

    assert putin.other_names == ("Pucins",)
    assert set(pucin.other_names or ()) == {"Putin"}
    assert pashinyan.other_names == ()


def test_spellings_of_the_key_are_no_names_of_others() -> None:
    """Each of two items asks for Pashinyan; one of them in another spelling of people.yaml."""
    people = PEOPLE.replace("  office", "  variants: [Pashinian]\n  office", 1)

    items = published("Pashinyan", "Pashinian", people=people)

    assert [each.other_names for each in items] == [(), ()]


def test_an_author_can_name_others() -> None:
    niger: Any = {"key": "Nigeria", "other_names": ["Niger"]}

    assert earned("Nigera", **niger) == 0
    assert earned("Nigeriaa", **niger) == 1


@law
@given(words, st.lists(words, max_size=4))
def test_a_key_is_always_right(key: str, others: list[str]) -> None:
    assert earned(key, key=key, other_names=others) == 1


@law
@given(words, words)
def test_a_text_at_a_distance_of_two_or_more_is_never_a_slip(key: str, typed: str) -> None:
    assume(DamerauLevenshtein.distance(key, typed) >= 2)

    assert find_slip(typed, [key], []) is None


@law
@given(words, st.data())
def test_a_text_at_a_distance_of_one_is_a_slip(key: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(key) - 1))
    letter = data.draw(st.sampled_from("bdf"))

    assert find_slip(key[:place] + letter + key[place + 1 :], [key], []) == key


@law
@given(words, st.lists(words, min_size=1, max_size=3, unique=True))
def test_a_wrong_answer_is_never_accepted(key: str, wrong: list[str]) -> None:
    assume(key not in wrong)

    assert {earned(text, key=key, distractors=wrong) for text in wrong} == {Fraction(0)}
