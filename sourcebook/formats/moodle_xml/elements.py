"""Elements of Moodle XML that questions of several types have."""

from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from sourcebook.formats.html_text import NOT_IN_XML, as_html
from sourcebook.formats.moodle_fractions import as_text, nearest
from sourcebook.formats.moodle_xml.marks import part


def leaf(parent: Element, tag: str, text: str = "") -> Element:
    """An element with nothing but a text."""
    added = SubElement(parent, tag)
    added.text = NOT_IN_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return added


def plain(parent: Element, tag: str, text: str) -> Element:
    """An element with a plain text inside."""
    added = SubElement(parent, tag)
    leaf(added, "text", text)
    return added


def html(parent: Element, tag: str, text: Markup) -> Element:
    """An element with HTML inside."""
    added = plain(parent, tag, str(text))
    added.set("format", "html")
    return added


def prose(text: str | None) -> Markup:
    """A text of an item as HTML; empty for None."""
    return as_html(text) if text else Markup("")


def option_html(text: str, given_id: str | None) -> Markup:
    """The text of an option as HTML, with the id that its author gave it."""
    return part("option", as_html(text), key=given_id) if given_id else as_html(text)


def answer(
    parent: Element, score: Fraction, text: str | Markup, feedback: Markup | None = None
) -> Element:
    """An answer with its score in per cent; a text is plain unless it is Markup."""
    if isinstance(text, Markup):
        added = html(parent, "answer", text)
    else:
        added = plain(parent, "answer", text)
        added.set("format", "moodle_auto_format")
    added.set("fraction", percent(score))
    html(added, "feedback", feedback or Markup(""))
    return added


def percent(score: Fraction) -> str:
    """The score of Moodle's list that is nearest to this one, in per cent."""
    return as_text(nearest(max(Fraction(-1), min(Fraction(1), score))) or Fraction(0))


def overall_feedback(
    parent: Element, *, partly: str | None = None, wrong: str | None = None
) -> None:
    """What is said on right, partly right and wrong answers; the number of right parts is shown."""
    html(parent, "correctfeedback", Markup(""))
    html(parent, "partiallycorrectfeedback", prose(partly))
    html(parent, "incorrectfeedback", prose(wrong))
    leaf(parent, "shownumcorrect")
