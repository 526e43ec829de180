"""Steps of a learner, one after another, without a store: each becomes an event."""

from collections.abc import Callable

import pytest

from sourcebook import delivery
from sourcebook.errors import AttemptError
from sourcebook.model.attempts import Attempt, Choice, Event, Level, Response, Written
from sourcebook.model.item_records import records
from tests.builders import SUMMIT_DAY, option_id, single_choice

TEXT = Written(text="Help was missing.")
Move = Callable[[Attempt], Event]


def play(tried: Attempt, *moves: Move) -> Attempt:
    """An untouched attempt as it is after these moves."""
    happened: list[Event] = []
    for move in moves:
        happened.append(move(tried))
        tried = tried.model_copy(update={"records": records(happened)})
    return tried


def refusal(tried: Attempt, move: Move) -> str:
    """The message for a learner who tries a move that is not possible."""
    with pytest.raises(AttemptError) as refused:
        move(tried)
    return str(refused.value)


def responds(response: Response) -> Move:
    """Hands in this response to the first item."""
    return lambda tried: delivery.answer(tried, 0, response, now=SUMMIT_DAY)


def chooses(text: str) -> Move:
    """Chooses this option of the default item with one answer."""
    return responds(Choice(option=option_id(single_choice(), text)))


def writes(tried: Attempt) -> Event:
    """The learner hands in a text."""
    return responds(TEXT)(tried)


def proves(passage: str) -> Move:
    """Chooses this passage as the proof."""
    return lambda tried: delivery.prove(tried, 0, passage, now=SUMMIT_DAY)


def opens_hint(tried: Attempt) -> Event:
    """Opens the next hint."""
    return delivery.open_hint(tried, 0, now=SUMMIT_DAY)


def gives_up(tried: Attempt) -> Event:
    """Asks for the solution."""
    return delivery.give_up(tried, 0, now=SUMMIT_DAY)


def flags(tried: Attempt) -> Event:
    """Marks the item for another look."""
    return delivery.flag(tried, 0, flagged=True, now=SUMMIT_DAY)


def takes_flag_away(tried: Attempt) -> Event:
    """Takes that mark away again."""
    return delivery.flag(tried, 0, flagged=False, now=SUMMIT_DAY)


def marks(level: Level) -> Move:
    """The learner gives their own text this level."""
    return lambda tried: delivery.mark_written(tried, 0, level, now=SUMMIT_DAY)
