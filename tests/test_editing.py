"""Changes to a quiz file that leave alone whatever they are not about."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sourcebook.content.authoring import quiz_edits, value_edits
from sourcebook.content.faults import Spot
from sourcebook.content.files import ContentFile, read_yaml
from sourcebook.content.yaml.list_lines import column_of
from sourcebook.content.yaml.text import ITEM_KEYS, QUIZ_KEYS, Remark, Value, item_yaml
from sourcebook.content.yaml.tree import (
    ListNode,
    MappingNode,
    Node,
    Scalar,
    data,
    editable_tree,
    read_tree,
)
from sourcebook.errors import EditingError
from sourcebook.model.quizzes import Quiz
from tests import builders
from tests.minimal_course import QUIZ
from tests.strategies import KINDS

ROOT = Path(__file__).resolve().parents[1]
QUIZZES = [path.read_text("utf-8") for path in sorted((ROOT / "quizzes").glob("0[1-5]*.yaml"))]
SEEDS = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.yaml"))]
SHORT = """\
# yaml-language-server: $schema=quiz.schema.json
id: summit # never changes
title: 'The summit'
items:
  # About the one who refused.
  - id: refuser
    stem: Who refused? # asked in class
    # The order is that of the report.
    citations: [s1.p2, s1.p1] # both needed

  # Stands apart.

  # About the day.
  - id: day
    key: 23
    distractors:
      - number: 22 # the eve
        feedback: >-
          Too early.
      # Often given.
      - {number: 25, feedback: Too late.}
    stem: "On which day?"
  - id: place
    stem: Where?
# The end.
"""
WHOLE = {"id": "where", "stem": "Where?", "citations": ["s1.p1"]}

letters = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
)
texts = st.one_of(
    st.text(st.one_of(letters, st.sampled_from("\n :#-'\"\\,[]{}&*!|>%@`?")), max_size=40),
    st.lists(st.sampled_from("Who left # : - the 'declaration' “unsigned”? Երևան".split())).map(
        " ".join
    ),
)
item_fields = st.sampled_from(sorted(KINDS)).flatmap(KINDS.__getitem__).map(quiz_edits.fields_of)
comments = st.lists(st.sampled_from(["", "  # About the next.\n", "\n", "\n  # Apart.\n\n"]))


@st.composite
def quizzes(draw: st.DrawFn) -> str:
    """A quiz of one to four items with comments and empty lines between, in either line end."""
    many = draw(st.lists(item_fields, min_size=1, max_size=4))
    blocks = [
        "".join(draw(comments)) + item_yaml({**each, "id": f"item-{number}"})
        for number, each in enumerate(many)
    ]
    text = f"id: any # ever\ntitle: Any\nitems:\n{''.join(blocks)}"
    text += draw(st.sampled_from(["", "# The end.\n", "\n\n"]))
    text = draw(st.sampled_from([text, text.removesuffix("\n")]))
    return draw(st.sampled_from([text, text.replace("\n", "\r\n")]))


def says(text: str) -> object:
    tree = read_tree(text, lambda *error: pytest.fail(str(error)))
    return tree and data(tree)


def ids(text: str) -> list[str | None]:
    return [block.id for block in quiz_edits.item_blocks(text)]


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines of the old and the new text between those with which both begin and end."""
    before, after = old.split("\n"), new.split("\n")
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return before, after


def tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def wrong_numbers() -> list[Value]:
    found = quiz_edits.item_blocks(SHORT)[1].fields["distractors"]
    assert isinstance(found, list)
    return found


def test_a_block_has_the_comment_lines_directly_above_its_item() -> None:
    blocks = quiz_edits.item_blocks(SHORT)

    assert [(each.id, each.first_line, each.last_line) for each in blocks] == [
        ("refuser", 5, 9),
        ("day", 13, 22),
        ("place", 23, 24),
    ]
    assert blocks[2].text == "  - id: place\n    stem: Where?"
    assert blocks[2].fields == {"id": "place", "stem": "Where?"}


