"""The written answers of a class, item by item, to be marked; equal ones stand together."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from sourcebook.delivery import is_handed_in, is_hidden_from
from sourcebook.model.attempts import Attempt, Record, Written
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import ExtendedResponse


class Text(NamedTuple):
    """A text that a learner handed in, with the record of what happened to it."""

    attempt_id: str
    place: int
    learner_id: str
    item: ExtendedResponse
    text: str
    record: Record

    @property
    def id(self) -> str:
        """Its id in the address."""
        return f"{self.attempt_id}-{self.place}"

    @property
    def waits(self) -> bool:
        """Whether a mark is missing: the first one, a second one, or one that decides."""
        return self.record.marked_by != "teacher" or self.record.second == "differs"

    def seen_by(self, marker: str) -> Self:
        """The text as this teacher sees it: without the first mark, if theirs is the second."""
        if not is_hidden_from(self.record, marker):
            return self
        hidden = {"level": None, "marked_by": None, "marks": ()}
        return self._replace(record=self.record.model_copy(update=hidden))


class Answers(NamedTuple):
    """Texts that are the same but for spaces, capitals and the marks at the end."""

    texts: tuple[Text, ...]

    @property
    def id(self) -> str:
        """The id of the first of them."""
        return self.texts[0].id

    @property
    def item(self) -> ExtendedResponse:
        """The item that they answer."""
        return self.texts[0].item

    @property
    def waits(self) -> bool:
        """Whether no teacher has marked one of them."""
        return any(text.waits for text in self.texts)

    @property
    def learners(self) -> int:
        """How many learners wrote this."""
        return len({text.learner_id for text in self.texts})

    @property
    def level(self) -> int | None:
        """The level that teachers gave to all of them; None if one lacks it or has another."""
        levels = {None if text.waits else text.record.level for text in self.texts}
        return levels.pop() if len(levels) == 1 else None

    @property
    def comment(self) -> str:
        """The comment that a teacher gave with the mark of each; empty if they differ."""
        found = {"" if text.waits else text.record.comment or "" for text in self.texts}
        return found.pop() if len(found) == 1 else ""


def texts_by_item(attempts: Iterable[Attempt]) -> dict[str, list[Text]]:
    """All texts handed in, by item id; in an order that does not show who wrote them."""
    found: dict[str, list[Text]] = {}
    # Ids of attempts are random.
    for attempt in sorted(attempts, key=lambda each: each.id):
        for place, record in sorted(attempt.records.items()):
            item, answer = attempt.items[place].item, record.answer
            if (
                is_marked_by_rubric(item)
                and answer
                and isinstance(answer.response, Written)
                and is_handed_in(attempt, place)
            ):
                written = answer.response.text
                text = Text(attempt.id, place, attempt.learner_id, item, written, record)
                found.setdefault(item.id, []).append(text)
    return found


def together(texts: Iterable[Text]) -> list[Answers]:
    """The texts with equal ones together, if they answer the same version of the item."""
    found: dict[tuple[str, str], list[Text]] = {}
    for text in texts:
        version = text.item.model_dump_json(include={"stem", "rubric", "points"})
        found.setdefault((version, tidy(text.text)), []).append(text)
    return [Answers(tuple(same)) for same in found.values()]


def tidy(text: str) -> str:
    """A text without what makes no other answer of it: spaces, capitals, marks at its end."""
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return words.rstrip(" .!?…") or words


def used_comments(answers: Sequence[Answers], most: int) -> list[str]:
    """The comments with the marks of these answers, the most used first; those of equals once."""
    used = Counter(
        comment
        for same in answers
        for comment in {each for text in same.texts for each in _comments(text.record)}
        if comment
    )
    return [comment for comment, _ in used.most_common(most)]


def _comments(record: Record) -> Iterable[str | None]:
    """The comments of teachers with the marks of a text."""
    if record.marked_by == "teacher":
        yield record.comment
    if record.second_mark:
        yield record.second_mark.comment
