"""Names that do not exist: what was meant, or what there is."""

import pytest

from sourcebook.content.checking import check
from sourcebook.content.faults import Values
from tests.builders import course_files
from tests.course_faults import QUIZ, faults_with, found_with

OBJECTIVE = "objective: tell-the-day"
ADVICE = [
    (OBJECTIVE, "objective: tell-day", "Did you mean 'tell-the-day'?"),
    (OBJECTIVE, "objective: Tell the day of a summit", "Did you mean 'tell-the-day'?"),
    (OBJECTIVE, "objective: xyz", "There is tell-the-day."),
    ("[s1.p2]", "[s1.p22]", "Did you mean 's1.p2'?"),
    ("[s1.p2]", "[s1-p2]", "Did you mean 's1.p2'?"),
    ("[s1.p2]", "[Munich report 2]", "Did you mean 's1.p2'?"),
    ("[s1.p2]", '["Polish report, paragraph 1"]', "Did you mean 's2.p1'?"),
    ("[s1.p2]", "[The interview]", "Write it like 's2.p10'; sources are s1 and s2."),
]


@pytest.mark.parametrize(("old", "new", "advice"), ADVICE)
def test_a_name_that_does_not_exist_is_met_with_what_does(old: str, new: str, advice: str) -> None:
    faults = faults_with((old, new))

    assert len(faults) == 1
    assert faults[0].endswith(advice)


VALUES = [
    (OBJECTIVE, "objective: tell-day", Values("tell-day", "tell-the-day", "objective")),
    ("[s1.p2]", "[S1.p2]", Values("S1.p2", "s1.p2", "passage")),
    ("[s1.p2]", "[nothing like it]", Values("nothing like it", "", "passage")),
    ("stem:", "stam:", Values("stam", "stem")),
    ("type: numeric", "type: numerc", Values("numerc", "numeric")),
    ("id: day", "id: The day", Values("The day", "the-day")),
    ('"depressing"', '"depresing"', Values("depresing", "")),
    ("items:", "pass_mark: 500\nitems:", Values("500", "")),
    (
        "Which of these met?",
        "Which of these met after the aggression?",
        Values("aggression", "what Pashinyan called aggression"),
    ),
]


@pytest.mark.parametrize(("old", "new", "values"), VALUES)
def test_a_fault_has_what_was_found_and_what_may_be_meant_as_data(
    old: str, new: str, values: Values
) -> None:
    (fault,) = found_with((old, new))

    assert fault.values == values


def test_a_passage_by_a_wrong_name_is_no_reason_to_doubt_the_number_in_the_key() -> None:
    given = "The Munich report gives the date.\n    citations: "

    faults = found_with((f"{given}[s1.p1]", f"{given}[s1.p9]"))

    assert [fault.rule for fault in faults] == ["unknown-reference"]


def test_a_date_in_a_key_is_one_fault() -> None:
    (fault,) = faults_with(("key: Pashinyan", "key: 2022-12-24"))

    assert fault.split("key: ")[1].startswith("'2022', '24' and 'december' stand in none of the")


def test_a_number_with_a_point_for_its_thousands_is_explained() -> None:
    (fault,) = faults_with(("key: 23", "key: 2.000"))

    assert fault.endswith("A point is the decimal mark, so '2.000' is 2: write 2000.")


def test_a_blueprint_draws_only_what_there_is() -> None:
    draw = "draw: [{objective: sign, items: 1}]\nitems:\n"
    stated = ("objectives:\n", "objectives:\n  - {id: sign, text: Say who signed.}\n")
    lesson = "lessons/04-yerevan-summit.md"

    files = course_files()
    files[lesson] = files[lesson].replace(stated[0].encode(), stated[1].encode())
    files[QUIZ] = files[QUIZ].replace(b"items:\n", draw.encode())
    faults = check(files).faults

    assert [(fault.rule, fault.severity) for fault in faults] == [
        ("thin-objective", "warning"),
        ("empty-quiz", "error"),
    ]
