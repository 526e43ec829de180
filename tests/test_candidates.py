"""The passages among which a learner looks for the one that proves an answer."""

import pytest

from sourcebook.content.checking import check, read_files
from sourcebook.model.candidates import candidates
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from tests.browser.conftest import ROOT
from tests.builders import single_choice


@pytest.fixture(scope="module")
def course() -> Course:
    """The course of this repository."""
    found = check(read_files(ROOT)).course
    assert found
    return found


def proved(*passages: str, cited: tuple[str, ...] = (), **changes: object) -> Item:
    """An item with these passages as its proof, which cites others as well."""
    return single_choice(proof=passages, citations=(*passages, *cited), **changes)


def test_those_that_the_author_lists_stand_in_the_order_of_the_texts(course: Course) -> None:
    item = proved("s2.p3", candidates=["s5.p9", "s2.p12", "s2.p3"])

    assert candidates(item, course) == ("s2.p3", "s2.p12", "s5.p9")


def test_without_a_list_they_are_the_proof_what_is_cited_and_what_is_near(course: Course) -> None:
    found = candidates(proved("s3.p10", cited=("s1.p4",)), course)

    assert len(found) == 8
    assert {"s3.p10", "s1.p4"} <= set(found)
    near = [int(each.partition(".p")[2]) for each in found if each.startswith("s3")]
    assert near == list(range(near[0], near[0] + 7))


def test_they_are_the_same_each_time_and_the_proof_is_not_always_in_the_middle(
    course: Course,
) -> None:
    items = [proved("s3.p10", id=f"item-{number}") for number in range(8)]

    found = [candidates(item, course) for item in items]

    assert found == [candidates(item, course) for item in items]
    assert {each.index("s3.p10") for each in found} == {2, 5}


def test_of_many_proofs_at_most_four_are_offered(course: Course) -> None:
    proofs = tuple(f"s3.p{number}" for number in range(3, 12))

    found = candidates(proved(*proofs), course)

    assert len(found) == 8
    assert len(set(found) & set(proofs)) == 4


def test_a_passage_that_left_the_course_is_not_offered(course: Course) -> None:
    item = proved("s3.p10", candidates=["s3.p10", "s3.p999"])

    assert candidates(item, course) == ("s3.p10",)


def test_every_item_with_a_proof_has_one_among_its_candidates(course: Course) -> None:
    items = [item for item in course.items() if item.proof]

    found = {item.id: candidates(item, course) for item in items}

    assert all(2 <= len(each) <= 8 for each in found.values())
    assert [item.id for item in items if not set(item.proof) & set(found[item.id])] == []
