"""How an attempt goes on where each answer is explained at once."""

from fractions import Fraction

import pytest

from sourcebook import delivery
from sourcebook.delivery import Mark, earned_at, mark, open_places, step
from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Attempt, Tried, Typed
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    numeric,
    single_choice,
    true_false,
)
from tests.moves import (
    Move,
    chooses,
    flags,
    gives_up,
    marks,
    opens_hint,
    play,
    proves,
    refusal,
    responds,
    takes_flag_away,
)

HALF = Fraction(1, 2)
THREE_TRIES = ("1", "1/2", "0")
HALF_RIGHT = ["Putin", {"text": "Lukashenko", "score": "1/2"}]


def test_an_untouched_item_waits_for_its_answer() -> None:
    tried = attempt(single_choice(), numeric())

    assert (step(tried, 0), delivery.lacks(tried, 0)) == ("answer", "answer")
    assert delivery.tries_left(tried, 0) == 1
    assert open_places(tried) == (0, 1)
    assert not delivery.may_see_key(tried, 0)


@pytest.mark.parametrize(("text", "earned"), [("Pashinyan", 1), ("Putin", 0)])
def test_with_one_try_the_answer_is_in_for_good(text: str, earned: int) -> None:
    tried = play(attempt(single_choice(), numeric()), chooses(text))

    assert (step(tried, 0), delivery.tries_left(tried, 0)) == ("nothing", 0)
    assert earned_at(tried, 0) == earned
    assert delivery.lacks(tried, 0) is None
    assert delivery.may_see_key(tried, 0)
    assert open_places(tried) == (1,)


def test_an_answer_becomes_an_event_with_its_score_and_how_sure_she_was() -> None:
    event = delivery.answer(
        attempt(numeric()), 0, Typed(text="23"), now=SUMMIT_DAY, confidence="certain"
    )

    assert event == Tried(
        place=0, at=SUMMIT_DAY, response=Typed(text="23"), score=Fraction(1), confidence="certain"
    )


@pytest.mark.parametrize(
    ("texts", "earned", "waits_for", "left"),
    [
        (["Pashinyan"], 1, "nothing", 0),
        (["Putin"], 0, "answer", 2),
        (["Putin", "Pashinyan"], HALF, "nothing", 0),
        (["Putin", "Lukashenko"], 0, "answer", 1),
        (["Putin", "Lukashenko", "Pashinyan"], 0, "nothing", 0),
        (["Putin", "Lukashenko", "Putin"], 0, "nothing", 0),
    ],
)
def test_each_try_is_worth_less_than_the_one_before(
    texts: list[str], earned: Fraction, waits_for: str, left: int
) -> None:
    tried = play(attempt(single_choice(tries=THREE_TRIES)), *map(chooses, texts))

    assert (step(tried, 0), delivery.tries_left(tried, 0)) == (waits_for, left)
    assert earned_at(tried, 0) == earned
    assert delivery.may_see_key(tried, 0) is (waits_for == "nothing")


@pytest.mark.parametrize(
    ("texts", "earned"),
    [
        (["Lukashenko"], HALF),
        (["Lukashenko", "Putin"], HALF),
        (["Lukashenko", "Pashinyan"], HALF),
        (["Putin", "Lukashenko"], Fraction(1, 4)),
        (["Lukashenko", "Putin", "Pashinyan"], HALF),
    ],
)
def test_a_later_try_never_lowers_the_score(texts: list[str], earned: Fraction) -> None:
    item = single_choice(tries=THREE_TRIES, distractors=HALF_RIGHT)

    assert earned_at(play(attempt(item), *map(chooses, texts)), 0) == earned


def test_a_half_right_answer_leaves_the_other_tries() -> None:
    item = single_choice(tries=THREE_TRIES, distractors=HALF_RIGHT)

    assert step(play(attempt(item), chooses("Lukashenko")), 0) == "answer"


