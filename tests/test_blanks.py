"""What has to be written yet in a quiz, and the remarks of a draft that go when it is written."""

from sourcebook.content.authoring.blanks import blanks, places_of, without_remarks
from sourcebook.content.authoring.quiz_drafts import Draft, missing, write_draft
from sourcebook.content.authoring.quiz_edits import fields_of, with_item_replaced
from sourcebook.content.authoring.templates import Place, example_items
from sourcebook.content.yaml.text import Value, item_yaml
from tests.builders import every_kind

QUIZ = "id: yerevan-quiz\ntitle: The summit\nitems:\n"
LISTED: dict[str, Value] = {
    "id": "who-met",
    "type": "single_choice",
    "objective": missing("objective"),
    "stem": "Who met?",
    "key": "Six leaders",
    "distractors": [{"text": "Two", "feedback": missing("feedback")}],
    "rationale": missing("rationale"),
    "citations": missing("citations"),
}


def draft() -> str:
    return write_draft(Draft("Talks", [LISTED]), quiz_id="talks").yaml


def test_items_of_every_kind_that_are_whole_have_no_blank() -> None:
    assert blanks(QUIZ + "".join(item_yaml(fields_of(item)) for item in every_kind())) == ()


def test_what_a_list_lacks_is_a_blank() -> None:
    names = [path[2] for path in blanks(draft())]

    assert sorted(map(str, names)) == ["citations", "objective", "rationale"]


def test_a_number_that_is_missing_is_a_blank_unless_there_is_a_range() -> None:
    item = (
        QUIZ
        + "  - {id: day, type: numeric, objective: o, stem: S, rationale: R, citations: [s1.p1]"
    )

    assert blanks(item + "}\n") == (("items", 0, "key"),)
    assert blanks(item + ", between: [1, 2]}\n") == ()


def test_words_of_an_example_are_blanks_wherever_they_stand() -> None:
    kind, fields = next(iter(example_items(Place("tell-the-day", "s1.p1", "s1.p2"))))
    text = QUIZ + item_yaml(fields)

    assert kind == "One best answer:"
    assert {path[2:] for path in blanks(text)} == {
        ("stem",),
        ("rationale",),
        ("distractors", 0, "text"),
        ("distractors", 0, "feedback"),
    }


def test_a_remark_goes_when_its_field_is_written_and_the_others_stay() -> None:
    text = draft()
    fields = {"objective": "tell-the-day", "rationale": "Two reports say so."}
    before: dict[str, Value] = {
        name: each for name, each in LISTED.items() if isinstance(each, str)
    }

    after = without_remarks(
        with_item_replaced(text, "who-met", {**before, "distractors": [{"text": "Two"}], **fields})
    )

    assert "# rationale: missing" not in after
    assert "# objective: missing" not in after
    assert "# citations: missing" in after
    assert "# feedback: missing" in after
    assert "# A draft." in after


def test_a_remark_within_a_wrong_answer_goes_with_its_feedback() -> None:
    before: dict[str, Value] = {
        name: each for name, each in LISTED.items() if isinstance(each, str)
    }
    told = [{"text": "Two", "feedback": "Count again."}]

    after = without_remarks(with_item_replaced(draft(), "who-met", {**before, "distractors": told}))

    assert "# feedback: missing" not in after
    assert "# rationale: missing" in after


def test_a_text_without_remarks_stays_as_it_is() -> None:
    text = QUIZ + "  # key: to be looked at again\n" + item_yaml(fields_of(every_kind()[0]))

    assert without_remarks(text) == text


def test_a_sentence_of_an_example_is_found_wherever_it_stands() -> None:
    _, fields = next(iter(example_items(Place("tell-the-day", "s1.p1", "s1.p2"))))
    text = QUIZ + item_yaml(fields)

    assert places_of(text, "Say why the key is right.") == (("items", 0, "rationale"),)
    assert places_of(text, "Nobody wrote this.") == ()
