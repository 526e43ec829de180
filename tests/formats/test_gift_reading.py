"""What people write by hand in GIFT becomes items, and what does not fit is named."""

import pytest

from sourcebook.content.yaml.text import Value
from sourcebook.formats import gift
from tests.formats.drafts import fields_of


def read(text: str) -> tuple[dict[str, Value], list[str]]:
    """The one item of a file, without its id and its stem, and the notes."""
    draft = gift.loads(text.encode())
    (fields,) = fields_of(draft)
    return {name: fields[name] for name in fields if name not in ("id", "stem")}, list(draft.notes)


def test_one_right_option_makes_a_single_choice() -> None:
    fields, notes = read("Who is buried there?{~Grant#Not he. ~%50%Both =no one#Yes!####A joke.}")

    assert fields == {
        "type": "single_choice",
        "key": "no one",
        "distractors": [
            {"text": "Grant", "feedback": "Not he."},
            {"text": "Both", "score": "1/2"},
        ],
        "rationale": "A joke.",
    }
    assert notes == ["Line 1 ('Yes!'): Feedback on a right answer has no place and is left out."]


def test_options_with_weights_make_a_multiple_choice_scored_net() -> None:
    fields, notes = read("Who?{~%50%Armenia ~%50%Belarus ~%-50%Georgia}")

    assert fields == {
        "type": "multiple_choice",
        "keys": ["Armenia", "Belarus"],
        "distractors": [{"text": "Georgia"}],
    }
    assert notes == []


def test_where_a_wrong_tick_costs_nothing_the_right_ones_are_counted() -> None:
    fields, _ = read("Who?{~%50%Armenia ~%50%Belarus ~Georgia}")

    assert fields["scoring"] == "coverage"


def test_where_a_wrong_tick_costs_all_the_ticks_must_be_exact() -> None:
    fields, _ = read("Who?{~%50%Armenia ~%50%Belarus ~%-100%Georgia}")

    assert fields["scoring"] == "exact"


@pytest.mark.parametrize(
    ("question", "note"),
    [
        (
            "::q::Which?{=a =b ~c}",
            "Each of several options is fully right. In the draft all of them must be ticked. "
            "If an '=' belongs to a text, write '\\='.",
        ),
        (
            "::q::Which?{~%75%a ~%25%b ~%-50%c}",
            "The weights of its options cannot stay. Its ticks are scored net.",
        ),
        ("::q::Which?{=a ~%-50%b}", "A wrong option costs points. In the draft it earns none."),
        (
            "::q::Name it.{=rose =ros*}",
            "A star stands for any letters. Such an answer is left out: list the spellings.",
        ),
        (
            "::q::Ice floats.{true}",
            "It is a text to type. For a statement to judge, write {TRUE} or {FALSE}.",
        ),
        (
            "::q::How many?{#5..1}",
            "The range runs from the larger number to the smaller. It is turned round.",
        ),
        ("::q::How many?{#5:-1}", "The tolerance is below zero. It is read without its sign."),
        (
            "::q::How many?{#=%50%5:2 =5}",
            "A number for a part of the points stands before a fully right one: now after it.",
        ),
        (
            "$CATEGORY: a\n::q::Ice floats.{T}",
            "There is no empty line between $CATEGORY and this question. Moodle would lose it.",
        ),
    ],
)
def test_what_is_read_in_another_way_is_named(question: str, note: str) -> None:
    _, notes = read(question)

    assert len(notes) == 1
    assert notes[0].startswith(("Line 1 ('q'", "Line 2 ('q'"))
    assert notes[0].endswith(f": {note}")


def test_a_weight_that_moodle_does_not_know_is_read_as_it_is_meant() -> None:
    fields, notes = read("Which?{=a ~%33%b ~%15%c}")

    assert fields["distractors"] == [
        {"text": "b", "score": "1/3"},
        {"text": "c", "score": "3/20"},
    ]
    assert notes == [
        "Line 1 (33 % is read as 33.33333 %) and line 1 (15 % is read as 15 %): "
        "Moodle does not know this weight and would refuse the file."
    ]


def test_an_option_that_stands_twice_is_left_out() -> None:
    fields, notes = read("Which?{=a ~b ~b}")

    assert fields["distractors"] == [{"text": "b"}]
    assert notes == ["Line 1 ('b'): An option stands twice. The second is left out."]


def test_the_first_feedback_is_for_the_wrong_judgement() -> None:
    fields, notes = read("Ice sinks.{F#It floats.#Right.}")

    assert fields == {"type": "true_false", "key": "false", "feedback": "It floats."}
    assert notes == ["Line 1 ('Right.'): Feedback on a right answer has no place and is left out."]


