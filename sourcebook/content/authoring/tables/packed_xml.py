"""The XML inside a packed file (.xlsx, .ods), streamed, so that limits hold before it is built.

A packed file of some hundred kilobytes can hold gigabytes. So elements, characters and the size
of a single piece are counted while they are read, and one count holds for the whole file.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from xml.parsers import expat

from sourcebook.errors import QuestionListError

MOST_FILES = 2_000
MOST_ELEMENTS = 120_000
MOST_UNPACKED = 30_000_000
"""Bytes of XML that are read of one file; pictures do not count, because nobody reads them."""

_NONE: Mapping[str, str] = MappingProxyType({})
_CHUNK = 65_536
_LONGEST_PIECE = 1_000_000
HUGE = "The spreadsheet has too many cells for a list. Copy the list alone to a new file."
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


Event = tuple[str, str, Mapping[str, str]]
"""`start`, `end` or `text`; the name of the element, or the text; the attributes.

Names are without their namespace.
"""


class Package:
    """A packed file, from which XML is read within limits."""

    def __init__(self, raw: bytes) -> None:
        # The list of files is counted before zipfile builds it.
        if raw.count(b"PK\x01\x02") > MOST_FILES:
            raise QuestionListError(HUGE)
        self._zip = zipfile.ZipFile(io.BytesIO(raw))
        self.names = frozenset(self._zip.namelist())
        self._elements_left = MOST_ELEMENTS
        self._bytes_left = MOST_UNPACKED

    def events(self, name: str) -> Iterator[Event]:
        """What stands in one XML file, piece by piece.

        Raises QuestionListError if it is too large, and many other errors if it is damaged.
        """
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        found: list[Event] = []
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = lambda tag, attributes: found.append(
            ("start", _local(tag), self._counted(attributes))
        )
        parser.EndElementHandler = lambda tag: found.append(("end", _local(tag), _NONE))
        parser.CharacterDataHandler = lambda text: found.append(("text", text, _NONE))
        silent = 0
        for chunk in self._chunks(name):
            parser.Parse(chunk)
            silent = 0 if found else silent + len(chunk)
            if silent > _LONGEST_PIECE:
                raise QuestionListError(HUGE)
            yield from found
            found.clear()
        parser.Parse(b"", True)
        yield from found

    def start_of(self, name: str) -> bytes:
        """The first bytes of one file, or empty if there is no such file."""
        return next(self._chunks(name), b"") if name in self.names else b""

    def _chunks(self, name: str) -> Iterator[bytes]:
        if self._zip.getinfo(name).compress_type not in _PACKINGS:
            raise zipfile.BadZipFile(name)
        with self._zip.open(name) as file:
            while chunk := file.read(_CHUNK):
                self._bytes_left -= len(chunk)
                if self._bytes_left < 0:
                    raise QuestionListError(HUGE)
                yield chunk

    def _counted(self, attributes: Mapping[str, str]) -> Mapping[str, str]:
        self._elements_left -= 1
        if self._elements_left < 0:
            raise QuestionListError(HUGE)
        return {_local(name): value for name, value in attributes.items()} if attributes else _NONE


@lru_cache(maxsize=500)
def _local(name: str) -> str:
    """The name without its namespace, but for LibreOffice's additions to OpenDocument."""
    space, _, local = name.rpartition("}")
    return f"calc-{local}" if space.startswith("urn:org:documentfoundation") else local


def _refuse_doctype(*_: object) -> None:
    """No spreadsheet declares a document type; it could hold entities that multiply."""
    raise ValueError("a document type")
