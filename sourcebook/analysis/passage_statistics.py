"""Which passages are misread: how well items that cite a passage are answered, and which passages
are wrongly chosen as proof.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, assert_never

import pandas as pd

from sourcebook.model.attempts import Attempt, Record, Response
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.options import chosen_options
from sourcebook.scoring import key_ids


class ChosenPassage(NamedTuple):
    """A passage that a learner chose: as the proof of an answer, or as the evidence that an item
    asks for, at the first try. `is_right` says that it does prove the answer, or is a key.
    """

    attempt_id: str
    item_id: str
    passage: str
    is_right: bool


class PassageResult(NamedTuple):
    """How well the items that cite a passage are answered.

    `answers` counts the answers, blanks included, to these `items` (their ids), and `right` those
    that are right in full. `mistaken_for` says how often the passage was chosen as proof or
    evidence and is none, by the id of the item.
    """

    passage: str
    answers: int
    right: int
    items: tuple[str, ...]
    mistaken_for: Mapping[str, int]

    @property
    def percent(self) -> float | None:
        """How many of 100 answers are right in full; None without answers."""
        return 100 * self.right / self.answers if self.answers else None

    @property
    def mistaken(self) -> int:
        """How often the passage was wrongly chosen."""
        return sum(self.mistaken_for.values())


def chosen_passages(attempts: Iterable[Attempt]) -> tuple[ChosenPassage, ...]:
    """The passages that learners chose in finished attempts at a whole quiz."""
    return tuple(
        chosen
        for attempt in attempts
        if attempt.is_finished and attempt.purpose == "quiz"
        for place, record in attempt.records.items()
        for chosen in _chosen(attempt.id, attempt.items[place].item, record)
    )


def passage_results(
    responses: pd.DataFrame, chosen: Iterable[ChosenPassage]
) -> tuple[PassageResult, ...]:
    """The result of each passage, the one whose items are answered worst first.

    A passage that no item cites comes last, if anybody chose it. An item that cites several
    passages counts for each of them: no program can know which of them was misread. `responses`
    is what `responses_table` returns.
    """
    scored = responses[responses["score"].notna()]
    by_item = scored.groupby(["item_id", "citations"], sort=False)["is_right"].agg(["count", "sum"])
    cited: dict[str, list[tuple[str, int, int]]] = {}
    for (item_id, citations), answers, right in by_item.itertuples(name=None):
        for passage in citations:
            cited.setdefault(passage, []).append((item_id, int(answers), int(right)))
    wrong: dict[str, Counter[str]] = {}
    for each in chosen:
        if not each.is_right:
            wrong.setdefault(each.passage, Counter())[each.item_id] += 1
    passages = sorted({*cited, *wrong})
    found = (_result(each, cited.get(each, ()), wrong.get(each, {})) for each in passages)
    return tuple(sorted(found, key=_worst_first))


def _result(
    passage: str, cited: Sequence[tuple[str, int, int]], mistaken_for: Mapping[str, int]
) -> PassageResult:
    return PassageResult(
        passage,
        answers=sum(answers for _, answers, _ in cited),
        right=sum(right for _, _, right in cited),
        items=tuple(dict.fromkeys(item_id for item_id, _, _ in cited)),
        mistaken_for=mistaken_for,
    )


def _worst_first(result: PassageResult) -> tuple[bool, float, int]:
    return result.percent is None, result.percent or 0.0, -result.mistaken


def _chosen(attempt_id: str, item: Item, record: Record) -> Iterator[ChosenPassage]:
    scored_by = record.regraded.item if record.regraded else item
    if record.proof:
        yield ChosenPassage(attempt_id, item.id, record.proof, record.proof in scored_by.proof)
    if record.answers:
        for passage in sorted(_chosen_passages(scored_by, record.answers[0].response)):
            right = passage in key_ids(scored_by)
            yield ChosenPassage(attempt_id, item.id, passage, right)


def _chosen_passages(item: Item, response: Response) -> frozenset[str]:
    match item:
        case EvidenceItem():
            return chosen_options(response)
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | Numeric():
            return frozenset()
        case ShortAnswer() | Matching() | Ordering() | ExtendedResponse():
            return frozenset()
        case _:
            assert_never(item)
