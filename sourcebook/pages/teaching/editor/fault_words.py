"""What is wrong with a value of a quiz, in the words that the form has for it."""

from sourcebook.content.faults import Fault
from sourcebook.content.file_places import Path
from sourcebook.pages.teaching.editor.form_fields import Field, row_label

_EMPTY = "Nothing is written here yet."
_NO_ITEMS = "The quiz has no item yet. Add one, or let it draw some from other quizzes."


def full_place(fault: Fault) -> Path:
    """The place of a fault, down to the field that is missing."""
    return (*fault.place, fault.values.missing) if fault.values.missing else fault.place


def words_of(fault: Fault) -> str:
    """What is wrong, for somebody who looks at the field."""
    if fault.values.missing:
        return _EMPTY
    if fault.rule == "empty-quiz" and not fault.place:
        return _NO_ITEMS
    return f"{fault.advice[:1].upper()}{fault.advice[1:]}"


def named_within(field: Field, rest: Path) -> tuple[str, str]:
    """What a field, or a part of it, is called, and its key without the beginning."""
    match rest:
        case (int(number), *inner) if field.is_list:
            name = inner[0] if inner else field.parts[0].name
            part = next((each for each in field.parts if each.name == name), field.parts[0])
            return row_label(part, number), f"{field.name}-{number}-{part.name}"
        case (str(name), *_):
            part = next((each for each in field.parts if each.name == name), field)
            return part.label, f"{field.name}-{part.name}" if part is not field else field.name
        case _:
            return field.label, field.name