@pytest.mark.parametrize("text", QUIZZES)
def test_an_item_replaced_by_itself_changes_nothing(text: str) -> None:
    for block in quiz_edits.item_blocks(text):
        assert quiz_edits.with_item_replaced(text, str(block.id), block.fields) == text


@given(quizzes())
def test_the_model_of_an_item_says_what_its_file_says(text: str) -> None:
    model = read_yaml(ContentFile("quizzes/any.yaml", text.encode()), Quiz).model
    assert model

    for item in model.items:
        assert quiz_edits.with_item_replaced(text, item.id, quiz_edits.fields_of(item)) == text


@given(quizzes(), st.data())
def test_a_moved_item_takes_its_block_along_and_nothing_else(
    text: str, choice: st.DataObject
) -> None:
    blocks = quiz_edits.item_blocks(text)
    place = choice.draw(st.integers(0, len(blocks) - 1))
    to = choice.draw(st.integers(0, len(blocks) - 1))

    moved = quiz_edits.with_item_moved(text, f"item-{place}", to)

    order = [each for n, each in enumerate(blocks) if n != place]
    order.insert(to, blocks[place])
    assert [each.text for each in quiz_edits.item_blocks(moved)] == [each.text for each in order]
    assert quiz_edits.with_item_moved(moved, f"item-{place}", place) == text


@given(quizzes(), item_fields, st.booleans())
def test_an_item_added_and_removed_leaves_the_file_as_it_was(
    text: str, fields: dict[str, str], at_the_end: bool
) -> None:
    before = None if at_the_end else "item-0"

    added = quiz_edits.with_item_added(text, {**fields, "id": "new"}, before=before)

    assert ids(added) == ([*ids(text), "new"] if at_the_end else ["new", *ids(text)])
    assert quiz_edits.with_item_removed(added, "new") == text


@given(quizzes(), st.data())
def test_a_removed_item_takes_its_block_along_and_nothing_else(
    text: str, choice: st.DataObject
) -> None:
    blocks = quiz_edits.item_blocks(text)
    place = choice.draw(st.integers(0, len(blocks) - 1))

    removed = quiz_edits.with_item_removed(text, f"item-{place}")

    rest = [each.text for n, each in enumerate(blocks) if n != place]
    assert [each.text for each in quiz_edits.item_blocks(removed)] == rest
    assert removed.count("# Apart.") == text.count("# Apart.")


@given(quizzes(), item_fields)
def test_an_item_can_become_any_other_and_the_rest_stays(
    text: str, fields: dict[str, Value]
) -> None:
    before = quiz_edits.item_blocks(text)

    changed = quiz_edits.with_item_replaced(text, "item-0", {**fields, "id": "item-0"})

    after = quiz_edits.item_blocks(changed)
    said = read_yaml(ContentFile("quizzes/any.yaml", changed.encode()), Quiz).model
    assert said
    assert quiz_edits.fields_of(said.items[0]) == {**fields, "id": "item-0"}
    assert [each.text for each in after[1:]] == [each.text for each in before[1:]]


@given(quizzes(), texts)
@example("id: a\ntitle: b\nitems:\n  - id: item-0\n    stem: a # note", "long " * 60)
@example("id: a\ntitle: b\nitems:\n  - id: item-0\n    stem:", "null")
@example("id: a\ntitle: b\nitems:\n  - {id: item-0, stem: a}", "b, c: {d}")
def test_a_text_is_read_back_as_it_was_written_and_the_rest_stays(text: str, stem: str) -> None:
    block = quiz_edits.item_blocks(text)[0]

    changed = quiz_edits.with_field(text, "item-0", "stem", stem)

    said = read_tree(changed, lambda *error: pytest.fail(str(error)))
    assert said
    after = quiz_edits.item_blocks(changed)[0].fields
    assert tidy(str(after["stem"])) == tidy(stem)
    assert {**after, "stem": ""} == {**block.fields, "stem": ""}
    assert changed.startswith(text[: text.index(block.text)])
    assert changed.endswith(text[text.index(block.text) + len(block.text) :])


