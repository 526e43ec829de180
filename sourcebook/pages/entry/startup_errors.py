"""What the log says if the server cannot start: the fault and what to do, no stack trace."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sourcebook.errors import SourcebookError

log = logging.getLogger("sourcebook")

_SERVER_LOG = "uvicorn.error"


@contextmanager
def log_without_traceback() -> Iterator[None]:
    """Log a fault that the person who starts the server can fix, in its own words only."""
    try:
        yield
    except SourcebookError as error:
        log.critical("Sourcebook cannot start. %s", error)
        logging.getLogger(_SERVER_LOG).addFilter(_is_not_a_traceback)
        raise


def _is_not_a_traceback(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith("Traceback")
