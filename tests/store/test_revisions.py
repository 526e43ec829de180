"""The history of course files, and what is being written of them."""

from sourcebook.store import Store
from tests.store.builders import HOUR
from tests.store.conftest import NOON

QUIZ, OTHER = "quizzes/04-yerevan-summit.yaml", "quizzes/01-csto.yaml"
TEACHER = "the teacher"


def note(store: Store, text: str, *, who: str | None = None, path: str = QUIZ) -> bool:
    return store.revisions.note(path, text, sha256=f"sha of {text}", now=NOON, who=who)


def type_in(store: Store, text: str, *, tab: str = "a", number: int = 0) -> bool:
    kept = store.revisions.keep_typed(
        QUIZ, TEACHER, text, based_on="base", tab=tab, number=number, now=NOON
    )
    return kept is not None


def test_versions_are_numbered_from_zero_and_listed_newest_first(store: Store) -> None:
    note(store, "as found")
    note(store, "as saved", who="Ms Petrosyan")
    note(store, "another file", path=OTHER)

    listed = [(each.number, each.who) for each in store.revisions.of_file(QUIZ)]

    assert listed == [(1, "Ms Petrosyan"), (0, None)]
    assert store.revisions.text(QUIZ, 0) == "as found"
    assert store.revisions.newest(QUIZ) == store.revisions.of_file(QUIZ)[0]


def test_the_version_in_use_is_not_noted_twice_but_an_old_one_comes_back_as_new(
    store: Store,
) -> None:
    noted = [note(store, text) for text in ("one", "one", "two", "one")]

    assert noted == [True, False, True, True]
    assert [each.number for each in store.revisions.of_file(QUIZ)] == [2, 1, 0]


def test_a_version_that_nobody_made_has_no_text(store: Store) -> None:
    assert store.revisions.text(QUIZ, 0) is None
    assert store.revisions.newest(QUIZ) is None


def test_what_is_typed_is_kept_for_its_author(store: Store) -> None:
    assert type_in(store, "id: a")

    draft = store.revisions.draft(QUIZ, TEACHER)

    assert draft is not None
    assert (draft.text, draft.based_on, draft.number, draft.is_saved) == ("id: a", "base", 1, False)
    assert store.revisions.draft(QUIZ, "Ms Petrosyan") is None
    assert store.revisions.unsaved_drafts(TEACHER) == (QUIZ,)


def test_a_tab_goes_on_typing_though_it_has_not_heard_of_its_last_text(store: Store) -> None:
    kept = [type_in(store, text) for text in ("i", "id", "id: a")]

    assert kept == [True, True, True]


def test_a_tab_that_shows_an_older_text_overwrites_nothing(store: Store) -> None:
    type_in(store, "mine", tab="a")

    kept = type_in(store, "yours", tab="b", number=0)

    draft = store.revisions.draft(QUIZ, TEACHER)
    assert not kept
    assert draft is not None
    assert draft.text == "mine"


def test_a_tab_that_shows_the_newest_text_goes_on_with_it(store: Store) -> None:
    type_in(store, "id: a", tab="a")

    assert type_in(store, "id: ab", tab="b", number=1)


def test_a_saved_draft_is_not_unsaved_and_its_tab_goes_on(store: Store) -> None:
    type_in(store, "id: a")

    store.revisions.settle_draft(QUIZ, TEACHER, "id: a", sha256="new", now=NOON + HOUR)

    draft = store.revisions.draft(QUIZ, TEACHER)
    assert draft is not None
    assert (draft.based_on, draft.is_saved, draft.kept_at) == ("new", True, NOON + HOUR)
    assert store.revisions.unsaved_drafts(TEACHER) == ()
    assert type_in(store, "id: ab")


def test_a_text_put_in_the_place_of_what_was_typed_is_newer_than_every_tab(store: Store) -> None:
    type_in(store, "id: a")

    new = store.revisions.replace_draft(
        QUIZ, TEACHER, "id: b", based_on="x", is_saved=False, now=NOON
    )

    assert (new.number, new.replaced) == (2, 1)
    assert not type_in(store, "id: ac", number=1)


def test_the_versions_and_drafts_of_a_renamed_file_go_with_it(store: Store) -> None:
    note(store, "as found")
    type_in(store, "being written")

    assert store.revisions.move(QUIZ, "quizzes/05-summit.yaml")

    assert store.revisions.text("quizzes/05-summit.yaml", 0) == "as found"
    assert store.revisions.unsaved_drafts(TEACHER) == ("quizzes/05-summit.yaml",)
    assert store.revisions.of_file(QUIZ) == ()
    assert store.revisions.is_free(QUIZ)


def test_a_name_with_a_history_is_not_given_to_another_file(store: Store) -> None:
    note(store, "one")
    note(store, "another", path=OTHER)

    assert not store.revisions.is_free(OTHER)
    assert not store.revisions.move(QUIZ, OTHER)
    assert store.revisions.text(QUIZ, 0) == "one"


def test_a_name_under_which_somebody_writes_is_not_free(store: Store) -> None:
    type_in(store, "being written")

    assert not store.revisions.is_free(QUIZ)


def test_every_file_that_ever_had_a_version_is_known(store: Store) -> None:
    note(store, "one")
    note(store, "two")
    note(store, "another", path=OTHER)

    assert store.revisions.paths() == (OTHER, QUIZ)
