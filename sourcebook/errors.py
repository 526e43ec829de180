"""The faults of one kind or another that Sourcebook raises itself; each message says what to do."""


class SourcebookError(Exception):
    """Something that the person reading the message can mend."""


class NoCourseError(SourcebookError):
    """A folder that was named as a course holds none."""


class AttemptError(SourcebookError):
    """A response that does not fit the attempt it was given for."""


class StoreError(SourcebookError):
    """The database cannot be opened, read or written."""
