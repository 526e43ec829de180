"""How an answer was scored: the rule, and the arithmetic with this learner's numbers."""

from collections.abc import Iterator
from fractions import Fraction
from math import comb
from typing import assert_never

from markupsafe import Markup

from sourcebook.delivery import (
    best_score,
    earned,
    earned_at_first,
    is_proof_asked,
    rescored,
    value_of,
)
from sourcebook.model.attempts import Choices, Matches, Ordered, Record, Regraded, Response
from sourcebook.model.item_kinds import is_marked_by_rubric
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
    TickRule,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.rubrics import Rubric
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.number_format import amount, counted, counted_points, points, points_of
from sourcebook.pages.shared.templates import Macros
from sourcebook.scoring import (
    Ticks,
    chance,
    count_ticks,
    expect,
    pairs_in_order,
    right_rows,
    score,
)

_html = Macros(__file__)

CONFIDENCE = {"guessing": "guessing", "fairly_sure": "fairly sure", "certain": "certain"}
LEVELS = ("Not yet", "In part", "In full")
"""What the three levels of a rubric are called, the lowest first."""


def level_name(item: ExtendedResponse, level: int) -> str:
    """What a level is called: in a rubric with points of its own, by its number from the lowest."""
    return LEVELS[min(level, 2)] if isinstance(item.rubric, Rubric) else f"Level {level}"


def level_in_words(item: ExtendedResponse, level: int) -> str:
    """What a level is called, with its points if the rubric sets them."""
    name = level_name(item, level)
    if isinstance(item.rubric, Rubric):
        return name
    return f"{name}, {points_of(item.share(level) * item.points, item.points)}"


def how_scored(item: Item, record: Record) -> Markup:
    """The points of an item, and behind a summary the rule and the sums that led to them."""
    total, worth = earned(item, record), item.points
    if is_marked_by_rubric(item) and record.level is None:
        return _html.not_marked(counted_points(worth))
    product = f"{amount(total)} × {counted_points(worth)} = {_rounded(total * worth)}."
    return _html.how_scored(points_of(total * worth, worth), [*_steps(item, record), product])


def _rounded(value: Fraction) -> str:
    """Points at the end of a sum, which says so where they are rounded."""
    is_exact = (value * 10).denominator == 1
    return points(value) if is_exact else f"{points(value)}, rounded down"


def _steps(item: Item, record: Record) -> Iterator[str]:
    yield _rule(item)
    if is_marked_by_rubric(item):
        yield _marked(item, record)
    else:
        for number, each in enumerate(record.answers):
            yield _try(item, number, each.response, alone=len(record.answers) == 1)
        if len(record.answers) > 1:
            yield "The best try counts."
        if item.proof:
            yield _proved(item, record)
    if record.hints:
        yield f"You opened {counted(record.hints, 'hint')}. Hints cost nothing."
    if record.answer and record.answer.confidence:
        sure = CONFIDENCE[record.answer.confidence]
        yield f"You were {sure}. How sure you are never changes a score."
    if guess := chance(item):
        yield f"A blind guess would earn {amount(guess)} on average."
    if record.regraded:
        yield _regraded(item, record, record.regraded)


def _rule(item: Item) -> str:
    match item:
        case SingleChoice():
            return "The right option earns 1, another what its author set for it, mostly 0."
        case MultipleChoice():
            return _TICKS[item.scoring]
        case TrueFalse():
            return "Right earns 1, wrong earns 0."
        case VerdictItem():
            return "The right finding earns 1, another 0."
        case Numeric():
            return "An accepted number earns 1, another what its author set for it, mostly 0."
        case ShortAnswer():
            return "An accepted spelling earns 1; capitals, accents and spaces do not matter."
        case Matching():
            return "The score is the share of rows that are right."
        case Ordering():
            return "The score is 2 × the share of pairs in the right order − 1, never below 0."
        case EvidenceItem():
            passages = "divided by the number of right passages; never below 0."
            return f"Right ticks less wrong ticks, {passages}"
        case ExtendedResponse():
            is_own = not isinstance(item.rubric, Rubric)
            worth = "each level has its points" if is_own else "nothing, half or all"
            return f"You mark your own text by the rubric: {worth}."
        case _:
            assert_never(item)


