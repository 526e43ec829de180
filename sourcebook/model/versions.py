"""Versions of an item: what tells them apart, and what an author changed between two of them."""

import hashlib
import json
from typing import Final

from sourcebook.model.items import Item

_PARTS: Final = {
    "stem": "the question",
    "claim": "the claim",
    "rationale": "the explanation",
    "calculated": "the explanation",
    "model_answer": "the model answer",
    "rubric": "the rubric",
    "citations": "the passages that prove it",
    "proof": "the passages that prove it",
    "hints": "the hints",
    "points": "the points",
    "tries": "what each try is worth",
}
_SILENT: Final = frozenset({"objective", "skill", "difficulty", "length", "id"})
"""What nobody who answers an item would notice."""


def fingerprint(item: Item) -> str:
    """Sixteen hex digits that change whenever anything in the item changes."""
    # Without defaults, a key that items can have from now on changes no item that lacks it.
    told = item.model_dump(mode="json", exclude_defaults=True)
    body = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def changed_parts(before: Item, after: Item) -> tuple[str, ...]:
    """What differs between two versions of an item, in words for whoever answers it.

    Whatever can be chosen, typed or is right goes by one name, so that the words do not
    give away which of it was mended.
    """
    if before.type != after.type:
        return ("the kind of item",)
    old, new = before.model_dump(), after.model_dump()
    changed = [name for name in new if old[name] != new[name] and name not in _SILENT]
    return tuple(
        dict.fromkeys(_PARTS.get(name, "the answers or what is said to them") for name in changed)
    )
