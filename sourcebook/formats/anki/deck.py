"""The deck of a quiz as a file that Anki imports, and whose cards a newer file updates."""

import hashlib
import io
import re
import sqlite3
import zipfile
from datetime import UTC, datetime
from itertools import count
from typing import Final

import genanki  # type: ignore[import-untyped]  # It has no types.

from sourcebook.content.yaml.tree import CONTROL
from sourcebook.formats.anki import note_type
from sourcebook.formats.anki.cards import card, harmless
from sourcebook.formats.html_text import as_html
from sourcebook.model.about import UNNAMED
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from sourcebook.model.quizzes import Quiz
from sourcebook.model.storable_text import storable

_PACKED_AT: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip file can name, so that equal decks are equal files."""

_FIRST_DECK: Final = 1 << 30


def dumps(quiz: Quiz, course: Course, *, now: datetime | None = None) -> bytes:
    """The own items of a quiz as an Anki deck (.apkg), one card each.

    Of two files Anki believes the newer one, so each holds the time at which it was written: this
    moment, or `now`. A file for the same moment has the same bytes.
    """
    written_at = (now or datetime.now(UTC)).timestamp()
    deck = genanki.Deck(_deck_number(quiz), deck_name(quiz, course), _description(course))
    model = _model()
    for item in quiz.items:
        deck.add_note(_note(item, quiz, course, model))
    return _packed(_database(deck, written_at))


def deck_name(quiz: Quiz, course: Course) -> str:
    """The name of the deck of a quiz, which lies in the deck of its course if that has a title."""
    titles = [quiz.title] if course.about == UNNAMED else [course.about.title, quiz.title]
    return "::".join(filter(None, map(_one_level, titles))) or quiz.id


def note_id(quiz: Quiz, item: Item) -> str:
    """What Anki knows the card of an item by, whatever the item says."""
    return hashlib.sha256(f"{quiz.id}\0{item.id}".encode()).hexdigest()[:20]


def _one_level(title: str) -> str:
    """A title without what Anki reads as the border between a deck and the decks in it."""
    line = " ".join(CONTROL.sub(" ", storable(title)).split())
    return re.sub(":{2,}", ":", line).strip(": ")


def _deck_number(quiz: Quiz) -> int:
    digest = hashlib.sha256(quiz.id.encode()).digest()
    return _FIRST_DECK + int.from_bytes(digest[:4]) % _FIRST_DECK


def _description(course: Course) -> str:
    title = _one_level(course.about.title)
    return harmless(
        as_html(f"From: {title}.\n\nImport a newer file, and the cards follow; progress stays.")
    )


def _model() -> genanki.Model:
    return genanki.Model(
        note_type.NUMBER,
        note_type.NAME,
        fields=[{"name": name} for name in note_type.FIELDS],
        templates=[{"name": "Item", "qfmt": note_type.QUESTION, "afmt": note_type.ANSWER}],
        css=note_type.LOOK,
    )


def _note(item: Item, quiz: Quiz, course: Course, model: genanki.Model) -> genanki.Note:
    tags = [
        f"objective::{item.objective}",
        f"skill::{item.skill}",
        f"difficulty::{item.difficulty}",
        f"item::{item.id}",
    ]
    fields = list(card(item, quiz, course))
    return genanki.Note(model, fields, tags=tags, guid=note_id(quiz, item))


def _database(deck: genanki.Deck, written_at: float) -> bytes:
    """The deck as the SQLite file that Anki reads; it is made in memory."""
    connection = sqlite3.connect(":memory:")
    try:
        numbers = count(int(written_at * 1000))
        genanki.Package(deck).write_to_db(connection.cursor(), written_at, numbers)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _packed(database: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, raw in (("collection.anki2", database), ("media", b"{}")):
            about = zipfile.ZipInfo(name, _PACKED_AT)
            about.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(about, raw)
    return file.getvalue()