def leaves(part: Node) -> list[Scalar]:
    match part:
        case Scalar():
            return [part]
        case ListNode():
            return [leaf for each in part.items for leaf in leaves(each)]
        case MappingNode():
            return [leaf for _, each in part.entries for leaf in leaves(each)]


@given(st.sampled_from([*QUIZZES, *SEEDS, SHORT]), st.data(), texts, st.booleans())
def test_any_value_of_any_file_can_be_replaced_alone(
    text: str, choice: st.DataObject, value: str, windows: bool
) -> None:
    text = text.replace("\n", "\r\n") if windows else text
    leaf = choice.draw(st.sampled_from(leaves(editable_tree(text))))
    spot = Spot(text.count("\n", 0, leaf.start) + 1, column_of(text, leaf.start) + 1)

    changed = value_edits.replace_scalar(text, spot, value)

    new = next(each for each in leaves(editable_tree(changed)) if each.start == leaf.start)
    assert tidy(new.text or "") == tidy(value)
    assert changed[: leaf.start] == text[: leaf.start]
    assert changed[new.end :] == text[leaf.end :]


values = st.recursive(
    st.one_of(texts, st.integers(-99, 99), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(st.sampled_from(["text", "feedback", "unit"]), inner, min_size=1),
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(ITEM_KEYS), values, min_size=1))
def test_a_written_item_is_read_back_as_it_was(fields: dict[str, Value]) -> None:
    written = item_yaml({"id": "a", **fields})

    text = f"items:\n{written}"
    name = quiz_edits.item_blocks(text)[0].id
    assert name is None or quiz_edits.with_item_replaced(text, name, {"id": "a", **fields}) == text


def test_a_list_keeps_the_comments_of_entries_that_stay() -> None:
    distractors: list[Value] = [*wrong_numbers(), {"number": 24}]

    changed = quiz_edits.with_field(SHORT, "day", "distractors", distractors)

    assert changed_lines(SHORT, changed) == ([], ["      - number: 24"])


def test_an_entry_taken_out_of_a_list_takes_its_comment_along() -> None:
    kept = wrong_numbers()[:1]

    changed = quiz_edits.with_field(SHORT, "day", "distractors", kept)

    gone = ["      # Often given.", "      - {number: 25, feedback: Too late.}"]
    assert changed_lines(SHORT, changed) == (gone, [])


def test_one_value_deep_inside_an_item_is_the_only_one_written_again() -> None:
    wrong: list[Value] = [
        {"number": "21", "feedback": "Too early."},
        {"number": 25, "feedback": "Too late."},
    ]

    changed = quiz_edits.with_field(SHORT, "day", "distractors", wrong)

    lines = ["      - number: 22 # the eve"], ["      - number: 21 # the eve"]
    assert changed_lines(SHORT, changed) == lines


def test_a_new_key_stands_where_the_quizzes_have_it() -> None:
    changed = quiz_edits.with_field(SHORT, "refuser", "objective", "tell-the-day")
    changed = quiz_edits.with_field(changed, "refuser", "rationale", "The report says so.")

    lines = changed.split("\n")[5:11]
    assert [line.split(":")[0].strip() for line in lines] == [
        "- id",
        "objective",
        "stem",
        "rationale",
        "# The order is that of the report.",
        "citations",
    ]


def test_keys_that_are_new_together_stand_in_their_order() -> None:
    text = "items:\n  - id: a\n    key: Armenia # why?\n    citations: [s1.p1]\n"

    fields = {"id": "a", "type": "multiple_choice", "keys": ["Armenia"], "stem": "Who?"}
    changed = quiz_edits.with_item_replaced(text, "a", fields)

    assert changed == (
        "items:\n  - id: a\n    type: multiple_choice\n    stem: Who?\n    keys:\n      - Armenia\n"
    )


