"""What the tests of the store start from: two learners, small quizzes, attempts at them."""

import random
from datetime import timedelta

from sqlalchemy import create_engine, text

from sourcebook.model.attempts import Attempt, Choice, Purpose, Written
from sourcebook.model.items import ExtendedResponse, Item, SingleChoice
from sourcebook.model.lesson_work import Guess
from sourcebook.model.options import option
from sourcebook.model.quizzes import Quiz
from sourcebook.store import Store
from tests.store.conftest import NOON

ANI, BARIS = "a" * 64, "b" * 64
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def item(name: str, **changes: object) -> SingleChoice:
    """Who leads the alliance? Russia; Armenia is worth a third."""
    fields = {
        "type": "single_choice",
        "id": name,
        "objective": "name-members",
        "stem": "Who leads the alliance?",
        "key": "Russia",
        "distractors": ["Belarus", {"text": "Armenia", "score": "1/3"}, "Kazakhstan"],
        "rationale": "Newsweek says so.",
        "citations": ["s2.p10"],
    }
    return SingleChoice.model_validate(fields | changes)


def written(name: str = "why-unsigned") -> ExtendedResponse:
    """An item that is answered in one's own words."""
    return ExtendedResponse.model_validate(
        {
            "type": "extended_response",
            "id": name,
            "objective": "tell-why",
            "stem": "Why was the declaration left unsigned?",
            "rubric": {"full": "Names both reasons.", "part": "Names one.", "none": "Names none."},
            "model_answer": "It said nothing about the attack.",
            "rationale": "Newsweek quotes him.",
            "citations": ["s2.p10"],
        }
    )


def quiz(*items: Item, **changes: object) -> Quiz:
    """A quiz of these items with pass mark 60."""
    fields = {"id": "summit", "title": "The summit", "pass_mark": 60, "items": items}
    return Quiz.model_validate(fields | changes)


TWO_ITEMS = quiz(item("who-leads"), item("who-follows"))
THREE_TRIES = quiz(
    item("who-leads", tries=["1", "1/2", "1/4"], hints=["The largest.", "Not Belarus."]),
    item("who-follows"),
)
PROVED = quiz(item("who-leads", proof=["s2.p10"]), item("who-follows"))
ONE_WRITTEN = quiz(written(), item("who-leads"))
TEST_MODE = quiz(item("who-leads", proof=["s2.p10"]), written(), feedback="deferred")
TIMED = quiz(item("who-leads", tries=["1", "1/2"]), item("who-follows"), time_limit=30)


def start(
    store: Store,
    learner: str = ANI,
    asked: Quiz = TWO_ITEMS,
    seed: int = 1,
    *,
    purpose: Purpose = "quiz",
) -> Attempt:
    """The learner's open attempt at a quiz, begun at noon."""
    rng = random.Random(seed)
    return store.attempts.start(learner, asked, now=NOON, rng=rng, purpose=purpose)


def choose(attempt: Attempt, place: int, wanted: str) -> Choice:
    """The response that chooses the option with this text."""
    return Choice(option=option(attempt.items[place].item.id, wanted).id)


def wrote(wanted: str = "It said nothing about the attack.") -> Written:
    """A response in one's own words."""
    return Written(text=wanted)


def guess(text: str = "No help came.") -> Guess:
    """What a learner expects at a task of a lesson."""
    return Guess(asked="Why was the declaration left unsigned?", text=text)


def long_text(number: int) -> Written:
    """A text of three thousand signs, different from others by its number."""
    return Written(text=f"{number} " * (3000 // len(f"{number} ")))


def answer_with(
    store: Store, attempt: Attempt, place: int, *texts: str, learner: str = ANI
) -> Attempt:
    """The attempt after these options were chosen one after the other, at noon."""
    for each in texts:
        attempt = store.attempts.answer(
            learner, attempt.id, place, choose(attempt, place, each), now=NOON
        )
    return attempt


def reloaded(store: Store, attempt: Attempt, learner: str = ANI) -> Attempt:
    """The attempt as it is on disk."""
    found = store.attempts.one(learner, attempt.id)
    assert found is not None
    return found


def event_rows(url: str, attempt: Attempt) -> list[tuple[int, int, str]]:
    """Number, place and kind of all events of an attempt as they stand in the table."""
    query = "SELECT number, place, kind FROM event WHERE attempt_id = :id ORDER BY number"
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text(query), {"id": attempt.id}).all()
    engine.dispose()
    return [(row.number, row.place, row.kind) for row in found]
