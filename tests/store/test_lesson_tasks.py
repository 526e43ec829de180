"""Steps and tasks of lessons: saved at once, every revision kept, two tabs lose nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import event

from sourcebook.model.attempts import LONGEST_TEXT, Choices, Typed
from sourcebook.model.learners import Reading
from sourcebook.model.lesson_work import (
    CheckAnswer,
    Claim,
    ComparisonAnswer,
    DocumentAnswer,
    Guess,
    PassedOver,
    SavedTask,
    TaskAnswer,
    TaskCounts,
)
from sourcebook.store import Store
from tests.store.builders import ANI, BARIS, MINUTE, guess
from tests.store.conftest import NOON

SUMMIT = "yerevan-summit"
WHY = "Why did Armenia refuse to sign?"
EVERY_KIND: tuple[TaskAnswer, ...] = (
    Guess(asked=WHY, text="Because of the attack in September"),
    DocumentAnswer(asked="What did he miss in the text?", text="A political assessment."),
    ComparisonAnswer(asked="Who started it?", verdict="contradiction"),
    CheckAnswer(
        item_id="who-leads",
        fingerprint="f" * 16,
        response=Choices(options=frozenset({"o1", "o2"})),
        score=Fraction(1, 3),
    ),
    Claim(asked=WHY, text="Nobody named the attacker.", passages=("s2.p10", "s1.p3")),
    PassedOver(),
)


def save(store: Store, text: str, *, task: str = "why", minutes: int = 0) -> SavedTask:
    """A guess of Ani's at the summit, so many minutes after noon."""
    return store.readings.save_task(ANI, SUMMIT, task, guess(text), now=NOON + minutes * MINUTE)


def test_a_step_opened_is_remembered_with_its_lesson(store: Store) -> None:
    for minutes, step in enumerate(["before", "in-his-words", "before"]):
        store.readings.note_step(ANI, SUMMIT, step, now=NOON + minutes * MINUTE)

    assert store.readings.of_learner(ANI) == {
        SUMMIT: Reading(
            opened_at=NOON + 2 * MINUTE, step="before", steps=frozenset({"before", "in-his-words"})
        )
    }


def test_a_lesson_opened_again_or_read_keeps_its_steps(store: Store) -> None:
    store.readings.note_step(ANI, SUMMIT, "before", now=NOON)
    store.readings.note_opened(ANI, SUMMIT, now=NOON + MINUTE)
    store.readings.mark_read(ANI, SUMMIT, now=NOON + 2 * MINUTE)

    assert store.readings.of_learner(ANI)[SUMMIT] == Reading(
        opened_at=NOON + MINUTE,
        read_at=NOON + 2 * MINUTE,
        step="before",
        steps=frozenset({"before"}),
    )


def test_steps_of_learners_and_lessons_do_not_mix(store: Store) -> None:
    store.readings.note_step(ANI, SUMMIT, "before", now=NOON)
    store.readings.note_step(ANI, "csto", "members", now=NOON)
    store.readings.note_step(BARIS, SUMMIT, "after", now=NOON)

    found = {lesson: each.steps for lesson, each in store.readings.of_learner(ANI).items()}

    assert found == {SUMMIT: {"before"}, "csto": {"members"}}


@pytest.mark.parametrize("answer", EVERY_KIND, ids=lambda answer: answer.kind)
def test_an_answer_of_every_kind_is_read_as_it_was_saved(store: Store, answer: TaskAnswer) -> None:
    saved = store.readings.save_task(ANI, SUMMIT, "why", answer, now=NOON)

    assert saved == SavedTask("why", 1, answer, NOON)
    assert store.readings.tasks(ANI, SUMMIT) == {"why": saved}
    assert store.readings.all_tasks(ANI) == [(SUMMIT, saved)]


def test_every_revision_is_kept_and_the_latest_counts(store: Store) -> None:
    first, second, third = (save(store, text, minutes=at) for at, text in enumerate("aba"))

    assert [each.number for each in (first, second, third)] == [1, 2, 3]
    assert store.readings.tasks(ANI, SUMMIT) == {"why": third}
    assert store.readings.all_tasks(ANI) == [(SUMMIT, first), (SUMMIT, second), (SUMMIT, third)]


def test_an_answer_equal_to_the_latest_is_not_stored_twice(store: Store) -> None:
    first = save(store, "Help\0 was \ud83d missing")
    again = save(store, "Help\0 was \ud83d missing", minutes=1)

    assert first.answer == guess("Help was ? missing")
    assert again == first
    assert store.readings.all_tasks(ANI) == [(SUMMIT, first)]


