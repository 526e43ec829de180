"""How moments, texts and JSON values are stored, the same in SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Integer, String, Text, TypeDecorator
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from sourcebook.model.storable_text import storable


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite stores no zone, so it is added on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC; a time without a zone is refused."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone.")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Words(TypeDecorator[str]):
    """A text, without the characters that no database stores."""

    impl: type[String] = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it can be stored."""
        return None if value is None else storable(value)


class Label(Words):
    """An id, a hash or a path of limited length; a query may compare it with any text."""

    impl = String
    cache_ok = True


class Facts(TypeDecorator[Any]):
    """A JSON value, whose texts are without the characters that no database stores."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """The value as it can be stored."""
        return storable_value(value)


class DatabaseVersion(FunctionElement[int]):
    """The number that differs after a backup was restored."""

    type = Integer()
    inherit_cache = True


@compiles(DatabaseVersion, "postgresql")
def _of_comment(_element: DatabaseVersion, _compiler: SQLCompiler, **_options: object) -> str:
    # The hash of a comment, which a restore writes: PostgreSQL has no number for such a use.
    return """(
        SELECT coalesce(max(hashtext(description)), 0) FROM pg_description
        WHERE objoid = CAST('alembic_version' AS regclass)
        AND classoid = CAST('pg_class' AS regclass) AND objsubid = 0
    )"""


@compiles(DatabaseVersion, "sqlite")
def _of_file(_element: DatabaseVersion, _compiler: SQLCompiler, **_options: object) -> str:
    return "(SELECT user_version FROM pragma_user_version)"


def storable_value(value: Any) -> Any:
    """A JSON value, whose texts are without the characters that no database stores."""
    match value:
        case str():
            return storable(value)
        case dict():
            return {storable_value(name): storable_value(each) for name, each in value.items()}
        case list() | tuple():
            return [storable_value(each) for each in value]
        case _:
            return value
