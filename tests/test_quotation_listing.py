"""A quotation is listed in the file of its source, among the quotes of its passage."""

import pytest

from sourcebook.content.authoring.quotation_listing import (
    Quotation,
    expect_quotable,
    is_unlisted,
    passages_for,
    speakers_of,
    with_quotation,
)
from sourcebook.content.checking import check, read_and_check
from sourcebook.content.faults import Fault
from sourcebook.content.originals import Originals
from sourcebook.content.unchecked_course import UncheckedCourse
from sourcebook.errors import EditingError
from tests.builders import course_files

QUIZ = "quizzes/04-yerevan-summit.yaml"
LESSON = "lessons/04-yerevan-summit.md"
MUNICH = "seeds/s1.yaml"
SAID = "we will not sign it today"


def quoting(words: str = SAID, path: str = QUIZ) -> dict[str, bytes]:
    """The files of a course in which the first item quotes these words."""
    files = course_files()
    asked = b"stem: Who left the declaration unsigned?"
    return files | {path: files[path].replace(asked, f"stem: Who said “{words}”?".encode())}


def fault_of(unchecked: UncheckedCourse) -> Fault:
    return next(each for each in unchecked.faults() if each.rule == "unlisted-quotation")


def test_a_quote_is_added_below_those_of_its_passage_and_the_rest_stays() -> None:
    before = course_files()[MUNICH].decode()

    after = with_quotation(before, Quotation("s1.p2", "Nikol Pashinyan", SAID))

    assert after == before.rstrip("\n") + (
        f"\n      - speaker: Nikol Pashinyan\n        words: {SAID}\n"
    )


def test_a_passage_without_quotes_gets_its_first_one_before_its_caution() -> None:
    before = "id: s9\npassages:\n  p1: # first\n    summary: They met.\n    caution: Damaged.\n"

    after = with_quotation(before, Quotation("s9.p1", "Aliyev", "we met"))

    assert after.index("summary:") < after.index("quotes:") < after.index("caution:")
    assert "p1: # first" in after


def test_what_is_listed_is_no_fault_any_more() -> None:
    files = quoting()
    fault = fault_of(read_and_check(files, None))

    quotation = Quotation("s1.p2", "Nikol Pashinyan", fault.values.found)
    listed = with_quotation(files[MUNICH].decode(), quotation)

    assert check(files | {MUNICH: listed.encode()}).faults == ()


def test_words_that_another_passage_lists_are_cited_and_not_listed_again() -> None:
    unchecked = read_and_check(quoting("depressing"), None)
    other = Fault(QUIZ, unchecked.quizzes[0].spot(()), "unlisted-quotation", "")

    assert not is_unlisted(other, unchecked)
    assert is_unlisted(fault_of(read_and_check(quoting(), None)), unchecked)


def test_the_passages_are_those_cited_and_first_the_one_that_has_the_words() -> None:
    files = quoting()
    files[QUIZ] = files[QUIZ].replace(b"citations: [s1.p2]", b"citations: [s1.p1, s1.p2]", 1)
    unchecked = read_and_check(files, None)
    assert passages_for(fault_of(unchecked), unchecked) == ["s1.p1", "s1.p2"]

    unchecked.originals = Originals({"s1.p2": f"He said: {SAID}."}, frozenset({"s1"}), {})

    assert passages_for(fault_of(unchecked), unchecked) == ["s1.p2", "s1.p1"]


def test_the_passages_of_a_lesson_are_those_of_the_paragraph() -> None:
    files = course_files()
    first = files[LESSON].decode().partition(" [@s1")[0].splitlines()[-1]
    files[LESSON] = files[LESSON].replace(first.encode(), f"{first} He said “{SAID}”.".encode(), 1)
    unchecked = read_and_check(files, None)

    assert passages_for(fault_of(unchecked), unchecked)


def test_who_is_quoted_in_the_passage_is_offered_first_and_then_the_source() -> None:
    unchecked = read_and_check(course_files(), None)

    assert speakers_of("s1.p2", unchecked)[:2] == ["Nikol Pashinyan", "Munich report"]


@pytest.mark.parametrize(
    ("speaker", "length", "most"), [("Nikol Pashinyan", 26, 25), ("Munich report", 16, 15)]
)
def test_a_quotation_has_so_many_words_at_most(speaker: str, length: int, most: int) -> None:
    unchecked = read_and_check(course_files(), None)

    expect_quotable(Quotation("s1.p2", speaker, "so " * most), unchecked)
    with pytest.raises(EditingError, match=f"It has {length} words. Quote {most} at most"):
        expect_quotable(Quotation("s1.p2", speaker, "so " * length), unchecked)


def test_a_quotation_stands_in_the_original_if_that_is_here() -> None:
    unchecked = read_and_check(course_files(), None)
    unchecked.originals = Originals({"s1.p2": f"He said: {SAID}."}, frozenset({"s1"}), {})

    expect_quotable(Quotation("s1.p2", "Nikol Pashinyan", SAID), unchecked)
    with pytest.raises(EditingError, match=r"do not stand in s1.p2 of the original"):
        expect_quotable(Quotation("s1.p2", "Nikol Pashinyan", "never said"), unchecked)


def test_a_file_without_the_passage_is_refused() -> None:
    with pytest.raises(EditingError, match="no 'p7'"):
        with_quotation(course_files()[MUNICH].decode(), Quotation("s1.p7", "Putin", "no"))
