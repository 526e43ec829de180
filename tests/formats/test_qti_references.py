"""Files of Canvas and of the standard: our reading agrees with that of Canvas' own reader."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sourcebook.content.authoring.quiz_drafts import Draft
from sourcebook.content.yaml.text import Remark
from sourcebook.errors import QuestionListError
from sourcebook.formats import qti12, qti21
from sourcebook.formats.qti.texts import one_line, read_text
from tests.formats.qti_round_trip import REFERENCES, needs_references

CANVAS = REFERENCES / "qti-canvas"
FILES = sorted(CANVAS.glob("*.xml")) + sorted(CANVAS.glob("items_1.2/*.xml"))
PACKAGES = sorted(each.parent for each in CANVAS.glob("*/package.canvas.json"))
KINDS = {
    "ChoiceInteraction": ("single_choice", "multiple_choice", "true_false"),
    "StringInteraction": ("extended_response",),
    "ExtendedTextInteraction": ("extended_response",),
    "ShortTextInteraction": ("short_answer",),
    "FillBlankInteraction": ("short_answer",),
    "MatchInteraction": ("matching",),
    "NumericInteraction": ("numeric",),
    "OrderingInteraction": ("ordering",),
}
pytestmark = needs_references


def packed(folder: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for each in sorted(folder.rglob("*")):
            if each.is_file() and not each.name.endswith(".json"):
                archive.write(each, each.relative_to(folder).as_posix())
    return made.getvalue()


def canvas_items(reading: Path) -> Iterator[dict[str, Any]]:
    for assessment in json.loads(reading.read_text("utf-8"))["assessments"]:
        yield from assessment["items"]


def expect_same(draft: Draft, reading: Path) -> int:
    """Compare all items that Sourcebook has a kind for, and count them."""
    left, compared = list(draft.items), 0
    for theirs in canvas_items(reading):
        if "not an item" in theirs:
            continue
        stem = letters(read_text(theirs["body"]).text)
        kinds = KINDS.get(theirs["interaction"], ())
        same = [each for each in left if stem_of(each) == stem and each["type"] in kinds]
        if not same:
            assert any(theirs["title"][:60] in note for note in draft.notes), (reading.name, stem)
            continue
        left.remove(same[0])
        expect_same_key(same[0], theirs)
        compared += 1
    # Canvas' reader leaves out the questions of a group; here all of them are read.
    assert left == [] or any("from a group" in note for note in draft.notes)
    return compared


def stem_of(item: Any) -> str:
    return "" if isinstance(item["stem"], Remark) else letters(item["stem"])


def letters(text: str) -> str:
    """A text without blanks, spaces and signs, which the two programs write differently."""
    return re.sub(r"[\W_]+", "", text)


def expect_same_key(item: Any, theirs: dict[str, Any]) -> None:
    texts = {each["id"]: plain(each["text"]) for each in theirs.get("answers", [])}
    scoring = theirs["scoring"]
    match item["type"]:
        case "single_choice" | "true_false" | "multiple_choice":
            points = [each.get("scoring_options", {}).get("points", 1) for each in scoring]
            keys = [
                texts[each["values"]]
                for each, earned in zip(scoring, points, strict=True)
                if earned > 0
            ]
            key = item.get("keys") or item.get("key")
            found = [] if isinstance(key, Remark) else key if isinstance(key, list) else [key]
            assert [each.casefold() for each in found] == [each.casefold() for each in keys]
        case "short_answer":
            accepted = [item["key"], *(item["also_accept"] or [])]
            assert accepted == list(dict.fromkeys(each["values"] for each in scoring))
        case "matching":
            rows = {each["id"]: plain(each["item_body"]) for each in theirs["questions"]}
            wanted = {rows[key]: plain(text) for key, text in scoring[0]["values"].items() if text}
            assert {each["prompt"]: each["target"] for each in item["pairs"]} == wanted
            assert sorted(item["extra_targets"] or []) == sorted(
                filter(None, map(plain, theirs.get("distractors", [])))
            )
        case "ordering":
            assert item["sequence"] == [texts[each["values"]] for each in scoring]
        case "numeric":
            first = scoring[0]
            number = item["key"] if "value" in first else item["between"][0]
            assert float(number) == float(first.get("value", first.get("start")))


def plain(html: str) -> str:
    return one_line(read_text(html).text)


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.name)
def test_a_file_is_read_as_canvas_reads_it(file: Path) -> None:
    reading = file.with_name(f"{file.name}.canvas.json")
    try:
        draft = qti12.loads(file.read_bytes())
    except QuestionListError as error:
        refused = str(error)
    else:
        expect_same(draft, reading)
        return

    is_xml = "not well-formed" not in refused
    assert not is_xml or "has no question that can be read" in refused
    assert (
        not is_xml
        or not any(each.get("interaction") in KINDS for each in canvas_items(reading))
        or "several blanks" in refused
    )


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda each: each.name)
def test_a_package_is_read_as_canvas_reads_it(folder: Path) -> None:
    raw = packed(folder)
    reading = folder / "package.canvas.json"
    is_newer = b"_xmlv2p" in (folder / "imsmanifest.xml").read_bytes()
    if folder.name == "test_qti_1.2_bank_entry_item":
        with pytest.raises(QuestionListError, match="question bank"):
            qti12.loads(raw)
        return

    draft = (qti21 if is_newer else qti12).loads(raw)

    assert expect_same(draft, reading) == len(list(canvas_items(reading)))


def test_feedback_of_canvas_becomes_rationale_and_feedback() -> None:
    (found,) = qti12.loads((CANVAS / "items_1.2" / "mc_feedback.xml").read_bytes()).items

    assert found["id"] == "feedback-check"
    assert found["rationale"] == (
        "General Feedback\n\nGeneral Correct Feedback\n\nAnswer A Feedback"
    )
    distractors = found["distractors"]
    assert isinstance(distractors, list)
    assert [each["feedback"] for each in distractors] == [
        "Answer B Feedback",
        "Answer C Feedback",
        "Answer D Feedback",
    ]


def test_only_files_that_are_not_well_formed_are_refused_for_their_form() -> None:
    verdicts = json.loads((CANVAS / "xsd_results.json").read_text("utf-8"))
    bad = {each["file"] for each in verdicts if each["result"] == "not well-formed"}
    refused = set[str]()

    for file in FILES:
        try:
            qti12.loads(file.read_bytes())
        except QuestionListError as error:
            if "not well-formed" in str(error):
                refused.add(file.relative_to(CANVAS).as_posix())

    assert refused == bad
