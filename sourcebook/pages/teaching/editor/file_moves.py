"""A course file renamed, deleted or brought back in the editor, with its history.

Not here: what is drawn of it (`manage_view`, `deleted_files`).
"""

from typing import Any

import streamlit as st

from sourcebook.content.authoring import moving, publishing
from sourcebook.content.authoring.publishing import Changed, Refused, Saved, sha256
from sourcebook.errors import EditingError, StoreError
from sourcebook.pages.shared.services import store
from sourcebook.pages.teaching.editor.open_file import OpenFile, note_version, save_text
from sourcebook.pages.teaching.editor.removed_ids import note_gone
from sourcebook.settings import settings


def delete(opened: OpenFile) -> Saved | Refused | Changed:
    """Delete a file as it was opened; its last version is in its history first.

    Raises EditingError, and deletes nothing, if that version cannot be kept.
    """
    _keep_version(opened)
    done = moving.remove(
        settings().course_root, opened.path, based_on=sha256(opened.disk), **_around()
    )
    if isinstance(done, Saved):
        note_gone(opened.path, done.before)
    return done


def rename(opened: OpenFile, to: str) -> Saved | Refused | Changed:
    """Give a file as it was opened another name; its history and drafts go with it.

    Raises EditingError, and renames nothing, if the name is taken or was once that of another file.
    """
    _keep_version(opened)
    if not store().revisions.is_free(to):
        raise EditingError(
            f"There was a file '{to}' before, and its versions are kept. Choose another name."
        )
    done = moving.rename(
        settings().course_root, opened.path, to, based_on=sha256(opened.disk), **_around()
    )
    if isinstance(done, Saved):
        try:
            store().revisions.move(opened.path, to)
        except StoreError as failure:
            st.warning(f"The file has its new name, but its history has the old one: {failure}")
    return done


def deleted() -> tuple[str, ...]:
    """The paths of the files that have versions, and are no longer there."""
    there = set(publishing.course_paths(settings().course_root))
    known = filter(publishing.is_course_path, store().revisions.paths())
    return tuple(path for path in known if path not in there)


def bring_back(path: str) -> Saved | Refused | Changed:
    """Save the last version of a deleted file as a file again."""
    newest = store().revisions.newest(path)
    text = store().revisions.text(path, newest.number) if newest else None
    if text is None:
        raise EditingError(f"No version of '{path}' is kept.")
    return save_text(path, text, based_on="")


def _keep_version(opened: OpenFile) -> None:
    try:
        note_version(opened.path, opened.disk)
    except StoreError as error:
        raise EditingError(f"its last version could not be kept in the history. {error}") from error


def _around() -> dict[str, Any]:
    here = settings()
    return {"lock": here.data / "saving.lock", "originals": here.originals}
