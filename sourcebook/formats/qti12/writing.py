"""Writes a quiz as a package of QTI 1.2 that Canvas imports."""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from sourcebook.formats.qti.explanations import explain, marked
from sourcebook.formats.qti.packages import pack
from sourcebook.formats.qti.shown import title_of
from sourcebook.formats.qti.tags import Tags, tags_of, write_tags
from sourcebook.formats.qti.xml_text import as_xml, decimal, element, paragraphs
from sourcebook.formats.qti12.parts import (
    condition,
    feedback_of,
    feedbacks,
    html_text,
    parts_of,
    shows,
)
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import claim_of
from sourcebook.model.items import ExtendedResponse, Item, Numeric, ShortAnswer, SingleChoice
from sourcebook.model.options import option
from sourcebook.model.quizzes import Quiz

TAG: Final = "sourcebook_"
_QTI: Final = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PACKAGE: Final = "http://www.imsglobal.org/xsd/imscp_v1p1"
_CANVAS: Final = "http://canvas.instructure.com/xsd/cccv1p0"
_LEARNING: Final = "associatedcontent/imscc_xmlv1p1/learning-application-resource"


def dumps(quiz: Quiz, course: Course) -> bytes:
    """The quiz as a package (.zip): its own items in one file, and its settings in another."""
    folder = f"{quiz.id}"
    return pack(
        {
            "imsmanifest.xml": as_xml(_manifest(folder)),
            f"{folder}/{folder}.xml": as_xml(quiz_file(quiz, course)),
            f"{folder}/assessment_meta.xml": as_xml(_settings(quiz)),
        }
    )


def quiz_file(quiz: Quiz, course: Course) -> Element:
    """The file of a quiz, with all its items."""
    items = (_item(each, course) for each in quiz.items)
    section = element("section", {"ident": "root_section"}, *items)
    metadata = _metadata([("cc_maxattempts", "1")])
    about = {"ident": quiz.id, "title": quiz.title}
    return element(
        "questestinterop", {"xmlns": _QTI}, element("assessment", about, metadata, section)
    )


def _item(item: Item, course: Course) -> Element:
    parts = parts_of(item, course)
    tags = ((TAG + name, text) for name, text in write_tags(_tags(item)))
    known = [
        ("question_type", parts.type),
        ("points_possible", decimal(item.points)),
        *_grading_notes(item),
    ]
    general = condition([element("other")], shows("general_fb"), carry_on=True)
    return element(
        "item",
        {"ident": item.id, "title": title_of(item)},
        element("itemmetadata", {}, _metadata([*known, *tags])),
        *_rubric(item),
        element("presentation", {}, html_text(*_asked(item)), *parts.answered),
        element("resprocessing", {}, _outcomes(), general, *parts.shown, *parts.earned),
        feedback_of("general_fb", *explain(item, course)),
        *feedbacks(parts),
    )


def _asked(item: Item) -> Iterator[Element]:
    yield marked("stem", item.stem)
    if claim := claim_of(item):
        yield element("blockquote", {"class": "sourcebook-claim"}, *paragraphs(claim))
    if isinstance(item, Numeric) and item.unit:
        yield element("p", {"class": "sourcebook-unit"}, f"({item.unit})")


def _rubric(item: Item) -> Iterator[Element]:
    if isinstance(item, ExtendedResponse):
        levels = item.three_levels.model_dump()
        shown = (marked(f"rubric-{name}", text) for name, text in levels.items())
        yield element("rubric", {"view": "Scorer"}, html_text(*shown))


def _grading_notes(item: Item) -> Iterator[tuple[str, str]]:
    """The rubric for the person who gives the points in Canvas' New Quizzes."""
    if isinstance(item, ExtendedResponse):
        rubric = item.three_levels
        levels = {"All points": rubric.full, "Half": rubric.part, "None": rubric.none}
        yield "grading_notes", "\n".join(f"{name}: {text}" for name, text in levels.items())


def _tags(item: Item) -> Tags:
    """What stands beside an item, with the wrong answers that Canvas has no place for."""
    tags = tags_of(item)
    if isinstance(item, SingleChoice):
        worth = {option(item.id, each.text).id: each.score for each in item.distractors}
        return tags.model_copy(update={"scores": {k: score for k, score in worth.items() if score}})
    if isinstance(item, Numeric):
        partly = [each for each in item.also_accept if each.score not in (None, 1)]
        return tags.model_copy(update={"wrong_numbers": (*partly, *item.distractors)})
    if isinstance(item, ShortAnswer):
        return tags.model_copy(update={"wrong_words": item.distractors})
    return tags


def _outcomes() -> Element:
    given = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    return element("outcomes", {}, element("decvar", given))


def _metadata(fields: Iterable[tuple[str, str]]) -> Element:
    written = (
        element(
            "qtimetadatafield",
            {},
            element("fieldlabel", {}, name),
            element("fieldentry", {}, text),
        )
        for name, text in fields
    )
    return element("qtimetadata", {}, *written)


def _settings(quiz: Quiz) -> Element:
    """The settings of a quiz in Canvas' own words."""
    points = sum(item.points for item in quiz.items)
    values = {
        "title": quiz.title,
        "shuffle_answers": "true",
        "quiz_type": "assignment",
        "points_possible": decimal(points) if points else "0",
        "allowed_attempts": "1",
        **({"time_limit": str(quiz.time_limit)} if quiz.time_limit else {}),
    }
    fields = (element(name, {}, text) for name, text in values.items())
    return element("quiz", {"xmlns": _CANVAS, "identifier": quiz.id}, *fields)


def _manifest(folder: str) -> Element:
    quiz, settings = f"{folder}/{folder}.xml", f"{folder}/assessment_meta.xml"
    needed = element("dependency", {"identifierref": "settings"})
    about = {"identifier": "quiz", "type": "imsqti_xmlv1p2"}
    described = {"identifier": "settings", "type": _LEARNING, "href": settings}
    return element(
        "manifest",
        {"xmlns": _PACKAGE, "identifier": f"m-{folder}"},
        element(
            "metadata",
            {},
            element("schema", {}, "IMS Content"),
            element("schemaversion", {}, "1.1.3"),
        ),
        element("organizations"),
        element(
            "resources",
            {},
            element("resource", about, element("file", {"href": quiz}), needed),
            element("resource", described, element("file", {"href": settings})),
        ),
    )
