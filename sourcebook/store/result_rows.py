"""Results of finished attempts as rows: written when an attempt ends, and read again as they were.

They follow from the items and events of an attempt. So they may be missing: after an update of
Sourcebook, or after an attempt ended by its deadline. Then `lacking` names it, and `write` adds
them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from sourcebook.delivery import item_results, mark
from sourcebook.model.attempts import Attempt
from sourcebook.model.items import Item
from sourcebook.model.results import ItemResult
from sourcebook.store import rows, tables

_BETWEEN = "\n"
"""What separates the ids of options in a row; no id has a line break."""

_ATTEMPT = tables.attempt
_OF_ONE = (
    update(_ATTEMPT)
    .where(_ATTEMPT.c.id == bindparam("attempt_id"))
    .values(percent=bindparam("reached"), passed=bindparam("has_passed"))
)


def lacking(connection: Connection, most: int) -> list[str]:
    """The ids of attempts whose results have to be written, so many at most."""
    query = select(_ATTEMPT.c.id).where(tables.LACKS_RESULT).limit(most)
    return list(connection.execute(query).scalars())


def write_lacking(connection: Connection, attempt_ids: Collection[str]) -> None:
    """Write the results of those of these attempts that lack them."""
    query = select(_ATTEMPT).where(_ATTEMPT.c.id.in_(attempt_ids), tables.LACKS_RESULT)
    # In the order of their ids, so that two servers that do this never wait for each other.
    found = connection.execute(query.order_by(_ATTEMPT.c.id).with_for_update()).all()
    write(connection, rows.assembled(connection, found))


def write(connection: Connection, attempts: Sequence[Attempt]) -> None:
    """Write the results of attempts in place of what was there; only finished ones have any."""
    finished = [each for each in attempts if each.is_finished and each.purpose == "quiz"]
    if not finished:
        return
    known: dict[tuple[str, str], bool] = {}
    results = [(each.id, item_results(each, known)) for each in finished]
    _keep_versions(connection, (each for _, found in results for each in found))
    table = tables.item_result
    connection.execute(delete(table).where(table.c.attempt_id.in_([each.id for each in finished])))
    written = [_row(attempt_id, each) for attempt_id, found in results for each in found]
    connection.execute(table.insert(), written)
    connection.execute(_OF_ONE, [_reached(each) for each in finished])


def forget(connection: Connection, attempt_ids: Iterable[str]) -> None:
    """Note that the results of these attempts may have changed."""
    given = [{"attempt_id": each, "reached": None, "has_passed": None} for each in attempt_ids]
    if given:
        connection.execute(_OF_ONE, given)


def results(found: Iterable[Row[Any]], versions: Mapping[str, Item]) -> Iterator[ItemResult]:
    """The results of rows of `item_result`; `versions` are the items by fingerprint."""
    for row in found:
        yield ItemResult(
            row.place,
            row.pinned,
            versions[row.fingerprint],
            row.fingerprint,
            row.since,
            row.score,
            row.is_blank,
            row.is_right,
            chosen(row.chosen),
            row.proof,
            row.seconds,
            row.hints,
            row.tries,
            row.confidence,
            row.is_right_at_first,
        )


def chosen(text: str) -> tuple[str, ...]:
    """The ids of options as they stand in a row."""
    return tuple(text.split(_BETWEEN)) if text else ()


def _keep_versions(connection: Connection, found: Iterable[ItemResult]) -> None:
    """Keep the versions by which answers were scored again; perhaps no attempt has shown them."""
    corrected = {each.fingerprint: each.item for each in found if each.since}
    for fingerprint, item in sorted(corrected.items()):
        body = item.model_dump(mode="json")
        rows.keep(connection, tables.item_version, {"fingerprint": fingerprint, "body": body})


def _row(attempt_id: str, result: ItemResult) -> dict[str, Any]:
    row = result._asdict() | {"attempt_id": attempt_id, "chosen": _BETWEEN.join(result.chosen)}
    del row["item"]
    return row


def _reached(attempt: Attempt) -> dict[str, Any]:
    percent = mark(attempt).percent
    return {
        "attempt_id": attempt.id,
        "reached": float(percent),
        "has_passed": percent >= attempt.pass_mark,
    }
