"""Files that Streamlit took from a browser and keeps in memory."""

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

__all__ = ["UploadedFile", "forget_file"]


def forget_file(uploaded: UploadedFile) -> None:
    """Let the server keep an uploaded file no longer."""
    if context := get_script_run_ctx():
        context.uploaded_file_mgr.remove_file(  # type: ignore[attr-defined]  # Of the manager in memory.
            session_id=context.session_id, file_id=uploaded.file_id
        )
