"""Which answers an open test closes, and what waits meanwhile: the rules without pages."""

from datetime import timedelta

import pytest

from sourcebook import delivery
from sourcebook.analysis import attempt_results, past_answers
from sourcebook.delivery import is_complete, may_see_hints, may_see_key, may_see_result, step
from sourcebook.model.attempts import Answer, Attempt, Choice
from sourcebook.model.items import Item
from sourcebook.model.withholding import closed_items, with_withheld
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    every_kind,
    extended_response,
    option_id,
    single_choice,
    true_false,
)
from tests.moves import marks, opens_hint, refusal, responds

HOUR = timedelta(hours=1)
REFUSER = single_choice(tries=["1", "1/2"], hints=["Think of the host."], proof=["s1.p1"])
WRONG = answer(0, response=Choice(option=option_id(REFUSER, "Putin")))
RIGHT = answer(1, response=Choice(option=option_id(REFUSER, "Pashinyan")))


def beside_test(other: Attempt, *items: Item) -> Attempt:
    """An attempt as its learner may see it while a test with these items is open."""
    test = attempt(*(items or [REFUSER]), id="test", feedback="deferred", started_at=SUMMIT_DAY)
    return with_withheld(other, closed_items([test]))


@pytest.mark.parametrize("given", [WRONG, RIGHT], ids=["wrong", "right"])
def test_an_answer_waits_for_the_test_whether_it_is_right_or_not(given: Answer) -> None:
    tried = beside_test(attempt(REFUSER, answers={0: given}))

    assert step(tried, 0) == "withheld"
    assert (may_see_key(tried, 0), delivery.open_places(tried), is_complete(tried)) == (
        False,
        (),
        False,
    )


def test_an_item_without_an_answer_is_asked_as_ever_but_for_its_hints() -> None:
    open_one = beside_test(attempt(REFUSER))

    assert (step(open_one, 0), may_see_hints(open_one, 0)) == ("answer", False)
    assert refusal(open_one, opens_hint) == "There is no further hint here."


def test_another_try_is_refused_while_it_would_say_that_the_first_was_wrong() -> None:
    tried = beside_test(attempt(REFUSER, answers={0: WRONG}))

    expected = refusal(tried, responds(Choice(option=option_id(REFUSER, "Pashinyan"))))

    assert expected == "This item is answered already."


def test_without_a_test_everything_is_as_before() -> None:
    tried = attempt(REFUSER, answers={0: WRONG})

    assert with_withheld(tried, closed_items([])) is tried
    assert step(tried, 0) == "answer"


def test_a_test_handed_in_closes_nothing() -> None:
    done = attempt(REFUSER, feedback="deferred", finished_at=SUMMIT_DAY)

    assert closed_items([done, attempt(REFUSER)]).test_of(REFUSER) is None


def test_a_test_goes_on_itself_while_it_is_open() -> None:
    test = attempt(REFUSER, feedback="deferred", answers={0: WRONG})

    shown = with_withheld(test, closed_items([test]))

    assert step(shown, 0) == "answer"


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_a_question_is_known_again_under_another_id_and_by_its_id_reworded(item: Item) -> None:
    closed = closed_items([attempt(item, feedback="deferred")])

    assert closed.test_of(item.model_copy(update={"id": "twin"}))
    assert closed.test_of(item.model_copy(update={"stem": "Asked anew?"}))
    assert closed.test_of(item.model_copy(update={"id": "twin", "stem": "Asked anew?"})) is None


def test_an_earlier_result_is_shown_and_a_later_one_waits() -> None:
    earlier, later = (
        beside_test(attempt(REFUSER, answers={0: RIGHT}, finished_at=SUMMIT_DAY + shift))
        for shift in (-HOUR, HOUR)
    )

    assert (may_see_result(earlier), may_see_result(later)) == (True, False)
    assert len(attempt_results([earlier, later])) == 1


def test_a_result_without_an_answer_to_those_items_is_shown() -> None:
    done = beside_test(
        attempt(REFUSER, true_false(), answers={1: answer(1)}, finished_at=SUMMIT_DAY)
    )

    assert may_see_result(done)


def test_closed_answers_are_in_no_table() -> None:
    done = beside_test(attempt(REFUSER, answers={0: RIGHT}, finished_at=SUMMIT_DAY - HOUR))

    assert len(past_answers([done])) == 0


def test_a_teacher_marks_a_text_that_is_closed_to_its_learner() -> None:
    item = extended_response()
    text = answer(0, response={"kind": "written", "text": "Help was missing."})
    done = beside_test(attempt(item, answers={0: text}, finished_at=SUMMIT_DAY), item)

    event = delivery.mark_by_teacher(done, 0, 2, now=SUMMIT_DAY)

    assert event is not None
    assert event.kind == "marked"
    assert refusal(done, marks(2)) == "There is no text to be marked here."
