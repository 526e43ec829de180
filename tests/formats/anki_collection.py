"""A collection of Anki's own library, which judges the decks that are written."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)


class Counts(NamedTuple):
    """What became of the notes of a file: how many of each."""

    new: int = 0
    updated: int = 0
    duplicate: int = 0
    conflicting: int = 0


class Shown(NamedTuple):
    """A card as Anki shows it: both sides as HTML, its deck and its tags."""

    question: str
    answer: str
    deck: str
    tags: frozenset[str]
    fields: Mapping[str, str]


class AnkiCollection:
    """The cards of a learner."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.anki = Collection(str(folder / "collection.anki2"))

    def read(self, raw: bytes) -> Counts:
        """Import a file as Anki does unless a learner says otherwise."""
        path = self._folder / "deck.apkg"
        path.write_bytes(raw)
        request = ImportAnkiPackageRequest(
            package_path=str(path), options=ImportAnkiPackageOptions()
        )
        log = self.anki.import_anki_package(request).log
        return Counts(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def cards(self) -> dict[str, Shown]:
        """Every card by the id of its item."""
        found = (self.anki.get_card(each) for each in self.anki.find_cards(""))
        shown = {}
        for card in found:
            note = card.note()
            fields = dict(note.items())
            deck = self.anki.decks.name(card.did)
            shown[fields["Item"].partition(": ")[2]] = Shown(
                card.question(), card.answer(), deck, frozenset(note.tags), fields
            )
        return shown

    def notes(self) -> int:
        """How many notes there are."""
        return self.anki.note_count()


@contextmanager
def anki_collection(folder: Path) -> Iterator[AnkiCollection]:
    """An empty collection, which is closed in the end."""
    made = AnkiCollection(folder)
    try:
        yield made
    finally:
        made.anki.close()
