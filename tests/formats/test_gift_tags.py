"""What only tags and headings can say of an item in GIFT is read again."""

import pytest

from sourcebook.formats.gift.sections import general_feedback, read_sections
from sourcebook.formats.gift.tags import read_tags, tags_of
from sourcebook.formats.html_text import as_plain
from sourcebook.model.course import Course
from sourcebook.model.items import Item
from tests import builders

NOTHING = Course(sources={}, comparisons={}, lessons={}, quizzes={})


@pytest.mark.parametrize("item", builders.every_kind(), ids=lambda item: item.type)
def test_the_tags_of_an_item_are_read_again(item: Item) -> None:
    read = read_tags(tags_of(item))

    assert read.kind == item.type
    assert read.others == []
    for name, value in read.fields.items():
        written = getattr(item, name)
        assert value == (list(written) if isinstance(written, tuple) else str(written))


def test_tags_of_others_are_left() -> None:
    foreign = ["Easy", "week 3", "objective: Two Words", "tries: many", "kind: cloze", "sourcing"]

    read = read_tags(foreign)

    assert read.kind is None
    assert read.fields == {"difficulty": "easy", "skill": "sourcing"}
    assert read.others == ["week 3", "objective: Two Words", "tries: many", "kind: cloze"]


def test_hints_and_the_calculation_stand_under_headings() -> None:
    hints = ["Read on.", {"text": "Here.", "passage": "s1.p1"}]
    item = builders.numeric(hints=hints, calculated="22 + 1 = 23")

    found = read_sections(general_feedback(item, NOTHING), lambda html: as_plain(html).text)

    assert found == ("The Munich report says so.", {"calculated": "22 + 1 = 23", "hints": hints})


def test_no_tag_is_longer_than_moodle_is_known_to_keep() -> None:
    slug = "a-long-id-of-sixty-letters-that-goes-on-in-a-tag-of-its-own1"
    citations = [f"s1.p{number}" for number in range(1, 30)]
    item = builders.true_false(objective=slug, comparison=slug, citations=citations)

    tags = list(tags_of(item))

    assert max(map(len, tags)) == 60
    assert read_tags(tags).fields["objective"] == slug
    assert read_tags(tags).fields["comparison"] == slug
    assert read_tags(tags).fields["citations"] == citations
