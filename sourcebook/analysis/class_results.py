"""The results of a class: by quiz, learner, objective, item and passage, of attempts that count."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from statistics import fmean
from typing import Final, Literal, NamedTuple, Self

import pandas as pd

from sourcebook.analysis.attempt_results import AttemptResult, attempt_results
from sourcebook.analysis.passage_statistics import (
    ChosenPassage,
    PassageResult,
    chosen_passages,
    passage_results,
)
from sourcebook.analysis.report_types import QuizReport
from sourcebook.analysis.reports import quiz_report
from sourcebook.analysis.responses import Offered, responses_table
from sourcebook.model.attempts import Attempt

Counting = Literal["first", "latest", "best", "all"]
"""Which attempts count: each learner's first at each quiz, their latest, their best, or all."""

ItemScores = dict[tuple[str, str], float]
"""Scores from 0 to 1 by the id of a quiz and the id of an item."""


class ClassQuizResult(NamedTuple):
    """A quiz: how many `learners` and `attempts`, how many of the learners have `passed`.

    `mean`, `lowest` and `highest` are per cent, from 0 to 100.
    """

    quiz_id: str
    quiz_title: str
    learners: int
    attempts: int
    passed: int
    mean: float
    lowest: float
    highest: float


class ObjectiveResult(NamedTuple):
    """An objective: how many `learners`, different `items` and `answers`, how many are `right`.

    `mean` is the mean score, from 0 to 1. Blanks count as answers that earned nothing; a text
    that is not marked yet does not count.
    """

    objective: str
    learners: int
    items: int
    answers: int
    right: int
    mean: float


@dataclass(frozen=True)
class ClassResults:
    """The finished attempts of a class that count, oldest first, and what was answered in them.

    `responses` is what `responses_table` returns.
    """

    attempts: tuple[AttemptResult, ...]
    responses: pd.DataFrame
    chosen: tuple[ChosenPassage, ...]

    @classmethod
    def of(cls, attempts: Sequence[Attempt]) -> Self:
        """The results of all these attempts."""
        return cls(attempt_results(attempts), responses_table(attempts), chosen_passages(attempts))

    def finished_between(self, first: date | None, last: date | None, zone: tzinfo) -> Self:
        """The attempts that were finished on these days in a time zone, both included."""
        return self._only(
            each
            for each in self.attempts
            if (first is None or first <= each.finished_at.astimezone(zone).date())
            and (last is None or each.finished_at.astimezone(zone).date() <= last)
        )

    def counting(self, which: Counting) -> Self:
        """The attempts that count; the best is the earliest of those with the highest per cent."""
        if which == "all":
            return self
        in_order = sorted(self.attempts, key=_ORDERS[which])
        chosen: dict[tuple[str, str], AttemptResult] = {}
        for each in in_order:
            chosen.setdefault((each.learner_id, each.quiz_id), each)
        return self._only(sorted(chosen.values(), key=lambda each: each.finished_at))

    def at_quizzes(self, quiz_ids: Collection[str]) -> Self:
        """The attempts at these quizzes."""
        return self._only(each for each in self.attempts if each.quiz_id in quiz_ids)

    @property
    def titles(self) -> dict[str, str]:
        """The title of each quiz as it was last taken, by id."""
        return {each.quiz_id: each.quiz_title for each in self.attempts}

    @property
    def learners(self) -> int:
        """How many learners there are."""
        return len({each.learner_id for each in self.attempts})

    def quizzes(self) -> tuple[ClassQuizResult, ...]:
        """The result of each quiz."""
        return tuple(
            _quiz_result([each for each in self.attempts if each.quiz_id == quiz_id])
            for quiz_id in self.titles
        )

    def percents(self) -> dict[str, dict[str, float]]:
        """The per cent of each learner at each quiz they took, by learner id and quiz id.

        The mean if several attempts count.
        """
        found: dict[str, dict[str, list[float]]] = {}
        for each in self.attempts:
            of_learner = found.setdefault(each.learner_id, {})
            of_learner.setdefault(each.quiz_id, []).append(each.percent)
        return {
            learner_id: {quiz_id: fmean(percents) for quiz_id, percents in by_quiz.items()}
            for learner_id, by_quiz in found.items()
        }

    def items(self, quiz_id: str) -> tuple[str, ...]:
        """The ids of the items of a quiz, in the order in which the attempts had them."""
        own = self.responses[self.responses["quiz_id"] == quiz_id]
        return tuple(own.groupby("item_id")["place"].min().sort_values(kind="stable").index)

    def item_scores(self) -> dict[str, ItemScores]:
        """The score of each learner at each item they answered, by learner id.

        The mean if several attempts count. A blank and a text without a mark are left out.
        """
        table = self.responses
        answered = table[~table["is_blank"] & table["score"].notna()]
        means = answered.groupby(["learner_id", "quiz_id", "item_id"])["score"].mean()
        found: dict[str, ItemScores] = {}
        for learner_id, quiz_id, item_id, score in means.reset_index().itertuples(
            index=False, name=None
        ):
            found.setdefault(learner_id, {})[quiz_id, item_id] = score
        return found

    def objectives(self) -> tuple[ObjectiveResult, ...]:
        """The result of each objective."""
        scored = self.responses[self.responses["score"].notna()]
        by_objective = scored.groupby("objective", sort=False)
        found = pd.DataFrame(
            {
                "learners": by_objective["learner_id"].nunique(),
                "items": by_objective["item_id"].nunique(),
                "answers": by_objective["score"].count(),
                "right": by_objective["is_right"].sum().astype("int64"),
                "mean": by_objective["score"].mean(),
            }
        )
        return tuple(ObjectiveResult(*row) for row in found.itertuples(name=None))

    def passages(self) -> tuple[PassageResult, ...]:
        """The result of each passage, the one whose items are answered worst first."""
        return passage_results(self.responses, self.chosen)

    def report(self, quiz_id: str, named: Callable[[Offered], Offered]) -> QuizReport:
        """The report on a quiz and its items, with the options as `named` returns them."""
        own = self.responses[self.responses["quiz_id"] == quiz_id].reset_index(drop=True)
        offered = [tuple(map(named, options)) for options in own["offered"]]
        columns = {"offered": pd.Series(offered, index=own.index, dtype=object)}
        # Which attempts count was chosen before.
        return quiz_report(own.assign(**columns), "all")

    def _only(self, attempts: Iterable[AttemptResult]) -> Self:
        kept = tuple(attempts)
        if len(kept) == len(self.attempts):
            return self
        ids = {each.attempt_id for each in kept}
        responses = self.responses[self.responses["attempt_id"].isin(ids)].reset_index(drop=True)
        chosen = tuple(each for each in self.chosen if each.attempt_id in ids)
        return replace(self, attempts=kept, responses=responses, chosen=chosen)


_ORDERS: Final[Mapping[Counting, Callable[[AttemptResult], tuple[float, ...]]]] = {
    "first": lambda result: (result.started_at.timestamp(),),
    "latest": lambda result: (-result.started_at.timestamp(),),
    "best": lambda result: (-result.percent, result.started_at.timestamp()),
}
"""By what attempts are sorted, so that the first at a quiz is the one that counts."""


def _quiz_result(results: Sequence[AttemptResult]) -> ClassQuizResult:
    percents = [each.percent for each in results]
    return ClassQuizResult(
        quiz_id=results[-1].quiz_id,
        quiz_title=results[-1].quiz_title,
        learners=len({each.learner_id for each in results}),
        attempts=len(results),
        passed=len({each.learner_id for each in results if each.passed}),
        mean=fmean(percents),
        lowest=min(percents),
        highest=max(percents),
    )
