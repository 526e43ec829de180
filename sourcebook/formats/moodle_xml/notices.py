"""What a person must look at after an import: a sentence for each cause, with its questions."""

from collections.abc import Iterable
from typing import NamedTuple

from sourcebook.content.authoring.tables.notes import listed, shortened

_MOST_QUESTIONS = 6


class Notice(NamedTuple):
    """Something to look at: its cause as a sentence, and the number and name of the question."""

    cause: str
    number: int
    name: str = ""


def sentences(notices: Iterable[Notice]) -> tuple[str, ...]:
    """One sentence for each cause, in the order of first mention, with all its questions."""
    causes: dict[str, dict[int, str]] = {}
    for each in notices:
        causes.setdefault(each.cause, {})[each.number] = each.name
    return tuple(f"{_where(questions)}: {cause}" for cause, questions in causes.items())


def _where(questions: dict[int, str]) -> str:
    places = [
        f"{number} ('{shortened(name)}')" if name else str(number)
        for number, name in questions.items()
    ]
    return f"Question{'s' if len(places) > 1 else ''} {listed(places, most=_MOST_QUESTIONS)}"
