"""The passages of an item, and those that prove its key, in the words of an exported file."""

from collections.abc import Iterator
from typing import NamedTuple

from sourcebook.model.course import Course
from sourcebook.model.items import Item


class Proof(NamedTuple):
    """A passage that proves a key: its name, such as `Newsweek, paragraph 6`, and our summary."""

    passage: str
    name: str
    summary: str


def proofs(item: Item, course: Course) -> Iterator[Proof]:
    """The passages that prove the key of an item, those that prove it alone first."""
    for passage in dict.fromkeys((*item.proof, *item.citations)):
        if evidence := course.evidence(passage):
            yield Proof(passage, evidence.name, evidence.passage.summary)


def passage_name(passage_id: str, course: Course) -> str:
    """The name of a passage, such as `Newsweek, paragraph 6`; its id if the course has none."""
    evidence = course.evidence(passage_id)
    return evidence.name if evidence else passage_id


def passage_text(passage_id: str, course: Course) -> str:
    """The name of a passage and our summary of it; its id if the course has none."""
    evidence = course.evidence(passage_id)
    return f"{evidence.name}: {evidence.passage.summary}" if evidence else passage_id
