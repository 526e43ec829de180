"""What the rooms of the store have in common: the database that they share."""

from sourcebook.store.database import Database


class Room:
    """Everything that the store does with one kind of rows, such as attempts or classes."""

    def __init__(self, database: Database) -> None:
        self.database = database
