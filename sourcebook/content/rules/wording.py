"""Rules on wording: questions that ask fairly, options that give nothing away, neutral terms.

Authors decide how to put a question, so these rules only warn. Contested terms are errors, because
they would make the course take a side.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import assert_never

from sourcebook.content.faults import Severity, Values
from sourcebook.content.file_places import Path
from sourcebook.content.quotations import fold, outside
from sourcebook.content.statements import Statement, in_our_voice, keys_of, texts_of
from sourcebook.content.unchecked_course import UncheckedCourse, entries
from sourcebook.model.background import Term
from sourcebook.model.item_kinds import Kind
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
from sourcebook.model.quizzes import Quiz

_NEGATION = re.compile(
    r"\b(?:not|never|except|neither|nor|no one|nobody)\b|n['’]t\b", re.IGNORECASE
)
_CATCH_ALL = re.compile(r"\b(?:all|none|both|neither) of (?:the|these)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?[a-z][a-z0-9]*(?: [^<>]*)?/?>|!?\[[^\]]*\]\([^)\s]*\)"
    r"|\*\*\S.*?\S?\*\*|(?<!\w)\*(?=\S)[^*\n]+(?<=\S)\*(?!\w)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ENOUGH = 4
"""With this many items of a kind, a pattern in their keys is not an accident."""


def stems_are_positive(unchecked: UncheckedCourse) -> None:
    """`negated-stem`: a question asks what is so, not what is not."""
    for parsed, place, item in unchecked.items():
        for stretch in outside(item.stem):
            if found := _NEGATION.search(stretch):
                message = f"the stem turns on '{found.group()}'."
                hint = "Ask what is true; a reader in a hurry misses the little word."
                path, values = ("items", place, "stem"), Values(found.group())
                parsed.add(path, "negated-stem", message, hint, _WARNING, values=values)


def options_stand_alone(unchecked: UncheckedCourse) -> None:
    """`catch-all`: no option speaks of the others.

    `overlapping-options`: no option contains another as a whole.
    """
    for parsed, place, item in unchecked.items():
        texts = list(_options(item))
        for path, text in texts:
            if _CATCH_ALL.search(text):
                hint = "Write what the option says by itself."
                message = f"'{text}' speaks of the other options."
                parsed.add(("items", place, *path), "catch-all", message, hint, _WARNING)
            for _, other in texts:
                if _contains(text, other):
                    message = f"'{text}' contains the option '{other}'."
                    hint = "Word the options so that only one can be right."
                    parsed.add(
                        ("items", place, *path), "overlapping-options", message, hint, _WARNING
                    )


def texts_are_plain(unchecked: UncheckedCourse) -> None:
    """`shown-as-typed`: no text of an item has HTML or Markdown, which learners would see."""
    for parsed, place, item in unchecked.items():
        for path, text in texts_of(item):
            if found := _MARKUP.search(text):
                message = f"learners see '{found.group()}' as it is typed."
                hint = "Take the signs out: the text of an item is plain."
                whole, values = ("items", place, *path), Values(found.group())
                parsed.add(whole, "shown-as-typed", message, hint, _WARNING, values=values)


def distractors_teach(unchecked: UncheckedCourse) -> None:
    """`no-feedback`: each distractor has feedback: what went wrong and where to look."""
    for parsed, place, item in unchecked.items():
        for path in _silent(item):
            message = "a learner who is wrong here gets no feedback."
            hint = "Add 'feedback': what went wrong, and which passage to read."
            parsed.add(("items", place, *path), "no-feedback", message, hint, _WARNING)


def keys_give_nothing_away(unchecked: UncheckedCourse) -> None:
    """`longest-key`: the key is the longest option in at most half of a quiz's items.

    `same-key`: true-false and verdict items of a quiz do not all have one key.
    """
    for parsed in unchecked.quizzes:
        quiz = parsed.model
        if quiz is None:
            continue
        choices = [item for item in quiz.items if isinstance(item, SingleChoice)]
        longest = [item for item in choices if _is_longest(item)]
        if len(choices) >= _ENOUGH and len(longest) * 2 > len(choices):
            message = f"the key is the longest option in {len(longest)} of {len(choices)} items."
            hint = f"Shorten keys or lengthen distractors, first in '{longest[0].id}'."
            parsed.add(("items",), "longest-key", message, hint, _WARNING)
        for kind, keys in _repeated_keys(quiz):
            message = f"all {len(keys)} {kind} items have the key '{keys[0]}'."
            parsed.add(("items",), "same-key", message, "Vary what is right.", _WARNING)


def contested_terms_have_owners(unchecked: UncheckedCourse) -> None:
    """`contested-term`: a loaded word stands in quotation marks or in a sentence with its owner."""
    terms = [
        term for each in unchecked.glossary for _, term in entries(each.model) if term.contested
    ]
    any_form = _any_of(tuple(form for term in terms for form in term.forms))
    for statement in in_our_voice(unchecked):
        # Hardly any text has a contested word, so one search for all is faster than one for each.
        if any_form.search(fold(statement.text)):
            for sentence in _SENTENCE.split(statement.text):
                unquoted, whole = fold(" … ".join(outside(sentence))), fold(sentence)
                for term in terms:
                    _owned(statement, term, unquoted, whole)


_WARNING: Severity = "warning"


def _owned(statement: Statement, term: Term, unquoted: str, whole: str) -> None:
    found = [form for form in term.forms if _word(form, unquoted)]
    if not found or _any_of(term.owners).search(whole):
        return
    for form in found:
        hint = f"Write '{term.neutral}'." if term.neutral else "Say it neutrally."
        message = f"'{form}' is contested: quote it, or name whose word it is."
        suggestion = term.neutral or ""
        statement.report(form, "contested-term", message, hint, suggestion=suggestion)


def _word(word: str, text: str) -> bool:
    return _any_of((word,)).search(text) is not None


@lru_cache(maxsize=2048)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of these words in a folded text; without words it matches nothing."""
    either = "|".join(re.escape(fold(word)) for word in words) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _contains(text: str, other: str) -> bool:
    return fold(text) != fold(other) and _word(other, fold(text))


