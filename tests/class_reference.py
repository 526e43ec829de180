"""The results of a class as attempts give them, one answer after the other, without a database.

The store adds them up in another way, and must find the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from statistics import fmean
from typing import NamedTuple

import pandas as pd

from sourcebook.analysis import (
    RESPONSE_COLUMNS,
    AttemptResult,
    ClassQuizResult,
    Offered,
    PassageResult,
    attempt_results,
    past_answers,
    that_count,
)
from sourcebook.delivery import earned, is_answered, rescored, seconds_spent
from sourcebook.model.attempts import Attempt, Record, Regraded
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import EvidenceItem, Item, Matching, Ordering
from sourcebook.model.options import chosen_options, options
from sourcebook.model.results import Counting
from sourcebook.model.versions import fingerprint
from sourcebook.scoring import RIGHT, chance, key_ids, score


class _Version(NamedTuple):
    item: Item
    fingerprint: str
    since: datetime


def counted(attempts: Iterable[Attempt], which: Counting) -> list[Attempt]:
    """The finished attempts that count, oldest first."""
    by_id = {each.id: each for each in attempts}
    results = that_count(attempt_results(by_id.values()), which)
    found = [by_id[each.attempt_id] for each in results]
    return sorted(found, key=lambda each: (each.started_at, each.id))


def responses(attempts: Sequence[Attempt], whole_class: Iterable[Attempt]) -> pd.DataFrame:
    """One row for each item of each attempt, as `analysis.responses_table` has it."""
    moved = _moved(whole_class)
    rows = [row for attempt in attempts for row in _rows(attempt, moved)]
    return pd.DataFrame(rows, columns=RESPONSE_COLUMNS, dtype=object)


def quizzes(attempts: Iterable[Attempt]) -> list[ClassQuizResult]:
    """The result of each quiz; the quiz that was finished first comes first."""
    by_quiz: dict[str, list[AttemptResult]] = {}
    for each in attempt_results(attempts):
        by_quiz.setdefault(each.quiz_id, []).append(each)
    return [_quiz(results) for results in by_quiz.values()]


def percents(attempts: Iterable[Attempt]) -> dict[str, dict[str, float]]:
    """The mean per cent of each learner at each quiz."""
    found: dict[str, dict[str, list[float]]] = {}
    for each in attempt_results(attempts):
        found.setdefault(each.learner_id, {}).setdefault(each.quiz_id, []).append(each.percent)
    return {one: {quiz: fmean(of) for quiz, of in own.items()} for one, own in found.items()}


def objectives(table: pd.DataFrame) -> set[tuple[object, ...]]:
    """Learners, items, answers and right answers by objective, and the mean to nine decimals."""
    scored = table[table["score"].notna()]
    return {
        (
            objective,
            own["learner_id"].nunique(),
            own["item_id"].nunique(),
            len(own),
            int(own["is_right"].sum()),
            round(float(own["score"].astype(float).mean()), 9),
        )
        for objective, own in scored.groupby("objective")
    }


def passages(table: pd.DataFrame, attempts: Iterable[Attempt]) -> dict[str, PassageResult]:
    """The result of each passage."""
    cited: dict[str, list[tuple[str, bool]]] = {}
    for row in table[table["score"].notna()].to_dict("records"):
        for passage in row["citations"]:
            cited.setdefault(passage, []).append((row["item_id"], row["is_right"]))
    wrong: dict[str, Counter[str]] = {}
    for passage, item_id in _wrongly_chosen(attempts):
        wrong.setdefault(passage, Counter())[item_id] += 1
    return {
        each: PassageResult(
            each,
            len(cited.get(each, ())),
            sum(right for _, right in cited.get(each, ())),
            tuple(dict.fromkeys(item_id for item_id, _ in cited.get(each, ()))),
            wrong.get(each, {}),
        )
        for each in {*cited, *wrong}
    }


def choices(table: pd.DataFrame) -> dict[tuple[str, str], tuple[int, int]]:
    """By item and option, how many had the option, and how many chose it first."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row in table.to_dict("records"):
        for each in row["offered"]:
            shown, chosen = found.get((row["item_id"], each.id), (0, 0))
            found[row["item_id"], each.id] = shown + 1, chosen + (each.id in row["chosen"])
    return found