def test_texts_to_type_with_parts_of_the_points() -> None:
    fields, notes = read("Name it.{=Nazareth =%100%Nazaret =%75%Nazereth#Misspelled. =%0%*#No.}")

    assert fields == {
        "type": "short_answer",
        "key": "Nazareth",
        "also_accept": ["Nazaret"],
        "distractors": [{"text": "Nazereth", "score": "3/4", "feedback": "Misspelled."}],
    }
    assert notes == ["Line 1 ('No.'): Feedback on any other answer has no place and is left out."]


def test_numbers_with_tolerances_and_ranges() -> None:
    fields, _ = read("When?{#=1822:0.5 =3e2..3.5e2 =%50%1822:2#Close. ~#Far off.}")

    assert fields == {
        "type": "numeric",
        "key": "1822",
        "tolerance": "0.5",
        "also_accept": [{"between": ["300", "350"]}],
        "distractors": [{"number": "1822", "tolerance": "2", "score": "1/2", "feedback": "Close."}],
    }


def test_a_range_alone() -> None:
    fields, _ = read("What is pi?{#3.141..3.142}")

    assert fields == {"type": "numeric", "between": ["3.141", "3.142"]}


def test_pairs_to_match_with_a_target_too_many() -> None:
    fields, _ = read("Match.{=cat->kitten =dog -> puppy#small = -> calf}")

    assert fields == {
        "type": "matching",
        "pairs": [
            {"prompt": "cat", "target": "kitten"},
            {"prompt": "dog", "target": "puppy#small"},
        ],
        "extra_targets": ["calf"],
    }


def test_an_order_an_essay_and_a_text() -> None:
    draft = gift.loads(b"Order.{>2 ALL\nfirst\nsecond\n}\n\nWrite.{}\n\nOnly a text.")

    assert [item["type"] for item in draft.items] == ["ordering", "extended_response"]
    assert draft.items[0]["sequence"] == ["first", "second"]
    assert draft.notes == ("Line 8: A text that asks nothing is no question and is left out.",)


def test_texts_in_their_formats_become_markdown_and_pictures_are_named() -> None:
    draft = gift.loads(
        b'::q::[html]<p>Is <b>it</b>?</p><img src\\="a.png" alt\\="A pen">'
        b"{=[plain]<b>a</b> ~[markdown]*b*\\nc}"
    )

    (fields,) = fields_of(draft)
    assert fields["stem"] == "Is **it**?"
    assert fields["key"] == "<b>a</b>"
    assert fields["distractors"] == [{"text": "*b*\nc"}]
    assert draft.notes == ("Line 1 ('q'): A picture is left out: A pen.",)


def test_ids_tags_and_the_title_of_the_category() -> None:
    draft = gift.loads(
        b"$CATEGORY: $course$/top/weather//rain\n\n"
        b"// [id:wet-1] [tag:easy] [tag:objective: tell-the-day] [tag:week 3] a remark\n"
        b"::Rain::Rain is wet.{T}\n\n"
        b"// [id:wet-1]\nSnow is cold.{T}\n\n"
        b"// [id:Q 7/b]\nHail is hard.{T}\n"
    )

    assert draft.title == "weather/rain"
    assert [item["id"] for item in draft.items] == ["wet-1", "wet-1-2", "q-7-b"]
    assert draft.items[0]["objective"] == "tell-the-day"
    assert draft.items[0]["difficulty"] == "easy"
    assert draft.notes == ("Line 4 ('Rain', 'week 3'): Tags that have no place are left out.",)


def test_several_categories_become_one_quiz() -> None:
    draft = gift.loads(b"$CATEGORY: a/rain\n\nRain is wet.{T}\n\n$CATEGORY: snow\n\nIt melts.{T}")

    assert draft.title == "rain"
    assert draft.notes == (
        "The questions of several categories become one quiz. They are: rain and snow.",
    )


@pytest.mark.parametrize("path", ["", "$course$/top/", "$course$/top", "top", "/"])
def test_without_a_category_of_its_own_a_draft_has_a_plain_title(path: str) -> None:
    draft = gift.loads(f"$CATEGORY: {path}\n\nRain is wet.{{T}}".encode())

    assert draft.title == "Imported questions"


def test_a_tag_that_does_not_fit_its_question_changes_nothing() -> None:
    fields, _ = read("// [tag:kind: verdict] [tag:length: 50] [tag:scoring: exact]\nIce.{T}")

    assert fields["type"] == "true_false"
    assert "length" not in fields
    assert "scoring" not in fields


@pytest.mark.parametrize("line_end", [b"\r\n", b"\r", b"\n"])
def test_every_kind_of_line_end_is_read(line_end: bytes) -> None:
    draft = gift.loads(b"Which?{\n=a\n~b\n}\n\nIce is cold.{T}\n".replace(b"\n", line_end))

    assert [item["type"] for item in draft.items] == ["single_choice", "true_false"]
