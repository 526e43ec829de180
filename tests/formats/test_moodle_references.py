"""Files that a real Moodle 4.5 imported, beside what it stored: both must read them alike.

The files are not part of the repository, and without them nothing is tested here.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sourcebook.content.authoring.quiz_drafts import Draft
from sourcebook.content.yaml.text import Remark
from sourcebook.errors import QuestionListError
from sourcebook.formats.moodle_fractions import nearest
from sourcebook.formats.moodle_xml import loads
from sourcebook.formats.moodle_xml.texts import Formatted, on_one_line, plain_text

_ORIGINALS = os.environ.get("TESTED_ORIGINALS", "")
FOLDER = Path(_ORIGINALS).resolve().parent / "references" / "formats" / "moodle"
FILES = sorted(FOLDER.glob("*/*.xml")) if _ORIGINALS else []

KINDS = {
    "multichoice": ("single_choice", "multiple_choice"),
    "truefalse": ("true_false",),
    "shortanswer": ("short_answer",),
    "numerical": ("numeric",),
    "match": ("matching",),
    "ordering": ("ordering",),
    "essay": ("extended_response",),
}
FORMATS = {"moodle": "moodle_auto_format", "plain": "plain_text"}

BOTH_REFUSE = {
    "broken.xml": "Line 5, column 3: this is no well-formed XML (mismatched tag).",
    "control_character.xml": "Line 3, column 99: this is no well-formed XML",
    "html_named_entity.xml": "Line 3, column 96: an entity is not known in XML",
    "raw_html_child.xml": "Its text has the tag <b>, which must be in CDATA.",
    "empty.xml": "The file has no question that can be read.",
    "testexport.moodle.xml": "it begins with <question>, not with <quiz>",
    "testimport.moodle.xml": "it begins with <question>, not with <quiz>",
    "testimportlong.moodle.xml": "it begins with <question>, not with <quiz>",
    "broken_cloze_questions.xml": "Questions of the type 'cloze' have no place in a quiz.",
}
WE_REFUSE = {"doctype_entity.xml": "The file has a DOCTYPE"}
WE_NAME = {
    "error_invalid_grades.xml": "Moodle has no grade of 33 %. The nearest one is used.",
    "fractions.xml": "Moodle has no grade of 33.33 %. The nearest one is used.",
    "grade_word.xml": "Its mark is 'abc'. It is worth the usual point instead.",
    "long_idnumber.xml": "Still missing",
    "no_name.xml": "Still missing",
    "numerical_word.xml": "'abc' is no number that is certain. The answer is left out.",
    "one_choice.xml": "Still missing: objective, rationale, citations, distractors.",
    "ordering.xml": "Still missing",
    "short_without_100.xml": "Still missing: objective, rationale, citations, key",
    "unknown_type.xml": "Questions of the type 'hologram' have no place in a quiz.",
}
"""Moodle refuses these whole; a draft is made of what can be used, and the rest is named."""

DIFFERENT = {
    ("match_empty_answer.xml", "empty answer"): "'cow' has no target. The pair is left out.",
    ("numerical_comma.xml", "comma"): "'3,5 ± 0,1' is no number that is certain.",
    ("truefalse_and_more.xml", "translated"): "so that its key is not known.",
}
"""What Moodle guesses is left out and named."""


def named(paths: Sequence[Path]) -> list[Any]:
    return [pytest.param(path, id=f"{path.parent.name}-{path.name}") for path in paths]


def stored(path: Path) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads(path.with_name(f"{path.name}.moodle.json").read_text())
    return found


def shared(path: Path) -> list[Mapping[str, Any]]:
    """The questions that Moodle stored, of the types that become items."""
    return [each for each in stored(path)["questions"] if each["qtype"] in KINDS]


def plain(text: str, text_format: str = "html") -> str:
    return plain_text(Formatted(text.strip(), FORMATS.get(text_format, text_format))).text


def line(text: str, text_format: str = "html") -> str:
    return on_one_line(plain(text, text_format))


def said(answer: Mapping[str, Any]) -> str | None:
    return plain(answer["feedback"], answer["feedbackformat"]) or None


def score(answer: Mapping[str, Any]) -> Fraction:
    found = nearest(Fraction(str(answer["fraction"])))
    assert found is not None
    return found


def expected(question: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """What the fields of an item must be, by what Moodle stored."""
    yield "stem", plain(question["questiontext"], question["questiontextformat"])
    general = plain(question["generalfeedback"], question["generalfeedbackformat"])
    if general:
        yield "rationale", general
    mark = Fraction(str(question["defaultmark"])).limit_denominator(60)
    yield "points", None if mark in (0, 1) else mark
    hints = [plain(each["hint"], each["hintformat"]) for each in question["hints"]]
    yield "hints", [each for each in hints if each] or None
    match question["qtype"]:
        case "multichoice":
            yield from expected_choice(question)
        case "truefalse":
            yield "key", str(question["correct"]).lower()
            wrong = [each for each in question["answers"] if each["fraction"] < 1]
            yield "feedback", said(wrong[0])
        case "shortanswer":
            yield from expected_words(question["answers"])
        case "numerical":
            yield from expected_numbers(question["answers"])
        case "match":
            yield from expected_pairs(question["subquestions"])
        case "ordering":
            yield "sequence", [line(each["answer"], "html") for each in question["answers"]]
        case "essay":
            options = question["options"]
            yield "model_answer", plain(options["graderinfo"], options["graderinfoformat"]) or None


def expected_choice(question: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    found = [
        (line(each["answer"], each["answerformat"]), score(each)) for each in question["answers"]
    ]
    wrong = [text for text, worth in found if worth <= 0]
    is_single = question["options"]["single"] == "1"
    yield (
        "distractors.feedback",
        [
            said(each)
            for each in question["answers"]
            if (score(each) < 1 if is_single else score(each) <= 0)
        ],
    )
    if is_single:
        right = [text for text, worth in found if worth == 1]
        yield "key", right[0] if right else None
        yield "distractors.score", [max(Fraction(0), worth) for _, worth in found if worth < 1]
        yield "distractors.text", [text for text, worth in found if worth < 1]
    else:
        yield "keys", [text for text, worth in found if worth > 0] or None
        yield "distractors.text", wrong


def expected_words(answers: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, object]]:
    plain_words = [each for each in answers if "*" not in each["answer"].replace(r"\*", "")]
    found = [(each["answer"].replace(r"\*", "*"), score(each)) for each in plain_words]
    key, *others = [text for text, worth in found if worth == 1]
    yield "key", key
    yield "also_accept", others or None
    yield "distractors.text", [text for text, worth in found if worth < 1]
    yield "distractors.score", [worth for _, worth in found if worth < 1]
    yield "distractors.feedback", [said(each) for each in plain_words if score(each) < 1]


def expected_numbers(answers: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, object]]:
    found = [
        (Fraction(each["answer"]), Fraction(str(each["tolerance"] or 0)), score(each))
        for each in answers
        if each["answer"] != "*" and float(each["tolerance"] or 0) >= 0
    ]
    right = [(number, tolerance) for number, tolerance, worth in found if worth == 1]
    yield "key", right[0][0] if right else None
    yield "tolerance", (right[0][1] or None) if right else None
    yield "also_accept.number", [number for number, _ in right[1:]]
    yield "distractors.number", [number for number, _, worth in found if worth < 1]
    yield "distractors.tolerance", [tolerance for _, tolerance, worth in found if worth < 1]


def expected_pairs(found: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, object]]:
    pairs = [
        (line(each["questiontext"], each["questiontextformat"]), line(each["answertext"]))
        for each in found
    ]
    yield "pairs.prompt", [prompt for prompt, _ in pairs if prompt]
    yield "pairs.target", [target for prompt, target in pairs if prompt]
    yield "extra_targets", [target for prompt, target in pairs if not prompt] or None


def value(item: Mapping[str, Any], path: str, like: object) -> object:
    """The value in a draft: numbers are numbers again, and nothing stands for a remark."""
    name, _, inner = path.partition(".")
    found = item.get(name)
    if inner:
        entries = found if isinstance(found, list) else []
        number = inner in ("score", "number", "tolerance")
        got = [None if isinstance(got := each.get(inner), Remark) else got for each in entries]
        return [Fraction(each or 0) for each in got] if number else got
    if isinstance(found, Remark) or found is None:
        return None
    return Fraction(found) if isinstance(like, Fraction) else found


def differing(question: Mapping[str, Any], item: Mapping[str, Any]) -> Iterator[str]:
    if item["type"] not in KINDS[question["qtype"]]:
        yield f"type {item['type']}"
    for path, like in expected(question):
        found = value(item, path, like)
        if found != like:
            yield f"{path}: {found!r}, and Moodle has {like!r}"


def read(path: Path) -> Draft:
    return loads(path.read_bytes())


ALIKE = [
    path for path in FILES if stored(path)["ok"] and path.name not in WE_REFUSE and shared(path)
]


@pytest.mark.parametrize("path", named(ALIKE))
def test_a_file_is_read_as_moodle_read_it(path: Path) -> None:
    draft = read(path)
    expected_questions = shared(path)

    if path.name != "match_empty_answer.xml":
        assert len(draft.items) == len(expected_questions)
    pairs = list(zip(expected_questions, draft.items, strict=False))
    found = {
        question["name"]: list(differing(question, item))
        for question, item in pairs
        if (path.name, question["name"]) not in DIFFERENT
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "path",
    named([path for path in FILES if any(name == path.name for name, _ in DIFFERENT)]),
)
def test_what_moodle_guesses_is_named_instead(path: Path) -> None:
    notes = " ".join(read(path).notes)

    assert [each for (name, _), each in DIFFERENT.items() if name == path.name and each in notes]


@pytest.mark.parametrize("path", named([path for path in FILES if path.name in BOTH_REFUSE]))
def test_what_moodle_refuses_is_refused_with_a_message(path: Path) -> None:
    assert not stored(path)["ok"]

    with pytest.raises(QuestionListError) as refused:
        read(path)

    assert BOTH_REFUSE[path.name] in str(refused.value)


@pytest.mark.parametrize("path", named([path for path in FILES if path.name in WE_REFUSE]))
def test_entities_are_refused_though_moodle_takes_them(path: Path) -> None:
    with pytest.raises(QuestionListError, match=WE_REFUSE[path.name]):
        read(path)


@pytest.mark.parametrize("path", named([path for path in FILES if path.name in WE_NAME]))
def test_a_fault_in_one_question_is_named_and_the_rest_is_read(path: Path) -> None:
    assert not stored(path)["ok"]

    assert any(WE_NAME[path.name] in note for note in read(path).notes)


@pytest.mark.parametrize(
    "path", named([path for path in FILES if stored(path)["ok"] and not shared(path)])
)
def test_a_file_without_a_question_that_fits_is_refused(path: Path) -> None:
    with pytest.raises(QuestionListError, match="have no place in a quiz"):
        read(path)


def test_every_file_is_one_of_these() -> None:
    treated = {*ALIKE, *(path for path in FILES if stored(path)["ok"] and not shared(path))}
    by_name = {*BOTH_REFUSE, *WE_REFUSE, *WE_NAME}

    assert [path for path in FILES if path not in treated and path.name not in by_name] == []
