"""A list of questions into the draft of a quiz that names what is missing."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from sourcebook.__main__ import app
from sourcebook.content.authoring.question_lists import draft
from sourcebook.content.authoring.quiz_drafts import Imported
from sourcebook.content.authoring.quiz_edits import item_blocks
from sourcebook.content.authoring.tables import packed_xml
from sourcebook.content.checking import check
from sourcebook.content.files import ContentFile, read_yaml
from sourcebook.content.yaml.text import Value
from sourcebook.errors import QuestionListError
from sourcebook.model.quizzes import Quiz
from tests.builders import course_files
from tests.test_cli import unboxed

WHOLE = """\
Question,Answer,Wrong 1,Feedback 1,Explanation,Sources,Objective
Who refused?,Pashinyan,Putin,He signed.,The report says so.,s1.p2,tell-the-day
"""
DRAFT = """\
# yaml-language-server: $schema=quiz.schema.json
# A draft. Write what its comments say is missing.
id: from-a-list
title: From a list
items:
  - id: who-refused
    type: single_choice
    objective: tell-the-day
    stem: Who refused?
    key: Pashinyan
    distractors:
      - text: Putin
        feedback: He signed.
    rationale: The report says so.
    citations: [s1.p2]
"""
GAPS = """\
Stem;Correct answer;Distractor 1;Distractor 2
Who refused?;Pashinyan;Putin;Lukashenko
"""
GAPS_DRAFTED = """\
  - id: who-refused
    type: single_choice
    # objective: missing. Name an objective of a lesson.
    stem: Who refused?
    key: Pashinyan
    distractors:
      - text: Putin
        # feedback: missing. Tell who goes wrong what went wrong, and which passage to read.
      - text: Lukashenko
        # feedback: missing. Tell who goes wrong what went wrong, and which passage to read.
    # rationale: missing. Say why the key is right.
    # citations: missing. Name the passages that prove the key, such as [s2.p10].
