"""The errors that pydantic finds in a file, in an author's words."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from sourcebook.content import number_advice
from sourcebook.content.faults import NO_VALUES, Values, did_you_mean, nearest
from sourcebook.content.lookalike_letters import foreign_letter
from sourcebook.content.schemas import Schema, fields_at, kinds
from sourcebook.model.base import DATE, PARAGRAPH, PASSAGE, SHA256, SLUG, SOURCE
from sourcebook.model.item_kinds import Kind

ODD_DASH = re.compile(r"(?:[–—−‐‑‒•·*] ?|-(?=[^\W\d_]))")
"""How an author may begin an entry of a list instead of with a hyphen and a space."""

_PASSAGES = re.compile(r"s[1-9][0-9]*\.p[1-9][0-9]*")
_REFERENCES = {"objective": "objective", "lesson": "lesson", "comparison": "comparison"}


class Finding(NamedTuple):
    """A broken rule: its name, the message, the hint, and the values concerned."""

    rule: str
    message: str
    hint: str = ""
    values: Values = NO_VALUES


def explain(error: ErrorDetails, schema: Schema) -> Finding:
    """The rule, the message and the hint for one of pydantic's errors."""
    explained = _EXPLAINED.get(error["type"], _other)
    return explained(error, schema)


def odd_dash(text: str) -> str:
    """What is wrong with the dash before an entry; empty if it is right."""
    found = ODD_DASH.match(text)
    if not found:
        return ""
    if found[0] == "-":
        return "a space is missing after the hyphen that begins an entry."
    return f"the entry begins with '{found[0].strip()}' and not with a hyphen."


def _missing(error: ErrorDetails, _schema: Schema) -> Finding:
    name = error["loc"][-1]
    if isinstance(name, int):
        return Finding("missing-key", "expected two values, a low and a high one.")
    message, hint = f"the field '{name}' is missing.", f"Add '{name}: …'."
    return Finding("missing-key", message, hint, Values(missing=name))


def _no_kind(_slip: ErrorDetails, schema: Schema) -> Finding:
    hint = f"Add 'type: …', one of {', '.join(kinds(schema))}."
    return Finding("missing-key", "the field 'type' is missing.", hint)


def _unknown_kind(error: ErrorDetails, schema: Schema) -> Finding:
    given, hint = error["input"]["type"], f"Kinds are {', '.join(kinds(schema))}."
    if not isinstance(given, str):
        message = f"expected an item kind, found {_kind(given)}."
        return Finding("wrong-type", message, hint)
    other = _KINDS_ELSEWHERE.get(re.sub(r"[^a-z]", "", given.casefold()))
    near = other or nearest(given, kinds(schema))
    meant = f"Here it is called '{other}'." if other else did_you_mean(near)
    message = f"there is no item kind '{given}'."
    return Finding("wrong-value", message, meant or hint, Values(given, near))


def _literal(error: ErrorDetails, _schema: Schema) -> Finding:
    given, expected = error["input"], error.get("ctx", {})["expected"]
    # Pydantic lists the words that may stand here in a text only: 'easy', 'medium' or 'hard'.
    near = nearest(str(given), re.findall("'([^']*)'", expected))
    message = f"expected {expected}, found {_shown(given)}."
    return Finding("wrong-value", message, did_you_mean(near), Values(_text(given), near))


def _pattern(error: ErrorDetails, _schema: Schema) -> Finding:
    given, pattern = str(error["input"]), error.get("ctx", {})["pattern"]
    shape, hint = _SHAPES[pattern]
    values = Values(given)
    if pattern == PASSAGE:
        values = Values(given, kind="passage")
        hint = _of_passages(given)
    elif pattern == SLUG and (kind := _REFERENCES.get(str(error["loc"][-1]))):
        values, hint = Values(given, kind=kind), ""
    elif pattern == SLUG and (name := _slug(given)):
        values, hint = Values(given, name), f"Write it like '{name}'."
    message = f"expected {shape}, found {_shown(given)}."
    return Finding("wrong-value", message, foreign_letter(given) or hint, values)


