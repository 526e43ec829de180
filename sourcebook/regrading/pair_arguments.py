"""What a teacher says about options on the command line: `item:text before=text now`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sourcebook.errors import RegradingError
from sourcebook.model.attempts import Attempt
from sourcebook.model.items import Item
from sourcebook.model.option_pairs import offered, offered_prompts

PairedTexts = Mapping[str, Mapping[str, str]]
"""By item id: the text now by the text before, empty for an option that is no longer offered."""


def read_pairs(
    written: Iterable[str], attempts: Sequence[Attempt], items: Mapping[str, Item]
) -> PairedTexts:
    """The pairs of texts for each item.

    Raises RegradingError for an unknown item or text.
    """
    pairs: dict[str, dict[str, str]] = {}
    for each in written:
        item_id, _, pair = each.partition(":")
        item = items.get(item_id.strip())
        if item is None:
            raise RegradingError(
                f"'{each}': the quiz has no item '{item_id}'. Write 'item:text before=text now'."
            )
        before, now = _split(each, pair, tuple(_texts_before(item, attempts)), _texts(item))
        pairs.setdefault(item.id, {})[before] = now
    return pairs


def _split(each: str, pair: str, before: Sequence[str], now: Sequence[str]) -> tuple[str, str]:
    """The two texts; a text may itself contain the sign =."""
    parts = pair.split("=")
    for cut in range(1, len(parts)):
        old, new = ("=".join(side).strip() for side in (parts[:cut], parts[cut:]))
        if old in before and new in ("", *now):
            return old, new
    known = "; ".join(dict.fromkeys(before)) or "none"
    raise RegradingError(
        f"'{each}': no such pair of texts. Before: {known}. Now: {'; '.join(now) or 'none'}. "
        "Write 'item:text before=text now'; leave out the text now if the option is gone."
    )


def _texts_before(item: Item, attempts: Iterable[Attempt]) -> Iterator[str]:
    for attempt in attempts:
        for place, pinned in enumerate(attempt.items):
            if pinned.item.id == item.id:
                again = attempt.record(place).regraded
                yield from _texts(again.item if again else pinned.item)


def _texts(item: Item) -> tuple[str, ...]:
    return tuple(each.text for each in (*offered(item), *offered_prompts(item)))
