"""Teachers: links that make one, names, and shutting one out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from sourcebook.errors import TeacherError
from sourcebook.store import Store, hashed
from sourcebook.store.teacher_invitations import LINK_LIFE
from tests.store.conftest import NOON
from tests.teachers import NAME, PASSWORD, make_teacher, open_desk

OTHER = "Davit Sargsyan"
JUST_BEFORE = timedelta(microseconds=1)
SPENT = "This link has been used or withdrawn, or is more than a day old. Ask for a new one."


def accept(store: Store, token: str, name: str = OTHER, *, later: timedelta = timedelta()) -> str:
    """What is said after a link was used; empty if it made a teacher."""
    try:
        store.teachers.accept(token, name, PASSWORD, now=NOON + later)
    except TeacherError as refusal:
        return str(refusal)
    return ""


def two(store: Store) -> tuple[str, str]:
    """The ids of two teachers, to both of whom the desk is open in a browser."""
    return (
        open_desk(store, "hers", now=NOON).id,
        open_desk(store, "his", name=OTHER, before="his former", now=NOON).id,
    )


def is_open(store: Store) -> list[bool]:
    """Whether the desk is open in her browser, and in his."""
    return [store.teachers.has_session(hashed(each), now=NOON) for each in ("hers", "his")]


def test_a_link_makes_a_teacher_once(store: Store) -> None:
    token = store.teachers.new_link(now=NOON)

    assert store.teachers.invitation(token, now=NOON)
    assert accept(store, token) == ""
    assert store.teachers.invitation(token, now=NOON) is None
    assert accept(store, token, "Another") == SPENT
    assert [each.name for each in store.teachers.everybody()] == [OTHER]


def test_of_many_who_use_a_link_at_once_one_becomes_a_teacher(store: Store) -> None:
    token = store.teachers.new_link(now=NOON)

    with ThreadPoolExecutor(4) as browsers:
        said = list(browsers.map(lambda n: accept(store, token, f"Teacher {n}"), range(4)))

    assert sorted(said) == ["", SPENT, SPENT, SPENT]
    assert len(store.teachers.everybody()) == 1


def test_a_new_link_of_the_console_makes_the_one_before_void_and_no_other(store: Store) -> None:
    host = make_teacher(store, now=NOON)
    invited = store.teachers.invite("Davit", by=host.id, now=NOON)
    former, token = store.teachers.new_link(now=NOON), store.teachers.new_link(now=NOON)

    assert accept(store, former) == SPENT
    assert accept(store, token, "Somebody") == ""
    assert accept(store, invited) == ""


def test_a_link_is_good_for_a_day(store: Store) -> None:
    token = store.teachers.new_link(now=NOON)

    assert timedelta(hours=24) == LINK_LIFE
    assert store.teachers.invitation(token, now=NOON + LINK_LIFE - JUST_BEFORE)
    assert store.teachers.invitation(token, now=NOON + LINK_LIFE) is None
    assert accept(store, token, later=LINK_LIFE) == SPENT


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, hashed("x"), "' OR 1=1 --"])
def test_what_is_no_link_makes_nobody(store: Store, token: str) -> None:
    store.teachers.new_link(now=NOON)

    assert store.teachers.invitation(token, now=NOON) is None
    assert accept(store, token) == SPENT
    assert store.teachers.everybody() == ()


def test_the_hash_of_a_link_is_no_link(store: Store) -> None:
    token = store.teachers.new_link(now=NOON)

    assert store.teachers.invitation(hashed(token), now=NOON) is None


def test_invitations_are_listed_without_their_secret_until_used_or_withdrawn(store: Store) -> None:
    host = make_teacher(store, now=NOON)
    token = store.teachers.invite("Davit", by=host.id, now=NOON)
    other = store.teachers.invite("Lusine", by=host.id, now=NOON + timedelta(hours=1))

    listed = store.teachers.invitations(now=NOON)
    store.teachers.withdraw(listed[0].id, by=host.id, now=NOON)
    accept(store, other, "Lusine")

    assert [(each.name, each.invited_by) for each in listed] == [("Davit", NAME), ("Lusine", NAME)]
    assert accept(store, token) == SPENT
    assert store.teachers.invitations(now=NOON) == ()
    with pytest.raises(TeacherError):
        store.teachers.withdraw(listed[0].id, by=host.id, now=NOON)


@pytest.mark.parametrize("name", [NAME, " ani  PETROSYAN ", "AniPetrosyan"])
def test_a_name_that_is_taken_is_refused_and_the_link_stays_good(store: Store, name: str) -> None:
    make_teacher(store, now=NOON)
    token = store.teachers.new_link(now=NOON)

    assert "is called" in accept(store, token, name)
    assert accept(store, token) == ""


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u202e"])
def test_a_teacher_has_a_name(store: Store, name: str) -> None:
    token = store.teachers.new_link(now=NOON)

    assert accept(store, token, name).startswith("Type your name.")
    assert accept(store, token, "x" * 500) == ""
    assert store.teachers.everybody()[0].name == "x" * 60


def test_name_and_password_belong_together(store: Store) -> None:
    make_teacher(store, now=NOON)
    make_teacher(store, OTHER, password="another four words or so", now=NOON)
    opened = [
        store.teachers.with_password(name, password)
        for name in (" ANI petrosyan", OTHER, "Nobody", "")
        for password in (PASSWORD, "another four words or so")
    ]

    names = [each.name if each else None for each in opened]
    assert names == [NAME, None, None, OTHER, None, None, None, None]


def test_another_name_keeps_the_drafts_of_files(store: Store) -> None:
    own = make_teacher(store, now=NOON)
    written = {"based_on": "", "is_saved": False, "now": NOON}
    store.revisions.replace_draft("quizzes/a.yaml", NAME, "id: a", **written)  # type: ignore[arg-type]  # Three kinds of value.

    assert store.teachers.rename(own.id, " Ani  P. ", now=NOON) == "Ani P."

    assert store.revisions.unsaved_drafts("Ani P.") == ("quizzes/a.yaml",)
    assert store.teachers.with_password("Ani P.", PASSWORD)
    assert store.teachers.with_password(NAME, PASSWORD) is None


def test_a_name_of_another_teacher_cannot_be_taken_and_ones_own_may_change_its_letters(
    store: Store,
) -> None:
    hers, _ = two(store)

    with pytest.raises(TeacherError):
        store.teachers.rename(hers, OTHER.upper(), now=NOON)
    assert store.teachers.rename(hers, NAME.upper(), now=NOON) == NAME.upper()


def test_another_password_leaves_the_desks_of_others_open(store: Store) -> None:
    hers, _ = two(store)

    store.teachers.change_password(hers, "five words of another sort", now=NOON)

    assert is_open(store) == [False, True]


def test_who_is_shut_out_opens_nothing_any_more(store: Store) -> None:
    hers, his = two(store)
    ticket = store.learners.offer_renewal(hashed("x"), now=NOON, opens_desk_to=his)
    link = store.teachers.invite("A friend", by=his, now=NOON)

    store.teachers.shut_out(his, by=hers, now=NOON)

    assert is_open(store) == [True, False]
    assert store.teachers.with_password(OTHER, PASSWORD) is None
    assert not store.learners.redeem(ticket, browser=hashed("x"), renewed=hashed("y"), now=NOON)
    assert accept(store, link, "A friend") == SPENT
    for forbidden in (
        lambda: store.teachers.invite("A friend", by=his, now=NOON),
        lambda: store.teachers.rename(his, "Davit", now=NOON),
        lambda: store.teachers.change_password(his, PASSWORD, now=NOON),
        lambda: store.teachers.shut_out(hers, by=his, now=NOON),
    ):
        with pytest.raises(TeacherError):
            forbidden()


def test_who_was_shut_out_comes_back_by_a_new_link_under_the_same_name(store: Store) -> None:
    hers, his = two(store)
    store.teachers.shut_out(his, by=hers, now=NOON)

    token = store.teachers.invite(OTHER, by=hers, teacher_id=his, now=NOON)
    back = store.teachers.accept(token, "ignored", PASSWORD, now=NOON)

    assert (back.id, back.name, back.is_shut_out) == (his, OTHER, False)
    assert store.teachers.with_password(OTHER, PASSWORD) == back
    with pytest.raises(TeacherError):
        store.teachers.invite(OTHER, by=hers, teacher_id=his, now=NOON)


def test_the_last_teacher_cannot_be_shut_out(store: Store) -> None:
    own = make_teacher(store, now=NOON)
    # A school account opens the desk in another way, so it does not count.
    store.teachers.with_account("a" * 64, "Lusine", now=NOON)

    with pytest.raises(TeacherError) as refused:
        store.teachers.shut_out(own.id, by=own.id, now=NOON)

    assert str(refused.value).startswith("The last teacher cannot be shut out.")


def test_of_two_who_shut_each_other_out_at_once_one_stays(store: Store) -> None:
    hers, his = two(store)

    def shut_out(pair: tuple[str, str]) -> bool:
        try:
            store.teachers.shut_out(pair[0], by=pair[1], now=NOON)
        except TeacherError:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        done = list(both.map(shut_out, [(hers, his), (his, hers)]))

    assert sorted(done) == [False, True]
    assert sorted(is_open(store)) == [False, True]


def test_a_school_account_is_one_teacher_by_whatever_name(store: Store) -> None:
    first = store.teachers.with_account("a" * 64, "Ani", now=NOON)
    later = store.teachers.with_account("a" * 64, "Ani P.", now=NOON)
    other = store.teachers.with_account("b" * 64, "Ani P.", now=NOON)

    assert later.id == first.id != other.id
    assert [each.name for each in store.teachers.everybody()] == ["Ani P.", "Ani P."]
    assert store.teachers.with_password("Ani P.", "") is None


def test_a_school_account_is_shut_out_and_let_in(store: Store) -> None:
    hers, his = (store.teachers.with_account(each * 64, each, now=NOON).id for each in "ab")

    store.teachers.shut_out(his, by=hers, now=NOON)
    shut_out = store.teachers.with_account("b" * 64, "b", now=NOON).is_shut_out
    store.teachers.let_in(his, by=hers, now=NOON)

    assert shut_out
    assert not store.teachers.with_account("b" * 64, "b", now=NOON).is_shut_out