def test_whoever_gives_up_sees_the_solution_and_keeps_what_was_earned() -> None:
    item = single_choice(tries=THREE_TRIES, distractors=HALF_RIGHT)

    tried = play(attempt(item), chooses("Lukashenko"), gives_up)

    assert (step(tried, 0), delivery.tries_left(tried, 0)) == ("nothing", 0)
    assert delivery.may_see_key(tried, 0)
    assert earned_at(tried, 0) == HALF
    assert refusal(tried, chooses("Pashinyan")) == "This item is answered already."


@pytest.mark.parametrize("texts", [[], ["Pashinyan"], ["Putin", "Putin", "Putin"]])
def test_nobody_gives_up_before_the_first_try_or_after_the_last(texts: list[str]) -> None:
    tried = play(attempt(single_choice(tries=THREE_TRIES)), *map(chooses, texts))

    assert refusal(tried, gives_up) == "The solution is shown after a first try."


@pytest.mark.parametrize(
    ("text", "passage", "points"),
    [
        ("Pashinyan", "s1.p2", 2),
        ("Pashinyan", "s2.p1", 2),
        ("Pashinyan", "s1.p1", 1),
        ("Lukashenko", "s1.p2", 1),
        ("Lukashenko", "s1.p1", HALF),
    ],
)
def test_answer_and_proof_earn_a_point_each(text: str, passage: str, points: Fraction) -> None:
    item = single_choice(proof=["s1.p2", "s2.p1"], distractors=HALF_RIGHT)

    tried = play(attempt(item), chooses(text), proves(passage))

    assert mark(tried) == Mark(Fraction(points), Fraction(2), unanswered=0)


@pytest.mark.parametrize("tries", [["1"], ["1", "0"]], ids=["one try", "right without points"])
def test_no_proof_is_waited_for_where_it_would_earn_nothing(tries: list[str]) -> None:
    item = single_choice(proof=["s1.p2"], tries=tries)
    given = [chooses("Putin"), chooses("Pashinyan")][: len(tries)]

    tried = play(attempt(item), *given)

    assert step(tried, 0) == "nothing"
    assert delivery.may_see_key(tried, 0)
    assert delivery.is_complete(tried)
    assert refusal(tried, proves("s1.p2"))


def test_in_test_mode_a_proof_is_lacking_whatever_the_answer_is_worth() -> None:
    tried = play(attempt(single_choice(proof=["s1.p2"]), feedback="deferred"), chooses("Putin"))

    assert delivery.lacks(tried, 0) == "proof"


def test_a_proof_is_waited_for_before_anything_is_explained() -> None:
    tried = play(attempt(single_choice(proof=["s1.p2"])), chooses("Pashinyan"))

    assert (step(tried, 0), delivery.lacks(tried, 0)) == ("proof", "proof")
    assert (delivery.tries_left(tried, 0), earned_at(tried, 0)) == (0, HALF)
    assert open_places(tried) == (0,)
    assert not delivery.may_see_key(tried, 0)
    assert not delivery.is_complete(tried)


def test_after_the_proof_nothing_more_is_waited_for() -> None:
    tried = play(attempt(single_choice(proof=["s1.p2"])), chooses("Pashinyan"), proves("s1.p1"))

    assert (step(tried, 0), delivery.lacks(tried, 0)) == ("nothing", None)
    assert delivery.may_see_key(tried, 0)
    assert delivery.is_complete(tried)


def test_a_proof_comes_once_and_after_the_last_try() -> None:
    untouched = attempt(single_choice(proof=["s1.p2"], tries=THREE_TRIES))
    tried_once = play(untouched, chooses("Putin"))
    proved = play(untouched, chooses("Pashinyan"), proves("s1.p1"))

    expected = [refusal(each, proves("s1.p2")) for each in (untouched, tried_once, proved)]

    assert (
        expected
        == ["A proof is chosen once, after the answer, and only where it can earn something."] * 3
    )


