"""The key to an item for the teacher: what is right, why, what proves it, what others earn."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple, assert_never

from sourcebook.formats.proofs import passage_name, proofs
from sourcebook.formats.worksheet.key_words import band_in_words, right_answer
from sourcebook.formats.worksheet.parts import Heading, Part, Table, Text
from sourcebook.formats.worksheet.texts import (
    exact,
    letter,
    points,
    with_names,
)
from sourcebook.model.candidates import candidates
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import kind_of
from sourcebook.model.items import (
    FINDINGS,
    Band,
    Distractor,
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
from sourcebook.model.sources import VERDICTS

_NOTHING: Final = Fraction(0)


class _Wrong(NamedTuple):
    """Another answer than the key, what to say about it, and its score from 0 to 1."""

    answer: str
    feedback: str | None
    score: Fraction = _NOTHING


def key_parts(item: Item, course: Course, order: Sequence[str]) -> Iterator[Part]:
    """All that a teacher needs to mark an item and to explain it."""
    yield Text(right_answer(item, course, order).replace("\n", "; "), label="Right: ")
    if isinstance(item, ShortAnswer) and item.also_accept:
        yield Text(", ".join(item.also_accept), label="Right, too: ")
    if isinstance(item, ExtendedResponse):
        yield Text(with_names(item.model_answer, course), label="A model answer: ")
    yield Text(with_names(item.rationale, course), label="Why: ")
    if item.calculated:
        yield Text(with_names(item.calculated, course), label="How it is calculated: ")
    if compared := course.comparisons.get(item.comparison or ""):
        conclusion = f"{compared.question} {VERDICTS[compared.verdict]}. {compared.conclusion}"
        yield Text(with_names(conclusion, course), label="What the sources say: ")
    if item.proof:
        yield Text(_proofs_to_tick(item, course), label="Proof to tick: ")
    yield Text(_rule(item), label="Points: ")
    yield Text(_about(item, course), "note")
    yield from _wrong_table(item, course)
    yield from _proof_table(item, course)


def _proof_table(item: Item, course: Course) -> Iterator[Part]:
    if rows := tuple((proof.name, proof.summary) for proof in proofs(item, course)):
        yield Heading(3, "What proves it")
        yield Table("What proves it", ("Passage", "What it says, in our words"), rows, (25, 75))


def _wrong_table(item: Item, course: Course) -> Iterator[Part]:
    """What else may be answered, if there is anything to say about it."""
    rows = tuple(
        (with_names(wrong.answer, course), with_names(_reply(wrong), course))
        for wrong in _wrong_answers(item)
        if _reply(wrong)
    )
    if rows:
        yield Heading(3, "Other answers")
        yield Table("Other answers", ("If the answer is", "Say"), rows, (25, 75))


def _reply(wrong: _Wrong) -> str:
    is_partial = 0 < wrong.score < 1
    worth = f"Earns {exact(wrong.score)} of the points." if is_partial else ""
    return " ".join(filter(None, [worth, wrong.feedback]))


def _wrong_answers(item: Item) -> Iterator[_Wrong]:
    match item:
        case SingleChoice() | MultipleChoice() | ShortAnswer():
            yield from (_Wrong(each.text, each.feedback, each.score) for each in _others(item))
        case TrueFalse():
            yield _Wrong("False" if item.key else "True", item.feedback)
        case VerdictItem():
            found = item.feedback.items()
            yield from (_Wrong(FINDINGS[each], says) for each, says in found if each != item.key)
        case Numeric():
            bands = (*item.also_accept, *item.distractors)
            yield from (_wrong_number(each, item) for each in bands)
        case Matching():
            for number, pair in enumerate(item.pairs, start=1):
                yield _Wrong(f"Another letter for {number}", pair.feedback)
        case Ordering():
            yield _Wrong("Another order", item.feedback)
        case EvidenceItem():
            yield from (_Wrong(each.passage, each.feedback) for each in item.distractors)
        case ExtendedResponse():
            pass
        case _:
            assert_never(item)


def _others(item: SingleChoice | MultipleChoice | ShortAnswer) -> tuple[Distractor, ...]:
    return item.distractors


def _wrong_number(band: Band, item: Numeric) -> _Wrong:
    is_accepted = band in item.also_accept
    score = Fraction(int(is_accepted)) if band.score is None else band.score
    cited = f"({', '.join(band.citations)})" if band.citations else ""
    words = " ".join(filter(None, [band.feedback or "", cited]))
    return _Wrong(band_in_words(band), words, score)


def _proofs_to_tick(item: Item, course: Course) -> str:
    offered = candidates(item, course)
    found = (each for each in item.proof if each in offered)
    names = (f"{letter(offered.index(each))} {passage_name(each, course)}" for each in found)
    return " or ".join(names)


def _rule(item: Item) -> str:
    proof = " The answer earns half of them; the proof doubles that." if item.proof else ""
    return f"{points(item.points)}. {_scoring(item)}{proof}"


def _scoring(item: Item) -> str:
    match item:
        case SingleChoice() | TrueFalse() | VerdictItem() | Numeric():
            return "All for the right answer."
        case ShortAnswer():
            return "All for an accepted spelling; capitals and accents do not matter."
        case MultipleChoice():
            return _TICKS[item.scoring]
        case Matching():
            return f"A share of 1/{len(item.pairs)} for each right letter."
        case Ordering():
            return "2 × the share of pairs in the right order − 1, never below 0."
        case EvidenceItem():
            return _TICKS["net"]
        case ExtendedResponse():
            return "All for the level “In full”, half for “In part”."
        case _:
            assert_never(item)


_TICKS: Final[dict[TickRule, str]] = {
    "net": "Right ticks less wrong ticks, divided by the number of right ones; never below 0.",
    "exact": "All for exactly the right ticks, nothing for others.",
    "coverage": "Right ticks divided by the number of right ones; wrong ticks cost nothing.",
}


def _about(item: Item, course: Course) -> str:
    objective = course.objective(item.objective)
    words = (
        f"Objective: {objective.text.rstrip('.') if objective else item.objective}",
        f"Skill: {item.skill.replace('_', ' ')}",
        f"Difficulty: {item.difficulty}",
        f"Kind: {kind_of(item).replace('_', ' ')}",
        f"Item: {item.id}",
    )
    return " · ".join(words)