_TICKS = {
    "net": "Right ticks less wrong ticks, divided by the number of right options; never below 0.",
    "exact": "All right options and no other earn 1, anything else 0.",
    "coverage": "The score is the share of right options that you ticked.",
}


def _try(item: Item, number: int, response: Response, *, alone: bool) -> str:
    raw, value = score(item, response), value_of(item, number)
    sums = f"{_arithmetic(item, response)}{amount(raw)}"
    if alone:
        return f"Your answer: {sums}."
    product = f"{amount(raw)} × {amount(value)} = {amount(raw * value)}"
    return f"Try {number + 1} earned {sums}, and is worth {amount(value)}: {product}."


def _arithmetic(item: Item, response: Response) -> str:
    match item:
        case MultipleChoice():
            return _sum_of_ticks(count_ticks(item, expect(Choices, item, response)), item.scoring)
        case EvidenceItem():
            return _sum_of_ticks(count_ticks(item, expect(Choices, item, response)), "net")
        case Matching():
            hits = right_rows(item, expect(Matches, item, response))
            return f"{hits} ÷ {counted(len(item.pairs), 'row')} = "
        case Ordering():
            order = expect(Ordered, item, response).options
            kept, pairs = pairs_in_order(item, order), comb(len(order), 2)
            return f"2 × {kept}/{pairs} pairs − 1{_result(2 * kept - pairs)}"
        case SingleChoice() | TrueFalse() | VerdictItem():
            return ""
        case Numeric() | ShortAnswer() | ExtendedResponse():
            return ""
        case _:
            assert_never(item)


def _sum_of_ticks(found: Ticks, rule: TickRule) -> str:
    right, wrong, keys = found
    match rule:
        case "net":
            return f"({right} right − {wrong} wrong) ÷ {keys}{_result(right - wrong)}"
        case "exact":
            return f"{right} of {keys} right, {wrong} wrong: "
        case "coverage":
            return f"{right} ÷ {keys} = "
        case _:
            assert_never(rule)


def _result(sign: int) -> str:
    return " = " if sign >= 0 else " is below 0 and counts "


def _marked(item: ExtendedResponse, record: Record) -> str:
    if record.level is None:
        return "Your text is not marked yet; until then it counts 0."
    by = ", marked by your teacher," if record.marked_by == "teacher" else ""
    share = amount(item.share(record.level))
    if isinstance(item.rubric, Rubric):
        return f"“{level_name(item, record.level)}”{by} = {share}."
    earned_of = points_of(item.share(record.level) * item.points, item.points)
    return f"“{level_name(item, record.level)}”{by} = {earned_of} = {share}."


def _proved(item: Item, record: Record) -> str:
    if not is_proof_asked(record):
        return "A proof earns nothing beside a wrong answer, so none was asked for."
    best = best_score(record)
    half = f"{amount(best)} ÷ 2 = {amount(best / 2)}"
    if record.proof is None:
        return f"No passage was chosen as the proof: half of the score counts, {half}."
    if record.proof in item.proof:
        return "The passage you chose proves it: the whole score counts."
    return f"The passage you chose does not prove it: half of the score counts, {half}."


def _regraded(item: Item, record: Record, again: Regraded) -> str:
    before = earned_at_first(item, record)
    when, corrected = clock.local_time(again.at), rescored(item, record)
    if corrected != again.score:
        kept = f"it would earn {amount(corrected)} now; your score stays {amount(again.score)}"
        return f"The item was corrected and scored again on {when}: {kept}."
    change = f"{amount(before)} became {amount(again.score)}"
    return f"The item was corrected, and scored again on {when}: {change}."
