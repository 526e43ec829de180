"""Which passages are misread: how well items that cite a passage are answered, and which passages
are wrongly chosen as proof.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sourcebook.model.results import ChosenPassage, VersionSums
from sourcebook.scoring import key_ids


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


def passage_results(
    versions: Iterable[VersionSums], chosen: Iterable[ChosenPassage]
) -> tuple[PassageResult, ...]:
    """The result of each passage, the one whose items are answered worst first.

    A passage that no item cites comes last, if anybody chose it. An item that cites several
    passages counts for each of them: no program can know which of them was misread.
    """
    cited: dict[str, list[VersionSums]] = {}
    for each in versions:
        for passage in each.item.citations:
            cited.setdefault(passage, []).append(each)
    wrong: dict[str, Counter[str]] = {}
    for one in chosen:
        if not _is_right(one):
            wrong.setdefault(one.passage, Counter())[one.item.id] += one.times
    passages = sorted({*cited, *wrong})
    found = (_result(each, cited.get(each, ()), wrong.get(each, {})) for each in passages)
    return tuple(sorted(found, key=_worst_first))


def _result(
    passage: str, cited: Sequence[VersionSums], mistaken_for: Mapping[str, int]
) -> PassageResult:
    return PassageResult(
        passage,
        answers=sum(sum(each.scores.values()) for each in cited),
        right=sum(each.right for each in cited),
        items=tuple(dict.fromkeys(each.item.id for each in cited)),
        mistaken_for=mistaken_for,
    )


def _worst_first(result: PassageResult) -> tuple[bool, float, int]:
    return result.percent is None, result.percent or 0.0, -result.mistaken


def _is_right(chosen: ChosenPassage) -> bool:
    """Whether the passage does prove the answer, or is a key."""
    item = chosen.item
    return chosen.passage in (key_ids(item) if chosen.as_evidence else item.proof)