"""


def drafted(raw: str | bytes) -> Imported:
    raw = raw.encode() if isinstance(raw, str) else raw
    return draft(raw, quiz_id="from-a-list", title="From a list")


def items(raw: str | bytes) -> list[dict[str, Value]]:
    return [block.fields for block in item_blocks(drafted(raw).yaml)]


def sheet(*rows: Sequence[object]) -> bytes:
    """A spreadsheet with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def repacked(raw: bytes, name: str, content: bytes) -> bytes:
    """The spreadsheet with other content in one of its files."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            new.writestr(each, content if each == name else old.read(each))
    return packed.getvalue()


def test_a_list_with_everything_is_a_quiz_without_a_fault() -> None:
    made = drafted(WHOLE)

    assert made.yaml == DRAFT
    assert (made.items, made.notes) == (1, ())
    assert check(course_files() | {"quizzes/05-list.yaml": made.yaml.encode()}).faults == ()


def test_what_is_missing_is_named_in_its_place_and_in_the_summary() -> None:
    made = drafted(GAPS)

    assert made.yaml.split("items:\n")[1] == GAPS_DRAFTED
    assert made.notes == (
        "Row 2: Still missing: objective, rationale, citations, feedback on wrong answers.",
    )


def test_every_column_of_the_list_is_read_from_a_spreadsheet_as_well() -> None:
    rows = [line.split(",") for line in WHOLE.splitlines()]

    assert drafted(sheet(*rows)).yaml == DRAFT


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_any_program_may_have_written_the_list(delimiter: str, encoding: str, ends: str) -> None:
    lines = ["question", "answer"], ["Café “Երևան”?" if "utf" in encoding else "Café?", "Yes; no"]

    raw = ends.join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)

    (item,) = items(raw.encode(encoding))
    assert (item["stem"], item["key"]) == (lines[1][0], "Yes; no")


@pytest.mark.parametrize(
    "header",
    ["QUESTION , Correct Answer", "stem,key", "Question text,Right-answer", "text,correct"],
)
def test_headers_are_known_whatever_their_case_and_spacing(header: str) -> None:
    (item,) = items(f"{header}\nWho?,Pashinyan\n")

    assert (item["stem"], item["key"]) == ("Who?", "Pashinyan")


@pytest.mark.parametrize("answer", ["B", "2", "b)", "Option B", "Putin", "putin"])
def test_the_right_one_among_options_is_named_by_letter_number_or_text(answer: str) -> None:
    (item,) = items(f"question,option a,option b,option c,answer\nWho?,Baku,Putin,Oslo,{answer}\n")

    assert (item["type"], item["key"]) == ("single_choice", "Putin")
    assert item["distractors"] == [{"text": "Baku"}, {"text": "Oslo"}]


def test_several_right_ones_make_a_multiple_choice() -> None:
    (item,) = items('question,answer 1,answer 2,answer 3,correct\nWho?,A1,B1,C1,"1, 3"\n')

    assert (item["type"], item["keys"]) == ("multiple_choice", ["A1", "C1"])


def test_options_of_which_none_is_named_stay_and_the_key_is_missing() -> None:
    made = drafted("question,option a,option b,answer\nWho?,Baku,Putin,E\n")

    assert "    # key: missing. Write the right answer.\n" in made.yaml
    assert made.notes == (
        "Row 2, column D ('E'): The answer names none of the options. "
        "Write the text, letter or number of one.",
        "Row 2: Still missing: objective, rationale, citations, key, feedback on wrong answers.",
    )


KINDS: dict[str, tuple[str, dict[str, object]]] = {
    "true_false": ("question,answer\nSo?,TRUE\n", {"key": "true"}),
    "numeric": ("question,answer,unit\nHow many?,6,members\n", {"key": "6", "unit": "members"}),
    "short_answer": (
        "question,answer,accepted\nWho?,Pashinyan,Pashinian; Paschinjan\n",
        {"key": "Pashinyan", "also_accept": ["Pashinian", "Paschinjan"]},
    ),
    "verdict": (
        "claim,answer,type\nHe left.,Not stated,verdict\n",
        {"claim": "He left.", "key": "not_stated"},
    ),
    "multiple_choice": (
        "question,key 1,key 2,wrong\nWho?,Armenia,Belarus,Turkey\n",
        {"keys": ["Armenia", "Belarus"]},
    ),
    "single_choice": (
        "question,answer,wrong,type\nWho?,Armenia,Turkey,Multiple Choice\n",
        {"key": "Armenia"},
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_is_the_one_named_or_the_one_that_the_answers_look_like(kind: str) -> None:
    raw, expected = KINDS[kind]

    (item,) = items(raw)

    assert item["type"] == kind
    assert {key: item[key] for key in expected} == expected


def test_passages_are_found_however_they_are_written() -> None:
    (item,) = items('question,answer,sources\nWho?,He,"[@S1.p2; @s2.p10] and s1.p2"\n')

    assert item["citations"] == ["s1.p2", "s2.p10"]


def test_a_source_that_is_no_passage_is_kept_in_the_comment() -> None:
    made = drafted("question,answer,sources\nWho?,He,Newsweek p. 3\n")

    assert "    # citations: missing, for 'Newsweek p. 3' cannot stand here." in made.yaml
    assert made.notes[0] == (
        "Row 2, column C ('Newsweek p. 3'): The source names no passage such as s2.p10."
    )


def test_a_kind_that_no_list_can_hold_is_named_with_its_row_and_the_rest_is_read() -> None:
    made = drafted("question,answer,type\nWho?,He,matching\nWhen?,23,\n")

    assert made.items == 1
    assert made.notes[0].startswith("Row 2: 'matching' is not a kind that a list can hold")


def test_feedback_without_a_number_is_for_every_wrong_answer_that_has_none() -> None:
    (item,) = items("question,answer,wrong 1,wrong 2,feedback,feedback 2\nWho?,A,B,C,Read.,No.\n")

    assert item["distractors"] == [
        {"text": "B", "feedback": "Read."},
        {"text": "C", "feedback": "No."},
    ]


def test_hints_and_what_an_item_is_worth_are_read() -> None:
    raw = "question,answer,hint 1,hint 2,points,difficulty\nWho?,He,Read.,Look.,2,HARD\n"

    (item,) = items(raw)

    assert (item["hints"], item["points"], item["difficulty"]) == (["Read.", "Look."], "2", "hard")


def test_a_cell_that_does_not_fit_its_item_is_named() -> None:
    made = drafted("question,answer,level,unit\nWho?,He,tricky,km\n")

    assert made.notes[0] == (
        "Row 2, column C ('tricky'); row 2, column D ('km'): "
        "The cell does not fit its item. It is not used."
    )


def test_equal_questions_get_ids_of_their_own() -> None:
    raw = "question,answer\n" + "Who was it?,He\n" * 3

    assert [item["id"] for item in items(raw)] == ["who-was-it", "who-was-it-2", "who-was-it-3"]


def test_markup_is_text() -> None:
    cells = ["x = 5", "<b>", "&a", "- #", "a: b # c"]

    (item,) = items(sheet(["question", "answer", "wrong 1", "wrong 2", "wrong 3"], list(cells)))

    wrong = item["distractors"]
    assert isinstance(wrong, list)
    assert [item["stem"], item["key"], *(each["text"] for each in wrong)] == cells


def test_cells_of_a_spreadsheet_that_are_no_text_are_read_as_they_look() -> None:
    rows: list[list[object]] = [
        ["question", "answer"],
        ["When?", date(2022, 11, 23)],
        ["How many?", 6.0],
        ["So?", True],
    ]

    assert [item["key"] for item in items(sheet(*rows))] == ["2022-11-23", "6", "true"]


def test_what_nobody_can_see_is_left_out() -> None:
    (item,) = items('question,answer\n"Who \u200bwas\u0007\n it?",\u00adHe\ufeff\n')

    assert (item["stem"], item["key"]) == ("Who was it?", "He")


def test_columns_that_are_not_known_are_named() -> None:
    assert drafted("question,answer,Teacher\nWho?,He,Ani\n").notes[0] == (
        "Column C ('Teacher'): The header is not known, so the column is not used."
    )


NO_HEADER = (
    "None of the first 20 rows has a cell 'question'. Write headers above the list, such as "
    "question, answer, wrong 1, wrong 2, option a, option b, explanation, sources, objective, type."
)
REFUSED = {
    "no column of questions": (
        b"a,b\n1,2\n",
        NO_HEADER,
    ),
    "nothing": (
        b"",
        NO_HEADER,
    ),
    "headers alone": (b"question,answer\n", "The list has no question that can be read."),
    "two columns alike": (
        b"question,stem\nWho?,Who?\n",
        "Columns A ('question') and B ('stem') of row 1 hold the same. Rename one or delete it.",
    ),
    "open quotation mark": (
        b'question,answer\nWho?,He\n"Who,He\n',
        "Row 3 cannot be read (unexpected end of data). Look for a quotation mark left open.",
    ),
    "old spreadsheet": (
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        "This is an old spreadsheet (.xls). Save it as .xlsx or .csv.",
    ),
    "damaged spreadsheet": (
        b"PK\x03\x04 and nothing more",
        "The spreadsheet is damaged. Open it, save it again, or save it as CSV.",
    ),
    "too many rows": (
        b"question,answer\n" + b"Who?,He\n" * 2_000,
        "The list has more than 2,000 rows. Split it.",
    ),
    "too much text": (
        b"question\n" + b"\n".join([b"q" * 100_000] * 11),
        "The list has more than 1,000,000 characters. Split it.",
    ),
    "too large": (b"q" * 5_000_001, "The file has more than 5 MB. Split it, or take pictures out."),
}


@pytest.mark.parametrize(("raw", "message"), REFUSED.values(), ids=REFUSED)
def test_a_list_that_cannot_be_read_is_refused_with_the_reason(raw: bytes, message: str) -> None:
    with pytest.raises(QuestionListError) as refused:
        drafted(raw)

    assert str(refused.value) == message


def test_a_spreadsheet_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_xml, "MOST_UNPACKED", 50_000)
    raw = repacked(sheet(["question"]), "xl/worksheets/sheet1.xml", b" " * 60_000)

    with pytest.raises(QuestionListError) as refused:
        drafted(raw)

    assert str(refused.value) == packed_xml.HUGE


def test_a_spreadsheet_whose_entities_multiply_is_refused() -> None:
    raw = sheet(["question"], ["Who?"])
    name = "xl/worksheets/sheet1.xml"
    plain = zipfile.ZipFile(io.BytesIO(raw)).read(name).decode()
    bomb = f'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>{plain}'.replace("Who?", "&b;")
    raw = repacked(raw, name, bomb.encode())

    with pytest.raises(QuestionListError) as refused:
        drafted(raw)

    assert str(refused.value).startswith("The spreadsheet is damaged.")


def test_an_id_that_is_none_is_refused() -> None:
    with pytest.raises(QuestionListError) as refused:
        draft(WHOLE.encode(), quiz_id="A list", title="A list")

    assert str(refused.value) == "'A list' is not an id. Write it like 'a-short-name'."


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.tuples(cells, cells, cells, cells), min_size=1, max_size=5))
def test_whatever_stands_in_the_cells_the_draft_can_be_read(
    rows: list[tuple[str, str, str, str]],
) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    raw = "\n".join(["question,answer,wrong 1,sources", "Who?,He,She,", *quoted])

    made = drafted(raw)

    file = ContentFile("draft.yaml", made.yaml.encode())
    read_yaml(file, Quiz)
    assert len(item_blocks(made.yaml)) == made.items
    errors = {fault.rule for fault in file.faults if fault.severity == "error"}
    assert errors <= {"missing-key", "wrong-type", "wrong-value"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of questions with gaps."""
    path = tmp_path / "list.csv"
    path.write_text(GAPS, "utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["import", *map(str, arguments)])


def test_the_draft_is_printed_and_the_summary_goes_to_stderr(file: Path) -> None:
    result = run(file, "--quiz", "from-a-list")

    note = "Row 2: Still missing: objective, rationale, citations, feedback on wrong answers."
    head, _, rest = DRAFT.partition("id: from-a-list")
    noted = f"{head}# What to look at:\n# - {note}\nid: from-a-list{rest}"
    assert result.stdout == noted.split("  - id")[0] + GAPS_DRAFTED
    assert result.stderr == f"{note}\n1 item drafted.\n"
    assert result.exit_code == 0


def test_the_draft_is_written_where_the_author_says(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"

    result = run(file, "--quiz", "from-a-list", "--output", path, "--title", "A: list")

    assert result.stdout == ""
    assert 'title: "A: list"\n' in path.read_text("utf-8")


def test_a_draft_is_never_put_where_it_would_be_published(file: Path, tmp_path: Path) -> None:
    (tmp_path / "quizzes").mkdir()

    result = run(file, "--quiz", "from-a-list", "--output", tmp_path / "quizzes" / "05.yaml")

    assert "A draft is not published. Name a file outside quizzes/." in unboxed(result)
    assert list((tmp_path / "quizzes").iterdir()) == []


def test_a_file_that_is_there_is_not_written_over(file: Path) -> None:
    result = run(file, "--quiz", "from-a-list", "--output", file)

    assert "'list.csv' exists already." in unboxed(result)
    assert file.read_text("utf-8") == GAPS


def test_the_sheet_and_the_encoding_can_be_named(file: Path) -> None:
    file.write_bytes("question;answer\nBakü?;Yes, it was\n".encode("cp857"))

    result = run(file, "--quiz", "from-a-list", "--encoding", "cp857")

    assert "stem: Bakü?" in result.stdout
    assert "There is no sheet 'Two'. The file has no sheets." in unboxed(
        run(file, "--quiz", "from-a-list", "--sheet", "Two")
    )


def test_a_list_without_a_draft_ends_with_two(file: Path) -> None:
    file.write_text("a,b\n1,2\n", "utf-8")

    assert run(file, "--quiz", "from-a-list").exit_code == 2
