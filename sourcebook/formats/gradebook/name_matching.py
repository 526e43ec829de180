"""Who of the learners here is who on a class list of Moodle or Canvas, by their names.

A learner here types their own name, so a teacher should look at the pairs before scores leave.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from sourcebook.formats.gradebook.class_lists import ListedLearner
from sourcebook.model.learners import Member

_Named = TypeVar("_Named")


class Pairing(NamedTuple):
    """Learners with their rows of the list, and those on either side who have nobody for sure.

    Nobody is paired if two on one side have the same name.
    """

    pairs: tuple[tuple[Member, ListedLearner], ...]
    members: tuple[Member, ...]
    listed: tuple[ListedLearner, ...]


def paired(members: Sequence[Member], listed: Sequence[ListedLearner]) -> Pairing:
    """The learners and the rows of the list whose names have the same words, in any order.

    Capitals, accents and hyphens do not matter.
    """
    here = _by_name(members, lambda each: each.name or "")
    there = _by_name(listed, lambda each: each.name)
    sure = [
        (here[name][0], there[name][0])
        for name in here
        if name and len(here[name]) == len(there.get(name, ())) == 1
    ]
    paired_ids = {member.id for member, _ in sure}
    found = {row for _, row in sure}
    return Pairing(
        tuple(sure),
        tuple(each for each in members if each.id not in paired_ids),
        tuple(each for each in listed if each not in found),
    )


def _by_name(
    learners: Sequence[_Named], name: Callable[[_Named], str]
) -> dict[tuple[str, ...], list[_Named]]:
    """The learners by the words of their names, sorted."""
    found: defaultdict[tuple[str, ...], list[_Named]] = defaultdict(list)
    for each in learners:
        found[_words(name(each))].append(each)
    return found


def _words(name: str) -> tuple[str, ...]:
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return tuple(sorted(re.findall(r"[^\W_]+", bare)))
