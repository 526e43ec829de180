"""Questions with options as items of a draft."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from sourcebook.content.authoring.quiz_drafts import missing
from sourcebook.content.yaml.text import Value
from sourcebook.formats.gift.item_reader import Reader
from sourcebook.formats.gift.questions import Answer, Choice
from sourcebook.formats.gift.sections import read_passage
from sourcebook.formats.moodle_fractions import nearest, shares
from sourcebook.model.items import FINDINGS

Fields = Mapping[str, Value | None]
_TWICE: Final = "An option stands twice. The second is left out."
_SEVERAL: Final = (
    "Each of several options is fully right. In the draft all of them must be ticked. "
    "If an '=' belongs to a text, write '\\='."
)
_NOT_EQUAL: Final = "The weights of its options cannot stay. Its ticks are scored net."
_BELOW_ZERO: Final = "A wrong option costs points. In the draft it earns none."


class _Option(NamedTuple):
    text: str
    score: Fraction
    answer: Answer


def choice(body: Choice, kind: str | None, reader: Reader) -> Fields:
    """A question with options as an item; `kind` is what its tag says that it was."""
    if kind == "verdict" and (fields := _verdict(body, reader)):
        return fields
    if kind == "evidence" and (fields := _evidence(body, reader)):
        return fields
    options = list(_options(body, reader))
    right = [each for each in options if each.score == 1]
    if body.is_single and len(right) < 2:
        return _single_choice(options, reader)
    if body.is_single:
        reader.doubt(_SEVERAL)
        return _multiple_choice(options, [each.text for each in right], reader)
    keys = [each.text for each in options if each.score > 0]
    return _multiple_choice(options, keys, reader)


def _options(body: Choice, reader: Reader) -> Iterator[_Option]:
    """The options of a question, each text once."""
    seen: set[str] = set()
    for answer in body.answers:
        text = reader.text(answer.text)
        if text in seen:
            reader.doubt(_TWICE, f"'{text[:80]}'")
            continue
        seen.add(text)
        yield _Option(text, reader.score(answer.weight), answer)


def _single_choice(options: Sequence[_Option], reader: Reader) -> Fields:
    key = next((each for each in options if each.score == 1), None)
    wrong = [each for each in options if each is not key]
    if key:
        reader.leave_out_right_feedback(key.answer.feedback)
    if any(each.answer.weight < 0 for each in wrong):
        reader.doubt(_BELOW_ZERO)
    return {
        "type": "single_choice",
        "key": key.text if key else missing("key"),
        "distractors": _distractors(wrong, reader, with_scores=True),
    }


def _multiple_choice(options: Sequence[_Option], keys: Sequence[str], reader: Reader) -> Fields:
    wrong = [each for each in options if each.text not in keys]
    for each in options:
        if each.text in keys:
            reader.leave_out_right_feedback(each.answer.feedback)
    return {
        "type": "multiple_choice",
        "keys": list(keys) or missing("keys"),
        "distractors": _distractors(wrong, reader, with_scores=False),
        "scoring": _scoring(options, keys, reader),
    }


def _scoring(options: Sequence[_Option], keys: Sequence[str], reader: Reader) -> str | None:
    """The rule that the weights of the options follow; None for the usual one."""
    worths = sorted(each.score for each in options if each.text in keys)
    costs = {-each.answer.weight for each in options if each.text not in keys}
    if costs == {0}:
        return "coverage"
    if costs == {1} and len(keys) > 1:
        return "exact"
    usual = sorted(shares(len(keys)) or ())
    if keys and (worths != usual or {nearest(cost) for cost in costs} - {_share(len(keys))}):
        reader.doubt(_NOT_EQUAL)
    return None


def _share(keys: int) -> Fraction | None:
    return nearest(Fraction(1, keys))


def _distractors(wrong: Sequence[_Option], reader: Reader, *, with_scores: bool) -> Value:
    entries: list[Value] = [
        {
            "text": each.text,
            "score": (each.score or None) if with_scores else None,
            "feedback": reader.text(each.answer.feedback) or missing("feedback"),
        }
        for each in wrong
    ]
    return entries or missing("distractors")


def _verdict(body: Choice, reader: Reader) -> Fields | None:
    """The verdict on a claim; None if the options are others than the three verdicts."""
    findings = {text: finding for finding, text in FINDINGS.items()}
    found = {findings.get(reader.text(each.text)): each for each in body.answers}
    if set(found) != set(FINDINGS):
        return None
    right = [finding for finding, each in found.items() if each.weight == 1]
    feedback = {str(name): reader.text(found[name].feedback) for name in FINDINGS}
    return {
        "type": "verdict",
        "key": right[0] if len(right) == 1 else missing("key"),
        "feedback": {name: text for name, text in feedback.items() if text} or missing("feedback"),
    }


def _evidence(body: Choice, reader: Reader) -> Fields | None:
    """Passages to choose from; None if an option names none."""
    passages = [read_passage(each.text.written) for each in body.answers]
    if not all(passages):
        return None
    pairs = list(zip(passages, body.answers, strict=True))
    wrong: list[Value] = [
        {"passage": passage, "feedback": reader.text(each.feedback) or missing("feedback")}
        for passage, each in pairs
        if each.weight <= 0
    ]
    keys = [passage for passage, each in pairs if each.weight > 0]
    return {
        "type": "evidence",
        "keys": keys or missing("keys"),
        "distractors": wrong or missing("distractors"),
    }
