"""Whom a teacher may want to speak to after a quiz, and why; and how far a class is with it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from statistics import fmean
from typing import Literal, NamedTuple

from sourcebook.analysis.class_status import MemberStatus
from sourcebook.model.learners import Member
from sourcebook.model.results import AttemptStage, FinishedAttempt

LOW = 50.0
"""The per cent below which a learner's result is low."""

OFTEN_SURE_AND_WRONG = 3
"""How many answers must be certain and wrong before a learner is named for it."""

Concern = Literal["stuck", "low", "sure_and_wrong"]
"""Why to speak to a learner: the first reason that is true."""


class Basis(NamedTuple):
    """What the results of a quiz rest on: the attempts that count, and their first and last day.

    Of the `members`, `learners` have an attempt that counts, `unfinished` have begun and finished
    none, and `not_begun` have begun none. `first` and `last` are None without attempts.
    """

    attempts: int
    learners: int
    members: int
    unfinished: int
    not_begun: int
    first: datetime | None
    last: datetime | None


def concerns(
    statuses: Iterable[MemberStatus],
    percents: Mapping[str, Mapping[str, float]],
    sure_and_wrong: Mapping[str, int],
) -> dict[Concern, tuple[str, ...]]:
    """The ids of the learners to speak to, by the first reason that is true, in their order.

    `percents` has what each reached by learner id and quiz id, of which the mean counts, and
    `sure_and_wrong` how many of their answers were certain and wrong, by learner id.
    """
    found: dict[Concern, list[str]] = {"stuck": [], "low": [], "sure_and_wrong": []}
    for status in statuses:
        reached = percents.get(status.learner_id)
        if status.stuck:
            found["stuck"].append(status.learner_id)
        elif reached and fmean(reached.values()) < LOW:
            found["low"].append(status.learner_id)
        elif sure_and_wrong.get(status.learner_id, 0) >= OFTEN_SURE_AND_WRONG:
            found["sure_and_wrong"].append(status.learner_id)
    return {reason: tuple(named) for reason, named in found.items()}


def basis(
    counted: Sequence[FinishedAttempt], begun: Iterable[AttemptStage], members: Sequence[Member]
) -> Basis:
    """What results rest on; `begun` are all attempts of the class at these quizzes."""
    ids = {each.id for each in members}
    finished = {each.learner_id for each in counted} & ids
    started = {each.learner_id for each in begun if each.purpose == "quiz"} & ids
    days = [each.finished_at for each in counted]
    return Basis(
        attempts=len(counted),
        learners=len(finished),
        members=len(ids),
        unfinished=len(started - finished),
        not_begun=len(ids - started - finished),
        first=min(days, default=None),
        last=max(days, default=None),
    )
