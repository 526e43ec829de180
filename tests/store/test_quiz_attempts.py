"""All finished attempts at a quiz, for the statistics of its items."""

from sourcebook.model.attempts import Attempt
from sourcebook.store import Store
from tests.store.builders import ANI, BARIS, HOUR, answer_with, item, quiz, start
from tests.store.conftest import NOON

ASKED = quiz(item("who-leads"))


def finished(store: Store, learner: str, **changes: object) -> Attempt:
    attempt = start(store, learner, asked=ASKED, **changes)  # type: ignore[arg-type]
    return store.attempts.finish(learner, attempt.id, now=NOON + HOUR)


def test_finished_attempts_are_found_whosever_they_are(store: Store) -> None:
    hers, his = finished(store, ANI), finished(store, BARIS)

    found = store.attempts.at_quiz("summit")

    assert {attempt.id for attempt in found} == {hers.id, his.id}
    assert {attempt.learner_id for attempt in found} == {ANI, BARIS}


def test_answers_come_with_them(store: Store) -> None:
    attempt = answer_with(store, start(store, ANI, asked=ASKED), 0, "Russia")

    assert store.attempts.at_quiz("summit") == (attempt,)


def test_repetitions_and_open_attempts_are_left_out(store: Store) -> None:
    finished(store, ANI, purpose="missed")
    start(store, BARIS, asked=ASKED)

    assert store.attempts.at_quiz("summit") == ()


def test_another_quiz_and_an_unknown_one_have_none(store: Store) -> None:
    finished(store, ANI)

    assert store.attempts.at_quiz("other") == ()
