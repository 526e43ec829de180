"""What stands inside the braces of a question: options, texts to type, pairs, an order."""

import re
from fractions import Fraction
from typing import Final

from sourcebook.formats.gift.escapes import shown
from sourcebook.formats.gift.questions import (
    Answer,
    Choice,
    Format,
    Match,
    Matches,
    Sequenced,
    Statement,
    Text,
    Typed,
    UnreadableError,
)

MOST_ANSWERS: Final = 200
_PREFIX: Final = re.compile(r"\[(html|markdown|plain|moodle)\]")
_WEIGHT: Final = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]{0,15})?)%")
_TRUTHS: Final = {"T": True, "TRUE": True, "F": False, "FALSE": False}


def text_of(part: str, default: Format) -> Text:
    """A part of a question as a text, in the format that it names at its very beginning."""
    written = part.strip()
    named = _PREFIX.match(written)
    form: Format = default
    match named and named[1]:
        case "html" | "markdown" | "plain" | "moodle" as form:
            written = written[len(form) + 2 :]
    return Text(shown(written), form)


def weighted(part: str, default: Fraction) -> tuple[Fraction, str]:
    """The weight that a part begins with, from −1 to 1, and the rest of it.

    Raises UnreadableError for a weight of more than 100 per cent.
    """
    found = _WEIGHT.match(part)
    if not found:
        return default, part
    weight = Fraction(found[1].rstrip(".")) / 100
    if abs(weight) > 1:
        raise UnreadableError(f"The weight {found[1]} % is more than 100 %.")
    return weight, part[found.end() :].strip()


def split(answers: str, mark: str) -> list[str]:
    """The parts between marks, trimmed, without the empty ones.

    Raises UnreadableError for more answers than a question can have.
    """
    parts = [part for each in answers.split(mark) if (part := each.strip())]
    if len(parts) > MOST_ANSWERS:
        raise UnreadableError(f"There are more than {MOST_ANSWERS} answers.")
    return parts


def choice(answers: str, form: Format) -> Choice:
    """The options of a question to choose from; an option without a text is left out."""
    parts = split(answers.replace("=", "~="), "~")
    options = [_option(part, form) for part in parts]
    if len(options) < 2:
        raise UnreadableError("There is one option only. Write at least two.")
    kept = tuple(each for each in options if each.text.written)
    return Choice(kept, "=" in answers)


def typed(answers: str, form: Format) -> Typed:
    """The texts of which one is to be typed; each is right unless it has a weight."""
    read = [_answer(*weighted(part, Fraction(1)), form) for part in split(answers, "=")]
    kept = tuple(each for each in read if each.text.written)
    if not kept:
        raise UnreadableError("There is no answer between the braces.")
    return Typed(kept)


def statement(answers: str, form: Format) -> Statement | None:
    """Whether a statement is true; None if something else stands in the braces.

    The first feedback is for the wrong judgement, the second for the right one.
    """
    word, *feedback = answers.split("#", 2)
    is_true = _TRUTHS.get(word.strip())
    if is_true is None:
        return None
    wrong, right = [*feedback, "", ""][:2]
    return Statement(is_true, text_of(wrong, form), text_of(right, form))


def matches(answers: str, form: Format) -> Matches:
    """Prompts with their targets, divided by an arrow."""
    return Matches(tuple(_match(part, form) for part in split(answers, "=")))


def sequenced(answers: str) -> Sequenced:
    """Texts to put into order, a line each; the first line says how they are shown."""
    _, *lines = answers.split("\n")
    texts = tuple(Text(shown(line)) for line in lines if line.strip())
    if len(texts) < 2:
        raise UnreadableError("There are fewer than two lines to put into order.")
    if len(texts) > MOST_ANSWERS:
        raise UnreadableError(f"There are more than {MOST_ANSWERS} lines to put into order.")
    return Sequenced(texts)


def _option(part: str, form: Format) -> Answer:
    is_right = part.startswith("=")
    default = Fraction(1) if is_right else Fraction(0)
    return _answer(*weighted(part.removeprefix("=").strip(), default), form)


def _answer(weight: Fraction, part: str, form: Format) -> Answer:
    answer, _, feedback = part.partition("#")
    return Answer(text_of(answer, form), weight, text_of(feedback, form))


def _match(part: str, form: Format) -> Match:
    prompt, arrow, target = part.partition("->")
    if not arrow:
        raise UnreadableError(f"There is no '->' in '{shown(part)[:60]}'. Write 'cat -> kitten'.")
    pair = Match(text_of(prompt, form), text_of(target, form))
    if not pair.target.written:
        raise UnreadableError(f"There is no answer after '{pair.prompt.written[:60]} ->'.")
    return pair
