"""Places in a file, as people name them: counted from 1, with the id of the item."""

import pytest

from sourcebook.content.checking import check
from sourcebook.content.file_places import Path, in_words
from tests.builders import course_files


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), ""),
        (("title",), "title"),
        (("items",), "items"),
        (("items", 3), "item 4 (truce)"),
        (("items", 3, "key"), "item 4 (truce), key"),
        (("items", 3, "id"), "item 4, id"),
        (("items", 3, "distractors", 0, "text"), "item 4 (truce), distractor 1, text"),
        (("items", 3, "proof", 1), "item 4 (truce), proof, entry 2"),
        (("passages", "p2", "quotes", 0, "words"), "passage p2, quote 1, words"),
        (("nikol-pashinyan", "citations", 0), "nikol-pashinyan, citation 1"),
    ],
)
def test_a_path_in_words_counts_from_one(path: Path, words: str) -> None:
    assert in_words(path, "truce" if path[:1] == ("items",) else "") == words


def test_a_fault_has_its_place_as_data_and_the_id_of_its_item() -> None:
    path = "quizzes/04-yerevan-summit.yaml"
    files = course_files()
    files[path] = files[path].replace(b"key: 23\n", b"key: about\n")

    (fault,) = check(files).faults

    assert (fault.place, fault.item) == (("items", 4, "key"), "day")
    assert fault.sentence.startswith("item 5 (day), key: expected a number")


def test_an_item_whose_id_is_none_is_named_by_its_number_alone() -> None:
    path = "quizzes/04-yerevan-summit.yaml"
    files = course_files()
    files[path] = files[path].replace(b"id: day\n", b"id: The day\n").replace(b"key: 23", b"key: x")

    faults = check(files).faults

    assert [fault.sentence.split(":")[0] for fault in faults] == ["item 5, id", "item 5, key"]
