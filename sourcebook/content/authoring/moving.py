"""Files of a running course renamed and deleted: checked first, and nothing else overwritten.

Not here: the history of a file, which the store keeps.
"""

from pathlib import Path

from sourcebook.content.authoring import saving
from sourcebook.content.authoring.publishing import (
    Changed,
    Refused,
    Saved,
    alone,
    new_errors,
    place_of,
    read,
    sha256,
)
from sourcebook.content.checking import check, read_files
from sourcebook.content.faults import Fault
from sourcebook.errors import EditingError


def errors_without(root: Path, path: str, originals: Path | None = None) -> tuple[Fault, ...]:
    """The errors that other files of the course would have without this one."""
    files = read_files(root)
    rest = {each: raw for each, raw in files.items() if each != path}
    return new_errors([path], check(rest, originals).faults, files, originals)


def remove(
    root: Path, path: str, *, based_on: str, lock: Path, originals: Path | None = None
) -> Saved | Refused | Changed:
    """Delete a file, unless others need it or it has changed; `Saved.before` has what it held.

    `based_on` is the `sha256` of what the teacher has seen. Raises EditingError, and changes
    nothing, if the system refuses.
    """
    place = place_of(root, path)
    with alone(lock):
        before = read(root, path)
        if before is None or sha256(before) != based_on:
            return Changed(before)
        if errors := errors_without(root, path, originals):
            return Refused(errors)
        saving.remove(place, read=before)
    return Saved("", before, ())


def rename(
    root: Path, path: str, to: str, *, based_on: str, lock: Path, originals: Path | None = None
) -> Saved | Refused | Changed:
    """Give a file another name in its folder, unless the name is taken or the file has changed.

    Raises EditingError, and changes nothing, if the name is taken or is not one of a course file.
    """
    place, target = place_of(root, path), place_of(root, to)
    if (place.parent, place.suffix) != (target.parent, target.suffix):
        raise EditingError(f"'{to}' must stay in its folder and end in '{place.suffix}'.")
    with alone(lock):
        before = read(root, path)
        if before is None or sha256(before) != based_on:
            return Changed(before)
        if target.exists():
            raise EditingError(f"There is a file '{to}' already. Choose another name.")
        files = read_files(root)
        moved = {each: raw for each, raw in files.items() if each != path} | {to: before}
        if errors := _errors_after(path, to, moved, files, originals):
            return Refused(errors)
        saving.rename(place, target)
    return Saved(based_on, before, ())


def _errors_after(
    path: str,
    to: str,
    moved: dict[str, bytes],
    files: dict[str, bytes],
    originals: Path | None,
) -> tuple[Fault, ...]:
    """The errors of the renamed file that it did not have before, and those of others."""
    known = {fault._replace(path=to) for fault in check(files, originals).faults}
    found = new_errors([path], check(moved, originals).faults, files, originals)
    own = (fault for fault in found if fault.path == to and fault not in known)
    return (*own, *(fault for fault in found if fault.path != to))
