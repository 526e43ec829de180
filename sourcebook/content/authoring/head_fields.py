"""Changes to a field at the head of a course file, such as its title or its state.

A quiz and a source begin with their fields; a lesson has them between its first two lines of
hyphens.
"""

import re

from sourcebook.content.authoring.quiz_edits import with_quiz_field
from sourcebook.content.yaml.text import Value
from sourcebook.errors import EditingError

_FRONT = re.compile(r"\A(---[ \t]*\n)(.*?\n)(?=---[ \t]*(?:\n|\Z))", re.DOTALL)


def with_head_field(path: str, text: str, field: str, value: Value | None) -> str:
    """The text with a field at its head changed, added or (None) taken out.

    Raises EditingError if the head cannot be read.
    """
    if not path.endswith(".md"):
        return with_quiz_field(text, field, value)
    found = _FRONT.match(text)
    if found is None:
        raise EditingError("The file does not begin with its fields between two lines '---'.")
    front = with_quiz_field(found[2], field, value)
    return f"{found[1]}{front}{text[found.end() :]}"
