"""Items of QTI 2.1 and 2.2 as other programs write them."""

from fractions import Fraction
from typing import Any

import pytest

from sourcebook.errors import QuestionListError
from sourcebook.formats import qti21
from sourcebook.formats.qti.packages import pack

MATCH = (
    '<responseProcessing template="http://www.imsglobal.org/question/rptemplates/match_correct"/>'
)
MAP = '<responseProcessing template="http://www.imsglobal.org/question/rptemplates/map_response"/>'


MAPPING = """<mapping defaultValue="0" lowerBound="0"><mapEntry mapKey="b" mappedValue="2"/>
  <mapEntry mapKey="a" mappedValue="{wrong}"/></mapping></responseDeclaration>"""


def item(
    body: str,
    key: str = "",
    *,
    base: str = "identifier",
    cardinality: str = "single",
    rest: str = "",
) -> bytes:
    """An item with this body; `key` has the values of the right response."""
    values = "".join(f"<value>{each}</value>" for each in key.split(";") if each)
    right = f"<correctResponse>{values}</correctResponse>" if values else ""
    return f"""<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="q1"
      title="One"><responseDeclaration identifier="R" cardinality="{cardinality}"
      baseType="{base}">{right}</responseDeclaration><itemBody>{body}</itemBody>{rest}
      </assessmentItem>""".encode()


def only(raw: bytes) -> Any:
    draft = qti21.loads(raw)
    (found,) = draft.items
    return found


CHOICES = """<p>Who signed?</p><choiceInteraction responseIdentifier="R" maxChoices="{most}">
  <simpleChoice identifier="a">Pashinyan<feedbackInline identifier="a" outcomeIdentifier="F"
  showHide="show">He refused.</feedbackInline></simpleChoice>
  <simpleChoice identifier="b"><b>Putin</b></simpleChoice></choiceInteraction>"""


def test_a_choice_with_feedback_inside_its_options() -> None:
    found = only(item(CHOICES.format(most=1), "b", rest=MATCH))

    assert (found["type"], found["stem"], found["key"]) == (
        "single_choice",
        "Who signed?",
        "**Putin**",
    )
    assert found["distractors"][0]["text"] == "Pashinyan"
    assert found["distractors"][0]["feedback"] == "He refused."


def test_several_right_options_are_all_or_nothing_unless_the_file_maps_them() -> None:
    body = CHOICES.format(most=0)

    found = only(item(body, "b", cardinality="multiple", rest=MATCH))

    assert (found["type"], found["keys"], found["scoring"]) == (
        "multiple_choice",
        ["**Putin**"],
        "exact",
    )


@pytest.mark.parametrize(("wrong", "rule"), [("-1", None), ("0", "coverage")])
def test_a_mapping_names_the_rule_for_ticks(wrong: str, rule: str | None) -> None:
    raw = item(CHOICES.format(most=0), "b", cardinality="multiple", rest=MAP).decode()
    mapped = raw.replace("</responseDeclaration>", MAPPING.format(wrong=wrong))

    assert only(mapped.encode())["scoring"] == rule


def test_an_option_that_is_right_in_part_keeps_its_score() -> None:
    raw = item(CHOICES.format(most=1), "b", rest=MAP).decode()
    mapped = raw.replace("</responseDeclaration>", MAPPING.format(wrong="0.5"))

    assert only(mapped.encode())["distractors"][0]["score"] == Fraction(1, 4)


def test_a_number_with_a_template_has_no_tolerance() -> None:
    body = '<p>On <textEntryInteraction responseIdentifier="R"/> November</p>'

    found = only(item(body, "23", base="integer", rest=MATCH))

    assert (found["type"], found["key"], found["stem"]) == (
        "numeric",
        "23",
        "On ______ November",
    )


def test_a_word_in_a_list_that_is_pulled_down() -> None:
    body = """<p>It was <inlineChoiceInteraction responseIdentifier="R"><inlineChoice
      identifier="y">Yerevan</inlineChoice><inlineChoice identifier="m">Moscow</inlineChoice>
      </inlineChoiceInteraction>.</p>"""

    found = only(item(body, "y", rest=MATCH))

    assert (found["type"], found["key"], found["stem"]) == (
        "single_choice",
        "Yerevan",
        "It was ______.",
    )