def sure(attempts: Sequence[Attempt]) -> tuple[dict[str, tuple[int, int]], dict[str, int]]:
    """Answers that say how sure they are, and those sure and wrong: by item, and by learner."""
    learners = {each.id: each.learner_id for each in attempts}
    by_item: dict[str, tuple[int, int]] = {}
    by_learner: Counter[str] = Counter()
    for each in past_answers(attempts):
        if each.confidence:
            wrong = each.confidence == "certain" and not each.is_right_at_first
            answers, errors = by_item.get(each.item_id, (0, 0))
            by_item[each.item_id] = answers + 1, errors + wrong
            by_learner[learners[each.attempt_id]] += wrong
    return by_item, {one: number for one, number in by_learner.items() if number}


def _quiz(results: Sequence[AttemptResult]) -> ClassQuizResult:
    reached = [each.percent for each in results]
    return ClassQuizResult(
        quiz_id=results[-1].quiz_id,
        quiz_title=results[-1].quiz_title,
        learners=len({each.learner_id for each in results}),
        attempts=len(results),
        passed=len({each.learner_id for each in results if each.passed}),
        mean=fmean(reached),
        lowest=min(reached),
        highest=max(reached),
    )


def _moved(attempts: Iterable[Attempt]) -> dict[str, Regraded]:
    scored_again = [
        (attempt.items[place].fingerprint, record.regraded)
        for attempt in attempts
        if attempt.is_finished and attempt.purpose == "quiz"
        for place, record in attempt.records.items()
        if record.regraded
    ]
    return dict(sorted(scored_again, key=lambda each: each[1].at))


def _rows(attempt: Attempt, moved: Mapping[str, Regraded]) -> Iterator[tuple[object, ...]]:
    spent, nothing = seconds_spent(attempt), float("nan")
    for place in range(len(attempt.items)):
        version = _scored_by(attempt, place, moved)
        item, record = version.item, attempt.record(place)
        answered = is_answered(attempt, place)
        yield (
            attempt.id,
            attempt.learner_id,
            attempt.quiz_id,
            attempt.started_at,
            attempt.finished_at,
            place,
            item.id,
            version.fingerprint,
            version.since,
            item.type,
            item.objective,
            item.skill,
            item.citations,
            float(item.points),
            float(chance(item)),
            _score(item, record) if answered else 0.0,
            not answered,
            answered and _is_right(item, record),
            record.proof in item.proof if item.proof else None,
            _offered(item),
            tuple(sorted(chosen_options(record.answers[0].response))) if answered else (),
            spent.get(place, nothing) if answered else nothing,
            record.hints,
            len(record.answers),
        )


def _scored_by(attempt: Attempt, place: int, moved: Mapping[str, Regraded]) -> _Version:
    pinned, record = attempt.items[place], attempt.record(place)
    again = record.regraded
    if not is_answered(attempt, place):
        again = moved.get(pinned.fingerprint)
    if again:
        return _Version(again.item, fingerprint(again.item), again.at)
    return _Version(pinned.item, pinned.fingerprint, attempt.started_at)


def _score(item: Item, record: Record) -> float:
    if is_marked_by_rubric(item) and record.level is None:
        return float("nan")
    return float(rescored(item, record) if record.regraded else earned(item, record))


def _is_right(item: Item, record: Record) -> bool:
    if is_marked_by_rubric(item):
        return record.level is not None and item.share(record.level) == RIGHT
    return score(item, record.answers[-1].response) == RIGHT


def _offered(item: Item) -> tuple[Offered, ...]:
    if isinstance(item, Matching | Ordering):
        return ()
    keys = key_ids(item) if options(item) else frozenset()
    return tuple(Offered(each.id, each.text, each.id in keys) for each in options(item))


def _wrongly_chosen(attempts: Iterable[Attempt]) -> Iterator[tuple[str, str]]:
    for attempt in attempts:
        for place, record in attempt.records.items():
            item = record.regraded.item if record.regraded else attempt.items[place].item
            if record.proof and record.proof not in item.proof:
                yield record.proof, item.id
            if isinstance(item, EvidenceItem) and record.answers:
                for passage in chosen_options(record.answers[0].response) - {*key_ids(item)}:
                    yield passage, item.id
