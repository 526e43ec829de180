"""YAML as a tree: what is kept of it, where everything stands, and that nothing breaks it."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.content.checking import check
from sourcebook.content.faults import Spot
from sourcebook.content.yaml import libyaml
from sourcebook.content.yaml.syntax_messages import PROBLEMS, explain
from sourcebook.content.yaml.tree import ListNode, MappingNode, Node, Scalar, data, read_tree, walk
from tests.builders import course_files

Slip = tuple[Spot, str, str, str]
TOO_DEEP = (
    "yaml-syntax",
    "lists and mappings are nested more than 30 deep.",
    "Close the brackets.",
)


def read(text: str) -> tuple[Node | None, list[Slip]]:
    """The tree of a text, and what was reported on the way."""
    slips: list[Slip] = []
    tree = read_tree(text, lambda *error: slips.append(error))
    return tree, slips


def read_well(text: str) -> Node:
    tree, slips = read(text)
    assert tree is not None
    assert slips == []
    return tree


@pytest.mark.parametrize("word", ["No", "yes", "010", "1e3", "44:30", "2020-11-10", "1_000", "0o7"])
def test_every_plain_word_is_text(word: str) -> None:
    assert data(read_well(f"- {word}")) == [word]


@pytest.mark.parametrize("nothing", ["~", "null", "Null", "NULL", ""])
def test_nothing_is_nothing_and_in_quotes_it_is_text(nothing: str) -> None:
    assert data(read_well(f"key: {nothing}")) == {"key": None}
    assert data(read_well(f'key: "{nothing}"')) == {"key": nothing}


def test_every_value_knows_its_place() -> None:
    tree = read_well("id: summit\nitems:\n  - stem: Who?\n")

    spots = [node.spot for _, node in walk(tree, ("items", 0, "stem"))]

    assert spots == [Spot(3, 3), Spot(3, 5), Spot(3, 11)]


def test_steps_that_the_tree_does_not_have_are_passed_over() -> None:
    tree = read_well("items:\n  - {stem: Who?}\n")

    steps = [step for step, _ in walk(tree, ("items", 0, "single_choice", "stem", 7))]

    assert steps == ["items", 0, "stem"]


def test_columns_count_characters_and_not_bytes() -> None:
    tree = read_well("{Երևան: 𝐱, b: c}")

    assert isinstance(tree, MappingNode)
    assert [key.spot for key, _ in tree.entries] == [Spot(1, 2), Spot(1, 12)]


def test_a_tree_is_made_of_three_kinds_of_node() -> None:
    tree = read_well("{key: [Armenia]}")

    key = Scalar("key", Spot(1, 2), 1, 4, in_brackets=True)
    armenia = Scalar("Armenia", Spot(1, 8), 7, 14, in_brackets=True)
    members = ListNode((armenia,), Spot(1, 7), 6, 15, in_brackets=True, size=2, depth=1)
    assert tree == MappingNode(((key, members),), Spot(1, 1), 0, 16, True, size=4, depth=2)


def test_of_a_key_given_twice_the_first_is_kept() -> None:
    tree, slips = read("key: 23\nkey: 24\n")

    assert tree is not None
    assert data(tree) == {"key": "23"}
    assert slips == [
        (
            Spot(2, 1),
            "duplicate-key",
            "the key 'key' is given twice, first at line 1.",
            "Keep one of the two.",
        )
    ]


def test_all_slips_that_leave_the_text_readable_are_reported_at_once() -> None:
    _, slips = read("a: !!int 1\na: .nan\n[b]: c\n")

    assert [rule for _, rule, _, _ in slips] == [
        "tag",
        "wrong-value",
        "duplicate-key",
        "wrong-type",
    ]


@pytest.mark.parametrize("text", ["", "# Later.", "\n\n"])
def test_a_text_that_says_nothing_has_no_tree(text: str) -> None:
    assert read(text) == (None, [])


def test_thirty_levels_are_read_and_one_more_is_refused() -> None:
    deep, slips = read("[" * 30 + "]" * 30)
    deeper, more_slips = read("[" * 31 + "]" * 31)

    assert (deep is not None, len(slips)) == (True, 0)
    assert (deeper, len(more_slips)) == (None, 1)


def test_aliases_cannot_nest_deeper_than_brackets() -> None:
    steps = [f"a{n}: &a{n} {'[' * 20}*a{n - 1}{']' * 20}" for n in range(1, 60)]

    tree, slips = read("a0: &a0 x\n" + "\n".join(steps))

    assert tree is None
    assert slips == [
        (
            Spot(3, 18),
            "yaml-syntax",
            "lists and mappings are nested more than 30 deep.",
            "Close the brackets.",
        )
    ]


@pytest.mark.parametrize("brackets", ["[", "{", "- ", "? "])
def test_a_million_levels_are_refused_at_the_first_one_too_many(brackets: str) -> None:
    tree, slips = read(brackets * 1_000_000)

    assert tree is None
    assert slips == [(Spot(1, 30 * len(brackets) + 1), *TOO_DEEP)]


def test_what_was_reported_before_a_million_brackets_is_reported_once() -> None:
    tree, slips = read("a: !!int 1\nb: " + "[" * 1_000_000)

    assert tree is None
    assert slips[1:] == [(Spot(2, 33), *TOO_DEEP)]
    assert [rule for _, rule, _, _ in slips] == ["tag", "yaml-syntax"]


def test_the_words_of_libyaml_for_too_many_levels_are_explained() -> None:
    """Version 0.2.6 of libyaml has them, 0.2.5 has not."""
    mark = yaml.Mark("", 0, 0, 1000, "", 0)
    error = yaml.MarkedYAMLError(problem="exceeded maximum nesting depth", problem_mark=mark)

    assert explain(libyaml.stop(error), "[" * 1001) == TOO_DEEP[1:]


YAML_LIKE = st.text(alphabet="ab:-?*&!|>'\"[]{},#%@`~ \t\n\\x0\u00e9\u202e\ufeff", max_size=60)


@given(YAML_LIKE)
def test_no_text_breaks_the_reader(text: str) -> None:
    tree, slips = read(text)

    if tree is not None:
        data(tree)
    assert all(spot.line >= 1 and spot.column >= 1 for spot, *_ in slips)


PATHS = st.sampled_from(sorted(course_files()))
SNIPPETS = st.sampled_from(
    ["\n", "- ", ": ", '"', "“", "[", "]", "~", "9" * 50, "```", "[@", "\t", "\0"]
)


@given(PATHS, st.integers(min_value=0, max_value=1500), st.integers(0, 40), SNIPPETS)
def test_no_slip_of_the_hand_stops_the_check(path: str, at: int, lost: int, put: str) -> None:
    files = course_files()
    text = files[path].decode()
    files[path] = (text[:at] + put + text[at + lost :]).encode()

    result = check(files)

    assert all(fault.message for fault in result.faults)


@given(PATHS, st.binary(max_size=80))
def test_no_bytes_stop_the_check(path: str, raw: bytes) -> None:
    result = check(course_files() | {path: raw})

    assert result.faults


def test_every_reason_for_which_libyaml_stops_has_a_message() -> None:
    assert set(PROBLEMS) == set(libyaml.Reason)
