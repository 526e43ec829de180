"""The errors that Sourcebook raises itself; each message says what to do."""


class SourcebookError(Exception):
    """A fault that the person who reads the message can fix."""


class SettingsError(SourcebookError):
    """The settings are incomplete or contradict themselves."""


class NoCourseError(SourcebookError):
    """A folder that was named as a course has none."""


class UnusableQuizError(SourcebookError):
    """A quiz whose answers cannot be scored; the message lists the faults that are in the way."""


class AttemptError(SourcebookError):
    """A response that does not fit the attempt it was given for."""


class AssignmentError(SourcebookError):
    """An assignment that cannot be as it was asked for."""


class AssignmentChangedError(AssignmentError):
    """An assignment that somebody else has changed or deleted since it was read."""


class TeacherError(SourcebookError):
    """A change of a teacher, an invitation or a shared class that cannot be made."""


class StoreError(SourcebookError):
    """The database cannot be opened, read or written.

    The message is for the person on whose screen it appears; `state` says in a few words what is
    wrong with the database, for the person who runs the site.
    """

    def __init__(self, message: str, *, state: str = "the database does not answer") -> None:
        super().__init__(message)
        self.state = state


class LostConnectionError(StoreError):
    """The connection to the database broke in the middle of a transaction.

    `may_be_saved` is true if nobody knows whether the transaction was committed; else nothing of
    it was saved.
    """

    def __init__(self, message: str, *, state: str, may_be_saved: bool = False) -> None:
        super().__init__(message, state=state)
        self.may_be_saved = may_be_saved


class EditingError(SourcebookError):
    """A change that cannot be made in a file as it is written."""


class QuestionListError(SourcebookError):
    """A list of questions, or a row of one, that cannot be made into items."""


class RegradingError(SourcebookError):
    """A pair of options names one that no answer or no item has."""