def test_a_first_key_that_goes_leaves_its_place_behind_the_dash_to_the_next() -> None:
    text = "items:\n  - stem: Who?\n    key: a\n    id: a\n    points: 2\n"

    changed = quiz_edits.with_item_replaced(text, "a", {"id": "a", "points": 2})

    assert changed == "items:\n  - id: a\n    points: 2\n"


def test_entries_of_another_shape_are_written_anew_one_by_one() -> None:
    wrong: list[Value] = [{"number": 22, "feedback": "Too early."}, {"between": [25, 30]}]

    changed = quiz_edits.with_field(SHORT, "day", "distractors", wrong)

    lines = ["      - {number: 25, feedback: Too late.}"], ["      - {between: [25, 30]}"]
    assert changed_lines(SHORT, changed) == lines


def test_an_item_never_loses_everything() -> None:
    with pytest.raises(EditingError) as refused:
        quiz_edits.with_item_replaced("items:\n  - id: a\n", "a", {"stem": "Who?"})

    assert str(refused.value) == "This would leave nothing of what is there. Remove it instead."


def test_a_key_that_is_none_is_taken_out() -> None:
    changed = quiz_edits.with_field(SHORT, "day", "key", None)

    assert changed_lines(SHORT, changed) == (["    key: 23"], [])


def test_a_comment_behind_brackets_stays() -> None:
    changed = quiz_edits.with_field(SHORT, "refuser", "citations", ["s1.p2"])

    assert "    citations: [s1.p2] # both needed\n" in changed


@pytest.mark.parametrize("written", ["1/2", "0.5", Fraction(1, 2)])
def test_a_number_written_in_another_way_is_the_same_number(written: str | Fraction) -> None:
    text = "items:\n  - id: a\n    points: 0.5\n"

    changed = quiz_edits.with_field(text, "a", "points", Fraction(1, 2))

    assert changed == text
    assert quiz_edits.with_field(text, "a", "points", written).startswith(text[:20])


def test_a_value_of_the_quiz_itself_is_changed_added_or_taken_out() -> None:
    changed = quiz_edits.with_quiz_field(SHORT, "title", "Yerevan's summit")
    changed = quiz_edits.with_quiz_field(changed, "pass_mark", 70)

    assert "\ntitle: 'Yerevan''s summit'\npass_mark: 70\nitems:\n" in changed
    assert quiz_edits.with_quiz_field(changed, "pass_mark", None).count("pass_mark") == 0


@pytest.mark.parametrize("head", ["id: a\n", "id: a\nitems:\n", "id: a\nitems: []\n", "id: a"])
def test_a_quiz_without_items_gets_its_first(head: str) -> None:
    added = quiz_edits.with_item_added(head, WHOLE)

    assert says(added) == {"id": "a", "items": [WHOLE]}
    assert says(quiz_edits.with_item_removed(added, "where")) == {"id": "a", "items": []}


def test_words_inside_a_folded_text_are_replaced_where_they_stand() -> None:
    text = "a: >-\n  one\n  two three\n  four # five\n"

    assert value_edits.replace_words(text, Spot(1, 4), "three", "3") == text.replace("three", "3")


def test_words_that_a_line_break_parts_are_replaced_by_writing_the_value_again() -> None:
    text = "a: >-\n  one\n  two three\nb: c\n"

    changed = value_edits.replace_words(text, Spot(1, 4), "one two", "1 2")

    assert changed == "a: >-\n  1 2 three\nb: c\n"