def _options(item: Item) -> Iterator[tuple[Path, str]]:
    yield from keys_of(item)
    match item:
        case SingleChoice() | MultipleChoice():
            wrong = enumerate(item.distractors)
            yield from ((("distractors", n, "text"), each.text) for n, each in wrong)
        case TrueFalse() | VerdictItem() | Numeric() | ShortAnswer():
            pass
        case Matching() | Ordering() | EvidenceItem() | ExtendedResponse():
            pass
        case _:
            assert_never(item)


def _silent(item: Item) -> Iterator[Path]:
    """The paths of wrong options that have no feedback."""
    match item:
        case SingleChoice() | MultipleChoice() | Numeric() | EvidenceItem() | ShortAnswer():
            feedback = [each.feedback for each in item.distractors]
            yield from (("distractors", n) for n, text in enumerate(feedback) if text is None)
        case TrueFalse() | Ordering():
            if item.feedback is None:
                yield ()
        case VerdictItem():
            if len(item.feedback.keys() - {item.key}) < 2:
                yield ()
        case Matching():
            yield from (("pairs", n) for n, pair in enumerate(item.pairs) if pair.feedback is None)
        case ExtendedResponse():
            pass
        case _:
            assert_never(item)


def _is_longest(item: SingleChoice) -> bool:
    return all(len(item.key) > len(each.text) for each in item.distractors)


def _repeated_keys(quiz: Quiz) -> Iterator[tuple[Kind, list[str]]]:
    truths = [str(item.key).lower() for item in quiz.items if isinstance(item, TrueFalse)]
    verdicts: list[str] = [item.key for item in quiz.items if isinstance(item, VerdictItem)]
    by_kind: Mapping[Kind, list[str]] = {"true_false": truths, "verdict": verdicts}
    for kind, keys in by_kind.items():
        if len(keys) > 1 and len(set(keys)) == 1:
            yield kind, keys
