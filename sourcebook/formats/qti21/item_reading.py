"""Reads one item of QTI 2.1 or 2.2."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from fractions import Fraction
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

from sourcebook.errors import QuestionListError
from sourcebook.formats.qti.explanations import Explanation, read_explanation
from sourcebook.formats.qti.found import Answer, Essay, Found, NotReadable
from sourcebook.formats.qti.tags import ReadTags
from sourcebook.formats.qti.texts import lost_feedback, read_text
from sourcebook.formats.qti.xml_text import inner_html, read_decimal, text_of
from sourcebook.formats.qti21.answers import (
    read_choices,
    read_inline_choice,
    read_numbers,
    read_order,
    read_rows,
    read_words,
)
from sourcebook.formats.qti21.question import Question

_LEVELS: Final = 3
_GENERAL: Final = ("general_feedback", "general_fb", "correct", "correct_fb")


def read_item(root: Element, read: ReadTags) -> Found:
    """An item as it was found. Raises NotReadable, with the reason, if it cannot be one."""
    try:
        return _read(root, read)
    except QuestionListError as error:
        raise NotReadable(str(error)) from error


def _read(root: Element, read: ReadTags) -> Found:
    body = root.find("itemBody")
    if body is None:
        raise NotReadable("It has no text.")
    question = _question(root, body)
    answer = _answer(question, body)
    if any(map(text_of, _for_teachers(body))) and _rubric(body) is None:
        question.notes.append("A text for those who give the points is left out.")
    if_wrong = question.feedback_on("wrong-order", "incorrect")
    explanation, notes = _explanation(root, question)
    stem, claim = _asked(body, question.interaction)
    unread = (f"Its '{name}' cannot be read and is left out." for name in read.unread)
    return Found(
        ident=root.get("identifier", ""),
        stem=stem[0],
        answer=answer,
        claim=claim,
        if_wrong=if_wrong,
        explanation=explanation,
        points=_points(root),
        tags=read.tags,
        notes=(*stem[1], *question.notes, *notes, *explanation.left_out, *unread),
    )


def _question(root: Element, body: Element) -> Question:
    interactions = [each for each in body.iter() if each.tag.endswith("Interaction")]
    if len(interactions) != 1:
        reason = "It asks several things at once." if interactions else "It asks for no answer."
        raise NotReadable(reason)
    interaction = interactions[0]
    name = interaction.get("responseIdentifier", "")
    response = next(
        (each for each in root.iter("responseDeclaration") if each.get("identifier") == name), None
    )
    if response is None:
        raise NotReadable("It does not declare what is right.")
    return Question(root, interaction, response, _feedback(root), [])


_READERS: Mapping[str, Callable[[Question], Answer]] = MappingProxyType(
    {
        "choiceInteraction": read_choices,
        "inlineChoiceInteraction": read_inline_choice,
        "matchInteraction": read_rows,
        "orderInteraction": read_order,
    }
)


def _answer(question: Question, body: Element) -> Answer:
    tag = question.interaction.tag
    if tag == "extendedTextInteraction":
        return Essay(_rubric(body), "")
    if tag == "textEntryInteraction":
        is_number = question.response.get("baseType") in ("float", "integer")
        return read_numbers(question) if is_number else read_words(question)
    if reader := _READERS.get(tag):
        return reader(question)
    raise NotReadable(f"Sourcebook has no kind of item for '{tag[:40]}'.")


def _feedback(root: Element) -> dict[str, str]:
    """The texts that are shown after an answer, by their identifier."""
    return {
        each.get("identifier", ""): inner_html(each)
        for each in root.iter("modalFeedback")
        if each.get("showHide", "show") == "show"
    }


def _explanation(root: Element, question: Question) -> tuple[Explanation, list[str]]:
    """What is shown after any answer, or after a right one; and what other feedback is lost."""
    shown = dict(question.feedback)
    general = [inner_html(each) for each in root.iter("modalFeedback") if _is_general(each)]
    general += [shown.pop(name) for name in _GENERAL if name in shown]
    unused = (html for name, html in shown.items() if name not in question.used)
    notes = [lost_feedback(html) for html in unused if html.strip()]
    return read_explanation("".join(f"<div>{each}</div>" for each in general)), notes


def _is_general(feedback: Element) -> bool:
    return feedback.get("showHide") == "hide"


def _points(root: Element) -> Fraction | None:
    """The points of an item: its maximum, or what the variable MAXSCORE has at the start."""
    by_name = {each.get("identifier"): each for each in root.iter("outcomeDeclaration")}
    if (most := by_name.get("MAXSCORE")) is not None:
        return read_decimal(text_of(most.find("defaultValue/value")))
    score = by_name.get("SCORE")
    return read_decimal(score.get("normalMaximum")) if score is not None else None


def _rubric(body: Element) -> tuple[str, str, str] | None:
    by_class = {each.get("class"): each for each in body.iter("div")}
    levels = [by_class.get(f"sourcebook-rubric-{name}") for name in ("full", "part", "none")]
    if len([each for each in levels if each is not None]) < _LEVELS:
        return None
    full, part, none = (read_text(inner_html(each)).text for each in levels if each is not None)
    return full, part, none


def _for_teachers(body: Element) -> list[Element]:
    """The texts that a learner does not see."""
    return [each for each in body.iter("rubricBlock") if "candidate" not in each.get("view", "")]


def _asked(body: Element, interaction: Element) -> tuple[tuple[str, list[str]], str]:
    """The stem with what is left out of it, and the claim."""
    by_class = {each.get("class"): each for each in body.iter()}
    if (stem := by_class.get("sourcebook-stem")) is not None:
        claim = by_class.get("sourcebook-claim")
        quoted = read_text(inner_html(claim)).text if claim is not None else ""
        return _stem_of(inner_html(stem)), quoted
    html = "".join(_without(body, interaction))
    return _stem_of(html), ""


def _stem_of(html: str) -> tuple[str, list[str]]:
    text = read_text(html)
    return text.text, list(text.left_out)


def _without(body: Element, interaction: Element) -> Iterator[str]:
    """The body without what is chosen from, then the prompt of the interaction."""
    prompt = interaction.find("prompt")
    asked = inner_html(prompt) if prompt is not None else ""
    position = list(body.iter()).index(interaction)
    shown = deepcopy(body)
    removed = list(shown.iter())[position]
    inline = removed.tag in ("textEntryInteraction", "inlineChoiceInteraction")
    tail = removed.tail
    removed.clear()
    removed.tag, removed.tail = "span", tail
    removed.text = "______" if inline else ""
    for rubric in _for_teachers(shown):
        rubric.clear()
    yield inner_html(shown)
    yield f"<div>{asked}</div>"