def test_rows_and_orders() -> None:
    rows = """<matchInteraction responseIdentifier="R"><prompt>Who leads?</prompt><simpleMatchSet>
      <simpleAssociableChoice identifier="p" matchMax="1">Pashinyan</simpleAssociableChoice>
      <simpleAssociableChoice identifier="l" matchMax="1">Lukashenko</simpleAssociableChoice>
      </simpleMatchSet><simpleMatchSet>
      <simpleAssociableChoice identifier="a" matchMax="1">Armenia</simpleAssociableChoice>
      <simpleAssociableChoice identifier="b" matchMax="1">Belarus</simpleAssociableChoice>
      </simpleMatchSet></matchInteraction>"""
    order = """<orderInteraction responseIdentifier="R"><prompt>In order?</prompt>
      <simpleChoice identifier="a">One</simpleChoice><simpleChoice identifier="b">Two</simpleChoice>
      <simpleChoice identifier="c">Three</simpleChoice></orderInteraction>"""

    matched = only(item(rows, "p a;l b", base="directedPair", cardinality="multiple"))
    ordered = only(item(order, "c;a;b", cardinality="ordered"))

    assert [(each["prompt"], each["target"]) for each in matched["pairs"]] == [
        ("Pashinyan", "Armenia"),
        ("Lukashenko", "Belarus"),
    ]
    assert matched["stem"] == "Who leads?"
    assert ordered["sequence"] == ["Three", "One", "Two"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<p>Read this.</p>", "It asks for no answer."),
        (CHOICES.format(most=1) * 2, "It asks several things at once."),
        (
            '<hotspotInteraction responseIdentifier="R"/>',
            "Sourcebook has no kind of item for 'hotspotInteraction'.",
        ),
        ('<orderInteraction responseIdentifier="R"/>', "Its right order does not name each text"),
        ('<choiceInteraction responseIdentifier="X"/>', "It does not declare what is right."),
    ],
)
def test_what_cannot_be_an_item_is_named_with_its_reason(body: str, reason: str) -> None:
    with pytest.raises(QuestionListError) as refused:
        qti21.loads(item(body, "none"))

    assert str(refused.value).startswith("The file has no question that can be read. Question 1, ")
    assert reason in str(refused.value)


def test_a_package_keeps_the_order_of_its_test_and_names_what_is_missing() -> None:
    resources = "".join(
        f'<resource type="imsqti_item_xmlv2p2" href="{name}.xml"/>' for name in ("a", "b", "c")
    )
    manifest = f"""<manifest><resources>{resources}
      <resource type="imsqti_test_xmlv2p2" href="tests/t.xml"/></resources></manifest>"""
    test = """<assessmentTest title="The summit"><assessmentItemRef href="../b.xml"/>
      <assessmentItemRef href="../a.xml"/><assessmentItemRef href="../c.xml"/></assessmentTest>"""
    essay = '<p>Why {}?</p><extendedTextInteraction responseIdentifier="R"/>'
    files = {"imsmanifest.xml": manifest.encode(), "tests/t.xml": test.encode()}
    files |= {f"{name}.xml": item(essay.format(name), base="string") for name in ("a", "b")}

    draft = qti21.loads(pack(files))

    assert draft.title == "The summit"
    assert [each["stem"] for each in draft.items] == ["Why b?", "Why a?"]
    assert [each["id"] for each in draft.items] == ["q1", "q1-2"]
    assert list(draft.notes) == ["The package names c.xml, but does not contain it."]


def test_an_item_outside_the_test_stands_at_the_end() -> None:
    manifest = b"""<manifest><resources><resource type="imsqti_item_xmlv2p1" href="a.xml"/>
      <resource type="imsqti_item_xmlv2p1" href="b.xml"/>
      <resource type="imsqti_test_xmlv2p1" href="t.xml"/></resources></manifest>"""
    test = b'<assessmentTest title="T"><assessmentItemRef href="b.xml"/></assessmentTest>'
    essay = '<p>Why {}?</p><extendedTextInteraction responseIdentifier="R"/>'
    files = {"imsmanifest.xml": manifest, "t.xml": test}
    files |= {f"{name}.xml": item(essay.format(name), base="string") for name in ("a", "b")}

    draft = qti21.loads(pack(files))

    assert [each["stem"] for each in draft.items] == ["Why b?", "Why a?"]
    assert list(draft.notes) == [
        "Questions that are not in the first test of the package stand at the end."
    ]


def test_what_a_learner_does_not_see_and_empty_options_are_named() -> None:
    body = """<rubricBlock view="candidate"><p>Read the report.</p></rubricBlock>
      <rubricBlock view="scorer"><p>Two points for both.</p></rubricBlock>
      <choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>Who?</prompt>
      <simpleChoice identifier="a">Pashinyan</simpleChoice>
      <simpleChoice identifier="b"><img src="putin.png" alt="Putin"/></simpleChoice>
      </choiceInteraction>"""

    draft = qti21.loads(item(body, "a"))

    assert draft.items[0]["stem"] == "Read the report.\n\nWho?"
    assert list(draft.notes) == [
        "A picture is left out: Putin. (q1)",
        "An option without a text is left out. (q1)",
        "A text for those who give the points is left out. (q1)",
    ]
