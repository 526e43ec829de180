"""Packed files (.zip, .xlsx, .ods) from one text, so that what is changed is never the packing.

A text of parts is made of lines such as `--- imsmanifest.xml`, each followed by what that file
holds. Bytes that begin otherwise are taken as they are.
"""

import io
import zipfile
from collections.abc import Mapping
from warnings import catch_warnings, simplefilter

_START = b"--- "


def packed(raw: bytes) -> bytes:
    """The archive that a text of parts describes; other bytes as they are."""
    if not raw.startswith(_START):
        return raw
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive, catch_warnings():
        # Two files of one name are what somebody may send.
        simplefilter("ignore")
        for part in (b"\n" + raw).split(b"\n" + _START)[1:]:
            name, _, content = part.partition(b"\n")
            entry = zipfile.ZipInfo(_named(name))
            archive.writestr(entry, content)
    return made.getvalue()


def _named(name: bytes) -> str:
    """A name that Python can write: it can only read an empty one."""
    return name.decode("utf-8", "replace").replace("\0", "").strip() or "nameless"


def as_parts(raw: bytes) -> bytes:
    """The text of parts of an archive, without what is not text."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return parts_of({name: each for name, each in files.items() if b"\0" not in each})


def parts_of(files: Mapping[str, bytes]) -> bytes:
    """The text of parts of these files."""
    return b"\n".join(_START + name.encode() + b"\n" + each for name, each in files.items())
