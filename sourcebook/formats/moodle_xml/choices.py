"""Questions of Moodle in which options are chosen, as fields of items of four kinds."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, get_args

from sourcebook.content.authoring.quiz_drafts import missing
from sourcebook.content.yaml.text import Value
from sourcebook.formats.moodle_xml.numbers import short
from sourcebook.formats.moodle_xml.options import (
    feedback_of,
    option_id,
    right_feedback,
    with_id,
)
from sourcebook.formats.moodle_xml.question import Answer, Question, Text
from sourcebook.formats.moodle_xml.texts import on_one_line
from sourcebook.formats.moodle_xml.tree import text_in
from sourcebook.model.items import FINDINGS, Finding, TickRule

Fields = Mapping[str, Value | None]

_FINDINGS: Final[Mapping[str, Finding]] = {text: finding for finding, text in FINDINGS.items()}
_USUAL: Final = frozenset(
    (
        "Your answer is correct.",
        "Your answer is partially correct.",
        "Your answer is incorrect.",
        "",
    )
)
"""What Moodle says by itself on an answer."""


def read_choice(question: Question, stem: Text, explained: Text) -> Fields:
    """A verdict, an item on evidence, or one with one right option or several."""
    answers = list(question.answers())
    kind = question.mark("kind")
    note_overall_feedback(question)
    if kind == "verdict" and set(_FINDINGS) == {each.text.text for each in answers}:
        return _verdict(question, stem, answers)
    if kind == "evidence" and all(_passage(each) for each in answers):
        return _evidence(answers)
    worded = [each for each in answers if _words(question, each)]
    if len(worded) < len(answers):
        question.note("Options without a text are left out.")
    if text_in(question.element, "single") in ("false", "0"):
        return _several(question, worded, explained)
    return _one(question, worded, explained)


def read_truth(question: Question, stem: Text, explained: Text) -> Fields:
    """A statement that is true or false; Moodle looks at the words, not at their order."""
    answers = {each.text.text.lower(): each for each in question.answers(plain=True)}
    true, false = answers.get("true"), answers.get("false")
    if true is None or false is None:
        question.note("Its answers are not 'true' and 'false', so that its key is not known.")
        return {"type": "true_false", "key": missing("key"), "feedback": missing("feedback")}
    # As in Moodle, the last of the two decides.
    is_true = true.score == 1 if next(reversed(answers)) == "true" else false.score < 1
    if true.score == false.score:
        question.note("Both answers have the same grade. Its key is what Moodle takes for right.")
    wrong, right = (false, true) if is_true else (true, false)
    return {
        "type": "true_false",
        **right_feedback(question, [right], explained),
        "key": "true" if is_true else "false",
        "feedback": wrong.feedback.text or missing("feedback"),
    }


def note_overall_feedback(question: Question) -> None:
    """Note what is said on all right, partly right or wrong answers, which has no place."""
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        text = question.text(question.element.find(name), question.format).text
        if text not in _USUAL:
            question.note("Feedback on right, partly right and wrong answers is left out.")


def _verdict(question: Question, stem: Text, answers: Sequence[Answer]) -> Fields:
    given = {_FINDINGS[each.text.text]: each.feedback.text for each in answers}
    feedback: dict[str, Value] = {finding: text for finding, text in given.items() if text}
    key = next((_FINDINGS[each.text.text] for each in answers if each.score == 1), None)
    claim = question.part(stem, "claim")
    return {
        "type": "verdict",
        "stem": stem.text or None,
        "claim": claim or missing("claim"),
        "key": key or missing("key"),
        "feedback": feedback or missing("feedback"),
    }


def _evidence(answers: Sequence[Answer]) -> Fields:
    return {
        "type": "evidence",
        "keys": [_passage(each) for each in answers if each.score > 0] or missing("keys"),
        "distractors": [
            {"passage": _passage(each), "feedback": feedback_of(each)}
            for each in answers
            if each.score <= 0
        ]
        or missing("distractors"),
    }


def _one(question: Question, answers: Sequence[Answer], explained: Text) -> Fields:
    keys = [each for each in answers if each.score == 1]
    if len(keys) > 1:
        question.note(
            "Several options are worth 100 %. The first is the key; the others are left out."
        )
    if any(each.score < 0 for each in answers):
        question.note("Options with a grade below 0 count as 0.")
    return {
        "type": "single_choice",
        **right_feedback(question, keys[:1], explained),
        "key": _text_of(question, keys[0]) if keys else missing("key"),
        "distractors": [_distractor(question, each) for each in answers if each.score < 1]
        or missing("distractors"),
    }


def _several(question: Question, answers: Sequence[Answer], explained: Text) -> Fields:
    keys = [each for each in answers if each.score > 0]
    wrong = [each for each in answers if each.score <= 0]
    return {
        "type": "multiple_choice",
        **right_feedback(question, keys, explained),
        "keys": [_text_of(question, each) for each in keys] or missing("keys"),
        "scoring": _rule(question, keys, wrong),
        "distractors": [_distractor(question, each, scored=False) for each in wrong]
        or missing("distractors"),
    }


def _rule(question: Question, keys: Sequence[Answer], wrong: Sequence[Answer]) -> str | None:
    """The rule by which the ticks are scored; None for net, which an item has by itself."""
    if (named := question.mark("scoring")) in get_args(TickRule):
        return named if named != "net" else None
    worth, off = {each.score for each in keys}, {each.score for each in wrong}
    if len(worth) > 1:
        question.note("Right options with different grades are all worth the same now.")
    if off <= {Fraction(0)}:
        return "coverage" if keys and wrong else None
    if off != {-each for each in worth}:
        question.note("Each wrong tick takes off as much as a right one earns.")
    return None


def _distractor(question: Question, answer: Answer, *, scored: bool = True) -> Value:
    score = short(answer.score) if scored and answer.score > 0 else None
    return {
        "text": _words(question, answer),
        "id": option_id(answer.text),
        "score": score,
        "feedback": feedback_of(answer),
    }


def _text_of(question: Question, answer: Answer) -> Value:
    return with_id(_words(question, answer), option_id(answer.text))


def _words(question: Question, answer: Answer) -> str:
    marked = question.part(answer.text, "option")
    return on_one_line(marked or answer.text.text)


def _passage(answer: Answer) -> str:
    return next(iter(answer.text.parts.keys("passage")), "")
