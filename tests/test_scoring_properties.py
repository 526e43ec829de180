"""Laws of scoring that hold for every item that can be written and every response to it."""

import random
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sourcebook.delivery import Mark, answer, mark
from sourcebook.model.attempts import Choices, Matches, Ordered
from sourcebook.model.item_records import records
from sourcebook.model.items import EvidenceItem, Item, Matching, MultipleChoice, Ordering
from sourcebook.model.options import options, prompts, shuffled_options
from sourcebook.scoring import chance, key_ids, pairs_in_order, score
from tests.builders import SUMMIT_DAY, attempt, pinned
from tests.strategies import (
    KINDS,
    any_response,
    blank,
    evidences,
    guesses,
    matchings,
    multiple_choices,
    orderings,
    right_response,
)

law = settings(derandomize=True, deadline=None, max_examples=60)
seeds = st.integers(0, 999).map(random.Random)


def reordered(item: Item, rng: random.Random) -> Item:
    """The item with its keys, distractors, pairs and targets listed in another order."""
    lists = ("keys", "distractors", "also_accept", "pairs", "extra_targets")
    found = {name: getattr(item, name) for name in lists if hasattr(item, name)}
    return item.model_copy(
        update={name: tuple(rng.sample(each, len(each))) for name, each in found.items()}
    )


@pytest.mark.parametrize("kind", KINDS)
@law
@given(data=st.data())
def test_a_score_lies_between_nothing_and_everything(kind: str, data: st.DataObject) -> None:
    item = data.draw(KINDS[kind])

    assert 0 <= score(item, any_response(data, item)) <= 1


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"extended_response"}))
@law
@given(data=st.data())
def test_the_key_earns_everything(kind: str, data: st.DataObject) -> None:
    item = data.draw(KINDS[kind])

    assert score(item, right_response(item)) == 1


@pytest.mark.parametrize("kind", KINDS)
@law
@given(data=st.data())
def test_a_blank_earns_nothing_and_counts_as_unanswered(kind: str, data: st.DataObject) -> None:
    item = data.draw(KINDS[kind])
    deferred = attempt(item, feedback="deferred")

    event = answer(deferred, 0, blank(item), now=SUMMIT_DAY)
    taken_back = deferred.model_copy(update={"records": records([event])})

    assert mark(taken_back) == Mark(Fraction(0), Fraction(1), unanswered=1)


@law
@given(multiple_choices() | evidences(), st.data())
def test_one_more_right_tick_never_lowers_a_score(
    item: MultipleChoice | EvidenceItem, data: st.DataObject
) -> None:
    ticks = data.draw(st.sets(st.sampled_from([choice.id for choice in options(item)])))
    more = ticks | {data.draw(st.sampled_from(key_ids(item)))}

    before, after = (score(item, Choices(options=frozenset(each))) for each in (ticks, more))

    assert after >= before


@law
@given(multiple_choices() | evidences(), st.data())
def test_one_more_wrong_tick_never_raises_a_score(
    item: MultipleChoice | EvidenceItem, data: st.DataObject
) -> None:
    offered = {choice.id for choice in options(item)}
    ticks = data.draw(st.sets(st.sampled_from(sorted(offered))))
    more = ticks | {data.draw(st.sampled_from(sorted(offered - set(key_ids(item)))))}

    before, after = (score(item, Choices(options=frozenset(each))) for each in (ticks, more))

    assert after <= before


@law
@given(matchings(), st.data())
def test_a_mended_row_raises_a_score_by_its_share(item: Matching, data: st.DataObject) -> None:
    targets = data.draw(st.sampled_from(list(guesses(item))))
    assert isinstance(targets, Matches)
    right = dict(zip((prompt.id for prompt in prompts(item)), key_ids(item), strict=True))
    row = data.draw(st.sampled_from(sorted(right)))
    assume(targets.targets[row] != right[row])

    corrected = Matches(targets=targets.targets | {row: right[row]})

    assert score(item, corrected) == score(item, targets) + Fraction(1, len(right))


@law
@given(orderings, st.data())
def test_a_mended_pair_of_neighbours_never_lowers_a_score(
    item: Ordering, data: st.DataObject
) -> None:
    key = key_ids(item)
    order = data.draw(st.permutations(key))
    wrong = [
        at for at, pair in enumerate(pairwise(order)) if sorted(pair, key=key.index) != [*pair]
    ]
    assume(wrong)
    at = data.draw(st.sampled_from(wrong))

    corrected = [*order[:at], order[at + 1], order[at], *order[at + 2 :]]

    assert pairs_in_order(item, corrected) == pairs_in_order(item, order) + 1
    assert score(item, Ordered(options=tuple(corrected))) >= score(
        item, Ordered(options=tuple(order))
    )


@pytest.mark.parametrize("kind", KINDS)
@law
@given(data=st.data(), rng=seeds)
def test_the_order_in_which_an_author_lists_options_does_not_matter(
    kind: str, data: st.DataObject, rng: random.Random
) -> None:
    item = data.draw(KINDS[kind])
    response = any_response(data, item)

    assert score(reordered(item, rng), response) == score(item, response)


@pytest.mark.parametrize("kind", KINDS)
@law
@given(data=st.data(), rng=seeds)
def test_the_order_in_which_options_are_shown_does_not_matter(
    kind: str, data: st.DataObject, rng: random.Random
) -> None:
    item = data.draw(KINDS[kind])
    plain = attempt(item, feedback="deferred")
    order = shuffled_options(item, rng)
    shuffled = plain.model_copy(update={"items": (pinned(item, option_order=order),)})
    response = any_response(data, item)

    events = [answer(each, 0, response, now=SUMMIT_DAY) for each in (plain, shuffled)]

    assert sorted(order) == sorted(choice.id for choice in options(item))
    assert events[0] == events[1]


@pytest.mark.parametrize("kind", KINDS)
@law
@given(data=st.data())
def test_the_worth_of_a_blind_guess_is_the_mean_of_all_guesses(
    kind: str, data: st.DataObject
) -> None:
    item = data.draw(KINDS[kind])

    scores = [score(item, guess) for guess in guesses(item)]

    assert chance(item) == sum(scores, Fraction(0)) / len(scores)
