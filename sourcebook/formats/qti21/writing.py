"""Writes a quiz as a package of QTI 2.1: a manifest, a test, and one file for each item."""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from sourcebook.formats.qti.explanations import explain, marked
from sourcebook.formats.qti.packages import pack
from sourcebook.formats.qti.shown import title_of
from sourcebook.formats.qti.tags import tags_of, write_tags
from sourcebook.formats.qti.xml_text import as_xml, decimal, element, paragraphs
from sourcebook.formats.qti21.parts import Parts, ident, parts_of
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import claim_of
from sourcebook.model.items import Item, Ordering
from sourcebook.model.quizzes import Quiz

_QTI: Final = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE: Final = "http://www.imsglobal.org/xsd/imscp_v1p1"
_METADATA: Final = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_TEST: Final = "test.xml"


def dumps(quiz: Quiz, course: Course) -> bytes:
    """The quiz as a package (.zip) with one file for each of its own items."""
    files = {"imsmanifest.xml": as_xml(_manifest(quiz)), _TEST: as_xml(_test(quiz))}
    items = {_path(item): as_xml(item_file(item, course)) for item in quiz.items}
    return pack(files | items)


def item_file(item: Item, course: Course) -> Element:
    """The file of one item."""
    parts = parts_of(item, course)
    about = {
        "xmlns": _QTI,
        "identifier": ident(item.id),
        "title": title_of(item),
        "adaptive": "false",
        "timeDependent": "false",
        "toolName": "Sourcebook",
    }
    processing = [element("responseProcessing", {}, *parts.processing)] if parts.processing else []
    return element(
        "assessmentItem",
        about,
        parts.response,
        *_outcomes(item),
        _body(item, parts),
        *processing,
        *_feedback(item, course, parts),
    )


def _outcomes(item: Item) -> Iterator[Element]:
    points = decimal(item.points)
    yield _outcome("SCORE", "single", "float", "0", normalMaximum=points)
    yield _outcome("MAXSCORE", "single", "float", points)
    yield _outcome("FEEDBACK", "multiple", "identifier")
    yield _outcome("SOLUTION", "single", "identifier", "general_feedback")
    if isinstance(item, Ordering):
        yield _outcome("PAIRS", "single", "integer", "0")


def _outcome(name: str, cardinality: str, kind: str, *default: str, **more: str) -> Element:
    values = [element("value", {}, each) for each in default]
    given = {"identifier": name, "cardinality": cardinality, "baseType": kind} | more
    start = [element("defaultValue", {}, *values)] if values else []
    return element("outcomeDeclaration", given, *start)


def _body(item: Item, parts: Parts) -> Element:
    asked = [marked("stem", item.stem)]
    if claim := claim_of(item):
        quoted = element("blockquote", {"class": "sourcebook-claim"}, *paragraphs(claim))
        # Some programs read only the divisions and paragraphs of a body.
        asked.append(element("div", {}, quoted))
    return element("itemBody", {}, *asked, *parts.body)


def _feedback(item: Item, course: Course, parts: Parts) -> Iterator[Element]:
    for name, text in parts.feedback:
        yield _modal("FEEDBACK", name, paragraphs(text))
    yield _modal("SOLUTION", "general_feedback", explain(item, course))


def _modal(outcome: str, name: str, content: Iterable[Element]) -> Element:
    given = {"outcomeIdentifier": outcome, "identifier": name, "showHide": "show"}
    return element("modalFeedback", given, *content)


def _test(quiz: Quiz) -> Element:
    about = {"xmlns": _QTI, "identifier": ident(quiz.id), "title": quiz.title}
    limit = {"maxTime": str(60 * quiz.time_limit)} if quiz.time_limit else {}
    references = (
        element("assessmentItemRef", {"identifier": ident(each.id), "href": _path(each)})
        for each in quiz.items
    )
    section = {"identifier": "section", "title": quiz.title, "visible": "true"}
    part = {"identifier": "part", "navigationMode": "nonlinear", "submissionMode": "individual"}
    return element(
        "assessmentTest",
        about,
        *([element("timeLimits", limit)] if limit else []),
        element("testPart", part, element("assessmentSection", section, *references)),
    )


def _manifest(quiz: Quiz) -> Element:
    about = {"xmlns": _PACKAGE, "xmlns:imsmd": _METADATA, "identifier": ident(f"m-{quiz.id}")}
    return element(
        "manifest",
        about,
        element(
            "metadata",
            {},
            element("schema", {}, "QTIv2.1 Package"),
            element("schemaversion", {}, "1.0.0"),
            _lom(quiz.title, ()),
        ),
        element("organizations"),
        element("resources", {}, *_resources(quiz)),
    )


def _resources(quiz: Quiz) -> Iterator[Element]:
    needed = (element("dependency", {"identifierref": _resource(each)}) for each in quiz.items)
    about = {"identifier": "test", "type": "imsqti_test_xmlv2p1", "href": _TEST}
    yield element("resource", about, element("file", {"href": _TEST}), *needed)
    for item in quiz.items:
        about = {"identifier": _resource(item), "type": "imsqti_item_xmlv2p1", "href": _path(item)}
        keywords = (f"{name}={text}" for name, text in write_tags(tags_of(item)))
        described = element("metadata", {}, _lom(title_of(item), keywords))
        yield element("resource", about, described, element("file", {"href": _path(item)}))


def _lom(title: str, keywords: Iterable[str]) -> Element:
    texts = (element("imsmd:keyword", {}, _in_english(each)) for each in keywords)
    named = element("imsmd:title", {}, _in_english(title))
    return element("imsmd:lom", {}, element("imsmd:general", {}, named, *texts))


def _in_english(text: str) -> Element:
    return element("imsmd:langstring", {"xml:lang": "en"}, text)


def _resource(item: Item) -> str:
    return f"item-{item.id}"


def _path(item: Item) -> str:
    return f"items/{item.id}.xml"
