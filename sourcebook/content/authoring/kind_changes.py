"""What becomes of an item when its kind is changed: what stays, and what its new kind cannot hold.

Values are plain, as a quiz file has them. Nobody has checked them, so a value of another shape than
its kind has counts as dropped.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from sourcebook.content.yaml.text import Value
from sourcebook.model.item_kinds import Kind, PerKind
from sourcebook.model.items import FINDINGS, ItemBase

_SHARED = {*ItemBase.model_fields, "type"} - {"stem"}
_OPPOSITES = {"supported": "contradicted", "contradicted": "supported"}
_LONGEST_LINE = 300


class KindChange(NamedTuple):
    """The fields of the item after the change, and what they have lost.

    `dropped` names the fields of before with their texts that are not in the item any more.
    """

    fields: dict[str, Value]
    dropped: tuple[tuple[str, tuple[str, ...]], ...]


def with_kind(fields: Mapping[str, Value], kind: Kind) -> KindChange:
    """An item as one of another kind: with its question, its proof, and the answers that fit."""
    former = str(fields.get("type"))
    found = _found(former, fields)
    own = {**_asked(fields, kind), **_written(kind, found)}
    unused = _UNUSED.named(kind) or ()
    shared = {n: each for n, each in fields.items() if n in _SHARED and n not in unused}
    after: dict[str, Value] = {**shared, "type": kind, **own}
    return KindChange(after, tuple(_dropped(fields, after, {*unused}, found)))


class _Answers(NamedTuple):
    """The answers of an item in a form that several kinds share.

    `finding` is what a claim is: supported, contradicted, not_stated, or empty if nothing is
    claimed. `told` is what to tell who goes wrong, by the finding that they chose.
    """

    right: tuple[Any, ...] = ()
    wrong: tuple[dict[str, Any], ...] = ()
    finding: str = ""
    told: Mapping[str, Any] = {}


def _found(kind: str, fields: Mapping[str, Any]) -> _Answers:
    """The answers that another kind may take over."""
    key, told = fields.get("key"), fields.get("feedback")
    match kind:
        case "single_choice" | "short_answer" | "numeric":
            return _Answers(() if key is None else (key,), _wrong(fields))
        case "multiple_choice":
            return _Answers(tuple(_listed(fields.get("keys"))), _wrong(fields))
        case "true_false" if key is not None:
            finding = "supported" if str(key).strip().lower() == "true" else "contradicted"
            return _Answers(finding=finding, told={_OPPOSITES[finding]: told} if told else {})
        case "verdict" if key in FINDINGS:
            return _Answers(finding=str(key), told=told if isinstance(told, dict) else {})
        case "ordering":
            return _Answers(told={"": told} if told else {})
        case _:
            return _Answers()


def _wrong(fields: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The wrong answers as rows with a text."""
    listed = _listed(fields.get("distractors"))
    rows = [row if isinstance(row, dict) else {"text": row} for row in listed]
    return tuple({"text": row["number"], **row} if "number" in row else row for row in rows)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _asked(fields: Mapping[str, Value], kind: Kind) -> dict[str, Value]:
    """The question as the new kind asks it: the claim of a verdict, or a stem."""
    if kind != "verdict":
        asked = fields.get("claim") or fields.get("stem")
        return {"stem": asked} if asked else {}
    if fields.get("type") == "verdict":
        return {name: fields[name] for name in ("stem", "claim") if name in fields}
    claim = str(fields.get("stem") or "")
    fits = bool(claim) and len(claim) <= _LONGEST_LINE
    return {"claim": " ".join(claim.split())} if fits else {}


def _written(kind: Kind, found: _Answers) -> dict[str, Value]:
    """The answers as the new kind has them, as far as they fit."""
    match kind:
        case "single_choice":
            return _filled(key=next(iter(found.right), None), distractors=_rows(found))
        case "multiple_choice":
            return _filled(keys=list(found.right), distractors=_rows(found))
        case "short_answer":
            key = next((_text(each) for each in found.right), None)
            return _filled(key=key, distractors=_rows(found))
        case "numeric":
            numbers = [each for each in found.right if _is_number(_text(each))]
            rows = [_with_number(row) for row in found.wrong if _is_number(_text(row))]
            key = next((_text(each) for each in numbers), None)
            return _filled(key=key, distractors=rows)
        case "true_false" if found.finding in _OPPOSITES:
            told = found.told.get(_OPPOSITES[found.finding])
            return _filled(key=found.finding == "supported", feedback=told)
        case "verdict":
            return _filled(key=found.finding, feedback=dict(found.told) if found.finding else None)
        case "true_false" | "ordering":
            return _filled(feedback=found.told.get(""))
        case "matching" | "evidence" | "extended_response":
            return {}


def _filled(**fields: Any) -> dict[str, Value]:
    return {name: each for name, each in fields.items() if each not in (None, "", [], {})}


def _rows(found: _Answers) -> list[Any]:
    """Wrong answers with a text; one that has nothing else is a text alone."""
    named = ("text", "feedback", "score", "id")
    rows = [{name: row[name] for name in named if name in row} for row in found.wrong]
    return [row["text"] if row.keys() == {"text"} else row for row in rows if "text" in row]


def _with_number(row: dict[str, Any]) -> dict[str, Any]:
    number = {"number": _text(row).strip()}
    return number | {name: row[name] for name in ("feedback", "score") if name in row}


def _text(option: Any) -> str:
    """The text of an option, which may stand beside an id."""
    text = option.get("text") if isinstance(option, dict) else option
    return "" if text is None else str(text)


def _is_number(text: str) -> bool:
    try:
        Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        return False
    return True


def _dropped(
    before: Mapping[str, Value], after: Mapping[str, Value], unused: set[str], found: _Answers
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The fields of before with their texts that no field of the new kind's own has."""
    kept = {text for name, each in after.items() if name not in _SHARED for text in _texts(each)}
    for name, each in before.items():
        if name in _SHARED and name not in unused:
            continue
        is_taken_over = name == "key" and found.finding and "key" in after
        if lost := () if is_taken_over else tuple(t for t in _texts(each) if t not in kept):
            yield name, lost


def _texts(value: Value) -> Iterator[str]:
    """Every single value in a value, as a text."""
    match value:
        case Mapping():
            for each in value.values():
                yield from _texts(each)
        case list() | tuple():
            for each in value:
                yield from _texts(each)
        case None:
            return
        case _:
            yield " ".join(str(value).split())


_NO_PROOF = ("proof", "candidates")
_UNUSED: PerKind[tuple[str, ...]] = PerKind(
    single_choice=(),
    multiple_choice=(),
    true_false=("tries",),
    verdict=(),
    numeric=(),
    short_answer=(),
    matching=(),
    ordering=(),
    evidence=_NO_PROOF,
    extended_response=(*_NO_PROOF, "tries"),
)
"""The fields of every item for which a kind has no use."""
