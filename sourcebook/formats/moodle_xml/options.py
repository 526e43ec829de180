"""What options of questions of several types have in a draft."""

import re
from collections.abc import Iterable, Mapping

from sourcebook.content.authoring.quiz_drafts import missing
from sourcebook.content.yaml.text import Value
from sourcebook.formats.moodle_xml.question import Answer, Question, Text
from sourcebook.model.base import PASSAGE, SLUG


def option_id(text: Text) -> str | None:
    """The id that the author gave to an option; None if there is none."""
    return next((key for key in text.parts.keys("option") if re.fullmatch(SLUG, key)), None)


def passages(keys: Iterable[str]) -> list[str]:
    """Those keys of marked parts that are ids of passages."""
    return [key for key in keys if re.fullmatch(PASSAGE, key)]


def with_id(text: str, given: str | None) -> Value:
    """The text of an option as a file has it, with its id if there is one."""
    return {"id": given, "text": text} if given else text


def feedback_of(answer: Answer) -> Value:
    """The feedback on choosing an answer, or the remark that it is missing."""
    return answer.feedback.text or missing("feedback")


def right_feedback(
    question: Question, keys: Iterable[Answer], explained: Text
) -> Mapping[str, Value | None]:
    """The rationale, out of the feedback on right answers; empty if the question explains them."""
    said = list(dict.fromkeys(each.feedback.text for each in keys if each.feedback.text))
    if not said:
        return {}
    if explained.text or explained.parts.html("rationale"):
        question.note("The feedback on right answers is left out.")
        return {}
    question.note("The feedback on right answers stands as the rationale.")
    return {"rationale": "\n\n".join(said)}
