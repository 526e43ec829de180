"""Changes to a source file that leave everything else in it as it is: its card and its passages."""

from collections.abc import Mapping
from typing import Final, cast

from sourcebook.content.yaml.edits import applied, edits_of, is_same_data
from sourcebook.content.yaml.text import Value
from sourcebook.content.yaml.tree import data, editable_tree
from sourcebook.errors import EditingError
from sourcebook.model.sources import Source

Fields = Mapping[str, Value | None]
_ORDER: Final = tuple(Source.model_fields)


def source_fields(text: str) -> dict[str, Value]:
    """The fields of a source as texts, lists and mappings; those without a value are left out.

    Raises EditingError if the file cannot be read.
    """
    found = data(editable_tree(text))
    if not isinstance(found, dict):
        raise EditingError("The file does not begin with a key. Correct it as text first.")
    return _filled(found)


def passages_of_source(text: str) -> dict[str, dict[str, Value]]:
    """The passages of a source by paragraph, such as `p10`, in the order of the paragraphs."""
    found = source_fields(text).get("passages")
    passages = found if isinstance(found, dict) else {}
    read = {name: each if isinstance(each, dict) else {} for name, each in passages.items()}
    return dict(sorted(read.items(), key=lambda entry: (len(entry[0]), entry[0])))


def with_card(text: str, fields: Fields) -> str:
    """The source with these fields of its card; None takes a field out."""
    return _with_fields(text, {**source_fields(text), **fields})


def with_passage(text: str, number: str, fields: Fields) -> str:
    """The source with a passage that has these fields, new or instead of the one before."""
    return _with_passages(text, {**passages_of_source(text), number: _filled(fields)})


def without_passage(text: str, number: str) -> str:
    """The source without a passage. Raises EditingError if it is the only one."""
    rest = {name: each for name, each in passages_of_source(text).items() if name != number}
    if not rest:
        raise EditingError("A source has at least one passage. Add another one first.")
    return _with_passages(text, rest)


def _with_passages(text: str, passages: Mapping[str, object]) -> str:
    return _with_fields(text, {**source_fields(text), "passages": cast("Value", passages)})


def _with_fields(text: str, fields: Fields) -> str:
    """The text with exactly these fields. Raises EditingError if it cannot be written so."""
    meant = _filled(fields)
    done = applied(text, edits_of(text, editable_tree(text), meant, order=_ORDER))
    if not is_same_data(data(editable_tree(done)), meant):
        raise EditingError("The file is written in a way in which only an editor can change this.")
    return done


def _filled(fields: Mapping[str, object]) -> dict[str, Value]:
    """The fields without those that have no value, also inside others."""
    filled: dict[str, Value] = {}
    for name, value in fields.items():
        inner = _filled(value) if isinstance(value, Mapping) else cast("Value", value)
        if inner is not None and (inner != {} or value == {}):
            filled[name] = inner
    return filled
