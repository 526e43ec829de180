"""QTI 1.2 for Canvas: what is exported is valid, its keys earn all, and it is read as it was."""

import io
import zipfile
from fractions import Fraction

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sourcebook.formats import qti12
from sourcebook.formats.qti.xml_text import as_xml, fit, read_xml
from sourcebook.formats.qti12.writing import quiz_file
from sourcebook.model.attempts import Response
from sourcebook.model.item_kinds import kind_of
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
)
from sourcebook.model.options import options
from sourcebook.scoring import meant_text, score
from tests import builders, strategies
from tests.formats.qti12_engine import Run, as_given
from tests.formats.qti_round_trip import (
    course,
    needs_references,
    rich_items,
    schema,
    texts,
)

QUIZ, MANIFEST = "qti1.2/domainProfile_4/ims_qtiasiv1p2.xsd", "qti2/imscp_v1p1.xsd"


def run(item: Item, response: Response) -> Run:
    root = read_xml(as_xml(quiz_file(builders.quiz(item), course())), "the quiz")
    (element,) = root.iter("item")
    return Run(element, as_given(item, response))


def files(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("item", builders.every_kind(), ids=kind_of)
def test_the_right_answer_earns_everything(item: Item) -> None:
    expected = 0 if isinstance(item, ExtendedResponse) else 100

    assert run(item, strategies.right_response(item)).earned == expected


@settings(max_examples=300, deadline=None)
@given(rich_items(), st.data())
def test_an_answer_earns_what_it_earns_here_but_for_what_is_named_as_lost(
    item: Item, data: st.DataObject
) -> None:
    response = strategies.any_response(data, item)
    ours = score(item, response)

    theirs = run(item, response).earned / 100

    match item:
        case MultipleChoice() | EvidenceItem() | Ordering() | SingleChoice():
            is_ticked = isinstance(item, MultipleChoice) and item.scoring == "coverage"
            assert theirs == (ours if ours == 1 and not is_ticked else int(theirs == ours == 1))
        case Numeric() | ShortAnswer():
            assert (theirs == 1) == (ours == 1) or meant_text(item, response.text)  # type: ignore[arg-type, union-attr]
        case Matching():
            assert abs(theirs - ours) <= Fraction(1, 1000)
            assert (theirs == 1) == (ours == 1)
        case _:
            assert theirs == ours


def test_a_wrong_option_shows_its_feedback_and_every_answer_the_rationale() -> None:
    item = builders.single_choice(distractors=[{"text": "Putin", "feedback": "He signed."}])
    wrong = next(iter(strategies.guesses(item.model_copy(update={"key": "Putin"}))))

    shown = run(item, wrong).shown

    assert shown == ["general_fb", f"{builders.option_id(item, 'Putin')}_fb"]


def test_each_wrong_row_shows_its_feedback() -> None:
    pairs = [
        {"prompt": "Pashinyan", "target": "Armenia", "feedback": "He leads the hosts."},
        {"prompt": "Lukashenko", "target": "Belarus"},
    ]
    item = builders.matching(pairs=pairs)

    assert len(run(item, strategies.blank(item)).shown) == 1 + 1
    assert run(item, strategies.right_response(item)).shown == ["general_fb"]


@needs_references
@settings(max_examples=100, deadline=None)
@given(rich_items())
def test_every_exported_file_is_valid(item: Item) -> None:
    exported = files(qti12.dumps(builders.quiz(item), course()))

    schema(MANIFEST).assertValid(etree.fromstring(exported.pop("imsmanifest.xml")))
    schema(QUIZ).assertValid(etree.fromstring(exported["yerevan-quiz/yerevan-quiz.xml"]))


def test_the_settings_of_the_quiz_are_canvas_own() -> None:
    exported = files(qti12.dumps(builders.quiz(time_limit=20), course()))

    settings_file = read_xml(exported["yerevan-quiz/assessment_meta.xml"], "settings")

    found = {each.tag: each.text for each in settings_file}
    assert found["time_limit"] == "20"
    assert found["points_possible"] == "10"
    assert found["shuffle_answers"] == "true"


def test_what_is_lost_is_named() -> None:
    partly = builders.single_choice(distractors=[{"text": "Putin", "score": "1/2"}])

    assert qti12.losses(partly) == ("An answer that is right in part earns nothing in Canvas.",)
    assert qti12.losses(builders.numeric()) == ()
    assert qti12.losses(builders.numeric(distractors=[{"number": "25"}])) == (
        "Canvas does not use the numbers that are expected and wrong.",
    )
    assert qti12.losses(builders.true_false()) == ()
    assert qti12.losses(builders.matching()) == ()


@given(texts)
def test_nothing_in_an_option_is_markup_for_a_reader_that_takes_it_for_html(text: str) -> None:
    item = builders.single_choice(key=f"{text} <i>&amp; so", distractors=["On <b>", "1 < 2"])
    root = read_xml(as_xml(quiz_file(builders.quiz(item), course())), "the quiz")

    shown = [each.findtext("material/mattext", "") for each in root.iter("response_label")]

    found = [BeautifulSoup(each, "html.parser").get_text() for each in shown]
    assert sorted(found) == sorted(fit(each.text) for each in options(item))


def test_the_rubric_becomes_grading_notes() -> None:
    root = read_xml(
        as_xml(quiz_file(builders.quiz(builders.extended_response()), course())), "the quiz"
    )
    fields = {each.findtext("fieldlabel"): each for each in root.iter("qtimetadatafield")}

    assert fields["grading_notes"].findtext("fieldentry") == (
        "All points: Names the missing help.\nHalf: Names the refusal.\nNone: Neither."
    )
