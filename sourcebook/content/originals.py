"""The articles themselves, if copies are at hand: found by hash, read by paragraph.

They belong to their publishers and are never part of the repository.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sourcebook.content.quotations import words
from sourcebook.model.sources import Source

RUN = 8
"""This many words in a row, outside quotation marks, count as copied."""


@dataclass(frozen=True)
class Originals:
    """The paragraphs of the articles, by passage id, and the files that no source card names.

    `found` are the ids of the sources whose article is there; `unclaimed` are the other files, by
    name, with their SHA-256.
    """

    paragraphs: dict[str, str]
    found: frozenset[str]
    unclaimed: dict[str, str]

    def words_of(self, source_id: str) -> int:
        """How many words the article of a source has."""
        of_source = (text for id, text in self.paragraphs.items() if id.startswith(f"{source_id}."))
        return sum(len(words(text)) for text in of_source)

    @cached_property
    def runs(self) -> dict[tuple[str, ...], str]:
        """Every run of eight words in an article, with the passage it stands in."""
        return {
            tuple(folded[start : start + RUN]): passage_id
            for passage_id, text in self.paragraphs.items()
            for folded in [words(text)]
            for start in range(len(folded) - RUN + 1)
        }


def read_originals(folder: Path, sources: Sequence[Source]) -> Originals:
    """The articles in a folder that the source cards name by their SHA-256."""
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    raw = {digests[name]: data for name, data in files.items()}
    held = {each.id: raw[each.sha256] for each in sources if each.sha256 and each.sha256 in raw}
    claimed = {each.sha256 for each in sources}
    unclaimed = {name: digest for name, digest in digests.items() if digest not in claimed}
    texts = {
        f"{source_id}.p{number}": text
        for source_id, data in held.items()
        for number, text in enumerate(paragraphs(data.decode("utf-8-sig", "replace")), 1)
    }
    return Originals(texts, frozenset(held), unclaimed)


def paragraphs(text: str) -> list[str]:
    """The non-empty paragraphs of an article, each on one line with single spaces.

    A paragraph is a run of lines that are not blank; a line of mere white space is blank.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = re.split(r"\n(?:[^\S\n]*\n)+", "\n" + text + "\n")
    joined = (re.sub(r"\s+", " ", block).strip() for block in blocks)
    return [block for block in joined if block]
