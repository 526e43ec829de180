"""Questions of Moodle in which a number or a word is typed, as fields of items."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element

from sourcebook.content.authoring.quiz_drafts import missing
from sourcebook.content.yaml.text import Value
from sourcebook.formats.moodle_xml.numbers import as_written, read, short
from sourcebook.formats.moodle_xml.options import feedback_of, passages, right_feedback
from sourcebook.formats.moodle_xml.question import Answer, Question, Text
from sourcebook.formats.moodle_xml.tree import text_in

Fields = Mapping[str, Value | None]

_ANYTHING: Final = "*"
_SIGNED: Final = r"-?[0-9]{1,31}(?:\.[0-9]{1,31}|/[1-9][0-9]{0,30})?"
_RANGE: Final = re.compile(rf"({_SIGNED}) to ({_SIGNED})")
_WILDCARD: Final = re.compile(r"(?<!\\)\*")


def read_numbers(question: Question, stem: Text, explained: Text) -> Fields:
    """A number to type, with other numbers that earn something or get feedback."""
    answers = [each for each in question.answers(plain=True) if _is_number(question, each)]
    keys = [each for each in answers if each.score == 1]
    accepted = [
        each
        for each in answers
        if not (keys and each is keys[0]) and (each.score == 1 or _is_accepted(each))
    ]
    first = _band(question, keys[0]) if keys else {}
    key = {("key" if name == "number" else name): each for name, each in first.items()}
    return {
        "type": "numeric",
        **right_feedback(question, keys[:1], explained),
        **(key or {"key": missing("key")}),
        "unit": _unit(question, stem),
        "also_accept": [_accepted(question, each) for each in accepted] or None,
        "distractors": [
            {**_band(question, each), "score": _score(each), **_said(each, feedback_of(each))}
            for each in answers
            if each.score < 1 and not _is_accepted(each)
        ]
        or None,
    }


def read_words(question: Question, stem: Text, explained: Text) -> Fields:
    """A word to type, with other spellings and with expected wrong answers."""
    answers = [each for each in question.answers(plain=True) if _is_word(question, each)]
    right = [each for each in answers if each.score == 1]
    keys = [_word(each) for each in right]
    if text_in(question.element, "usecase") == "1":
        question.note("Small and capital letters are the same in an answer here.")
    return {
        "type": "short_answer",
        **right_feedback(question, right, explained),
        "key": keys[0] if keys else missing("key"),
        "also_accept": keys[1:] or None,
        "distractors": [
            {"text": _word(each), "score": _score(each), "feedback": feedback_of(each)}
            for each in answers
            if each.score < 1
        ]
        or None,
    }


def _is_number(question: Question, answer: Answer) -> bool:
    """Whether an answer is a number that Moodle and this course read in the same way."""
    text = answer.text.text
    if text == _ANYTHING:
        _note_anything(question, answer)
        return False
    tolerance = read(answer.tolerance or "0")
    if read(text) is None or tolerance is None or tolerance < 0:
        shown = f"{text} ± {answer.tolerance}" if answer.tolerance else text
        question.note(f"'{shown[:60]}' is no number that is certain. The answer is left out.")
        return False
    return True


def _is_accepted(answer: Answer) -> bool:
    return answer.score < 1 and answer.feedback.parts.html("accepted") is not None


def _accepted(question: Question, answer: Answer) -> Value:
    feedback = question.part(answer.feedback, "accepted") or answer.feedback.text
    score = short(answer.score) if answer.score < 1 else None
    return {**_band(question, answer), "score": score, **_said(answer, feedback or None)}


def _said(answer: Answer, feedback: Value) -> Mapping[str, Value | None]:
    return {
        "feedback": feedback,
        "citations": passages(answer.feedback.parts.keys("citation")) or None,
    }


def _band(question: Question, answer: Answer) -> Mapping[str, Value | None]:
    """The number of an answer with its tolerance, or the range that they stand for."""
    number = read(answer.text.text) or Fraction(0)
    tolerance = read(answer.tolerance or "0") or Fraction(0)
    for low, high in _ranges(question):
        half = as_written((high - low) / 2)
        if as_written((low + high) / 2) == number and half <= tolerance:
            between = [short(low), short(high)]
            return {"between": between, "tolerance": _or_none(tolerance - half)}
    return {"number": short(number), "tolerance": _or_none(tolerance)}


def _or_none(number: Fraction) -> str | None:
    return short(number) if number else None


def _ranges(question: Question) -> Iterator[tuple[Fraction, Fraction]]:
    """The ranges that tags of ours name, such as `3 to 5`, the widest first."""
    found = [_RANGE.fullmatch(mark) for mark in question.marks("range")]
    pairs = [(Fraction(each[1]), Fraction(each[2])) for each in found if each]
    return iter(sorted(pairs, key=lambda pair: pair[0] - pair[1]))


def _unit(question: Question, stem: Text) -> str | None:
    """The unit of the key; further units are noted."""
    units: Sequence[Element] = question.element.findall("units/unit")
    if len(units) > 1:
        question.note("An answer in another unit is not converted. Only the first unit is kept.")
    return question.part(stem, "unit") or (text_in(units[0], "unit_name") if units else "") or None


def _is_word(question: Question, answer: Answer) -> bool:
    text = answer.text.text
    if text == _ANYTHING:
        _note_anything(question, answer)
        return False
    if _WILDCARD.search(text):
        question.note(f"'{text[:60]}' stands for many texts in Moodle. The answer is left out.")
        return False
    return bool(text)


def _note_anything(question: Question, answer: Answer) -> None:
    if answer.score > 0:
        question.note("Any other answer earns points in Moodle. It earns none here.")
    if answer.feedback.text:
        question.note("The feedback on any other answer is left out.")


def _word(answer: Answer) -> str:
    return answer.text.text.replace(r"\*", "*")


def _score(answer: Answer) -> str | None:
    return short(answer.score) if answer.score > 0 else None
