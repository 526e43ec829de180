"""How an attempt goes on in test mode, where nothing is explained before it is handed in."""

from fractions import Fraction

import pytest

from sourcebook import delivery
from sourcebook.delivery import Mark, earned_at, mark, open_places, step
from sourcebook.model.attempts import Choice, Revised, Typed
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    extended_response,
    numeric,
    option_id,
    record,
    single_choice,
)
from tests.moves import (
    TEXT,
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
    writes,
)

BLANK = responds(Choice(option=""))
PROVED = single_choice(proof=["s1.p2"], hints=["Who is the host?"])


def test_an_answer_becomes_an_event_that_replaces_the_one_before() -> None:
    event = delivery.answer(
        attempt(numeric(), feedback="deferred"),
        0,
        Typed(text="23"),
        now=SUMMIT_DAY,
        confidence="guessing",
    )

    assert event == Revised(
        place=0, at=SUMMIT_DAY, response=Typed(text="23"), score=Fraction(1), confidence="guessing"
    )


@pytest.mark.parametrize(
    ("texts", "tries", "earned"),
    [
        (["Pashinyan"], ["1", "0"], 1),
        (["Putin", "Lukashenko", "Pashinyan"], ["1", "0"], 1),
        (["Pashinyan", "Putin"], ["1", "0"], 0),
    ],
)
def test_the_last_answer_counts_as_a_first_try(
    texts: list[str], tries: list[str], earned: int
) -> None:
    item = single_choice(tries=tries)

    tried = play(attempt(item, feedback="deferred"), *map(chooses, texts))

    assert len(tried.record(0).answers) == 1
    assert tried.answers[0].response == Choice(option=option_id(item, texts[-1]))
    assert earned_at(tried, 0) == earned


def test_an_answer_can_be_taken_back() -> None:
    tried = play(attempt(single_choice(), feedback="deferred"), chooses("Pashinyan"), BLANK)

    assert delivery.lacks(tried, 0) == "answer"
    assert open_places(tried) == (0,)
    assert mark(tried) == Mark(Fraction(0), Fraction(1), unanswered=1)


def test_an_item_takes_answers_until_the_quiz_is_handed_in() -> None:
    untouched = attempt(single_choice(), feedback="deferred")
    answered = play(untouched, chooses("Pashinyan"), chooses("Putin"))

    for tried in (untouched, answered):
        assert (step(tried, 0), delivery.tries_left(tried, 0)) == ("answer", 1)
        assert not delivery.may_see_key(tried, 0)
        assert not delivery.is_complete(tried)


def test_a_flag_stays_with_the_item_until_it_is_taken_away() -> None:
    untouched = attempt(single_choice(), feedback="deferred")

    flagged = play(untouched, chooses("Putin"), flags, chooses("Pashinyan"))
    unflagged = play(untouched, flags, takes_flag_away)

    assert (flagged.record(0).flagged, unflagged.record(0).flagged) == (True, False)
    assert earned_at(flagged, 0) == 1


def test_a_proof_is_chosen_at_any_time_and_can_be_changed() -> None:
    untouched = attempt(PROVED, feedback="deferred")

    early = play(untouched, proves("s1.p2"), chooses("Pashinyan"))
    late = play(untouched, proves("s1.p2"), chooses("Pashinyan"), proves("s2.p1"))

    assert [mark(tried).points for tried in (early, late)] == [2, 1]


def test_an_item_lacks_its_answer_and_then_its_proof() -> None:
    untouched = attempt(PROVED, feedback="deferred")
    tries = [
        untouched,
        play(untouched, proves("s1.p2")),
        play(untouched, chooses("Putin")),
        play(untouched, chooses("Putin"), proves("s1.p2")),
    ]

    assert [delivery.lacks(tried, 0) for tried in tries] == ["answer", "answer", "proof", None]
    assert [open_places(tried) for tried in tries] == [(0,), (0,), (0,), ()]


def test_no_hint_is_to_be_had() -> None:
    tried = attempt(PROVED, feedback="deferred")

    assert refusal(tried, opens_hint) == "There is no further hint here."


def test_no_solution_is_to_be_had_before_the_end() -> None:
    tried = play(attempt(PROVED, feedback="deferred"), chooses("Putin"))

    assert refusal(tried, gives_up) == "The solution is shown after a first try."


def test_a_proof_is_refused_where_none_is_asked_for() -> None:
    tried = attempt(single_choice(), feedback="deferred")

    assert refusal(tried, proves("s1.p2")) == "This item asks for no proof."


def test_a_text_is_marked_after_the_quiz_is_handed_in() -> None:
    written = play(attempt(extended_response(), feedback="deferred"), writes)
    handed_in = written.model_copy(update={"finished_at": SUMMIT_DAY})

    assert refusal(written, marks(2)) == "There is no text to be marked here."
    assert (open_places(written), open_places(handed_in)) == ((), (0,))
    assert (step(written, 0), step(handed_in, 0)) == ("answer", "marking")
    assert mark(handed_in).unmarked == 1


def test_a_text_can_be_written_anew_before_that() -> None:
    tried = play(attempt(extended_response(), feedback="deferred"), writes, writes)

    assert tried.answers[0].response == TEXT


def test_the_key_is_shown_once_the_quiz_is_handed_in_to_whoever_answered() -> None:
    answers = {0: answer(1), 1: answer(0, response=Typed(text=" "))}
    items = single_choice(), numeric(), extended_response()
    taken = attempt(*items, answers=answers, feedback="deferred")
    handed_in = taken.model_copy(update={"finished_at": SUMMIT_DAY})

    assert [delivery.may_see_key(taken, place) for place in range(3)] == [False] * 3
    assert [delivery.may_see_key(handed_in, place) for place in range(3)] == [True, False, False]


def test_a_proof_left_out_is_not_asked_for_after_the_end() -> None:
    handed_in = attempt(
        PROVED, records={0: record(answer(1))}, feedback="deferred", finished_at=SUMMIT_DAY
    )

    assert (step(handed_in, 0), open_places(handed_in)) == ("nothing", ())
    assert mark(handed_in).points == 1
