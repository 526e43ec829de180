"""Writing a course file so that nobody reads half of it, and no other change is lost."""

import os
import tempfile
from pathlib import Path

from sourcebook.errors import EditingError


def save(path: Path, raw: bytes, *, read: bytes | None) -> None:
    """Write these bytes to a file completely or not at all, even if the machine stops.

    `read` is what the file held when it was read, None for a file that did not exist. Raises
    EditingError, and changes nothing, if it has changed since, or if the system does not let us
    write.
    """
    if read is not None:
        # A link stays a link: what it leads to is written.
        path = path.resolve()
    try:
        # Hidden, so that the course does not read it meanwhile.
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        try:
            _write(handle, raw)
            _take_place(Path(name), path, read)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise EditingError(f"'{path.name}' cannot be written: {error.strerror}.") from error


def remove(path: Path, *, read: bytes) -> None:
    """Delete a file that holds these bytes; a link stays, and what it leads to is deleted.

    Raises EditingError, and changes nothing, if it has changed, or if the system does not let us.
    """
    real = path.resolve()
    try:
        if real.read_bytes() != read:
            raise EditingError(f"'{path.name}' was changed meanwhile. It was not deleted.")
        real.unlink()
        _sync_folder(real.parent)
    except OSError as error:
        raise EditingError(f"'{path.name}' cannot be deleted: {error.strerror}.") from error


def rename(path: Path, target: Path) -> None:
    """Give a file another name if the name is free; of two processes, only one can do so."""
    try:
        _claim(path, target)
        path.unlink(missing_ok=True)
        _sync_folder(target.parent)
    except OSError as error:
        raise EditingError(f"'{path.name}' cannot be renamed: {error.strerror}.") from error


def _write(handle: int, raw: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _take_place(aside: Path, path: Path, read: bytes | None) -> None:
    if read is None:
        aside.chmod(0o666 & ~_umask())
        _claim(aside, path)
    else:
        if not path.is_file() or path.read_bytes() != read:
            raise EditingError(f"'{path.name}' was changed meanwhile. Nothing was written to it.")
        aside.chmod(path.stat().st_mode & 0o7777)
        aside.replace(path)
    _sync_folder(path.parent)


def _claim(aside: Path, path: Path) -> None:
    """Give a file its name if the name is free: of two processes, only one can do so."""
    try:
        try:
            os.link(aside, path)
        except FileExistsError:
            raise
        except OSError:
            # Some file systems have no hard links: there the name is taken first.
            path.touch(exist_ok=False)
            aside.replace(path)
    except FileExistsError:
        raise EditingError(f"'{path.name}' exists already.") from None


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Write the name to the disk, too; Windows has no such call for folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
