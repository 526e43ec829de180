"""What the cells of a list of questions say, and what is noted when that is unsure."""

import pytest

from sourcebook.errors import QuestionListError
from tests.test_question_lists import drafted, items


def notes(raw: str | bytes) -> list[str]:
    """The notes on a list but for those on what is missing, which every short list has."""
    return [note for note in drafted(raw).notes if "Still missing" not in note]


def test_a_row_with_an_unquoted_comma_is_left_out_and_named() -> None:
    raw = "question,answer,wrong 1\nWho met, and where?,Yerevan,Baku\nWho?,He,She\n"

    assert [item["stem"] for item in items(raw)] == ["Who?"]
    assert notes(raw) == [
        "Row 2 ('Who met'): The row has more cells than the headers, so it is left out. Put a text "
        'in quotation marks if the sign between cells stands in it, as in "Who met, and where?".'
    ]


def test_a_row_shifted_into_empty_cells_is_known_by_its_space() -> None:
    raw = "question,answer,wrong 1,wrong 2\nWho met, and where?,Yerevan,Baku\nWho?,He,She,It\n"

    assert notes(raw)[0].startswith("Row 2, column B ('and where?'): The cell begins with a space.")


@pytest.mark.parametrize("raw", ["question, answer\nWho?, He\n", "question,answer\nWho?,He,\n"])
def test_spaces_and_commas_that_every_row_has_shift_nothing(raw: str) -> None:
    assert [item["key"] for item in items(raw)] == ["He"]
    assert notes(raw) == []


NUMBERS = {
    '"2,000"': ("2000", None),
    '"2,5"': ("2.5", None),
    "2 000": ("2000", None),
    "6 members": ("6", "members"),
    "–5": ("-5", None),
    "1.000": ("1000", None),
    "25%": ("25", "%"),
}


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_is_read_as_a_learners_is_and_that_is_noted(written: str) -> None:
    raw = f"question,answer\nHow many?,{written}\n"
    key, unit = NUMBERS[written]

    (item,) = items(raw)

    assert (item["type"], item["key"], item.get("unit")) == ("numeric", key, unit)
    shown = f"{key} {unit or ''}".strip()
    bare = written.strip('"')
    assert notes(raw) == [
        f"Row 2, column B ('{bare}' as {shown}): "
        "Read as a number. What a learner types is read in the same way."
    ]


@pytest.mark.parametrize("written", ["007", "23 November", "5th", "G-20", "10 ноября"])
def test_what_only_begins_with_a_digit_is_no_number(written: str) -> None:
    (item,) = items(f"question,answer\nWhat?,{written}\n")

    assert (item["type"], item["key"]) == ("short_answer", written)


def test_a_zero_in_front_is_noted() -> None:
    assert notes("question,answer\nWho?,007\n") == [
        "Row 2, column B ('007'): The number begins with a zero, so the item is a short answer."
    ]


@pytest.mark.parametrize("word", ["TRUE", "WAHR", "ИСТИНА", "Vrai", "DOĞRU"])
def test_the_spreadsheets_word_for_true_makes_an_item_true_or_false(word: str) -> None:
    raw = f"question,answer\nSo?,{word}\n"

    assert [(item["type"], item["key"]) for item in items(raw)] == [("true_false", "true")]
    assert notes(raw) == []


def test_yes_and_no_are_read_as_true_and_false_and_that_is_noted() -> None:
    raw = "question,answer\nSo?,Yes\nAnd so?,нет\n"

    assert [item["key"] for item in items(raw)] == ["true", "false"]
    assert notes(raw) == [
        "Row 2, column B ('Yes' as true); row 3, column B ('нет' as false): Read as true or false."
    ]


@pytest.mark.parametrize(
    ("cell", "cause"),
    [
        ("#REF!", "The cell holds an error. It is left empty."),
        ("#Н/Д", "The cell holds an error. It is left empty."),
        ("=YEAR(B1)", "The formula has no stored value. The cell is left empty."),
    ],
)
def test_errors_and_formulas_are_no_answers(cell: str, cause: str) -> None:
    raw = f"question,answer,wrong\nWhen?,{cell},2019\n"

    assert "key" not in items(raw)[0]
    assert notes(raw)[0].startswith(f"Row 2, column B: {cause}")


