"""docs/rules.md tells the truth: every rule has a section, every example does what it says."""

import json
import re
from pathlib import Path

import pytest

from sourcebook.content import rule_pages
from sourcebook.content.faults import Fault, as_json
from tests.course_faults import found_with
from tests.rulebook import Example, examples, rules

EXAMPLES = list(examples())


def message(fault: Fault) -> str:
    """What an author reads of a fault, but for its place and its rule."""
    warning = "warning: " if fault.severity == "warning" else ""
    return f"{warning}{fault.sentence}"


def test_every_rule_has_a_section_and_every_section_a_rule() -> None:
    assert set(rule_pages.read()) == rules()


def test_the_example_of_a_fault_in_json_is_what_is_printed() -> None:
    shown = re.search(r"```json\n(.*?)```", rule_pages.RULES.read_text("utf-8"), re.DOTALL)
    assert shown

    faults = found_with(("objective: tell-the-day", "objective: tell-day"))

    assert json.loads(as_json(faults)) == json.loads(shown[1])


@pytest.mark.parametrize(
    "example", [each for each in EXAMPLES if each.is_bad], ids=lambda each: each.rule
)
def test_every_section_says_whether_it_is_an_error_or_a_warning(example: Example) -> None:
    stated = rule_pages.read()[example.rule].split("\n")[2]
    kind = "warning" if example.message.startswith("warning: ") else "error"

    assert kind in stated
    assert stated in ("*An error.*", "*A warning.*") or example.rule == "unlisted-quotation"


def test_every_section_says_what_it_is_about_before_its_examples() -> None:
    silent = [
        rule
        for rule, section in rule_pages.read().items()
        if len(section.split("**Bad**")[0].split()) < 12
    ]

    assert silent == []


@pytest.mark.parametrize("rule", sorted(rules()))
def test_every_section_has_a_bad_example_and_ends_with_a_good_one(rule: str) -> None:
    kinds = [example.is_bad for example in EXAMPLES if example.rule == rule]

    assert kinds[0]
    assert kinds.count(False) == 1
    assert not kinds[-1]


@pytest.mark.parametrize(
    "example", [each for each in EXAMPLES if each.is_bad], ids=lambda each: each.rule
)
def test_a_bad_example_causes_the_message_below_it(example: Example, tmp_path: Path) -> None:
    said = [message(fault) for fault in example.faults(tmp_path) if fault.rule == example.rule]

    assert said == [example.message]


@pytest.mark.parametrize(
    "example", [each for each in EXAMPLES if not each.is_bad], ids=lambda each: each.rule
)
def test_a_good_example_leaves_the_course_without_a_fault(example: Example, tmp_path: Path) -> None:
    assert example.fragments
    assert example.message == ""
    assert example.faults(tmp_path) == ()


def test_an_explanation_ends_before_the_next_heading() -> None:
    explained = rule_pages.read()["unknown-file"]

    assert explained.startswith("## unknown-file\n\n")
    assert explained.endswith("  citations: [s1.p1]\n```")
