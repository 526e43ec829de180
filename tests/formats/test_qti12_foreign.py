"""Questions of QTI 1.2 as other programs write them."""

from typing import Any

import pytest

from sourcebook.errors import QuestionListError
from sourcebook.formats import qti12

LABELS = """<render_choice><response_label ident="a"><material><mattext>Pashinyan</mattext>
  </material></response_label><response_label ident="b"><material><mattext>Putin</mattext>
  </material></response_label></render_choice>"""


def item(asked: str, answered: str, processing: str = "", *, kind: str = "") -> bytes:
    """A question; `kind` is the type that Canvas names."""
    fields = f"""<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
      <fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>"""
    return f"""<questestinterop><item ident="q1" title="One">{fields if kind else ""}
      <presentation><material>{asked}</material>{answered}</presentation>
      <resprocessing>{processing}</resprocessing></item></questestinterop>""".encode()


def right(value: str, earned: str = "100") -> str:
    """A condition under which an answer earns something."""
    return f"""<respcondition><conditionvar><varequal respident="r">{value}</varequal>
      </conditionvar><setvar action="Set">{earned}</setvar></respcondition>"""


def only(raw: bytes) -> Any:
    (found,) = qti12.loads(raw).items
    return found


def test_html_without_a_named_type_is_read_as_html() -> None:
    asked = "<mattext>&lt;p&gt;Who &lt;b&gt;refused&lt;/b&gt;?&lt;/p&gt;</mattext>"
    choice = f'<response_lid ident="r" rcardinality="Single">{LABELS}</response_lid>'

    found = only(item(asked, choice, right("a")))

    assert (found["stem"], found["key"]) == ("Who **refused**?", "Pashinyan")


def test_plain_text_stays_as_it_is_written() -> None:
    asked = '<mattext texttype="text/plain">Is 1 &lt; 2 &amp;amp; so?</mattext>'
    word = '<response_str ident="r"><render_fib/></response_str>'

    found = only(item(asked, word, right("Yes")))

    assert (found["type"], found["stem"], found["key"]) == (
        "short_answer",
        "Is 1 < 2 &amp; so?",
        "Yes",
    )


def test_an_option_that_earns_less_keeps_its_score() -> None:
    choice = f'<response_lid ident="r" rcardinality="Single">{LABELS}</response_lid>'

    found = only(item("<mattext>Who?</mattext>", choice, right("a", "10") + right("b", "5")))

    assert (found["key"], str(found["distractors"][0]["score"])) == ("Pashinyan", "1/2")


def test_several_right_options_of_canvas_are_scored_as_canvas_does() -> None:
    choice = f'<response_lid ident="r" rcardinality="Multiple">{LABELS}</response_lid>'
    both = """<respcondition><conditionvar><and><varequal respident="r">a</varequal><not>
      <varequal respident="r">b</varequal></not></and></conditionvar><setvar>100</setvar>
      </respcondition>"""

    canvas = only(item("<mattext>Who?</mattext>", choice, both, kind="multiple_answers_question"))
    other = only(item("<mattext>Who?</mattext>", choice, both))

    assert (canvas["keys"], canvas["scoring"]) == (["Pashinyan"], None)
    assert (other["keys"], other["scoring"]) == (["Pashinyan"], "exact")


def test_a_number_without_a_condition_and_a_limit_left_open_are_named() -> None:
    number = '<response_num ident="r"><render_fib fibtype="Decimal"/></response_num>'
    limits = """<respcondition><conditionvar><vargt respident="r">1</vargt><varlte respident="r">2
      </varlte></conditionvar><setvar>100</setvar></respcondition>"""

    draft = qti12.loads(item("<mattext>How many?</mattext>", number, limits))

    assert draft.items[0]["between"] == ["1", "2"]
    assert list(draft.notes) == [
        "A limit that is itself not accepted is accepted in the draft. (q1)"
    ]


@pytest.mark.parametrize(
    ("answered", "kind", "reason"),
    [
        ("", "", "It asks for no answer."),
        ("", "calculated_question", "Its numbers come from a formula."),
        ('<response_xy ident="r"/>', "", "no kind of item for this way of answering"),
        ('<response_str ident="r"/><response_str ident="s"/>', "", "several blanks"),
        (
            f'<response_lid ident="r" rcardinality="Ordered">{LABELS}</response_lid>',
            "",
            "Its right order does not name each text once.",
        ),
    ],
)
def test_what_cannot_be_an_item_is_named_with_its_reason(
    answered: str, kind: str, reason: str
) -> None:
    with pytest.raises(QuestionListError) as refused:
        qti12.loads(item("<mattext>What?</mattext>", answered, kind=kind))

    assert "Question 1, 'One': " in str(refused.value)
    assert reason in str(refused.value)
