"""Questions of Moodle in which texts are matched or put into order, as fields of items."""

from collections.abc import Mapping
from typing import Final

from sourcebook.content.authoring.quiz_drafts import missing
from sourcebook.content.yaml.text import Remark, Value
from sourcebook.formats.moodle_xml.choices import note_overall_feedback
from sourcebook.formats.moodle_xml.options import option_id, with_id
from sourcebook.formats.moodle_xml.question import Question, Text
from sourcebook.formats.moodle_xml.texts import on_one_line
from sourcebook.formats.moodle_xml.tree import text_in

Fields = Mapping[str, Value | None]

_PAIRS: Final = Remark("missing. Write two or more prompts, each with its target.")
_SEQUENCE: Final = Remark("missing. Write three or more texts in the right order.")
_MOST_PAIRS: Final = 12
_MOST_TEXTS: Final = 8


def read_pairs(question: Question, stem: Text, explained: Text) -> Fields:
    """Prompts with their targets; an empty prompt makes its target one too many."""
    feedback = {
        part.key: question.html(part.html) for part in explained.parts.parts if part.name == "pair"
    }
    note_overall_feedback(question)
    pairs: list[Value] = []
    extra: list[Value] = []
    for element in question.element.findall("subquestion"):
        prompt = question.text(element, question.format)
        words = on_one_line(question.part(prompt, "option") or prompt.text)
        target = on_one_line(question.html(text_in(element, "answer/text")))
        if words and target:
            found = feedback.get(str(len(pairs) + 1)) or missing("feedback")
            pairs.append(
                {"prompt": words, "target": target, "id": option_id(prompt), "feedback": found}
            )
        elif target:
            extra.append(target)
        else:
            question.note(f"'{words[:60]}' has no target. The pair is left out.")
    if not 1 < len(pairs) <= _MOST_PAIRS:
        question.note(f"It has pairs for {len(pairs)} prompts; an item has 2 to {_MOST_PAIRS}.")
    return {"type": "matching", "pairs": pairs or _PAIRS, "extra_targets": extra or None}


def read_sequence(question: Question, stem: Text, explained: Text) -> Fields:
    """Texts in their right order, which is the order of the answers."""
    texts: list[Value] = []
    for element in question.element.findall("answer"):
        text = question.text(element, question.format)
        words = on_one_line(question.part(text, "option") or text.text)
        if words:
            texts.append(with_id(words, option_id(text)))
        if question.text(element.find("feedback")).text:
            question.note("Feedback on a single text is left out.")
    if not 2 < len(texts) <= _MOST_TEXTS:
        question.note(f"It puts {len(texts)} in order; an item has 3 to {_MOST_TEXTS} texts.")
    wrong = question.text(question.element.find("incorrectfeedback"), question.format).text
    usual = wrong == "Your answer is incorrect."
    return {
        "type": "ordering",
        "sequence": texts or _SEQUENCE,
        "feedback": missing("feedback") if usual or not wrong else wrong,
    }
