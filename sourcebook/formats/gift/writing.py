"""Writes the items of a quiz as questions of GIFT.

Texts are HTML in which nothing is markup; every sign that means something in GIFT is escaped.
No line of a text begins a line of the file, so none can be taken for a comment or an empty line.
"""

from typing import assert_never

from markupsafe import Markup

from sourcebook.formats.gift.escapes import escaped, with_entities
from sourcebook.formats.gift.sections import general_feedback
from sourcebook.formats.gift.tags import tags_of
from sourcebook.formats.gift.texts import as_line, as_paragraphs
from sourcebook.formats.gift.written_answers import answer_lines
from sourcebook.model.course import Course
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
    TrueFalse,
    VerdictItem,
)

_LONGEST_TITLE = 240


def category(title: str) -> str:
    """The block that puts what follows into a category of this title."""
    name = " ".join(title.split()).strip("/ ")
    return f"$CATEGORY: $course$/top/{name[:_LONGEST_TITLE].rstrip().replace('/', '//')}\n\n"


def question(item: Item, course: Course) -> str:
    """An item as a question, with an empty line at its end."""
    marks = " ".join([f"[id:{item.id}]", *(f"[tag:{tag}]" for tag in tags_of(item))])
    lines = [f"// {marks}", f"::{item.id}::[html]{escaped(_stem(item))}{{{_head(item)}"]
    lines += [f"\t{line}" for line in answer_lines(item, course)]
    general = general_feedback(item, course)
    is_plugin = isinstance(item, Ordering)
    lines.append(f"\t####{with_entities(general) if is_plugin else escaped(general)}")
    return "\n".join([*lines, "}"]) + "\n\n"


def _head(item: Item) -> str:
    """What stands directly behind the opening brace."""
    match item:
        case Numeric():
            return "#"
        case Ordering():
            texts = len(item.sequence)
            return f">{texts} ALL VERTICAL RELATIVE_ALL_PREVIOUS_AND_NEXT SHOW none"
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | ShortAnswer():
            return ""
        case Matching() | EvidenceItem() | ExtendedResponse():
            return ""
        case _:
            assert_never(item)


def _stem(item: Item) -> Markup:
    """The stem, with the claim or the unit that belong to it."""
    stem = as_paragraphs(item.stem)
    match item:
        case VerdictItem():
            return stem + Markup("<blockquote>{}</blockquote>").format(as_line(item.claim))
        case Numeric():
            unit = Markup("<p><i>Unit: {}</i></p>").format(as_line(item.unit or ""))
            return stem + unit if item.unit else stem
        case SingleChoice() | MultipleChoice() | TrueFalse() | ShortAnswer() | Matching():
            return stem
        case Ordering() | EvidenceItem() | ExtendedResponse():
            return stem
        case _:
            assert_never(item)