@pytest.mark.parametrize("headers", ["A,B,C,D", "1,2,3,4", "option a,option b,option c,option d"])
@pytest.mark.parametrize("key", ["answer", "correct", "Key"])
@pytest.mark.parametrize("answer", ["B", "b)", "2", "Putin"])
def test_options_stand_under_letters_or_numbers(headers: str, key: str, answer: str) -> None:
    (item,) = items(f"question,{headers},{key}\nWho?,Baku,Putin,Oslo,Rome,{answer}\n")

    assert (item["type"], item["key"]) == ("single_choice", "Putin")
    assert item["distractors"] == [{"text": "Baku"}, {"text": "Oslo"}, {"text": "Rome"}]


@pytest.mark.parametrize("answer", ["AC", '"A, C"', "A;C", "A and C", "A & C", "a/c", "A und C"])
def test_several_letters_name_several_right_options(answer: str) -> None:
    (item,) = items(f"question,A,B,C,answer\nWho?,Baku,Putin,Oslo,{answer}\n")

    assert (item["type"], item["keys"]) == ("multiple_choice", ["Baku", "Oslo"])


def test_an_answer_that_is_a_text_and_a_letter_is_noted() -> None:
    raw = "question,A,B,C,answer\nHow many?,2,3,1,2\n"

    assert items(raw)[0]["key"] == "2"
    assert notes(raw) == [
        "Row 2, column E ('2'): The answer is the text of one option and the letter or number of "
        "another. The text counts."
    ]


def test_a_letter_without_options_is_noted() -> None:
    assert notes("question,answer\nA) Baku or B) Oslo?,B\n") == [
        "Row 2, column B ('B'): The answer looks like the letter of an option, "
        "but the row has no options."
    ]


HEADERS = {
    "German": "Frage;Richtige Antwort;Falsche Antwort 1;Erklärung;Quelle",
    "French": "Énoncé;Bonne réponse;Mauvaise réponse 1;Explication;Sources",
    "Russian": "Вопрос;Правильный ответ;Неправильный ответ 1;Пояснение;Источник",
    "Turkish": "Soru;Doğru cevap;Yanlış 1;Açıklama;Kaynak",
}
LETTERED = {
    "German": "Frage;Antwort A;Antwort B;richtig\nWo?;Bonn;Köln;B",
    "French": "Question;Réponse A;Réponse B;Correcte\nOù?;Bonn;Köln;B",
    "Russian": "Вопрос;Вариант А;Вариант Б;Ответ\nГде?;Bonn;Köln;Б",
    "Russian letters": "Вопрос;А;Б;В;Ответ\nГде?;Bonn;Köln;Rom;Б",
    "Turkish": "Soru;Şık A;Şık B;Cevap\nNerede?;Bonn;Köln;B",
    "Turkish, letter first": "Soru;A şıkkı;B şıkkı;Cevap\nNerede?;Bonn;Köln;B",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_headers_are_known_in_five_languages(header: str) -> None:
    (item,) = items(f"{header}\nWho?;He;She;Because.;s1.p2\n")

    assert (item["key"], item["rationale"], item["citations"]) == ("He", "Because.", ["s1.p2"])
    assert item["distractors"] == [{"text": "She"}]


@pytest.mark.parametrize("raw", LETTERED.values(), ids=LETTERED)
def test_options_are_known_in_five_languages(raw: str) -> None:
    (item,) = items(raw)

    assert (item["key"], item["type"]) == ("Köln", "single_choice")


def test_a_latin_letter_is_not_taken_for_a_cyrillic_one() -> None:
    """В is the third letter in Russian, and looks like the second in English."""
    made = drafted("question,A,B,C,answer\nWho?,Baku,Putin,Oslo,В\n")

    assert "# key: missing" in made.yaml
    assert "Row 2, column E ('В'): The answer names none of the options." in made.notes[0]


def test_titles_above_the_headers_are_left_out_and_named() -> None:
    raw = "Test 7b,,\n,,\nquestion,answer,wrong 1\nWho?,He,She\n"

    assert len(items(raw)) == 1
    assert notes(raw) == ["Row 1 ('Test 7b'): The row stands above the headers, so it is left out."]


def test_one_cause_in_many_rows_is_one_note() -> None:
    made = drafted("question,answer\n" + "Who?,He\n" * 30)

    assert made.notes == ("Rows 2 to 31: Still missing: objective, rationale, citations.",)


def test_a_list_of_which_every_row_is_shifted_is_refused_with_the_reason() -> None:
    with pytest.raises(QuestionListError, match=r"Row 2 \('Who'\): The row has more cells"):
        drafted("question,answer\nWho, if any?,He\n")
