"""What a class misread, chose wrongly, was sure of and understood, for one page before a lesson.

Not here: whom a teacher speaks to (`learner_concerns`), and the sums behind the results.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from sourcebook.analysis.class_results import ObjectiveResult
from sourcebook.analysis.passage_statistics import passage_results
from sourcebook.analysis.responses import offered_by
from sourcebook.model.results import ChoiceSums, SureSums, VersionSums

FEWEST_TO_TELL = 5
"""How many answers to an item are needed before anything is said of it; a convention.

Among four, a single learner is already a quarter of the class.
"""

FEWEST_ALIKE = 2
"""How many answers must share an error before it is named."""

MOST_NAMED = 3
"""How many passages, options or items are named; more do not fit into one lesson."""

MOST_OBJECTIVES = 2
"""How many objectives are named as understood."""


class MisreadPassage(NamedTuple):
    """A passage, with how many of the `answers` to items that cite it are `wrong`.

    Blanks count as wrong, as in the results. `items` counts these items, and `item_id` is the one
    that was answered worst.
    """

    passage: str
    wrong: int
    answers: int
    items: int
    item_id: str


class WrongOption(NamedTuple):
    """A wrong option, with how many chose it at the first try, of all `answers` to its item.

    Blanks count among the answers. `text` is the latest wording.
    """

    item_id: str
    option: str
    text: str
    wrong: int
    answers: int


class SureAndWrong(NamedTuple):
    """An item, with how many answers were certain and wrong at the first try.

    `answers` counts those that say how sure their learner was.
    """

    item_id: str
    wrong: int
    answers: int


class _Counted(Protocol):
    @property
    def wrong(self) -> int: ...
    @property
    def answers(self) -> int: ...


_Found = TypeVar("_Found", bound=_Counted)


def misread_passages(
    versions: Sequence[VersionSums], deciding: Mapping[str, str]
) -> Sequence[MisreadPassage] | None:
    """The passages most misread, the worst first; None if there are too few answers to tell.

    A passage is named if it decides an item that was answered wrongly; `deciding` has the one
    passage that decides each item, by the id of the item. It is counted as in the results: with
    all items that cite it.
    """
    answers: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    for sums in versions:
        number = sum(sums.scores.values())
        answers[sums.item.id] += number
        errors[sums.item.id] += number - sums.right
    found = []
    for each in passage_results(versions, ()):
        asked = [item for item in each.items if answers[item] >= FEWEST_TO_TELL]
        own = [item for item in asked if deciding.get(item) == each.passage]
        wrong = [item for item in own if errors[item] >= FEWEST_ALIKE] or own
        if wrong:
            worst = max(wrong, key=lambda item: errors[item] / answers[item])
            counts = each.answers - each.right, each.answers, len(each.items)
            found.append(MisreadPassage(each.passage, *counts, worst))
    told = _worst_first(found)
    return told and told[:MOST_NAMED]


def wrong_options(choices: Iterable[ChoiceSums]) -> Sequence[WrongOption] | None:
    """The wrong options that were chosen most, by their share of the answers to their item.

    All that FEWEST_ALIKE answers or more chose; None if there are too few answers to tell.
    """
    asked: Counter[tuple[str, str]] = Counter()
    chosen: Counter[tuple[str, str]] = Counter()
    texts: dict[tuple[str, str], str] = {}
    for sums in choices:
        for each in offered_by(sums.item):
            if not each.is_key:
                asked[sums.item.id, each.id] += sums.shown
                chosen[sums.item.id, each.id] += sums.chosen.get(each.id, 0)
                texts[sums.item.id, each.id] = each.text
    return _worst_first(
        [WrongOption(*key, texts[key], chosen[key], answers) for key, answers in asked.items()]
    )


def sure_and_wrong_items(sure: Iterable[SureSums]) -> Sequence[SureAndWrong] | None:
    """The items whose answers were most often certain and wrong; None if too few are there."""
    said: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for each in sure:
        said[each.item.id] += each.answers
        wrong[each.item.id] += each.sure_and_wrong
    found = _worst_first([SureAndWrong(each, wrong[each], number) for each, number in said.items()])
    return found and found[:MOST_NAMED]


def best_objectives(results: Iterable[ObjectiveResult]) -> Sequence[ObjectiveResult] | None:
    """The objectives that were understood best, if half of their answers are right.

    An objective has several items, so learners are counted; None if there are too few to tell.
    """
    told = [each for each in results if each.learners >= FEWEST_TO_TELL]
    best = sorted(told, key=lambda each: (-each.right / each.answers, -each.answers))
    understood = [each for each in best if each.right * 2 >= each.answers]
    return understood[:MOST_OBJECTIVES] if told else None


def _worst_first(counted: Sequence[_Found]) -> Sequence[_Found] | None:
    """Those with enough answers and enough errors, by share; None if none has enough answers."""
    told = [each for each in counted if each.answers >= FEWEST_TO_TELL]
    alike = [each for each in told if each.wrong >= FEWEST_ALIKE]
    in_order = sorted(alike, key=lambda each: (-each.wrong / each.answers, -each.wrong))
    return in_order if told else None