def _slug(given: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", given.casefold()).strip("-")
    return name if re.fullmatch(SLUG, name) and len(name) <= 60 else ""


def _of_passages(given: str) -> str:
    found = _PASSAGES.findall(given)
    return f"Put a comma between two passages: [{', '.join(found)}]." if len(found) > 1 else ""


def _wrong_value(error: ErrorDetails, schema: Schema) -> Finding:
    given, field = str(error["input"]), _field(error)
    is_truth = error.get("ctx", {}).get("is_truth", False)
    hint = number_advice.advice_on_truth(given) if is_truth else number_advice.advice(given, field)
    return _other(error, schema)._replace(hint=hint)


def _wrong_order(error: ErrorDetails, _schema: Schema) -> Finding:
    hint = "Write the highest first, such as [1, 1/2, 0]."
    return Finding("wrong-value", f"{error['msg']}.", hint)


def _wrong_levels(error: ErrorDetails, _schema: Schema) -> Finding:
    hint = "Write the best level first, with the points of the item, and the last one with 0."
    return Finding("wrong-value", f"{error['msg']}.", hint)


def _too_short(error: ErrorDetails, _schema: Schema) -> Finding:
    least = error.get("ctx", {})["min_length"]
    lacking = least - len(error["input"])
    message = f"expected at least {'one entry' if least == 1 else f'{least} entries'}."
    return Finding("missing-value", message, f"Add {'one' if lacking == 1 else lacking}.")


def _too_long(error: ErrorDetails, _schema: Schema) -> Finding:
    most = error.get("ctx", {})["max_length"]
    message = f"expected at most {most} entries, found {len(error['input'])}."
    return Finding("wrong-value", message, "Take some out.")


def _no_text(_slip: ErrorDetails, _schema: Schema) -> Finding:
    return Finding("missing-value", "expected text, found nothing.", "Write the text.")


def _long_text(error: ErrorDetails, _schema: Schema) -> Finding:
    most, length = error.get("ctx", {})["max_length"], len(str(error["input"]))
    message = f"this text has {length} characters, more than the {most} there is room for."
    return Finding("wrong-value", message, "Shorten it.", Values(str(error["input"])))


def _not_text(error: ErrorDetails, _schema: Schema) -> Finding:
    given = error["input"]
    hint = "Write one text, in quotes."
    if given is None:
        hint = "Write the text behind the colon."
    elif isinstance(given, list) and error["loc"][-2:] == _SINGLE_KEY:
        hint = "For several right answers write 'type: multiple_choice' and 'keys: […]'."
    return Finding("wrong-type", f"expected text, found {_kind(given)}.", hint)


def _not_list(error: ErrorDetails, _schema: Schema) -> Finding:
    given = error["input"]
    message = f"expected a list, found {_kind(given)}."
    first = next(iter(given), "") if isinstance(given, dict) else given
    if isinstance(first, str) and (odd := odd_dash(first)):
        return Finding("wrong-type", odd, "Begin each entry with a hyphen and a space: '- '.")
    hint = _as_list(given, _field(error)) if isinstance(given, str) else ""
    return Finding("wrong-type", message, hint or "Start each entry with '- '.")


def _as_list(given: str, field: object) -> str:
    """The list that may be meant by a single text, as a file would have it."""
    if field == "tries":
        return "Write what each try is worth, such as [1, 1/2] for two."
    if found := _PASSAGES.findall(given):
        return f"Write it in brackets: [{', '.join(found)}]."
    if field in _LISTS_OF_TEXTS and not re.search(r"[\[\]{},:#\"]", given) and len(given) < 60:
        return f"Write it in brackets: [{given}]."
    return ""


def _not_fields(error: ErrorDetails, schema: Schema) -> Finding:
    fields = ", ".join(fields_at(schema, error["loc"]))
    message = f"expected fields with values, found {_kind(error['input'])}."
    return Finding("wrong-type", message, f"Fields here are {fields}." if fields else "")


def _limit(error: ErrorDetails, _schema: Schema) -> Finding:
    words = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}
    context: Mapping[str, Any] = error.get("ctx", {})
    limit = next(f"{words[key]} {value}" for key, value in context.items() if key in words)
    given, hint = error["input"], number_advice.advice(str(error["input"]), _field(error))
    message = f"expected {limit}, found {_shown(given)}."
    return Finding("wrong-value", message, hint, Values(_text(given)))


