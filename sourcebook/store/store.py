"""The store: a database and its rooms."""

from sqlalchemy import Engine

from sourcebook.store import site
from sourcebook.store.assignments import Assignments
from sourcebook.store.attempts import Attempts
from sourcebook.store.classes import Classes
from sourcebook.store.database import Database
from sourcebook.store.ended_logins import EndedLogins
from sourcebook.store.learners import Learners
from sourcebook.store.lesson_readings import Readings
from sourcebook.store.notes import Notes
from sourcebook.store.results import Results
from sourcebook.store.revisions import Revisions
from sourcebook.store.teacher_access import Teachers
from sourcebook.store.teacher_log import TeacherLog
from sourcebook.store.wrong_tries import WrongTries


class Store(Database):
    """A database with a room for each kind of thing it keeps; safe to share between threads.

    When a method that writes returns, what it wrote is on disk.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.assignments = Assignments(self)
        self.attempts = Attempts(self)
        self.classes = Classes(self)
        self.learners = Learners(self)
        self.notes = Notes(self)
        self.readings = Readings(self)
        self.results = Results(self)
        self.revisions = Revisions(self)
        self.teachers = Teachers(self)
        self.log = TeacherLog(self)
        self.wrong_tries = WrongTries(self)
        self.ended_logins = EndedLogins(self)

    def cookie_key(self) -> bytes:
        """The key that signs the cookies of this site; created when it is first needed.

        It opens nothing: a cookie that it signs belongs to no learner yet.
        """
        return site.cookie_key(self)