def test_what_is_missing_is_written_as_a_comment_in_its_place() -> None:
    fields: dict[str, Value] = {"citations": Remark("missing.\nName one."), "id": "a"}
    fields["stem"] = "Who?"
    wrong: Value = {"text": "Putin", "feedback": Remark("missing.")}

    written = item_yaml({**fields, "distractors": [wrong]})

    assert written == (
        "  - id: a\n    stem: Who?\n    distractors:\n      - text: Putin\n"
        "        # feedback: missing.\n    # citations: missing. Name one.\n"
    )


def test_a_long_text_is_folded_and_a_short_one_is_not() -> None:
    words = "Who left the declaration unsigned? " * 5

    written = item_yaml({"id": "a", "stem": words.strip(), "key": "Pashinyan"})

    assert written.split("\n")[1] == "    stem: >-"
    assert all(len(line) <= 140 for line in written.split("\n"))
    assert says(f"items:\n{written}") == {
        "items": [{"id": "a", "stem": words.strip(), "key": "Pashinyan"}]
    }


@pytest.mark.parametrize("text", QUIZZES)
def test_the_order_of_keys_is_that_of_the_quizzes(text: str) -> None:
    pairs = {pair for block in quiz_edits.item_blocks(text) for pair in pairwise(block.fields)} - {
        ("comparison", "proof")
    }

    quiz = says(text)
    assert isinstance(quiz, dict)
    assert list(quiz) == sorted(quiz, key=QUIZ_KEYS.index)
    assert [p for p in pairs if ITEM_KEYS.index(p[0]) > ITEM_KEYS.index(p[1])] == []


REFUSED = {
    "two ids": ("items:\n  - id: a\n  - id: a\n", "In this file 2 items have the id 'a'."),
    "no such id": ("items:\n  - id: b\n", "In this file no item has the id 'a'."),
    "brackets": (
        "items: [{id: a}]\n",
        "Each item needs lines of its own, which begin with '- '.",
    ),
    "syntax": (
        "items:\n - id: 'a\n",
        "The file has an error in its YAML. Correct it in a text editor first.",
    ),
    "alias": (
        "items:\n  - id: a\n    stem: &x b\n",
        "The file has an anchor, an alias or a tag. Write its values out first.",
    ),
    "text": ("items: a\n", "'items' is not a list. Correct it in an editor first."),
    "list": ("- id: a\n", "The file does not begin with a key. Correct it in an editor first."),
    "empty": ("# a\n", "The file holds nothing. Write to it in a text editor first."),
    "twice": (
        "items:\n  - id: a\n    id: a\n",
        "A key stands twice. Correct it in a text editor first.",
    ),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_changed_safely_is_left_alone(text: str, message: str) -> None:
    with pytest.raises(EditingError) as refused:
        quiz_edits.with_field(text, "a", "stem", "Who?")

    assert str(refused.value) == message


def test_a_character_that_nobody_can_see_is_refused() -> None:
    with pytest.raises(EditingError) as refused:
        quiz_edits.with_field(SHORT, "place", "stem", "Where\u0007?")

    assert str(refused.value) == (
        "The character U+0007 cannot stand in a course file. Nothing was changed."
    )


def test_a_place_behind_the_end_is_none() -> None:
    with pytest.raises(EditingError) as refused:
        quiz_edits.with_item_moved(SHORT, "day", 3)

    assert str(refused.value) == "There is no place 3: the quiz has 3 items."


def test_every_item_of_the_builders_can_be_written_and_read() -> None:
    items = builders.every_kind()

    written = "".join(item_yaml(quiz_edits.fields_of(item)) for item in items)

    raw = f"id: a\ntitle: b\nitems:\n{written}".encode()
    model = read_yaml(ContentFile("quizzes/a.yaml", raw), Quiz).model
    assert model is not None
    assert model.items == items


def test_the_minimal_quiz_is_in_the_house_style_already() -> None:
    for block in quiz_edits.item_blocks(QUIZ)[:1]:
        assert item_yaml(block.fields) == f"{block.text}\n"
