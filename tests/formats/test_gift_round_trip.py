"""A quiz written in GIFT and read again is the same quiz, but for what `losses` names."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.formats import gift
from sourcebook.formats.gift.losses import FITS, why_left_out
from sourcebook.formats.gift.written_answers import partial
from sourcebook.model.course import Course
from sourcebook.model.items import Band, Distractor, Item, Numeric, ShortAnswer, SingleChoice
from tests import builders, strategies
from tests.formats import special_items
from tests.formats.drafts import items_of

NOTHING = Course(sources={}, comparisons={}, lessons={}, quizzes={})


def again(*items: Item) -> list[Item]:
    draft = gift.loads(gift.dumps(builders.quiz(*items), NOTHING))

    assert draft.notes == ()
    return items_of(draft)


def kept(item: Item) -> Item:
    """What must come back: scores as Moodle's fractions, and 0 and 1 as they are understood."""
    if isinstance(item, SingleChoice | ShortAnswer):
        return item.model_copy(update={"distractors": tuple(map(_rounded, item.distractors))})
    if isinstance(item, Numeric):
        return item.model_copy(update={"distractors": tuple(map(_scored, item.distractors))})
    return item


def _written_out(item: Item) -> Item:
    """The item with the score of each wrong number, which is 0 where none is written."""
    if not isinstance(item, Numeric):
        return item
    wrong = tuple(_with(each, each.score or Fraction(0)) for each in item.distractors)
    return item.model_copy(update={"distractors": wrong})


def _rounded(each: Distractor) -> Distractor:
    return each.model_copy(update={"score": partial(each.score)})


def _scored(each: Band) -> Band:
    return _with(each, partial(each.score or Fraction(0)))


def _with(each: Band, score: Fraction) -> Band:
    return each.model_copy(update={"score": score})


@pytest.mark.parametrize("item", builders.every_kind(), ids=lambda item: item.type)
def test_an_item_of_each_kind_comes_back_as_it_was(item: Item) -> None:
    assert again(item) == [item]


def test_a_whole_quiz_comes_back_in_its_order_with_its_title() -> None:
    quiz = builders.quiz(title="Yerevan / 2022: who signed?")

    draft = gift.loads(gift.dumps(quiz, NOTHING))

    assert draft.title == "Yerevan / 2022: who signed?"
    assert items_of(draft) == list(quiz.items)


@pytest.mark.parametrize("kind", strategies.KINDS)
@settings(max_examples=40)
@given(data=st.data())
def test_items_at_random_come_back(kind: str, data: st.DataObject) -> None:
    item = data.draw(strategies.KINDS[kind])

    assert list(map(kept, again(item))) == [kept(item)]


@given(special_items.items())
def test_no_text_is_read_as_a_mark(item: Item) -> None:
    if why_left_out(item):
        return

    assert list(map(kept, again(item))) == [kept(item)]


@given(special_items.items())
def test_what_does_not_come_back_is_named(item: Item) -> None:
    fit = FITS.of(item).lost

    if why_left_out(item) or kept(item) != _written_out(item):
        assert set(gift.losses(item)) - {fit}


def test_what_all_kinds_share_comes_back() -> None:
    item = builders.single_choice(
        id="a-very-long-id-of-an-item-that-has-sixty-letters-to-the-last",
        skill="sourcing",
        difficulty="hard",
        citations=[f"s1.p{number}" for number in range(1, 30)],
        proof=["s1.p2", "s1.p1"],
        candidates=["s1.p1", "s1.p2", "s2.p1"],
        hints=["Read on.", {"text": "Here:\n\nthis one.", "passage": "s1.p1"}],
        tries=["1", "1/2", "0"],
        points="5/2",
        comparison="membership-sentence",
        calculated="23 − 1 = 22",
    )

    assert again(item) == [item]


def test_ranges_and_further_numbers_come_back() -> None:
    item = builders.numeric(
        key=None,
        between=["-2.5", "3"],
        unit="km",
        also_accept=[{"number": "4", "tolerance": "0.001", "feedback": "Near."}],
        distractors=[{"between": ["5", "6"], "score": "1/3", "feedback": "Far."}],
    )

    assert again(item) == [item]


@pytest.mark.parametrize("rule", ["net", "exact", "coverage"])
@pytest.mark.parametrize("keys", [1, 2, 3, 6, 7, 11, 13, 20])
def test_any_number_of_right_options_comes_back(rule: str, keys: int) -> None:
    texts = [f"Option {number}" for number in range(keys)]
    item = builders.multiple_choice(keys=texts, scoring=rule)

    assert again(item) == [item]


def test_an_item_without_a_place_is_left_out_and_the_others_stay() -> None:
    third = builders.numeric(id="third", key="1/3")

    assert again(third, builders.numeric()) == [builders.numeric()]


@given(special_items.lines)
def test_any_title_comes_back(title: str) -> None:
    quiz = builders.quiz(builders.true_false(), title=title)

    found = gift.loads(gift.dumps(quiz, NOTHING)).title

    assert found == title.strip("/ ") or not title.strip("/ ")
