"""The results of a class: by quiz, learner, objective, item and passage, of attempts that count."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property
from itertools import chain, repeat
from statistics import fmean
from typing import NamedTuple, Protocol, Self

import pandas as pd

from sourcebook.analysis.passage_statistics import PassageResult, passage_results
from sourcebook.analysis.report_types import QuizReport
from sourcebook.analysis.reports import quiz_report
from sourcebook.analysis.responses import Offered, response_rows
from sourcebook.model.items import Item
from sourcebook.model.results import (
    ChoiceSums,
    ChosenPassage,
    Counting,
    FinishedAttempt,
    ItemResult,
    QuizSums,
    Reached,
    Rescored,
    Selected,
    SureSums,
    VersionSums,
)

ItemScores = dict[tuple[str, str], float]
"""Scores from 0 to 1 by the id of a quiz and the id of an item."""


class _Sums(Protocol):
    """What adds up the results of selected attempts; `store.results` does, and says what each is.

    Nothing here reads more than a method needs, so that a page pays for what it shows.
    """

    def learners(self, selected: Selected) -> int: ...
    def quizzes(self, selected: Selected) -> tuple[QuizSums, ...]: ...
    def reached(self, selected: Selected) -> tuple[Reached, ...]: ...
    def attempts(self, selected: Selected) -> tuple[FinishedAttempt, ...]: ...
    def versions(self, selected: Selected) -> tuple[VersionSums, ...]: ...
    def learners_by_group(
        self, selected: Selected, groups: Mapping[str, str]
    ) -> dict[str, int]: ...
    def chosen_passages(self, selected: Selected) -> tuple[ChosenPassage, ...]: ...
    def choices(self, selected: Selected) -> tuple[ChoiceSums, ...]: ...
    def sure(self, selected: Selected) -> tuple[SureSums, ...]: ...
    def sure_and_wrong_by_learner(self, selected: Selected) -> dict[str, int]: ...
    def responses(
        self, selected: Selected
    ) -> tuple[list[tuple[FinishedAttempt, ItemResult]], dict[str, Rescored]]: ...
    def latest_items(self, selected: Selected) -> dict[str, Item]: ...


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
    """The results of the selected attempts; each figure is read when it is first asked for."""

    sums: _Sums
    selected: Selected

    def finished_between(self, first: date | None, last: date | None, zone: tzinfo) -> Self:
        """The attempts that were finished on these days in a time zone, both included."""
        before = last + timedelta(days=1) if last else None
        days = self.selected._replace(
            first=_beginning(first, zone) if first else None,
            before=_beginning(before, zone) if before else None,
        )
        return replace(self, selected=days)

    def counting(self, which: Counting) -> Self:
        """The attempts that count; the best is the earliest of those with the highest per cent."""
        return replace(self, selected=self.selected._replace(counting=which))

    def at_quizzes(self, quiz_ids: Collection[str]) -> Self:
        """The attempts at these quizzes."""
        return replace(self, selected=self.selected._replace(quiz_ids=tuple(quiz_ids)))

    @cached_property
    def attempts(self) -> tuple[FinishedAttempt, ...]:
        """The attempts that count; those that were started first come first."""
        return self.sums.attempts(self.selected)

    @property
    def number(self) -> int:
        """How many attempts count."""
        return sum(sum(each.percents.values()) for each in self._quizzes)

    @cached_property
    def learners(self) -> int:
        """How many learners there are."""
        return self.sums.learners(self.selected)

    @property
    def titles(self) -> dict[str, str]:
        """The title of each quiz as it was last taken, by id."""
        return {each.quiz_id: each.quiz_title for each in self._quizzes}

    @property
    def latest_quiz(self) -> str | None:
        """The id of the quiz that was finished last; None without attempts."""
        latest = max(self._quizzes, key=lambda each: each.last, default=None)
        return latest.quiz_id if latest else None

    @cached_property
    def responses(self) -> pd.DataFrame:
        """What was answered, as `responses_table` has it."""
        return response_rows(*self.sums.responses(self.selected))

    @cached_property
    def items_asked(self) -> dict[str, Item]:
        """The items that learners had, by id, each as it was in the attempt begun last."""
        return self.sums.latest_items(self.selected)

    def choices(self) -> tuple[ChoiceSums, ...]:
        """How often each option of each version of an item was chosen at the first try."""
        return self.sums.choices(self.selected)

    def sure(self) -> tuple[SureSums, ...]:
        """How many answers to each version of an item say how sure their learner was."""
        return self.sums.sure(self.selected)

    def sure_and_wrong_by_learner(self) -> dict[str, int]:
        """How many answers of each learner were certain and not right at the first try."""
        return self.sums.sure_and_wrong_by_learner(self.selected)

    def quizzes(self) -> tuple[ClassQuizResult, ...]:
        """The result of each quiz."""
        return tuple(map(_quiz_result, self._quizzes))

    def percents(self) -> dict[str, dict[str, float]]:
        """The per cent of each learner at each quiz they took, by learner id and quiz id.

        The mean if several attempts count.
        """
        found: dict[str, dict[str, list[float]]] = {}
        for learner_id, quiz_id, percent in self.sums.reached(self.selected):
            found.setdefault(learner_id, {}).setdefault(quiz_id, []).append(percent)
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
        groups = {each.fingerprint: each.item.objective for each in self.versions}
        learners = self.sums.learners_by_group(self.selected, groups)
        by_objective: dict[str, list[VersionSums]] = {}
        for each in self.versions:
            by_objective.setdefault(each.item.objective, []).append(each)
        return tuple(
            _objective_result(objective, learners.get(objective, 0), own)
            for objective, own in by_objective.items()
        )

    def passages(self) -> tuple[PassageResult, ...]:
        """The result of each passage, the one whose items are answered worst first."""
        return passage_results(self.versions, self.sums.chosen_passages(self.selected))

    def report(self, quiz_id: str, named: Callable[[Offered], Offered]) -> QuizReport:
        """The report on a quiz and its items, with the options as `named` returns them."""
        own = self.at_quizzes([quiz_id]).responses
        offered = [tuple(map(named, options)) for options in own["offered"]]
        columns = {"offered": pd.Series(offered, index=own.index, dtype=object)}
        # Which attempts count was chosen before.
        return quiz_report(own.assign(**columns), "all")

    @cached_property
    def _quizzes(self) -> tuple[QuizSums, ...]:
        return self.sums.quizzes(self.selected)

    @cached_property
    def versions(self) -> tuple[VersionSums, ...]:
        """The sums of each version of an item, in the order in which learners first had them."""
        return self.sums.versions(self.selected)


def _beginning(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _mean(numbers: Mapping[float, int]) -> float:
    """The mean of numbers, each as often as it was reached."""
    return fmean(chain.from_iterable(repeat(each, times) for each, times in numbers.items()))


def _quiz_result(sums: QuizSums) -> ClassQuizResult:
    return ClassQuizResult(
        quiz_id=sums.quiz_id,
        quiz_title=sums.quiz_title,
        learners=sums.learners,
        attempts=sum(sums.percents.values()),
        passed=sums.passed,
        mean=_mean(sums.percents),
        lowest=min(sums.percents),
        highest=max(sums.percents),
    )


def _objective_result(
    objective: str, learners: int, versions: Iterable[VersionSums]
) -> ObjectiveResult:
    scores: Counter[float] = Counter()
    items, right = set(), 0
    for each in versions:
        scores.update(each.scores)
        items.add(each.item.id)
        right += each.right
    return ObjectiveResult(objective, learners, len(items), scores.total(), right, _mean(scores))
