"""QTI 2.1: what is exported is valid, earns what it earns here, and is read as it was."""

import io
import zipfile
from fractions import Fraction

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from sourcebook.formats import qti21
from sourcebook.formats.qti.xml_text import as_xml, read_xml
from sourcebook.formats.qti21.writing import item_file
from sourcebook.model.attempts import Choice, Matches, Ordered, Response, Typed
from sourcebook.model.item_kinds import kind_of
from sourcebook.model.items import (
    ExtendedResponse,
    Item,
    Numeric,
    ShortAnswer,
)
from sourcebook.scoring import key_ids, score
from tests import builders, strategies
from tests.formats.qti_engine import Engine, as_number, as_value
from tests.formats.qti_round_trip import (
    course,
    needs_references,
    rich_items,
    schema,
)

ITEM, MANIFEST = "qti2/qtiv2p1/imsqti_v2p1.xsd", "qti2/imscp_v1p1.xsd"
METADATA = "qti2/imsmd_v1p2p4.xsd"


def earned(item: Item, response: Response) -> Fraction:
    """What the exported file earns, as a score."""
    root = read_xml(as_xml(item_file(item, course())), "the item")
    given = as_number(response) if isinstance(item, Numeric) else as_value(response)
    total: Fraction = Engine(root, given).outcomes["SCORE"]
    maximum: Fraction = Engine(root, given).outcomes["MAXSCORE"]
    return total / maximum


def files(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("item", builders.every_kind(), ids=kind_of)
def test_the_right_answer_earns_all_points(item: Item) -> None:
    expected = 0 if isinstance(item, ExtendedResponse) else 1

    assert earned(item, strategies.right_response(item)) == expected


@settings(max_examples=300, deadline=None)
@given(rich_items(), st.data())
def test_an_answer_earns_what_it_earns_here(item: Item, data: st.DataObject) -> None:
    response = strategies.any_response(data, item)
    # An answer with a slip, or in other signs, is accepted here alone; `losses` says so.
    assume(not isinstance(item, ShortAnswer) or item.other_names is None)

    assert earned(item, response) == score(item, response)


@pytest.mark.parametrize("rule", ["net", "exact", "coverage"])
def test_each_rule_for_ticks_is_kept(rule: str) -> None:
    item = builders.multiple_choice(scoring=rule)

    for response in strategies.guesses(item):
        assert earned(item, response) == score(item, response)


def shown(item: Item, response: Response) -> list[str]:
    """The names of the feedback that is shown after a response."""
    root = read_xml(as_xml(item_file(item, course())), "the item")
    given = as_number(response) if isinstance(item, Numeric) else as_value(response)
    named = Engine(root, given).outcomes["FEEDBACK"] or ()
    texts = {
        each.get("identifier"): "".join(each.itertext()) for each in root.iter("modalFeedback")
    }
    return [texts[each] for each in named if each in texts]


def test_feedback_is_shown_after_the_answers_that_it_is_about() -> None:
    choice = builders.single_choice(distractors=[{"text": "Putin", "feedback": "He signed."}])
    number = builders.numeric(distractors=[{"number": "25", "feedback": "The report's day."}])
    word = builders.short_answer(distractors=[{"text": "Putin", "feedback": "He signed."}])
    order = builders.ordering(feedback="Look at the dates.")
    row = {"prompt": "Pashinyan", "target": "Armenia", "feedback": "He leads the hosts."}
    rows = builders.matching(pairs=[row, {"prompt": "Lukashenko", "target": "Belarus"}])
    wrong_order = Ordered(options=key_ids(order)[::-1])

    assert shown(choice, Choice(option=builders.option_id(choice, "Putin"))) == ["He signed."]
    assert shown(number, Typed(text="25")) == ["The report's day."]
    assert shown(word, Typed(text="PUTIN")) == ["He signed."]
    assert shown(order, wrong_order) == ["Look at the dates."]
    assert shown(rows, Matches(targets={})) == ["He leads the hosts."]
    for item in (choice, number, word, order, rows):
        assert shown(item, strategies.right_response(item)) == []


def test_what_is_lost_is_named() -> None:
    item = builders.numeric(
        key="1/3", tolerance="1/7", hints=["Read it."], proof=["s1.p1"], tries=["1", "0"]
    )

    assert qti21.losses(item) == (
        "A learner types the number in the way that the other program expects.",
        "Other programs do not show the hints; they are kept beside the item.",
        "A learner is not asked which passage proves the answer.",
        "Other programs decide what a second try is worth.",
        "The number 1/3 becomes 0.333333333333333.",
        "The number 1/7 becomes 0.142857142857143.",
    )
    assert qti21.losses(builders.single_choice()) == ()


@needs_references
@settings(max_examples=100, deadline=None)
@given(rich_items())
def test_every_exported_file_is_valid(item: Item) -> None:
    exported = files(qti21.dumps(builders.quiz(item, time_limit=20), course()))

    for name, raw in exported.items():
        path = MANIFEST if name == "imsmanifest.xml" else ITEM
        schema(path).assertValid(etree.fromstring(raw))
    for lom in etree.fromstring(exported["imsmanifest.xml"]).iter("{*}lom"):
        schema(METADATA).assertValid(lom)


def test_nothing_in_an_item_is_markup() -> None:
    item = builders.single_choice(
        stem='Is <b>1 < 2</b> & "so"?', key="<script>alert(1)</script>", rationale="</p>\n\n<i>"
    )

    raw = files(qti21.dumps(builders.quiz(item), course()))["items/refuser.xml"]

    tags = {each.tag.rpartition("}")[2] for each in fromstring(raw).iter()}
    assert tags.isdisjoint({"script", "b", "i"})


def test_a_file_is_the_same_each_time() -> None:
    quiz = builders.quiz()

    assert qti21.dumps(quiz, course()) == qti21.dumps(quiz, course())
