"""Half an emoji and NUL, which a browser can send: never a reason to lose the rest of a text."""

from fractions import Fraction

from sourcebook.model.attempts import Typed
from sourcebook.model.lesson_work import CheckAnswer
from sourcebook.store import Store, hashed
from tests.builders import short_answer
from tests.store.builders import ANI, TEST_MODE, guess, quiz, reloaded, start
from tests.store.conftest import NOON

SENT, KEPT = "Help\0 was \ud83d missing.", "Help was ? missing."


def test_a_draft_is_kept(store: Store) -> None:
    attempt = start(store, asked=TEST_MODE)

    store.attempts.save_draft(ANI, attempt.id, 1, SENT, now=NOON)

    assert store.attempts.draft(ANI, attempt.id, 1) == KEPT


def test_an_answer_is_kept(store: Store) -> None:
    attempt = start(store, asked=quiz(short_answer(), feedback="deferred"))
    response = Typed.model_construct(text=SENT)

    store.attempts.answer(ANI, attempt.id, 0, response, now=NOON)

    (answer,) = reloaded(store, attempt).answers.values()
    assert answer.response == Typed(text=KEPT)
    assert answer.score == Fraction(0)


def test_what_is_written_in_a_lesson_is_kept(store: Store) -> None:
    check = CheckAnswer(
        item_id="who", fingerprint="f", response=Typed.model_construct(text=SENT), score=Fraction(0)
    )

    written = store.readings.save_task(ANI, "csto", "why", guess(SENT), now=NOON)
    checked = store.readings.save_task(ANI, "csto", "who", check, now=NOON)
    note = store.notes.save(ANI, "s2.p11", SENT, now=NOON)

    assert store.readings.tasks(ANI, "csto") == {"why": written, "who": checked}
    assert written.answer == guess(KEPT)
    assert checked.answer == check.model_copy(update={"response": Typed(text=KEPT)})
    assert store.notes.at(ANI, "s2.p11") == note
    assert note.text == KEPT


def test_names_are_kept(store: Store) -> None:
    learner = store.learners.get_or_create(hashed("b"), now=NOON, name=SENT)
    room = store.classes.create("9b", now=NOON)
    store.classes.rename(room.id, SENT)

    found = store.learners.one(learner)
    assert found
    assert found.name == KEPT
    assert store.classes.all()[0].name == KEPT


def test_a_course_file_is_kept(store: Store) -> None:
    draft = store.revisions.keep_typed(
        "quizzes/a.yaml", SENT, SENT, based_on="", tab=SENT, number=0, now=NOON
    )

    assert draft
    assert draft.text == KEPT
    assert store.revisions.draft("quizzes/a.yaml", SENT) == draft


def test_nobody_is_found_by_it(store: Store) -> None:
    assert store.learners.with_recovery_code(SENT) is None
    assert store.classes.with_code(SENT) is None
    assert store.learners.one(SENT) is None
    assert store.attempts.one(ANI, SENT) is None
    assert not store.learners.redeem(SENT, browser=SENT, renewed="r", now=NOON)
