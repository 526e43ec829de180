"""Which passages are misread: how the items do that rest on each, and what was taken for proof."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

import pandas as pd

from sourcebook.analysis.typed_tables import table
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


class _Row(NamedTuple):
    attempt_id: str
    item_id: str
    passage: str
    is_proof: bool
    is_right: bool


CHOSEN_COLUMNS = list(_Row._fields)


def chosen_passages(attempts: Iterable[Attempt]) -> pd.DataFrame:
    """One row per passage that a learner chose: as the proof of an answer (`is_proof`), or as the
    evidence that an item asks for, at the first try.

    `is_right` says that it does prove the answer, or is a key. Finished attempts at a whole quiz
    count.
    """
    rows = [
        row
        for attempt in attempts
        if attempt.is_finished and attempt.purpose == "quiz"
        for place, record in attempt.records.items()
        for row in _rows(attempt.id, attempt.items[place].item, record)
    ]
    return table(rows, CHOSEN_COLUMNS, types={"is_proof": "bool", "is_right": "bool"})


def passage_results(responses: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """One row per passage id, the one whose items do worst first.

    `answers` counts the answers, blanks included, to the `items` (their ids) that cite the
    passage, `right` those that are right in full. `mistaken` counts how often the passage was
    chosen as proof or evidence and is none, `mistaken_for` names the items where it was. A
    passage that no item cites stands last, if anybody chose it.

    An item that cites several passages counts for each of them: no program can tell which of them
    was misread.
    """
    scored = responses[responses["score"].notna()]
    cited = scored[["item_id", "citations", "is_right"]].explode("citations")
    by_passage = cited.groupby("citations")
    wrong = chosen[~chosen["is_right"]].groupby("passage")
    found = pd.DataFrame(
        {
            "answers": by_passage["is_right"].count(),
            "right": by_passage["is_right"].sum(),
            "items": by_passage["item_id"].unique().map(tuple),
            "mistaken": wrong["passage"].count(),
            "mistaken_for": wrong["item_id"].unique().map(tuple),
        }
    ).rename_axis("passage")
    counts = ["answers", "right", "mistaken"]
    found[counts] = found[counts].fillna(0).astype("int64")
    for name in ("items", "mistaken_for"):
        found[name] = [each if isinstance(each, tuple) else () for each in found[name]]
    share = (found["right"] / found["answers"].where(found["answers"] > 0)).rename("share")
    return found.assign(share=share).sort_values(["share", "mistaken"], ascending=[True, False])


def _rows(attempt_id: str, item: Item, record: Record) -> Iterator[_Row]:
    scored_by = record.regraded.item if record.regraded else item
    if record.proof:
        yield _Row(attempt_id, item.id, record.proof, True, record.proof in scored_by.proof)
    if record.answers:
        for passage in sorted(_chosen_passages(scored_by, record.answers[0].response)):
            right = passage in key_ids(scored_by)
            yield _Row(attempt_id, item.id, passage, False, right)


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
