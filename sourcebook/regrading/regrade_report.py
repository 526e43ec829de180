"""Who gains and who loses points by corrected items, in words for a teacher."""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import product
from typing import assert_never

from sourcebook.model.attempts import (
    Choice,
    Choices,
    Matches,
    Ordered,
    Response,
    Typed,
    Written,
)
from sourcebook.model.items import Item
from sourcebook.model.option_pairs import Offered, Pairing, Partners
from sourcebook.model.options import options
from sourcebook.model.versions import changed_parts
from sourcebook.regrading.changes import Change, Doubt

_REASONS = {
    "id": "the same id",
    "teacher": "as you say",
    "only": "the only ones left",
}
DOUBTS: dict[Doubt, str] = {
    "unsure": "was this option reworded or replaced?",
    "gone": "this is no longer offered",
    "given_up": "no longer offered, as you say; the score stays",
    "other_item": "the item is of another kind or size now; the score stays",
}
"""Why a new score is unknown, in words."""


def report(found: Iterable[Change], *, lower: bool, names: Mapping[str, str]) -> str:
    """Who gains and who loses, item by item, and why; `names` are by the ids of learners."""
    by_item: dict[str, list[Change]] = {}
    for change in found:
        by_item.setdefault(change.item.id, []).append(change)
    if not by_item:
        return "Every answer has the score that the present version of its item gives."
    return "\n".join(
        line for item in sorted(by_item) for line in _lines(by_item[item], lower, names)
    )


def described(item: Item, response: Response) -> str:
    """A response in a few words, for a teacher who corrects an item."""
    texts = {choice.id: f"'{choice.text}'" for choice in options(item)}
    match response:
        case Choice(option=chosen):
            return f"chose {texts.get(chosen, 'an option')}"
        case Choices(options=ticks):
            return f"ticked {', '.join(sorted(texts.get(tick, 'an option') for tick in ticks))}"
        case Typed(text=text):
            return f"typed '{text}'"
        case Ordered(options=order):
            return f"put {', '.join(texts.get(each, 'a text') for each in order)} in this order"
        case Matches(targets=targets):
            return f"matched {len(targets)} {'row' if len(targets) == 1 else 'rows'}"
        case Written():
            return "wrote a text"
        case _:
            assert_never(response)


def _lines(found: list[Change], lower: bool, names: Mapping[str, str]) -> Iterator[str]:
    item = found[0].item
    parts = ", ".join(changed_parts(found[0].scored_by, item)) or "nothing that a learner sees"
    yield f"{item.id}: changed since: {parts}."
    pairings = [each for change in found for each in (change.options, change.prompts)]
    partners = dict.fromkeys(each for pairing in pairings for each in pairing.partners)
    yield from (_pair(item, each) for each in partners if each.reason != "text")
    for change in found:
        if change.rises or change.falls or change.after is None:
            yield f"  {_verdict(change, lower)}: {_learner_and_answer(change, names)}"
    yield f"  {_counts(found, lower)}"
    if any(change.is_open for change in found):
        yield from _pair_options(item, dict.fromkeys(pairings))


def _pair(item: Item, partners: Partners) -> str:
    before, now = partners.before.text, partners.now.text
    sentence = f"  '{before}' is '{now}' now: {_REASONS[partners.reason]}."
    if partners.reason != "only":
        return sentence
    return f"{sentence} If another option took its place, add {_option(item, before, '')}."


def _verdict(change: Change, lower: bool) -> str:
    if change.after is None:
        return "is unknown" if change.is_open else "keeps"
    return "gains" if change.rises else "loses" if lower else "would lose, and keeps"


def _learner_and_answer(change: Change, names: Mapping[str, str]) -> str:
    attempt = change.attempt
    day = attempt.started_at.date().isoformat()
    after = DOUBTS[change.doubt] if change.doubt else f"now {change.after}"
    learner = names.get(attempt.learner_id, attempt.learner_id[:8])
    answer = f"{answer_that_counts(change)}; score {change.before}; {after}"
    return f"{learner}, attempt of {day}: {answer}"


def answer_that_counts(change: Change) -> str:
    """The try that counts, in words: the best one, and among equal ones the first."""
    answers = change.attempt.record(change.place).answers
    best = max(range(len(answers)), key=lambda number: answers[number].score)
    answer = described(change.scored_by, answers[best].response)
    return answer if len(answers) == 1 else f"{answer} at try {best + 1} of {len(answers)}"


def _counts(found: Iterable[Change], lower: bool) -> str:
    counts = Counter(_outcome(change) for change in found)
    loses = "lose" if lower else "would lose and keep theirs"
    labels = {"gains": "gain", "loses": loses, "same": "unchanged", "open": "unknown"}
    return ", ".join(f"{counts[kind]} {words}" for kind, words in labels.items()) + "."


def _outcome(change: Change) -> str:
    if change.is_open:
        return "open"
    return "gains" if change.rises else "loses" if change.falls else "same"


def _pair_options(item: Item, pairings: Iterable[Pairing]) -> Iterator[str]:
    """What to add to the command, ready to copy."""
    yield "  Say of each of these texts what became of it, and run the command again."
    for pairing in pairings:
        near = likely(pairing)
        for old in pairing.unsure:
            if new := near.get(old.text):
                yield f"    reworded: {_option(item, old.text, new)}"
            yield f"    no longer offered: {_option(item, old.text, '')}"
        for old in pairing.gone:
            yield f"    no longer offered: {_option(item, old.text, '')}"
        if len(pairing.left) > 1:
            texts = ", ".join(f"'{each.text}'" for each in pairing.left)
            yield f"    the texts that are new: {texts}"


def likely(pairing: Pairing) -> dict[str, str]:
    """The most similar new text for each old text; each new text is used once."""
    found: dict[str, str] = {}
    pairs = product(pairing.unsure, pairing.left)
    for old, new in sorted(pairs, key=_likeness, reverse=True):
        if old.text not in found and new.text not in found.values():
            found[old.text] = new.text
    return found


def _likeness(pair: tuple[Offered, Offered]) -> float:
    return SequenceMatcher(None, pair[0].text, pair[1].text).ratio()


def _option(item: Item, before: str, now: str) -> str:
    return f"--pair {shlex.quote(f'{item.id}:{before}={now}')}"
