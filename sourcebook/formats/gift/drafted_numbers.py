"""Questions with a number to type as items of a draft."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from sourcebook.content.authoring.quiz_drafts import missing
from sourcebook.content.yaml.text import Value
from sourcebook.formats.gift.item_reader import Reader
from sourcebook.formats.gift.questions import NumberAnswer, Numbers
from sourcebook.formats.gift.texts import rounded

Fields = Mapping[str, Value | None]
_ORDER: Final = "A number for a part of the points stands before a fully right one: now after it."


def numbers(body: Numbers, reader: Reader) -> Fields:
    """A question with a number to type as an item: the first fully right number is the key."""
    named = list(_named(body, reader))
    scores = [reader.score(each.weight) for each in named]
    right = [each for each, score in zip(named, scores, strict=True) if score == 1]
    others = [pair for pair in zip(named, scores, strict=True) if pair[1] != 1]
    if 1 in scores and any(score != 1 for score in scores[: _last(scores)]):
        reader.doubt(_ORDER)
    if right:
        reader.leave_out_right_feedback(right[0].feedback)
    accepted: list[Value] = [_band(each, None, reader) for each in right[1:]]
    wrong: list[Value] = [_band(each, score, reader) for each, score in others]
    key = _range(right[0], "key") if right else {"key": missing("key")}
    return {
        "type": "numeric",
        **key,
        "also_accept": accepted or None,
        "distractors": wrong or None,
    }


def _named(body: Numbers, reader: Reader) -> Iterator[NumberAnswer]:
    """The answers that name a number, each once."""
    seen: set[tuple[Fraction, Fraction]] = set()
    for each in body.answers:
        if each.is_any:
            reader.leave_out_other_feedback(each.feedback)
        elif (each.low, each.high) not in seen:
            seen.add((each.low, each.high))
            yield each


def _last(scores: Sequence[Fraction]) -> int:
    """The place of the last full score."""
    return max(place for place, score in enumerate(scores) if score == 1)


def _range(answer: NumberAnswer, name: str) -> dict[str, Value | None]:
    """The numbers of an answer: a range, or under this name a number with its tolerance."""
    if answer.middle is None:
        return {"between": [rounded(answer.low), rounded(answer.high)]}
    tolerance = rounded(answer.high - answer.middle)
    return {name: rounded(answer.middle), "tolerance": None if tolerance == "0" else tolerance}


def _band(answer: NumberAnswer, score: Fraction | None, reader: Reader) -> Value:
    """A further number, with its score if it is a wrong one."""
    feedback: Value = reader.text(answer.feedback) or None
    if score is not None:
        feedback = feedback or missing("feedback")
    return {**_range(answer, "number"), "score": score or None, "feedback": feedback}
