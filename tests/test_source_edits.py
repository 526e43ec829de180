"""A source file changed by a form: its card, its passages, and what cites them."""

from pathlib import Path

import pytest

from sourcebook.content.authoring import templates
from sourcebook.content.authoring.source_edits import (
    passages_of_source,
    source_fields,
    with_card,
    with_passage,
    without_passage,
)
from sourcebook.content.checking import check
from sourcebook.content.cited_where import Citing, citing
from sourcebook.content.unchecked_course import read_unchecked_course
from sourcebook.errors import EditingError
from tests.builders import course_files

SOURCE = "seeds/s1.yaml"
SEEDS = sorted(Path(__file__).parents[1].joinpath("seeds").glob("s[0-9].yaml"))


def text() -> str:
    return course_files()[SOURCE].decode()


def test_a_field_of_the_card_changes_and_all_else_stays() -> None:
    changed = with_card(text(), {**source_fields(text()), "genre": "Commentary"})

    assert changed == text().replace("genre: News report", "genre: Commentary")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_a_source_written_back_as_it_was_read_is_the_same_text(path: Path) -> None:
    before = path.read_text("utf-8")
    number, passage = next(iter(passages_of_source(before).items()))

    assert with_card(before, source_fields(before)) == before
    assert with_passage(before, number, passage) == before


def test_a_passage_is_added_changed_and_removed() -> None:
    added = with_passage(text(), "p7", {"summary": "Nobody signed.", "caution": None})
    changed = with_passage(added, "p7", {"summary": "Nobody signed: why?"})

    assert passages_of_source(added)["p7"] == {"summary": "Nobody signed."}
    assert passages_of_source(changed)["p7"] == {"summary": "Nobody signed: why?"}
    assert without_passage(changed, "p7") == text()


def test_passages_are_in_the_order_of_their_paragraphs() -> None:
    added = with_passage(with_passage(text(), "p11", {"summary": "A."}), "p9", {"summary": "B."})

    assert list(passages_of_source(added)) == ["p1", "p2", "p9", "p11"]


def test_the_last_passage_of_a_source_stays() -> None:
    alone = without_passage(text(), "p1")

    with pytest.raises(EditingError, match="at least one passage"):
        without_passage(alone, "p2")


def test_a_new_source_becomes_sound_field_by_field() -> None:
    fresh = templates.source(course_files(), "s3").text
    other = source_fields(text())

    card = with_card(fresh, {**other, "id": "s3", "label": "Third report", "sha256": None})
    done = with_passage(card, "p1", {"summary": "The members met in Yerevan."})

    result = check(course_files() | {"seeds/s3.yaml": done.encode()})
    assert not [each for each in result.faults if each.path == "seeds/s3.yaml"]


def test_a_file_that_is_no_mapping_is_left_alone() -> None:
    with pytest.raises(EditingError):
        source_fields("- a\n- b\n")


def test_all_that_cites_a_passage_is_named_once() -> None:
    unchecked = read_unchecked_course(course_files())

    found = citing(unchecked, "s2.p1")

    assert Citing("quizzes/04-yerevan-summit.yaml", "item unsigned") in found
    assert Citing("lessons/04-yerevan-summit.md", "its text") in found
    assert Citing("plans/04-yerevan-summit.md", "its text") in found
    assert len(found) == len(set(found))


def test_comparisons_and_people_that_cite_a_passage_are_named_too() -> None:
    found = citing(read_unchecked_course(course_files()), "s1.p2")

    assert Citing("seeds/comparisons.yaml", "membership-sentence") in found
    assert Citing("seeds/people.yaml", "nikol-pashinyan") in found


def test_what_nothing_cites_is_cited_nowhere() -> None:
    assert citing(read_unchecked_course(course_files()), "s1.p99") == ()
