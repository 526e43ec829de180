"""The fields that an item of a draft has according to its kind, from what stands in the braces."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, assert_never

from sourcebook.content.authoring.quiz_drafts import missing
from sourcebook.content.yaml.text import Remark, Value
from sourcebook.formats.gift.drafted_choices import choice
from sourcebook.formats.gift.drafted_numbers import numbers
from sourcebook.formats.gift.item_reader import Reader
from sourcebook.formats.gift.questions import (
    Answer,
    Choice,
    Description,
    Essay,
    Matches,
    Numbers,
    Question,
    Sequenced,
    Statement,
    Typed,
)

Fields = Mapping[str, Value | None]
_WILDCARD: Final = "A star stands for any letters. Such an answer is left out: list the spellings."
_SMALL: Final = "It is a text to type. For a statement to judge, write {TRUE} or {FALSE}."


def own_fields(question: Question, kind: str | None, reader: Reader) -> Fields:
    """The type of an item and what only items of this type have; `kind` is what its tag says.

    What does not fit is passed to `reader`. A text that asks nothing has no fields.
    """
    match question.body:
        case Choice() as body:
            return choice(body, kind, reader)
        case Statement() as body:
            return _true_false(body, reader)
        case Typed() as body:
            return _short_answer(body, reader)
        case Numbers() as body:
            return numbers(body, reader)
        case Matches() as body:
            return _matching(body, reader)
        case Sequenced() as body:
            sequence = [reader.text(text) for text in body.texts]
            return {"type": "ordering", "sequence": sequence, "feedback": missing("feedback")}
        case Essay():
            return _essay()
        case Description():
            return {}
        case _:
            assert_never(question.body)


def _true_false(body: Statement, reader: Reader) -> Fields:
    reader.leave_out_right_feedback(body.if_right)
    feedback = reader.text(body.if_wrong) or missing("feedback")
    return {"type": "true_false", "key": body.is_true, "feedback": feedback}


def _short_answer(body: Typed, reader: Reader) -> Fields:
    kept = [each for each in body.answers if not _has_wildcard(each, reader)]
    scored = [(_typed_text(each), reader.score(each.weight), each) for each in kept]
    right = list(dict.fromkeys(text for text, score, _ in scored if score == 1))
    for _, score, each in scored:
        if score == 1:
            reader.leave_out_right_feedback(each.feedback)
    if right and right[0] in ("true", "True", "false", "False", "t", "f"):
        reader.doubt(_SMALL)
    wrong: list[Value] = [
        {
            "text": text,
            "score": score or None,
            "feedback": reader.text(each.feedback) or missing("feedback"),
        }
        for text, score, each in scored
        if score != 1
    ]
    return {
        "type": "short_answer",
        "key": right[0] if right else missing("key"),
        "also_accept": right[1:] or None,
        "distractors": wrong or None,
    }


def _has_wildcard(answer: Answer, reader: Reader) -> bool:
    text = answer.text.written
    if "*" not in text.replace(r"\*", ""):
        return False
    if text == "*" and answer.weight <= 0:
        reader.leave_out_other_feedback(answer.feedback)
    else:
        reader.doubt(_WILDCARD, f"'{text[:80]}'")
    return True


def _typed_text(answer: Answer) -> str:
    return answer.text.written.replace(r"\*", "*")


def _matching(body: Matches, reader: Reader) -> Fields:
    pairs: list[Value] = []
    extra: list[str] = []
    for prompt, target in body.pairs:
        text = reader.text(target)
        if prompt.written:
            fields = {"prompt": reader.text(prompt), "target": text}
            pairs.append({**fields, "feedback": missing("feedback")})
        else:
            extra.append(text)
    return {"type": "matching", "pairs": pairs, "extra_targets": extra or None}


def with_feedback(pairs: Value, found: Iterable[Value]) -> Value:
    """The pairs of an item with the feedback that was found for their prompts."""
    feedback = {
        each["prompt"]: each["feedback"]
        for each in found
        if isinstance(each, Mapping) and isinstance(each["prompt"], str)
    }
    if not isinstance(pairs, Sequence):
        return pairs
    return [
        {**pair, "feedback": feedback.get(str(pair["prompt"]), pair["feedback"])}
        for pair in pairs
        if isinstance(pair, Mapping)
    ]


def _essay() -> Fields:
    levels = {"full": "all", "part": "half of the", "none": "no"}
    rubric = {
        level: Remark(f"missing. Write what an answer must show for {points} points.")
        for level, points in levels.items()
    }
    return {
        "type": "extended_response",
        "rubric": rubric,
        "model_answer": Remark("missing. Write an answer that earns all points."),
    }