def test_tasks_of_lessons_and_learners_are_numbered_apart(store: Store) -> None:
    save(store, "a")
    save(store, "b")
    other_task = save(store, "a", task="who")
    other_lesson = store.readings.save_task(ANI, "csto", "why", guess(), now=NOON)
    his = store.readings.save_task(BARIS, SUMMIT, "why", guess(), now=NOON)

    assert [each.number for each in (other_task, other_lesson, his)] == [1, 1, 1]
    assert store.readings.tasks(BARIS, SUMMIT) == {"why": his}
    assert store.readings.tasks(ANI, "csto") == {"why": other_lesson}


def test_the_path_knows_which_tasks_are_answered_and_which_left_out(store: Store) -> None:
    save(store, "a")
    save(store, "a", task="who")
    store.readings.save_task(ANI, SUMMIT, "who", PassedOver(), now=NOON)
    store.readings.save_task(ANI, "csto", "when", PassedOver(), now=NOON)
    store.readings.save_task(ANI, "csto", "when", guess(), now=NOON)

    assert store.readings.task_counts(ANI) == {
        SUMMIT: TaskCounts(answered=frozenset({"why"}), passed_over=frozenset({"who"})),
        "csto": TaskCounts(answered=frozenset({"when"})),
    }
    assert store.readings.task_counts(BARIS) == {}


def test_two_tabs_at_the_same_moment_lose_nothing(store: Store, url: str) -> None:
    """Each may come to another server of the site."""
    other = Store.open(url)
    texts = [f"Sentence {number}" for number in range(24)]

    def send(number: int) -> SavedTask:
        return save((store, other)[number % 2], texts[number])

    with ThreadPoolExecutor(8) as tabs:
        saved = list(tabs.map(send, range(24)))
    other.close()

    kept = [each for _, each in store.readings.all_tasks(ANI)]
    assert [each.number for each in kept] == list(range(1, 25))
    assert sorted(each.answer.text for each in kept if isinstance(each.answer, Guess)) == sorted(
        texts
    )
    assert sorted(saved, key=lambda each: each.number) == kept


def test_equal_answers_at_the_same_moment_are_one_revision(store: Store) -> None:
    with ThreadPoolExecutor(8) as tabs:
        saved = list(tabs.map(lambda _: save(store, "No help came"), range(16)))

    assert {each.number for each in saved} == {1}
    assert len(store.readings.all_tasks(ANI)) == 1


def test_a_page_asks_for_everything_in_one_statement_each(store: Store) -> None:
    for each in ("a", "b"):
        store.readings.note_step(ANI, SUMMIT, each, now=NOON)
        save(store, each)
    asked: list[str] = []
    with store.reading() as connection:
        event.listen(
            connection.engine, "before_cursor_execute", lambda *args: asked.append(args[2])
        )

    store.readings.of_learner(ANI)
    store.readings.tasks(ANI, SUMMIT)
    store.readings.task_counts(ANI)

    assert len([each for each in asked if each.startswith("SELECT")]) == 3


def test_a_text_that_is_too_long_and_a_claim_without_proof_are_refused() -> None:
    with pytest.raises(ValidationError):
        guess("x" * (LONGEST_TEXT + 1))
    with pytest.raises(ValidationError):
        Claim(asked=WHY, text="Nobody helped.", passages=())


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9)
checks = st.builds(
    CheckAnswer,
    item_id=st.just("who-leads"),
    fingerprint=st.just("f"),
    response=st.builds(Typed, text=texts),
    score=st.fractions(0, 1, max_denominator=9),
)
answers = st.one_of(
    st.builds(Guess, asked=texts, text=texts),
    st.builds(DocumentAnswer, asked=texts, text=texts),
    checks,
    st.builds(Claim, asked=texts, text=texts, passages=st.just(("s2.p10",))),
    st.just(PassedOver()),
)
places = st.tuples(st.sampled_from(["csto", SUMMIT]), st.sampled_from(["why", "who"]))
_learners = count(1)


@given(st.lists(st.tuples(places, answers), max_size=12))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_saves_the_latest_is_what_was_saved_last_and_nothing_is_lost(
    store: Store, saves: list[tuple[tuple[str, str], TaskAnswer]]
) -> None:
    learner = f"learner {next(_learners)}"
    revisions: dict[tuple[str, str], list[SavedTask]] = {}
    for second, (place, answer) in enumerate(saves):
        now = NOON + timedelta(seconds=second)
        saved = store.readings.save_task(learner, *place, answer, now=now)
        revisions.setdefault(place, []).append(saved)

    kept = store.readings.all_tasks(learner)
    latest = {
        (lesson, task): saved
        for lesson in ("csto", SUMMIT)
        for task, saved in store.readings.tasks(learner, lesson).items()
    }

    assert latest == {place: each[-1] for place, each in revisions.items()}
    assert kept == [
        (lesson, saved)
        for (lesson, _), each in sorted(revisions.items())
        for saved in dict.fromkeys(each)
    ]
    for place, answer in saves:
        assert (place[0], place[1], answer) in [
            (each[0], each[1].task, each[1].answer) for each in kept
        ]
