"""Class lists of Moodle and Canvas: who is in a class, and what the platform knows them by."""

import io

import pytest
from openpyxl import Workbook

from sourcebook.errors import QuestionListError
from sourcebook.formats.gradebook import ListedLearner, class_list

NINA = ListedLearner("Nina Petrosyan", email="nina@school.example", id_number="S1")
MOODLE = """\
"First name","Last name","ID number","Email address"
Nina,Petrosyan,S1,nina@school.example
Aram,Sargsyan,,aram@school.example
"""
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,The war (77),Current Score
,,,,,Manual Posting,
    Points Possible,,,,,10,(read only)
"Petrosyan, Nina",41,S1,nina@school.example,Blue,7.5,75
"Student, Test",99,,8c1f,Blue,,
"""


def test_the_participants_of_a_moodle_course_are_read() -> None:
    found = class_list(MOODLE.encode("utf-8-sig"))

    assert found.learners == (NINA, ListedLearner("Aram Sargsyan", email="aram@school.example"))
    assert found.notes == ()


def test_a_gradebook_of_canvas_is_read_without_its_points_and_its_test_student() -> None:
    found = class_list(CANVAS.encode())

    assert found.learners == (
        ListedLearner(
            "Nina Petrosyan",
            user_id="41",
            sis_id="S1",
            login_id="nina@school.example",
            section="Blue",
        ),
    )
    assert found.notes == (
        "Row 5 ('Test Student'): It is the test student of Canvas, who is left out.",
    )


def test_a_gradebook_with_two_columns_of_names_is_read() -> None:
    raw = b"""\
LastName,FirstName,ID,SIS Login ID,Section
    Points Possible,,,,
Petrosyan,Nina,41,n,
"""

    assert class_list(raw).learners == (
        ListedLearner("Nina Petrosyan", user_id="41", login_id="n"),
    )


def test_a_gradebook_of_more_than_a_hundred_columns_is_read() -> None:
    quizzes = ",".join(f"Quiz {number} ({number})" for number in range(150))
    raw = f"Student,ID,SIS Login ID,Section,{quizzes}\nNina,41,n,,{',' * 149}\n"

    assert class_list(raw.encode()) == ((ListedLearner("Nina", user_id="41", login_id="n"),), ())


@pytest.mark.parametrize(
    ("headers", "encoding"),
    [
        ("Vorname;Nachname;ID-Nummer;E-Mail-Adresse", "cp1252"),
        ("Prénom;Nom de famille;Numéro d’identification;Adresse de courriel", "cp1252"),
        ("Nombre;Apellido(s);Número de ID;Dirección de correo", "utf-8"),
        ("Имя\tФамилия\tИндивидуальный номер\tАдрес электронной почты", "utf-16"),
        ("Ad,Soyad,ID Number,E-posta adresi", "utf-8-sig"),
        ("First name,Surname,ID number,Email address", "ascii"),
    ],
)
def test_headers_may_be_in_the_language_of_the_site(headers: str, encoding: str) -> None:
    sign = next(each for each in ";\t," if each in headers)
    row = sign.join(["Nina", "Petrosyan", "S1", "nina@school.example"])

    found = class_list(f"{headers}\r\n{row}\r\n".encode(encoding))

    assert found.learners == (NINA,)


def test_letters_of_an_old_encoding_are_read_and_noted() -> None:
    raw = "Vorname;Nachname;E-Mail-Adresse\nJörg;Müller;j@school.example\n".encode("cp1252")

    found = class_list(raw)

    assert found.learners[0].name == "Jörg Müller"
    assert "Western European (Windows-1252)" in found.notes[0]


def test_a_spreadsheet_is_read() -> None:
    book = Workbook()
    book.create_sheet("Notes")
    assert book.active is not None
    book.active.append(["Full name", "Username"])
    book.active.append(["Nina Petrosyan", "nina"])
    file = io.BytesIO()
    book.save(file)

    assert class_list(file.getvalue()).learners == (
        ListedLearner("Nina Petrosyan", username="nina"),
    )


@pytest.mark.parametrize(
    ("row", "note"),
    [
        (",,S9,x@school.example", "Row 3: The row has no name, so it is left out."),
        (
            "Nina,P.,S1,NINA@school.example",
            "Row 3 ('Nina P.'): The learner stands in the list twice. Only the first row is used.",
        ),
        (
            "Petrosyan, Anna,Maria,S2,a@school.example",
            "Row 3 ('Petrosyan Anna'): The row has more cells than the headers, so it is left out.",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_noted(row: str, note: str) -> None:
    raw = "First name,Last name,ID number,Email address\nNina,Petrosyan,S1,nina@school.example\n"

    found = class_list(f"{raw}{row}\n".encode())

    assert found.learners == (NINA,)
    assert found.notes == (note,)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("'=A1+1", "=A1+1"),
        ("'@Nina", "@Nina"),
        ('"=""=1+1"""', "=1+1"),
        ("'Nina", "'Nina"),
        ("Ni\u202ena", "Nina"),
        ("N" * 500, "N" * 60),
    ],
)
def test_a_name_is_read_as_it_was_before_it_was_made_harmless(cell: str, name: str) -> None:
    raw = f"Full name,Username\n{cell},nina\n"

    assert class_list(raw.encode()).learners[0].name == name


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x01\x02",
        b"Full name\nNina\n",
        b"Email address\nnina@school.example\n",
        b"question,answer\nWho?,Nina\n",
        b"First name,Email address\nNina,n@school.example\n",
    ],
)
def test_a_file_without_names_or_without_ids_is_refused(raw: bytes) -> None:
    with pytest.raises(QuestionListError, match="no row of headers with names"):
        class_list(raw)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"%PDF-1.7", "This is a PDF"),
        (b"Full name,Username\n" + b"Nina,n\n" * 9_000, "more than 2,000 rows"),
        (b"Full name,Username\n" * 900_000, "more than 5 MB"),
        (b'Full name,Username\n"Nina,n\n', "quotation mark left open"),
        (b"PK\x03\x04" + b"\0" * 60, "damaged"),
        (b"<html><table></table></html>", "a web page"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_the_reason(raw: bytes, message: str) -> None:
    with pytest.raises(QuestionListError, match=message):
        class_list(raw)


def test_a_list_of_nobody_is_refused_with_the_reasons() -> None:
    with pytest.raises(QuestionListError) as refused:
        class_list(b"Full name,Username\n,nina\n")

    assert str(refused.value) == (
        "The list has no learner who can be read. Row 2: The row has no name, so it is left out."
    )


def test_a_name_of_a_thousand_marks_is_cut_before_it_is_read() -> None:
    marks = b"N" + b"\xcc\x81" * 1000
    rows = b"".join(marks + b",n%d\n" % number for number in range(1900))

    found = class_list(b"Full name,Username\n" + rows)

    assert len(found.learners) == 1900
    assert found.learners[0].name == "\u0143\u0301\u0301\u0301"
