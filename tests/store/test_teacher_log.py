"""The log of the desk: what is kept in it, in which order, and for how long."""

from datetime import timedelta

from sourcebook.store import Store
from sourcebook.store.teacher_log import KEPT
from tests.store.conftest import NOON
from tests.teachers import NAME, PASSWORD, make_teacher


def entries(store: Store) -> list[tuple[str, str | None, str]]:
    """All entries, the newest first: kind, who, and about what."""
    found = store.log.page(0, 100, now=NOON)
    return [(each.kind, each.who, each.about) for each in found]


def test_what_becomes_of_teachers_is_kept(store: Store) -> None:
    own = make_teacher(store, now=NOON)
    store.teachers.invite("Davit", by=own.id, now=NOON)
    store.teachers.withdraw(store.teachers.invitations(now=NOON)[0].id, by=own.id, now=NOON)
    token = store.teachers.invite("Lusine", by=own.id, now=NOON)
    other = store.teachers.accept(token, "Lusine", PASSWORD, now=NOON)
    store.teachers.shut_out(other.id, by=own.id, now=NOON)
    store.teachers.reset(NAME, now=NOON)

    assert entries(store) == [
        ("reset", None, NAME),
        ("shut_out", NAME, "Lusine"),
        ("joined", "Lusine", f"invited by {NAME}"),
        ("invited", NAME, "Lusine"),
        ("withdrawn", NAME, "Davit"),
        ("invited", NAME, "Davit"),
        ("joined", NAME, ""),
    ]
    assert PASSWORD not in str(entries(store))


def test_the_log_is_read_in_pages(store: Store) -> None:
    for number in range(5):
        store.log.note("exported", str(number), who=NAME, now=NOON + timedelta(minutes=number))

    page = store.log.page(2, 2, now=NOON)

    assert store.log.size(now=NOON) == 5
    assert [each.about for each in page] == ["2", "1"]
    assert page[0].at == NOON + timedelta(minutes=2)


def test_an_entry_is_kept_for_400_days(store: Store) -> None:
    store.log.note("opened", who=NAME, now=NOON)
    late = NOON + KEPT

    assert timedelta(days=400) == KEPT
    assert store.log.size(now=late - timedelta(seconds=1)) == 1
    assert store.log.size(now=late) == len(store.log.page(0, 9, now=late)) == 0
    store.log.note("opened", "later", who=NAME, now=late)
    # The former one is deleted, not only hidden.
    assert entries(store) == [("opened", NAME, "later")]
