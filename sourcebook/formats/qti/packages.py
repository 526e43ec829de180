"""Packages: archives of XML files, written always alike and read within limits."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Final

from sourcebook.errors import QuestionListError
from sourcebook.formats.qti.xml_text import MOST_BYTES

MOST_FILES: Final = 2_000
MOST_UNPACKED: Final = 30_000_000
MOST_PACKED: Final = 50_000_000
_PACKINGS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_READ: Final = (".xml", ".qti")
_DAMAGED: Final = "The package cannot be unpacked. Export it again."


def pack(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files; the same files make the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, raw)
    return made.getvalue()


def is_package(raw: bytes) -> bool:
    """Whether these bytes are those of an archive."""
    return raw.startswith(b"PK")


def unpack(raw: bytes) -> dict[str, bytes]:
    """The XML files of an archive by path; other files stay packed.

    Raises QuestionListError if the archive is damaged, too large, or has paths that lead out.
    """
    if len(raw) > MOST_PACKED:
        raise QuestionListError("The package is larger than 50 MB. Export fewer questions.")
    # The list of files is counted before zipfile builds it.
    if raw.count(b"PK\x01\x02") > MOST_FILES:
        raise QuestionListError(f"The package has more than {MOST_FILES:,} files.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _read(archive)
    except QuestionListError:
        raise
    except Exception as error:
        # A damaged archive can break its reader in any way.
        raise QuestionListError(_DAMAGED) from error


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    for entry in entries:
        _refuse_path(entry.filename)
    wanted = [entry for entry in entries if entry.filename.lower().endswith(_READ)]
    if len({entry.filename for entry in wanted}) < len(wanted):
        raise QuestionListError("The package has several files of one name. Export it again.")
    if sum(entry.file_size for entry in wanted) > MOST_UNPACKED:
        raise QuestionListError("The package unpacks to more than 30 MB. Export fewer questions.")
    return {entry.filename: _content(archive, entry) for entry in wanted}


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.compress_type not in _PACKINGS or entry.file_size > MOST_BYTES:
        message = f"{entry.filename[:80]} is larger than 5 MB or packed in an unknown way."
        raise QuestionListError(f"{message} Export the questions again.")
    with archive.open(entry) as file:
        # Sizes in the list of files may be wrong, so that no more than this is unpacked.
        return file.read(MOST_BYTES + 1)


def _refuse_path(path: str) -> None:
    steps = path.replace("\\", "/")
    if steps.startswith("/") or ":" in steps or ".." in steps.split("/") or "\0" in steps:
        raise QuestionListError(f"The package has a path that leads out of it: {path[:80]}")


def beside(path: str, reference: str) -> str:
    """The path of a file that another file refers to, as the archive has it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), reference))
