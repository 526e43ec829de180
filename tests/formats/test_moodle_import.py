"""Questions of Moodle as drafts: what is kept, what is named, and which files are refused."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from sourcebook.content.authoring.quiz_drafts import write_draft
from sourcebook.content.yaml.text import Remark
from sourcebook.errors import QuestionListError
from sourcebook.formats.moodle_xml import loads
from tests.formats.drafts import fields_of

HEAD = "<name><text>A name</text></name><questiontext><text>Who refused?</text></questiontext>"


def file(*questions: str) -> bytes:
    return f"<?xml version='1.0' encoding='UTF-8'?><quiz>{''.join(questions)}</quiz>".encode()


def question(kind: str, inside: str, head: str = HEAD) -> str:
    return f'<question type="{kind}">{head}{inside}</question>'


def answer(fraction: object, text: str, feedback: str = "", more: str = "") -> str:
    said = f"<feedback><text>{feedback}</text></feedback>{more}"
    return f'<answer fraction="{fraction}"><text>{text}</text>{said}</answer>'


TWO = answer(100, "Armenia") + answer(0, "Russia", "It signed.")


def one(raw: bytes) -> tuple[Mapping[str, object], list[str]]:
    """The only item of a draft, and its notes without those on what is missing."""
    draft = loads(raw)
    (item,) = draft.items
    return item, [note for note in draft.notes if "Still missing" not in note]


def message(raw: bytes) -> str:
    with pytest.raises(QuestionListError) as refused:
        loads(raw)
    return str(refused.value)


def test_what_moodle_does_not_know_is_missing_and_named() -> None:
    draft = loads(file(question("multichoice", TWO)))

    (item,) = fields_of(draft)
    assert item == {
        "id": "a-name",
        "type": "single_choice",
        "stem": "Who refused?",
        "key": "Armenia",
        "distractors": [{"text": "Russia", "feedback": "It signed."}],
    }
    assert draft.notes == (
        "Question 1 ('A name'): Still missing: objective, rationale, citations.",
    )
    assert "# objective: missing." in write_draft(draft, quiz_id="a-quiz").yaml


def test_the_title_is_the_name_of_the_category() -> None:
    category = "<category><text>$course$/top/Wars/War//peace</text></category>"

    draft = loads(file(f'<question type="category">{category}</question>', question("essay", "")))

    assert draft.title == "War/peace"


def test_feedback_on_the_right_answer_is_the_rationale_if_there_is_no_other() -> None:
    item, notes = one(
        file(question("truefalse", answer(100, "true", "So it was.") + answer(0, "false")))
    )

    assert item["rationale"] == "So it was."
    assert notes == [
        "Question 1 ('A name'): The feedback on right answers stands as the rationale."
    ]


@pytest.mark.parametrize(
    ("first", "second", "key"),
    [
        (("true", 100), ("false", 0), "true"),
        (("false", 100), ("true", 0), "false"),
        (("false", 0), ("true", 100), "true"),
        (("true", 100), ("false", 100), "false"),
        (("true", 0), ("false", 0), "true"),
    ],
)
def test_the_last_of_true_and_false_decides(
    first: tuple[str, int], second: tuple[str, int], key: str
) -> None:
    both = "".join(answer(fraction, text) for text, fraction in (first, second))

    item, _ = one(file(question("truefalse", both)))

    assert item["key"] == key


def test_an_option_that_was_only_a_picture_is_left_out() -> None:
    picture = answer(0, "&lt;img src='x.png'&gt;")

    item, notes = one(file(question("multichoice", TWO + picture)))

    assert item["distractors"] == [
        {"text": "Russia", "id": None, "score": None, "feedback": "It signed."}
    ]
    assert notes == [
        "Question 1 ('A name'): A picture is left out: x.png.",
        "Question 1 ('A name'): Options without a text are left out.",
    ]


@pytest.mark.parametrize(("wrong", "rule"), [("-50", None), ("0", "coverage"), ("-100", None)])
def test_the_grades_of_wrong_options_give_the_rule_for_ticks(wrong: str, rule: str | None) -> None:
    options = answer(50, "A") + answer(50, "B") + answer(wrong, "C")

    item, notes = one(file(question("multichoice", f"<single>false</single>{options}")))

    assert item["scoring"] == rule
    assert bool(notes) is (wrong == "-100")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1.5e3", "1500"),
        ("-7", "-7"),
        (".5", "0.5"),
        ("3,5", None),
        ("1 000", None),
        ("0x1A", None),
        ("1e999999999", None),
        ("NaN", None),
    ],
)
def test_only_a_number_that_is_certain_is_a_key(text: str, kept: str | None) -> None:
    item, notes = one(file(question("numerical", answer(100, text))))

    assert (None if isinstance(item["key"], Remark) else item["key"]) == kept
    assert bool(notes) is (kept is None)


def test_what_has_no_place_is_named_by_number_and_name() -> None:
    draft = loads(
        file(
            question("multichoice", f"{TWO}<tags><tag><text>easy</text></tag></tags>"),
            question("cloze", ""),
            question("description", "", head=HEAD.replace("A name", "Read this")),
            question(
                "shortanswer", answer(100, "Rome*") + answer(100, "Rome") + answer(0, "*", "No")
            ),
        )
    )

    assert [note for note in draft.notes if "Still missing" not in note] == [
        "Question 1 ('A name'): The tag 'easy' is left out.",
        "Question 2 ('A name'): The question is left out. "
        "Questions of the type 'cloze' have no place in a quiz.",
        "Question 3 ('Read this'): The question is left out. "
        "Questions of the type 'description' have no place in a quiz.",
        "Question 4 ('A name'): 'Rome*' stands for many texts in Moodle. The answer is left out.",
        "Question 4 ('A name'): The feedback on any other answer is left out.",
    ]


def test_pictures_are_named_and_scripts_are_gone() -> None:
    text = "&lt;p&gt;Look &lt;img src='x.png' alt='a map'&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    head = HEAD.replace("Who refused?", f"{text} there&lt;/p&gt;")

    item, notes = one(file(question("multichoice", TWO, head)))

    assert item["stem"] == "Look there"
    assert notes == ["Question 1 ('A name'): A picture is left out: a map."]


@pytest.mark.parametrize(
    ("written", "format_name", "stem"),
    [
        ("2 &amp;lt; 3", "html", "2 < 3"),
        ("2 &lt; 3", "plain_text", "2 < 3"),
        ("**2** &lt; 3", "markdown", "**2** < 3"),
        ("one\ntwo", "moodle_auto_format", "one\ntwo"),
        ("one\ntwo", "html", "one two"),
    ],
)
def test_each_format_of_text_is_read(written: str, format_name: str, stem: str) -> None:
    head = HEAD.replace("<questiontext>", f'<questiontext format="{format_name}">')

    item, _ = one(file(question("essay", "", head.replace("Who refused?", written))))

    assert item["stem"] == stem


def test_files_without_a_place_in_a_text_are_named() -> None:
    embedded = '<file name="a.mp3" path="/" encoding="base64">AAAA</file>'

    _, notes = one(
        file(question("essay", "<image>old.png</image>" + f"<graderinfo>{embedded}</graderinfo>"))
    )

    assert notes == [
        "Question 1 ('A name'): Files are left out: a.mp3.",
        "Question 1 ('A name'): A picture is left out.",
    ]


def test_two_questions_with_one_id_number_get_two_ids() -> None:
    same = question("essay", "<idnumber>q-1</idnumber>")

    assert [item["id"] for item in loads(file(same, same)).items] == ["q-1", "q-1-2"]


def packed() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("../../etc/passwd", "no")
    return raw.getvalue()


DEEP = "<b>" * 100_000
DOCTYPE = '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "The file is empty."),
        (b"\n  \n", "The file is empty."),
        (b"Who refused?", "Line 1, column 1: this is no well-formed XML (syntax error)."),
        (packed(), "this is no well-formed XML"),
        (b"\x00\xff\xfe" * 100, "this is no well-formed XML"),
        (b"<html><body>No</body></html>", "it begins with <html>, not with <quiz>"),
        (b"<quiz></quiz>", "The file has no question that can be read."),
        (b"<quiz><question", "Line 1, column 7: this is no well-formed XML (unclosed token)."),
        (f"{DOCTYPE}<quiz>&b;</quiz>".encode(), "The file has a DOCTYPE"),
        (b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "The file has a DOCTYPE"),
        (b"<?xml version='1.0' encoding='x-no'?><quiz/>", "is not known. Save it as UTF-8."),
        (file(DEEP + "</b>" * 100_000), "The file has no question that can be read."),
        (file("\n<a/>" * 1_000_000), "The file has about 1,000,00"),
        (b" " * 50_000_001, "The file has 50 MB"),
        (file('<question type="x"/>' * 3_001), "The file has 3,001 questions"),
        (
            file(question("essay", "", HEAD.replace("Who", "&lt;b&gt;" * 5_000))),
            "The tags of a text are more than 60 inside each other.",
        ),
        (
            file(question("essay", "", HEAD.replace("Who", "x&lt;br&gt;y" * 30_000))),
            "A text has 180,009 characters, more than 100,000.",
        ),
        (
            file(question("numerical", answer(100, "1") * 5_000)),
            "It has more than 300 answers, hints or tags.",
        ),
        (
            file(question("essay", "", HEAD.replace("Who", "&lt;!--" * 20_000))),
            "A text has more than 200 comments.",
        ),
        (
            file(question("essay", "", HEAD.replace("Who", "&lt;br&gt;" * 110_000))),
            "The texts of the file have about 110,000 tags",
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "file",
)
def test_a_file_that_cannot_be_read_is_refused_with_a_message(raw: bytes, said: str) -> None:
    assert said in message(raw)


def test_the_data_of_a_picture_in_a_text_is_not_read() -> None:
    data = "data:image/png;base64," + "A" * 500_000
    head = HEAD.replace("Who refused?", f"&lt;img src='{data}' alt='big'&gt;Who?")

    item, notes = one(file(question("essay", "", head)))

    assert item["stem"] == "Who?"
    assert notes == ["Question 1 ('A name'): A picture is left out: big."]
