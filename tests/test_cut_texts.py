"""A ` #` that cuts a text is warned of, a note is not; so is a quotation mark without a partner."""

import pytest

from sourcebook.content.checking import check, read_files
from tests.course_faults import LESSON, faults_with, found_with
from tests.test_readme import ROOT

STEM = "stem: Who left the declaration unsigned?"
CUTS = {
    "a number": (STEM, "stem: Who is #1 of the six?"),
    "a word": ("feedback: He signed.", "feedback: Another name #see paragraph 10"),
    "a title": ("title: The Yerevan summit", "title: Summit #1 and what follows"),
    "an entry in a list": ("- text: Putin", "- text: Speaker #2"),
    "a question after a blank": (STEM, "stem: Which of these is # 4 of the list?"),
    "the second line of a text": (
        "feedback: He signed.",
        "feedback: He signed\n          and #2 too.",
    ),
    "the feedback of a verdict": ("supported: He complained.", "supported: He is #1."),
}
NOTES = {
    "after a text": (STEM, f"{STEM} # as in the lesson"),
    "after a passage": ("citations: [s1.p2]", "citations: [s1.p2] #the proof"),
    "after an id": ("objective: tell-the-day", "objective: tell-the-day #from the top"),
    "after a number": ("key: 23", "key: 23 #the day"),
    "on a line of its own": ("    key: 23", "    #the day\n    key: 23"),
    "within quotes": (STEM, 'stem: "Who is #1 of the six?"'),
    "within a block": (STEM, "stem: |-\n      Who is #1 of the six?"),
    "without a blank before it": (STEM, "stem: Who is no#1 of the six?"),
}


@pytest.mark.parametrize(("old", "new"), CUTS.values(), ids=CUTS)
def test_a_text_that_is_cut_is_warned_of(old: str, new: str) -> None:
    (fault,) = found_with((old, new))

    assert (fault.rule, fault.severity) == ("cut-text", "warning")
    assert fault.excerpt[fault.spot.column - 1] == "#"


@pytest.mark.parametrize(("old", "new"), NOTES.values(), ids=NOTES)
def test_a_note_is_left_in_peace(old: str, new: str) -> None:
    assert faults_with((old, new)) == []


def test_the_warning_says_what_is_left_out_and_what_to_do() -> None:
    assert faults_with((STEM, "stem: Who is #1 of the six?")) == [
        "8:18: item 1 (refuser), stem: the text ends before '#1 of the six?', which is read as a "
        "note. If it belongs to the text, put the whole text in quotes."
    ]


def test_the_head_of_a_lesson_is_looked_at_too() -> None:
    faults = faults_with(("title: The Yerevan", "title: Unit #1 of the Yerevan"), path=LESSON)

    assert [fault.split(":")[0] for fault in faults] == ["3"]


@pytest.mark.parametrize("key", ['Pashinyan"', '"Pashinyan\\""', "“Pashinyan", "Pashinyan”"])
def test_a_quotation_mark_without_a_partner_is_warned_of(key: str) -> None:
    (fault,) = found_with(("key: Pashinyan", f"key: {key}"))

    assert (fault.rule, fault.severity, fault.place) == (
        "lone-mark",
        "warning",
        ("items", 0, "key"),
    )


def test_no_text_of_the_course_is_doubted() -> None:
    rules = {fault.rule for fault in check(read_files(ROOT)).faults}

    assert not rules & {"cut-text", "lone-mark"}
