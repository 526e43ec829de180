"""Items that are built again from a draft, and what may differ in them after QTI."""

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from lxml import etree
from pydantic import TypeAdapter

from sourcebook.content.authoring.quiz_drafts import Draft, write_draft
from sourcebook.content.checking import check
from sourcebook.content.yaml.text import Remark
from sourcebook.model.course import Course
from sourcebook.model.items import AnyItem, Item
from tests.builders import course_files
from tests.strategies import KINDS

_ITEM: TypeAdapter[Item] = TypeAdapter(AnyItem)
_ORIGINALS = os.environ.get("TESTED_ORIGINALS", "")
REFERENCES = Path(_ORIGINALS).parent / "references" / "formats"
needs_references = pytest.mark.skipif(
    not (_ORIGINALS and REFERENCES.is_dir()), reason="the reference files are not here"
)

letters = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"])
texts = st.text(letters, min_size=1, max_size=40).filter(lambda text: text.split() != [])
passages = st.lists(st.sampled_from(["s1.p1", "s1.p2", "s2.p1"]), min_size=1, unique=True)
points = st.sampled_from(["1", "2", "1/2", "1/3", "0.25", "100"])


@lru_cache(maxsize=1)
def course() -> Course:
    """The faultless course of the tests."""
    found = check(course_files()).course
    assert found is not None
    return found


@lru_cache(maxsize=8)
def schema(path: str) -> etree.XMLSchema:
    """A schema among the references, read without a network."""
    parser = etree.XMLParser(no_network=True)
    return etree.XMLSchema(etree.parse(str(REFERENCES / "qti-xsd" / path), parser))


@st.composite
def rich_items(draw: st.DrawFn) -> Item:
    """An item of any kind with all that any item may have, its texts made of any letters."""
    item = draw(st.one_of(*KINDS.values()))
    hints = draw(st.lists(st.fixed_dictionaries({"text": texts, "passage": st.just("s1.p1")})))
    fields = item.model_dump(mode="json") | {
        "stem": draw(texts),
        "rationale": draw(texts),
        "citations": draw(passages),
        "proof": draw(st.one_of(st.just([]), passages)),
        "candidates": draw(st.one_of(st.just([]), passages)),
        "hints": hints[:5],
        "tries": draw(st.sampled_from([["1"], ["1", "1/2", "0"]])),
        "points": draw(points),
        "calculated": draw(st.one_of(st.none(), texts)),
        "skill": draw(st.sampled_from(["facts", "sourcing"])),
        "comparison": draw(st.sampled_from([None, "who-signed"])),
    }
    return _ITEM.validate_python(dict(_with_feedback(draw, fields)))


def _with_feedback(draw: st.DrawFn, fields: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in fields.items():
        if name in ("distractors", "pairs"):
            yield name, [each | {"feedback": draw(st.one_of(st.none(), texts))} for each in value]
        elif name == "feedback" and fields["type"] == "verdict":
            yield name, {"not_stated": draw(texts)}
        elif name in ("claim", "feedback", "model_answer"):
            yield name, draw(texts)
        else:
            yield name, value


def items_of(draft: Draft) -> list[Item]:
    """The items that a draft makes if its remarks are left out; its file can be written, too."""
    assert write_draft(draft, quiz_id="a-quiz").items == len(draft.items)
    return [_ITEM.validate_python(_filled(each)) for each in draft.items]


def alike(item: Item) -> dict[str, Any]:
    """An item without what QTI does not keep: spaces, and the order of what is wrong."""
    fields: dict[str, Any] = _alike(item.model_dump(mode="json"))
    for name in ("distractors", "extra_targets"):
        if isinstance(fields.get(name), list) and item.type != "numeric":
            fields[name] = sorted(fields[name], key=str)
    return fields


def _alike(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        same = {"0": None} if "score" in value else {}
        return {
            key: same.get(each, _alike(each)) if key == "score" else _alike(each)
            for key, each in value.items()
        }
    return [_alike(each) for each in value] if isinstance(value, list) else value


def _filled(value: Any) -> Any:
    """A value of a draft without remarks and what is None."""
    if isinstance(value, Mapping):
        kept = {key: each for key, each in value.items() if not isinstance(each, Remark)}
        return {key: _filled(each) for key, each in kept.items() if each is not None}
    return [_filled(each) for each in value] if isinstance(value, list | tuple) else value
