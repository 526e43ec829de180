"""Fields under other names: what was meant is named once, and the rest is checked all the same."""

import pytest

from tests.course_faults import LESSON, faults_with

KEY = ("    key: Pashinyan\n", "    {}: Pashinyan\n")

NAMES = {
    "kee": "Did you mean 'key'?",
    "Key": "Did you mean 'key'?",
    '"‘key’"': "Did you mean 'key'?",
    "answer": "Here it is called 'key'.",
    "correct": "Here it is called 'key'.",
    "antwort": "Here it is called 'key'.",
    "kеy": "The 'е' in it is a Cyrillic letter: type 'key' anew.",
    "keys": "Did you mean 'key'? Several right answers need 'type: multiple_choice'.",
    "options": "Write the right answer as 'key' and the wrong ones as 'distractors'.",
}


@pytest.mark.parametrize(("name", "advice"), NAMES.items())
def test_a_field_under_another_name_is_one_fault_that_names_ours(name: str, advice: str) -> None:
    faults = faults_with((KEY[0], KEY[1].format(name)))

    shown = name.strip('"')
    assert faults == [f"9:5: item 1 (refuser): there is no field '{shown}' here. {advice}"]


OTHERS = [
    ("    stem: Who left", "    question: Who left", "Here it is called 'stem'."),
    ("    rationale: The M", "    explanation: The M", "Here it is called 'rationale'."),
    (
        "    distractors:\n      - text",
        "    wrong:\n      - text",
        "Here it is called 'distractors'.",
    ),
    ("    type: single", "    typ: single", "The field for the kind of an item is called 'type'."),
]


@pytest.mark.parametrize(("ours", "theirs", "advice"), OTHERS)
def test_the_words_of_other_tools_are_known(ours: str, theirs: str, advice: str) -> None:
    (fault,) = faults_with((ours, theirs))

    assert fault.endswith(f"there is no field '{theirs.split(':')[0].strip()}' here. {advice}")


QUIZ_FIELDS = {
    "passmark: 60": "Did you mean 'pass_mark'?",
    "time: 10": "Here it is called 'time_limit'.",
    "shuffle: yes": "Take it out: options are always shuffled.",
}


@pytest.mark.parametrize(("line", "advice"), QUIZ_FIELDS.items())
def test_the_settings_of_other_tools_are_known(line: str, advice: str) -> None:
    (fault,) = faults_with(("items:\n", f"{line}\nitems:\n"))

    assert fault.endswith(advice)


MISPLACED = [
    (
        "        feedback: He signed.\n",
        "        feedback: He signed.\n        citations: [s1.p2]\n",
        "'citations' belongs to the item itself: begin the line further left.",
    ),
    (
        "    rationale: The Munich report says so.",
        "    feedback: Read on.\n    rationale: The Munich report says so.",
        "'feedback' stands within each entry of 'distractors', not beside them.",
    ),
    (
        "    feedback: Read either report again.",
        "    distractors: [Nobody]",
        "Only single_choice, multiple_choice, numeric, short_answer and evidence have it. "
        "Write to learners who go wrong here in 'feedback'.",
    ),
]


@pytest.mark.parametrize(("old", "new", "advice"), MISPLACED)
def test_a_field_of_another_place_or_kind_is_sent_there(old: str, new: str, advice: str) -> None:
    (fault,) = faults_with((old, new))

    assert fault.endswith(f" here. {advice}")


def test_a_misspelt_field_hides_no_other_fault_of_the_quiz() -> None:
    faults = faults_with(
        ("objective: tell-the-day", "objectiv: tell-day"), ("s1.p2, s2", "s1.p9, s2")
    )

    assert [fault.split(". ")[0] for fault in faults] == [
        "7:5: item 1 (refuser): there is no field 'objectiv' here",
        "7:15: item 1 (refuser), objectiv: there is no objective 'tell-day'",
        "33:17: item 3 (unsigned), citation 1: there is no passage 's1.p9'",
    ]


def test_a_misspelt_kind_hides_no_other_fault_of_its_item() -> None:
    faults = faults_with(("single_choice", "single-choice"), ("    stem: Who", "    stam: Who"))

    assert [fault.split(". ")[0] for fault in faults] == [
        "6:11: item 1 (refuser), type: there is no item kind 'single-choice'",
        "8:5: item 1 (refuser): there is no field 'stam' here",
    ]


def test_a_fault_in_the_head_of_a_lesson_hides_none_of_its_paragraphs() -> None:
    faults = faults_with(("minutes:", "minuts:"), ("[@s1.p1]", "[@s1.p8]"), path=LESSON)

    assert [fault.split(". ")[0] for fault in faults] == [
        "5:1: there is no field 'minuts' here",
        "12:39: there is no passage 's1.p8'",
    ]


VALUES = [
    ("lesson: yer", "pass_mark: 60%\nlesson: yer", "It is in per cent already: write 60."),
    ("lesson: yer", "pass_mark: 0.6\nlesson: yer", "It is in per cent: write 60."),
    ("key: 23", "key: 2,5", "The decimal mark is a point: write 2.5."),
    ("key: 23", "key: 2,000", "Write 2000, without a comma, or 2.000 if it is a decimal mark."),
    ("key: 23", "key: 1.234.567", "Write it without marks between the thousands: 1234567."),
    ("key: 23", "key: 23 members", "Write the number alone: 23."),
    ("key: true", "key: Ja", "Write true."),
    ("citations: [s1.p2, s2.p1]", "citations: s1.p2, s2.p1", "in brackets: [s1.p2, s2.p1]."),
    ("citations: [s1.p2, s2.p1]", "citations: [s1.p2 s2.p1]", "two passages: [s1.p2, s2.p1]."),
    (
        "    key: 23",
        "    tries: 3\n    key: 23",
        "what each try is worth, such as [1, 1/2] for two.",
    ),
    ("    key: Pashinyan", "    key: [Putin]", "'type: multiple_choice' and 'keys: […]'."),
    ("id: day", "id: The day", "Write it like 'the-day'."),
    ("id: day", "id: dаy", "The 'а' in it is a Cyrillic letter: type 'day' anew."),
    ("[s1.p2, s2.p1]", "[ѕ1.p2, s2.p1]", "The 'ѕ' in it is a Cyrillic letter: type 's1.p2' anew."),
    ("type: numeric", "type: numerical", "Here it is called 'numeric'."),
    ("type: matching", "type: essay", "Here it is called 'extended_response'."),
]


@pytest.mark.parametrize(("old", "new", "advice"), VALUES)
def test_the_remedy_names_what_to_write(old: str, new: str, advice: str) -> None:
    assert any(fault.endswith(advice) for fault in faults_with((old, new)))
