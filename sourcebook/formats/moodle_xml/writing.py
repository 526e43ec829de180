"""Writing a quiz as Moodle XML: a category with its title, and a question for each item."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sourcebook.formats.html_text import as_html
from sourcebook.formats.moodle_xml.answers import TYPES, add_answers, question_text
from sourcebook.formats.moodle_xml.elements import html, leaf, plain
from sourcebook.formats.moodle_xml.explanations import general_feedback
from sourcebook.formats.moodle_xml.marks import listed, part
from sourcebook.formats.moodle_xml.numbers import grade, short
from sourcebook.formats.proofs import passage_name
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import claim_of
from sourcebook.model.items import Band, Hint, Item, MultipleChoice, Numeric
from sourcebook.model.quizzes import Quiz

TAG: Final = "sourcebook {}: {}"
"""A tag of ours: its name, and what it says."""

_LONGEST_NAME: Final = 90
_LONGEST_CATEGORY: Final = 240
_TAG_SIGNS: Final = str.maketrans("<>", "‹›")
_USUAL_PENALTY: Final = Fraction(1, 3)


def dumps(quiz: Quiz, course: Course) -> bytes:
    """The quiz as a file that Moodle 4.5 and later import: `Question bank > Import > Moodle XML`.

    Questions of the kind `ordering` need Moodle 4.5, or the plugin of that name.
    """
    root = Element("quiz")
    _add_category(root, quiz)
    for item in quiz.items:
        _add_question(root, item, course)
    indent(root)
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def penalty(item: Item) -> Fraction:
    """What Moodle takes off for each further try."""
    return 1 - item.tries[1] if len(item.tries) > 1 else _USUAL_PENALTY


def tags(item: Item) -> Iterator[str]:
    """What the tags of a question say of its item."""
    yield TAG.format("kind", item.type)
    yield TAG.format("objective", item.objective)
    yield TAG.format("skill", item.skill)
    yield TAG.format("difficulty", item.difficulty)
    if isinstance(item, MultipleChoice):
        yield TAG.format("scoring", item.scoring)
    if isinstance(item, Numeric):
        bands: tuple[Numeric | Band, ...] = (item, *item.also_accept, *item.distractors)
        for band in bands:
            if band.between:
                yield TAG.format("range", " to ".join(map(short, band.between)))
    if len(item.tries) > 1:
        yield TAG.format("tries", " ".join(map(str, item.tries)))
    if item.comparison:
        yield TAG.format("comparison", item.comparison)


def _add_category(root: Element, quiz: Quiz) -> None:
    added = SubElement(root, "question", type="category")
    title = _on_one_line(quiz.title, _LONGEST_CATEGORY)
    # A blank keeps the slashes of the title apart from the one that begins its name.
    name = title.replace("/", "//")
    plain(added, "category", f"$course$/top/{' ' if name.startswith('/') else ''}{name}")
    html(added, "info", part("title", as_html(quiz.title)))
    leaf(added, "idnumber", quiz.id)


def _add_question(root: Element, item: Item, course: Course) -> None:
    question = SubElement(root, "question", type=TYPES.of(item))
    plain(question, "name", _name(item))
    html(question, "questiontext", question_text(item))
    html(question, "generalfeedback", general_feedback(item, course))
    leaf(question, "defaultgrade", grade(item.points))
    leaf(question, "penalty", grade(Fraction(1) if item.type == "true_false" else penalty(item)))
    leaf(question, "hidden", "0")
    leaf(question, "idnumber", item.id)
    add_answers(question, item, course)
    for hint in item.hints:
        _add_hint(question, hint, course)
    # Moodle gives as many further tries as there are hints.
    for _ in range(len(item.tries) - 1 - len(item.hints)):
        html(question, "hint", part("try", as_html("Try again.")))
    held = SubElement(question, "tags")
    for tag in tags(item):
        plain(held, "tag", tag)


def _name(item: Item) -> str:
    """The beginning of what is asked, without what Moodle would take for a tag."""
    return _on_one_line(claim_of(item) or item.stem, _LONGEST_NAME)


def _on_one_line(text: str, longest: int) -> str:
    line = " ".join(text.split()).translate(_TAG_SIGNS)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _add_hint(question: Element, hint: Hint, course: Course) -> None:
    text = as_html(hint.text)
    if hint.passage:
        text += listed("passage", [(hint.passage, passage_name(hint.passage, course))])
    html(question, "hint", text)
