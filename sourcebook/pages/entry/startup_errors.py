"""What is said when the server cannot start: where the fault is and what to do, no stack trace."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sourcebook.errors import SourcebookError

log = logging.getLogger("sourcebook")

_SERVER_LOG = "uvicorn.error"


@contextmanager
def said_without_a_trace() -> Iterator[None]:
    """Log a fault that the person who starts the server can fix, in its own words only."""
    try:
        yield
    except SourcebookError as slip:
        log.critical("Sourcebook cannot start. %s", slip)
        logging.getLogger(_SERVER_LOG).addFilter(_is_no_trace)
        raise


def _is_no_trace(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith("Traceback")
