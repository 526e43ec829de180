"""Learners here and on a class list of another site, paired by their names."""

import pytest

from sourcebook.formats.gradebook import ListedLearner, paired
from sourcebook.model.learners import Member
from tests.builders import SUMMIT_DAY


def member(number: int, name: str | None) -> Member:
    return Member(id=f"learner-{number}", name=name, number=number, joined_at=SUMMIT_DAY)


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Nina Petrosyan", "Nina Petrosyan"),
        ("nina petrosyan", "NINA PETROSYAN"),
        ("Petrosyan Nina", "Nina Petrosyan"),
        ("José Núñez", "Jose Nunez"),
        ("Anna-Maria Kaya", "Anna Maria Kaya"),
        ("Нина Петросян", "Петросян, Нина"),
        ("Işıl Kaya", "IŞIL KAYA"),
    ],
)
def test_the_same_words_are_the_same_learner(name: str, listed: str) -> None:
    here, there = member(1, name), ListedLearner(listed)

    assert paired([here], [there]) == (((here, there),), (), ())


@pytest.mark.parametrize("name", ["Nina", "Nina P.", None, "", "☺", "Nina Petrosyan Petrosyan"])
def test_other_words_are_nobody(name: str | None) -> None:
    here, there = member(1, name), ListedLearner("Nina Petrosyan")

    assert paired([here], [there]) == ((), (here,), (there,))


def test_nobody_is_paired_where_two_have_one_name() -> None:
    here = [member(1, "Nina P."), member(2, "P. Nina"), member(3, "Aram S.")]
    there = [ListedLearner("Nina P."), ListedLearner("Aram S.", "a"), ListedLearner("S. Aram", "b")]

    found = paired(here, there)

    assert found.pairs == ()
    assert list(found.members) == here
    assert list(found.listed) == there


def test_two_without_a_name_are_not_taken_for_each_other() -> None:
    assert paired([member(1, None)], [ListedLearner("")]).pairs == ()