def test_a_proof_is_refused_where_none_is_asked_for() -> None:
    tried = play(attempt(single_choice()), chooses("Pashinyan"))

    assert refusal(tried, proves("s1.p2")) == "This item asks for no proof."


def test_hints_open_one_by_one_and_cost_nothing() -> None:
    item = single_choice(hints=["Who is the host?", {"text": "Read this.", "passage": "s1.p2"}])

    tried = play(attempt(item), opens_hint, opens_hint)
    answered = play(attempt(item), opens_hint, opens_hint, chooses("Pashinyan"))

    assert tried.record(0).hints == answered.record(0).hints == 2
    assert refusal(tried, opens_hint) == "There is no further hint here."
    assert earned_at(answered, 0) == 1


@pytest.mark.parametrize(
    "tried",
    [
        attempt(single_choice()),
        play(attempt(single_choice(hints=["Who?"])), chooses("Putin")),
        play(attempt(single_choice(hints=["Who?"], proof=["s1.p2"])), chooses("Pashinyan")),
    ],
    ids=["has none", "is answered", "waits for the proof"],
)
def test_a_hint_is_refused_where_it_is_of_no_use(tried: Attempt) -> None:
    assert refusal(tried, opens_hint) == "There is no further hint here."


def test_an_item_can_be_flagged_for_another_look_and_unflagged() -> None:
    flagged = play(attempt(single_choice()), flags, chooses("Putin"))
    unflagged = play(attempt(single_choice()), flags, takes_flag_away)

    assert (flagged.record(0).flagged, unflagged.record(0).flagged) == (True, False)


def test_nothing_chosen_is_no_answer() -> None:
    assert refusal(attempt(numeric()), responds(Typed(text=" "))) == "Nothing is chosen yet."


def test_a_response_of_another_kind_is_refused() -> None:
    expected = refusal(attempt(numeric()), chooses("Putin"))

    assert expected == "A choice response does not fit the numeric item."


EVERY_MOVE = {
    "answer": chooses("Pashinyan"),
    "proof": proves("s1.p2"),
    "hint": opens_hint,
    "solution": gives_up,
    "flag": flags,
}


@pytest.mark.parametrize("move", EVERY_MOVE.values(), ids=EVERY_MOVE)
@pytest.mark.parametrize("feedback", ["immediate", "deferred"])
def test_a_finished_attempt_stays_as_it_is(move: Move, feedback: str) -> None:
    item = single_choice(proof=["s1.p2"], hints=["Who is the host?"])

    over = attempt(item, finished_at=SUMMIT_DAY, feedback=feedback)

    assert refusal(over, move) == "This attempt is finished; its answers stay as they are."
    assert (step(over, 0), delivery.tries_left(over, 0)) == ("nothing", 0)
    assert open_places(over) == ()


@pytest.mark.parametrize("move", [*EVERY_MOVE.values(), marks(1)], ids=[*EVERY_MOVE, "mark"])
def test_a_place_that_the_attempt_lacks_is_refused(move: Move) -> None:
    assert refusal(attempt(), move) == "There is no such item in this attempt."


def test_places_are_not_counted_from_the_end() -> None:
    with pytest.raises(AttemptError, match=r"There is no such item in this attempt\."):
        delivery.flag(attempt(numeric()), -1, flagged=True, now=SUMMIT_DAY)


def test_after_the_end_a_key_is_shown_only_to_whoever_answered() -> None:
    over = attempt(true_false(), numeric(), answers={0: answer(0)}, finished_at=SUMMIT_DAY)

    assert [delivery.may_see_key(over, place) for place in (0, 1)] == [True, False]


def test_an_attempt_ends_by_itself_with_its_last_answer() -> None:
    begun = attempt(true_false(), true_false(id="again"), answers={0: answer(0)})
    ended = attempt(true_false(), true_false(id="again"), answers={0: answer(0), 1: answer(1)})

    assert not delivery.is_complete(begun)
    assert delivery.is_complete(ended)
