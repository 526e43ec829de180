"""What cannot be read is refused with its line; what is built to do harm is refused at once."""

import pytest

from sourcebook.errors import QuestionListError
from sourcebook.formats import gift

GOOD = "::cold::Ice is cold.{T}\n\n"


def refusal(raw: bytes) -> str:
    with pytest.raises(QuestionListError) as raised:
        gift.loads(raw)
    return str(raised.value)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (
            "Which?{=a\n\n",
            "There is a '{' without its '}'. An empty line ends a question, even inside braces.",
        ),
        (
            "Which? =a}",
            "There is a '}' before any '{'. Write '\\}' for a brace in a text.",
        ),
        (
            "Which } =a { one?",
            "There is a '}' before any '{'. Write '\\}' for a brace in a text.",
        ),
        (
            "Which?{=a {b} ~c}",
            "There are more braces than one pair. Write '\\{' and '\\}' for braces in a text, "
            "and an empty line between two questions.",
        ),
        (
            "Which?{=a ~b}\nAnd which?{=c ~d}",
            "There are more braces than one pair. Write '\\{' and '\\}' for braces in a text, "
            "and an empty line between two questions.",
        ),
        (
            "How long?{#3,5}",
            "'3,5' is not a number. "
            "Write digits, with a point and a hyphen where needed, such as -3.5.",
        ),
        (
            "How long?{#8:few}",
            "'few' is not a number. "
            "Write digits, with a point and a hyphen where needed, such as -3.5.",
        ),
        ("How many?{#*}", "With '*' any answer is right. Write a number such as 23."),
        ("How many?{#}", "There is no number after '{#'. Write one such as {#23}."),
        ("How many?{#~#No}", "There is no number after '{#'. Write one such as {#23}."),
        ("Which?{~a}", "There is one option only. Write at least two."),
        ("Which?{~%500%a ~b}", "The weight 500 % is more than 100 %."),
        ("Name it.{=}", "There is no answer between the braces."),
        ("Match.{=cat -> kitten =dog}", "There is no '->' in 'dog'. Write 'cat -> kitten'."),
        ("Match.{=cat -> kitten =dog ->}", "There is no answer after 'dog ->'."),
        ("Order.{>2 ALL\nfirst\n}", "There are fewer than two lines to put into order."),
        (f"Which?{{{'~x' * 201}}}", "There are more than 200 answers."),
        ("Order.{>" + "\nx" * 201 + "}", "There are more than 200 lines to put into order."),
        (f"[html]{'<b>' * 900}Which?{{T}}", "HTML is nested too deep. Write the text anew."),
        (
            f"[html]{'<b>x</b>' * 600}Which?{{T}}",
            "A text has more than 1,000 HTML tags. Write it anew.",
        ),
        (f"{'x' * 20_001}{{T}}", "A text is longer than 20,000 characters. Shorten it."),
        ("How many?{#1e99999999}", "'1e99999999' is not a number. "),
    ],
)
def test_a_question_that_cannot_be_read_is_left_out_and_named(question: str, why: str) -> None:
    draft = gift.loads(f"{GOOD}{question}\n\n{GOOD}".encode())

    assert [item["id"] for item in draft.items] == ["cold", "cold-2"]
    assert len(draft.notes) == 1
    assert draft.notes[0].startswith(f"Line 3: {why}")
    assert draft.notes[0].endswith(" It is left out.")


def test_the_same_fault_is_named_once_with_all_its_lines() -> None:
    draft = gift.loads(f"{GOOD}What?{{~a}}\n\nWho?{{~b}}".encode())

    assert draft.notes == (
        "Line 3 and line 5: There is one option only. Write at least two. It is left out.",
    )


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "The file has no question that can be read."),
        (b"// nothing here", "The file has no question that can be read."),
        (
            b"Which?{~a}",
            "The file has no question that can be read. "
            "Line 1: There is one option only. Write at least two. It is left out.",
        ),
        (
            b"Only a text.",
            "The file has no question that can be read. "
            "Line 1: A text that asks nothing is no question and is left out.",
        ),
        (
            "Ice.{T}\n\nBrücke{T}".encode("latin-1"),
            "Line 3: the file is not written in UTF-8. Save it again with the encoding UTF-8.",
        ),
        (
            "Ice.{T}".encode("utf-16"),
            "Line 1: the file is not written in UTF-8. Save it again with the encoding UTF-8.",
        ),
        (
            b"Ice.{T}\n\n\x00PK",
            "Line 3: there is a control character (U+0000), which no text has. "
            "Is this a file of GIFT?",
        ),
        (b"\n" * 1_000_000, "The file has 1,000,001 lines. A file can have 100,000. Divide it."),
        (b"x" * 6_000_000, "The file has 6,000,000 bytes. A file can have 5,000,000. Divide it."),
        (b"Ice?{T}\n\n" * 2_001, "Line 4001: a file can have 2,000 questions. Divide it."),
        (
            (b"[html]" + b"<b>x</b>" * 499 + b"?{T}\n\n") * 30,
            "Line 41: up to here, the file has more than 20,000 HTML tags. Divide it.",
        ),
        (
            b"Ice?{T}" * 30_000,
            "Line 1: this question is longer than 200,000 characters. "
            "An empty line ends a question; perhaps one is missing.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(raw: bytes, why: str) -> None:
    assert refusal(raw) == why


def test_no_script_comes_in() -> None:
    script = "<script>alert(1)</script>"

    draft = gift.loads(
        f'[html]<p onclick\\="x()">Hi{script}</p>{{\\=a~[html]b{script}=c}}'.encode()
    )

    assert draft.items[0]["stem"] == "Hi"
    assert "script" not in str(draft.items)
