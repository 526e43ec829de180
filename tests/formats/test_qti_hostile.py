"""Files of QTI that attack or are damaged: each is refused with a message, whatever reads it."""

import contextlib
import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.content.authoring.quiz_drafts import Draft
from sourcebook.errors import QuestionListError
from sourcebook.formats import qti12, qti21
from sourcebook.formats.qti.packages import pack
from tests import builders
from tests.formats.qti_round_trip import course

Loads = Callable[[bytes], Draft]
READERS = (qti12.loads, qti21.loads)
ENTITIES = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<questestinterop>&b;</questestinterop>"""
OUTSIDE = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><questestinterop>&a;</questestinterop>'
)
MANIFEST = b"""<manifest><resources><resource type="imsqti_item_xmlv2p1" href="a.xml"/>
</resources></manifest>"""


def archive(entries: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, raw in entries.items():
            written.writestr(name, raw)
    return made.getvalue()


FILES = {
    "nothing": b"",
    "no XML": b"What is this?",
    "entities that multiply": ENTITIES,
    "an entity from outside": OUTSIDE,
    "deep nesting": b"<questestinterop>" + b"<a>" * 1_000_000,
    "many elements": b"<questestinterop>" + b"<a/>" * 1_000_000,
    "many lines": b"<questestinterop>" + b"\n" * 9_000_000 + b"</questestinterop>",
    "an unclosed root": b"<assessmentItem>",
    "a page": b"<html><body><script>alert(1)</script></body></html>",
    "zero bytes": b"\0" * 1000,
    "a wrong encoding": b'<?xml version="1.0" encoding="no-such-thing"?><questestinterop/>',
    "half a package": archive({"imsmanifest.xml": MANIFEST})[:60],
    "an empty package": archive({}),
    "a package of pictures": archive({"a.png": b"\x89PNG"}),
    "a file without a name": archive({"a.xml": MANIFEST}).replace(b"a.xml", b"\0.xml"),
    "a path that leads out": archive({"../imsmanifest.xml": MANIFEST}),
    "a path from the root": archive({"/etc/imsmanifest.xml": MANIFEST}),
    "a path with a drive": archive({"c:\\a\\imsmanifest.xml": MANIFEST}),
    "too many files": archive({f"{n}.xml": b"" for n in range(2_001)}),
    "a file that unpacks to much": archive({"imsmanifest.xml": b" " * 20_000_000}),
    "files that unpack to much": archive({f"{n}.xml": b" " * 4_900_000 for n in range(10)}),
    "a package in itself": archive({"a.zip": archive({"a.xml": b""})}),
    "a missing item": archive({"imsmanifest.xml": MANIFEST}),
    "entities in a package": archive({"imsmanifest.xml": ENTITIES, "quiz.xml": ENTITIES}),
}


@pytest.mark.parametrize("loads", READERS, ids=["1.2", "2.1"])
@pytest.mark.parametrize("raw", FILES.values(), ids=FILES.keys())
def test_a_hostile_file_is_refused_with_a_message(raw: bytes, loads: Loads) -> None:
    with pytest.raises(QuestionListError) as refused:
        loads(raw)

    assert str(refused.value).endswith((".", "xml"))
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("loads", READERS, ids=["1.2", "2.1"])
@given(raw=st.binary(max_size=200), damage=st.integers(0, 5_000), as_package=st.booleans())
def test_any_damage_is_refused_or_read(
    raw: bytes, damage: int, as_package: bool, loads: Loads
) -> None:
    sound = (qti12 if loads is qti12.loads else qti21).dumps(builders.quiz(), course())
    start = sound if as_package else b"<questestinterop><item>"
    place = damage % len(start)

    with contextlib.suppress(QuestionListError):
        assert loads(start[:place] + raw + start[place + len(raw) :]).items


MANY_OPTIONS = """<assessmentItem identifier="a"><responseDeclaration identifier="R"
  cardinality="single" baseType="string"/><itemBody><choiceInteraction responseIdentifier="R">{}
  </choiceInteraction></itemBody></assessmentItem>"""
MANY_LABELS = """<questestinterop><item ident="a"><presentation><response_lid ident="r">{}
  </response_lid></presentation></item></questestinterop>"""
MANY_CONDITIONS = "<questestinterop><item ident='a'>{}</item></questestinterop>"


@pytest.mark.parametrize(
    ("loads", "frame", "part"),
    [
        (qti21.loads, MANY_OPTIONS, '<simpleChoice identifier="b">B</simpleChoice>'),
        (qti12.loads, MANY_LABELS, '<response_label ident="b"/>'),
        (qti12.loads, MANY_CONDITIONS, "<respcondition/>"),
    ],
)
def test_a_question_with_very_many_answers_is_left_out(loads: Loads, frame: str, part: str) -> None:
    with pytest.raises(QuestionListError, match="It has more than 500 answers"):
        loads(frame.format(part * 20_000).encode())


def test_the_format_that_was_meant_is_named() -> None:
    older = qti12.dumps(builders.quiz(), course())
    newer = qti21.dumps(builders.quiz(), course())

    with pytest.raises(QuestionListError, match=r"Import it as QTI 1\.2 \(Canvas\)"):
        qti21.loads(older)
    with pytest.raises(QuestionListError, match=r"Import it as QTI 2\.1"):
        qti12.loads(newer)
    with pytest.raises(QuestionListError, match=r"Import it as QTI 1\.2 \(Canvas\)"):
        qti21.loads(b"<questestinterop/>")
    with pytest.raises(QuestionListError, match=r"Import it as QTI 2\.1"):
        qti12.loads(b"<assessmentItem/>")


def test_a_script_in_a_question_is_left_out() -> None:
    raw = b"""<assessmentItem identifier="a" title="A"><responseDeclaration identifier="R"
      cardinality="single" baseType="string"/><itemBody><p>Why?<script>alert(1)</script>
      <img src="x.png" alt="A pen"/></p><extendedTextInteraction responseIdentifier="R"/>
      </itemBody></assessmentItem>"""

    draft = qti21.loads(raw)

    assert draft.items[0]["stem"] == "Why?"
    assert list(draft.notes) == ["A picture is left out: A pen. (a)"]


def test_deep_html_inside_a_text_leaves_one_question_out() -> None:
    deep = "&lt;div&gt;" * 900
    raw = f"""<questestinterop><item ident="a" title="A"><presentation><material>
      <mattext texttype="text/html">{deep}</mattext></material></presentation></item>
      </questestinterop>""".encode()

    with pytest.raises(QuestionListError, match="Question 1, 'A'"):
        qti12.loads(raw)


def test_tags_that_cannot_be_read_are_named() -> None:
    files = {
        "imsmanifest.xml": b"""<manifest><resources><resource type="imsqti_item_xmlv2p1"
          href="a.xml"><metadata><lom><general><keyword>hints=[[[</keyword><keyword>skill=magic
          </keyword><keyword>objective=tell-the-day</keyword></general></lom></metadata>
          </resource></resources></manifest>""",
        "a.xml": b"""<assessmentItem identifier="a"><responseDeclaration identifier="R"
          cardinality="single" baseType="string"/><itemBody><p>Why?</p><extendedTextInteraction
          responseIdentifier="R"/></itemBody></assessmentItem>""",
    }

    draft = qti21.loads(pack(files))

    assert draft.items[0]["objective"] == "tell-the-day"
    assert draft.items[0]["skill"] is None
    assert sorted(draft.notes) == [
        "Its 'hints' cannot be read and is left out. (a)",
        "Its 'skill' cannot be read and is left out. (a)",
    ]