def _other(error: ErrorDetails, _schema: Schema) -> Finding:
    given = error["input"]
    message = f"{error['msg']}, found {_shown(given)}."
    return Finding("wrong-value", message, values=Values(_text(given)))


def _field(error: ErrorDetails) -> object:
    """The name of the field that a value, or the list it is in, belongs to."""
    return next((step for step in reversed(error["loc"]) if isinstance(step, str)), None)


def _kind(given: object) -> str:
    match given:
        case None:
            return "nothing"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "fields with values"


def _text(given: object) -> str:
    """A single value as it stands in the file; empty for anything else."""
    return "" if given is None or isinstance(given, list | dict) else str(given)


def _shown(given: object) -> str:
    if given is None or isinstance(given, list | dict):
        return _kind(given)
    text = _text(given)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


_SHAPES = {
    SLUG: ("an id of small letters, digits and hyphens", "Write it like 'a-short-name'."),
    PASSAGE: ("a passage id", "Write it like 's2.p10'."),
    SOURCE: ("the id of a source", "Write it like 's2'."),
    PARAGRAPH: ("the number of a paragraph", "Write it like 'p10'."),
    DATE: ("a date", "Write it like '2022-11-23'."),
    SHA256: ("64 hexadecimal digits", "Copy what 'sha256sum' prints for the article's file."),
}
_LISTS_OF_TEXTS = {
    "also_accept",
    "other_names",
    "keys",
    "needs",
    "extra_targets",
    "forms",
    "owners",
    "variants",
}
_SINGLE_KEY: tuple[Kind, str] = ("single_choice", "key")
_KINDS_ELSEWHERE: dict[str, Kind] = {
    "multichoice": "single_choice",
    "multiplechoicesingle": "single_choice",
    "radio": "single_choice",
    "mcq": "single_choice",
    "multipleresponse": "multiple_choice",
    "multipleanswer": "multiple_choice",
    "multipleanswers": "multiple_choice",
    "checkbox": "multiple_choice",
    "checkboxes": "multiple_choice",
    "boolean": "true_false",
    "tf": "true_false",
    "yesno": "true_false",
    "numerical": "numeric",
    "number": "numeric",
    "shortanswer": "short_answer",
    "fillin": "short_answer",
    "fillintheblank": "short_answer",
    "cloze": "short_answer",
    "text": "short_answer",
    "match": "matching",
    "order": "ordering",
    "sequence": "ordering",
    "essay": "extended_response",
    "longanswer": "extended_response",
    "freetext": "extended_response",
}
"""Kinds of items under the names that other tools have for them."""

_EXPLAINED: dict[str, Callable[[ErrorDetails, Schema], Finding]] = {
    "missing": _missing,
    "union_tag_not_found": _no_kind,
    "union_tag_invalid": _unknown_kind,
    "literal_error": _literal,
    "string_pattern_mismatch": _pattern,
    "wrong-value": _wrong_value,
    "wrong-order": _wrong_order,
    "wrong-levels": _wrong_levels,
    "too_short": _too_short,
    "too_long": _too_long,
    "string_too_short": _no_text,
    "string_too_long": _long_text,
    "string_type": _not_text,
    "tuple_type": _not_list,
    "list_type": _not_list,
    "model_type": _not_fields,
    "model_attributes_type": _not_fields,
    "dict_type": _not_fields,
    "greater_than": _limit,
    "greater_than_equal": _limit,
    "less_than": _limit,
    "less_than_equal": _limit,
}
