"""The written answers of a class, item by item, to be marked."""

from collections.abc import Iterable
from typing import NamedTuple

from sourcebook.delivery import is_handed_in
from sourcebook.model.attempts import Attempt, Level, Marker, Written
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import ExtendedResponse


class Text(NamedTuple):
    """A text that a learner handed in, with its latest mark and its marker; None without one."""

    attempt_id: str
    place: int
    learner_id: str
    item: ExtendedResponse
    text: str
    level: Level | None
    marked_by: Marker | None

    @property
    def id(self) -> str:
        """Its id in the address."""
        return f"{self.attempt_id}-{self.place}"

    @property
    def waits(self) -> bool:
        """Whether no teacher has marked it."""
        return self.marked_by != "teacher"


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
                text = Text(
                    attempt.id,
                    place,
                    attempt.learner_id,
                    item,
                    answer.response.text,
                    record.level,
                    record.marked_by,
                )
                found.setdefault(item.id, []).append(text)
    return found
