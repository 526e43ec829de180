"""The passages among which a learner looks for the one that proves an answer."""

import hashlib
from collections.abc import Iterator
from itertools import count, islice
from typing import Final

from sourcebook.model.course import Course
from sourcebook.model.items import Item

_MOST: Final = 8
_MOST_PROOFS: Final = 4


def candidates(item: Item, course: Course) -> tuple[str, ...]:
    """The ids of at most eight passages, in the order of the texts; one of them is a proof.

    They are those that the author lists. If the author lists none, they are the proofs, the other
    passages that the item cites, and passages near a proof: the same for everybody.
    """
    listed = [each for each in item.candidates if course.evidence(each)]
    found = listed or islice(_near(item, course), _MOST)
    places = {each: place for place, each in enumerate(_in_order(course))}
    return tuple(sorted(dict.fromkeys(found), key=places.__getitem__))


def _near(item: Item, course: Course) -> Iterator[str]:
    """Passages to choose from, each once, the most fitting first."""
    seen = set(item.proof)
    proofs = [each for each in item.proof if course.evidence(each)][:_MOST_PROOFS]
    yield from proofs
    for cited in item.citations:
        if cited not in seen and course.evidence(cited):
            seen.add(cited)
            yield cited
    for passage in _neighbours(item, proofs, course):
        if passage not in seen:
            seen.add(passage)
            yield passage


def _neighbours(item: Item, proofs: list[str], course: Course) -> Iterator[str]:
    """The passages round the proofs, nearest first."""
    texts = {each: _of_source(each, course) for each in proofs}
    longest = max(map(len, texts.values()), default=0)
    for offset in islice(_offsets(), 3 * longest):
        for proof, passages in texts.items():
            place = passages.index(proof) + offset * _side(item, proof)
            if 0 <= place < len(passages):
                yield passages[place]


def _offsets() -> Iterator[int]:
    """1, 2, -1, 3, 4, -2 …: more on one side, so that a proof does not stand in the middle."""
    for number in count():
        yield from (2 * number + 1, 2 * number + 2, -number - 1)


def _side(item: Item, proof: str) -> int:
    """1 or -1, the same for everybody, though nobody can foresee it."""
    return 1 if hashlib.sha256(f"{item.id} {proof}".encode()).digest()[0] % 2 else -1


def _of_source(passage_id: str, course: Course) -> list[str]:
    source = course.sources[passage_id.partition(".")[0]]
    return [each.id for each in course.passages(source)]


def _in_order(course: Course) -> Iterator[str]:
    for source in course.sources.values():
        yield from (each.id for each in course.passages(source))
