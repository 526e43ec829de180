"""The draft of a quiz from what was found in a file of QTI."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, assert_never

from sourcebook.content.authoring.quiz_drafts import Draft, missing, new_id
from sourcebook.content.yaml.text import Remark, Value
from sourcebook.errors import QuestionListError
from sourcebook.formats.qti.found import (
    Answer,
    Choices,
    Essay,
    Found,
    Number,
    Numbers,
    Option,
    Order,
    Rows,
    Words,
)
from sourcebook.formats.qti.tags import Tags
from sourcebook.formats.qti.texts import one_line
from sourcebook.formats.qti.xml_text import decimal
from sourcebook.model.base import PASSAGE
from sourcebook.model.items import FINDINGS

Fields = dict[str, Value | None]
_MOST_NAMED: Final = 5
_MOST_REASONS: Final = 5
_MOST_POINTS: Final = 100
_LONGEST_TITLE: Final = 300
_MADE_BY_PROGRAM: Final = re.compile("[a-z]?[0-9a-f-]{20,}", re.IGNORECASE)


def draft_of(title: str, questions: Iterable[Found], notes: Sequence[str]) -> Draft:
    """The draft of these questions. Raises QuestionListError if there are none.

    `notes` may grow while the questions are read.
    """
    taken: dict[str, int] = {}
    items, noted = list[Fields](), dict[str, list[str]]()
    for each in questions:
        fields = item_fields(each, taken)
        items.append(fields)
        for note in (*each.notes, *_lost(each)):
            noted.setdefault(note, []).append(str(fields["id"]))
    if not items:
        reasons = " ".join(notes[:_MOST_REASONS])
        raise QuestionListError(f"The file has no question that can be read. {reasons}".strip())
    grouped = (f"{note} {_named(dict.fromkeys(ids))}" for note, ids in noted.items())
    named = one_line(title)[:_LONGEST_TITLE] or "Imported questions"
    return Draft(named, items, (*notes, *grouped))


def _named(ids: Iterable[str]) -> str:
    """The items that a note is about."""
    named = list(ids)
    more = f", and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return f"({', '.join(named[:_MOST_NAMED])}{more})"


def item_fields(found: Found, taken: dict[str, int]) -> Fields:
    """The fields of an item, with remarks in place of what is missing."""
    tags, explanation = found.tags, found.explanation
    cited = [*(tags.citations or explanation.cited)]
    ident = "" if _MADE_BY_PROGRAM.fullmatch(found.ident) else found.ident.lstrip("_")
    points = tags.points if tags.points is not None else found.points
    common: Fields = {
        "id": new_id(ident, found.stem or found.claim or "item", taken),
        "type": None,
        "objective": tags.objective or missing("objective"),
        "skill": tags.skill,
        "difficulty": tags.difficulty,
        "stem": found.stem or (None if found.claim else missing("stem")),
        "rationale": _rationale(found) or missing("rationale"),
        "citations": cited or missing("citations"),
        "proof": list(tags.proof) or None,
        "candidates": list(tags.candidates) or None,
        "hints": [{"text": each.text, "passage": each.passage} for each in tags.hints] or None,
        "tries": list(tags.tries) if len(tags.tries) > 1 else None,
        "points": as_written(points) if points and 0 < points <= _MOST_POINTS else None,
        "comparison": tags.comparison,
        "calculated": explanation.calculated or None,
    }
    return common | _own(found)


def _own(found: Found) -> Fields:
    answer: Answer = found.answer
    match answer:
        case Choices():
            return _choices(found, answer)
        case Numbers():
            return _numbers(answer, found.tags)
        case Words():
            return _words(answer, found.tags)
        case Rows():
            return _rows(answer, found.tags)
        case Order():
            texts = [_text(each, found.tags) for each in answer.texts]
            feedback = found.if_wrong or missing("feedback")
            return {"type": "ordering", "sequence": texts, "feedback": feedback}
        case Essay():
            return _essay(found, answer)
        case _:
            assert_never(answer)


def _choices(found: Found, answer: Choices) -> Fields:
    by_id = {each.ident: each for each in answer.options}
    keys = [by_id[each] for each in dict.fromkeys(answer.keys) if each in by_id]
    wrong = [
        each._replace(feedback=each.feedback or found.if_wrong)
        for each in answer.options
        if each not in keys
    ]
    if answer.is_single and set(by_id) == set(FINDINGS):
        return _verdict(found, keys, wrong)
    if answer.is_single and _truths(answer.options):
        return _truth(keys, wrong)
    if found.tags.type == "evidence" and all(re.fullmatch(PASSAGE, each) for each in by_id):
        return {
            "type": "evidence",
            "keys": [each.ident for each in keys] or missing("keys"),
            "distractors": [_entry("passage", each.ident, each.feedback) for each in wrong],
        }
    distractors = [_distractor(each, found.tags) for each in wrong] or missing("distractors")
    texts = [_text(each, found.tags) for each in keys]
    if answer.is_single and len(texts) <= 1:
        key = texts[0] if texts else missing("key")
        return {"type": "single_choice", "key": key, "distractors": distractors}
    rule = found.tags.scoring or answer.rule
    return {
        "type": "multiple_choice",
        "keys": texts or missing("keys"),
        "distractors": distractors,
        "scoring": rule if rule != "net" else None,
    }


def _truths(options: Sequence[Option]) -> bool:
    return sorted(each.text.casefold() for each in options) == ["false", "true"]


def _truth(keys: Sequence[Option], wrong: Sequence[Option]) -> Fields:
    feedback = next((each.feedback for each in wrong if each.feedback), "")
    return {
        "type": "true_false",
        "key": keys[0].text.casefold() if len(keys) == 1 else missing("key"),
        "feedback": (feedback if len(keys) == 1 else "") or missing("feedback"),
    }


def _verdict(found: Found, keys: Sequence[Option], wrong: Sequence[Option]) -> Fields:
    feedback = {each.ident: each.feedback for each in (*keys, *wrong) if each.feedback}
    return {
        "type": "verdict",
        "claim": found.claim or missing("claim"),
        "key": keys[0].ident if len(keys) == 1 else missing("key"),
        "feedback": feedback or missing("feedback"),
    }


def _numbers(answer: Numbers, tags: Tags) -> Fields:
    fields: Fields = {"type": "numeric", "key": missing("key"), "unit": tags.unit}
    if answer.right:
        first = answer.right[0]
        fields |= _place(first)
        fields["key"] = fields.pop("number")
    bands = (*answer.right[1:], *answer.wrong)
    cited = [*tags.band_citations, *([()] * len(bands))]
    written = [_band(each, passages) for each, passages in zip(bands, cited, strict=False)]
    accepted = len(answer.right[1:])
    fields["also_accept"] = written[:accepted] or None
    fields["distractors"] = written[accepted:] or None
    return fields


def _band(band: Number, citations: Sequence[str]) -> dict[str, Value | None]:
    is_wrong = band.score < 1
    return {
        **_place(band),
        "score": band.score if 0 < band.score < 1 else None,
        "feedback": band.feedback or (missing("feedback") if is_wrong else None),
        "citations": list(citations) or None,
    }


def _place(band: Number) -> dict[str, Value | None]:
    """The number or the range of a band, with its tolerance."""
    between = [as_written(each) for each in band.between] if band.between else None
    number = as_written(band.number) if band.number is not None else None
    tolerance = as_written(band.tolerance) if band.tolerance else None
    return {"number": number, "between": between, "tolerance": tolerance}


def as_written(number: Fraction) -> str:
    """A number as an author writes it: a decimal if it has an end, else a fraction."""
    written = decimal(number)
    return written if Fraction(written) == number else str(number)


def _words(answer: Words, tags: Tags) -> Fields:
    return {
        "type": "short_answer",
        "key": answer.right[0] if answer.right else missing("key"),
        "also_accept": list(answer.right[1:]) or None,
        "other_names": list(tags.other_names) if tags.other_names is not None else None,
        "distractors": [_distractor(each, tags) for each in answer.wrong] or None,
    }


def _rows(answer: Rows, tags: Tags) -> Fields:
    pairs = [
        {
            "id": _given(each.ident, tags),
            "prompt": each.prompt,
            "target": each.target,
            "feedback": each.feedback or missing("feedback"),
        }
        for each in answer.rows
    ]
    extra = [_text(each, tags) for each in answer.extra_targets]
    return {"type": "matching", "pairs": pairs, "extra_targets": extra or None}


def _essay(found: Found, answer: Essay) -> Fields:
    names = ("full", "part", "none")
    rubric = dict(zip(names, answer.rubric, strict=True)) if answer.rubric else None
    return {
        "type": "extended_response",
        "rubric": rubric or Remark("missing. Write what earns all, half and no points."),
        "model_answer": answer.model_answer
        or found.explanation.model_answer
        or Remark("missing. Write an answer that earns all points."),
        "length": found.tags.length,
    }


def _text(each: Option, tags: Tags) -> Value:
    given = _given(each.ident, tags)
    return {"id": given, "text": each.text} if given else each.text


def _distractor(each: Option, tags: Tags) -> Mapping[str, Value | None]:
    entry = _entry("text", each.text, each.feedback)
    score = each.score if 0 < each.score < 1 else None
    return {"id": _given(each.ident, tags), **entry, "score": score}


def _entry(name: str, value: str, feedback: str) -> dict[str, Value | None]:
    return {name: value, "feedback": feedback or missing("feedback")}


def _rationale(found: Found) -> str:
    """Why the key is right: what any learner is shown, and what is said of the right options."""
    texts = [found.explanation.rationale]
    if isinstance(found.answer, Choices) and not found.claim:
        keys = (each for each in found.answer.options if each.ident in found.answer.keys)
        texts += (each.feedback for each in keys)
    return "\n\n".join(dict.fromkeys(each for each in texts if each))


def _lost(found: Found) -> Iterator[str]:
    """What the draft has no place for."""
    answer = found.answer
    if not found.if_wrong or isinstance(answer, Order):
        return
    wrong = answer.options if isinstance(answer, Choices) else ()
    if all(each.feedback for each in wrong if each.ident not in _keys(answer)):
        yield "The feedback on any wrong answer is left out."


def _keys(answer: Answer) -> tuple[str, ...]:
    return answer.keys if isinstance(answer, Choices) else ()


def _given(ident: str, tags: Tags) -> str | None:
    """The id that the author gave to an option; an identifier may need a letter in front."""
    return tags.ids.get(ident.lstrip("_"))
