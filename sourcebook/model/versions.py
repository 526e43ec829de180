"""Versions of an item: what distinguishes them, and what changed between two of them."""

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
    "candidates": "the passages to choose from",
    "hints": "the hints",
    "points": "the points",
    "tries": "what each try is worth",
}
_SILENT: Final = frozenset({"objective", "skill", "difficulty", "length", "id"})
"""Fields that a learner does not see."""


def fingerprint(item: Item) -> str:
    """Sixteen hex digits that change when anything in the item changes."""
    # Without defaults: a new optional field changes no item that does not use it.
    fields = item.model_dump(mode="json", exclude_defaults=True)
    body = json.dumps(fields, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def changed_parts(before: Item, after: Item) -> tuple[str, ...]:
    """What differs between two versions of an item, in words for a learner.

    All that concerns answers has one name, so that the words do not show what is right.
    """
    if before == after:
        return ()
    if before.type != after.type:
        return ("the kind of item",)
    old, new = before.model_dump(), after.model_dump()
    changed = [name for name in new if old[name] != new[name] and name not in _SILENT]
    return tuple(dict.fromkeys(_PARTS.get(name, "the answers or the feedback") for name in changed))
