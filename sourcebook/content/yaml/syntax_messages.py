"""What libyaml stumbles over, in a teacher's words: where it is, what it is, and the mend."""

import yaml

from sourcebook.content.faults import Spot


def place(slip: yaml.MarkedYAMLError, text: str) -> Spot:
    """Where a text or key was begun that never ends, else where reading stopped."""
    return _on_a_line(_marked(slip), text)


def explain(slip: yaml.MarkedYAMLError, text: str) -> tuple[str, str]:
    """What libyaml stumbled over, in a teacher's words, and the mend."""
    problem = slip.problem or "the text cannot be read"
    spot = _marked(slip)
    line = text.split("\n")[spot.line - 1] if spot.line <= text.count("\n") + 1 else ""
    if "expected key" in problem and line[: spot.column - 1].rstrip().endswith(('"', "'")):
        hint = "Put the whole text in quotes of the other kind."
        return "the text goes on after its closing quotation mark.", hint
    for shown, message, hint in _PROBLEMS:
        if shown in f"{problem} {slip.context or ''}":
            where = slip.context_mark.line + 1 if slip.context_mark else spot.line
            return message.format(line=where), hint
    if line[: len(line) - len(line.lstrip())].count("\t"):
        return "a tab stands in the indentation.", "Indent with spaces."
    return f"{problem}.", "Compare the line with its neighbours."


def _marked(slip: yaml.MarkedYAMLError) -> Spot:
    # Of what was begun and never ended, the beginning is the place to mend.
    begun = any(
        what in (slip.context or "") for what in ("quoted scalar", "simple key", "an alias")
    )
    mark = slip.context_mark if begun else slip.problem_mark or slip.context_mark
    return Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)


def _on_a_line(spot: Spot, text: str) -> Spot:
    """The same spot, or the end of the text where the parser points behind it."""
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if spot.line <= len(lines):
        return spot
    return Spot(max(1, len(lines)), len(lines[-1]) + 1 if lines else 1)


TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml says, from version 0.2.6 on, at the 1,001st bracket that is open."""

_PROBLEMS = (
    (
        TOO_DEEP,
        "lists and mappings are nested more than 30 deep.",
        "Close the brackets.",
    ),
    (
        "found unexpected end of stream while scanning a quoted scalar",
        "the quotation mark opened at line {line} is never closed.",
        "Close it, or put the other kind of quotation mark round the text.",
    ),
    (
        "mapping values are not allowed in this context",
        "a colon followed by a space stands inside a text without quotes.",
        "Put the whole text in quotes.",
    ),
    (
        "found character that cannot start any token",
        "a text may not start with this character (@, `, % or a tab).",
        "Put the text in quotes; indent with spaces, not tabs.",
    ),
    (
        "did not find expected key",
        "this does not line up with what began at line {line}.",
        "Indent it like its neighbours, and look for a quotation mark or bracket left open.",
    ),
    (
        "did not find expected '-' indicator",
        "this does not line up with the list that began at line {line}.",
        "Indent it like its neighbours, or start it with '- ' under the other entries.",
    ),
    (
        "could not find expected ':'",
        "a line stands where a key with a colon was expected.",
        "Write 'key: value', or indent the line as part of the text above it.",
    ),
    (
        "did not find expected ',' or",
        "the bracket opened at line {line} is never closed, or a comma is missing.",
        "Close the bracket, or write one entry per line.",
    ),
    (
        "block sequence entries are not allowed",
        "a list starts in the middle of a line.",
        "Start each '- ' on a line of its own, or put the text in quotes.",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "a text may not start with * or &, which YAML keeps for itself.",
        "Put the whole text in quotes.",
    ),
    (
        "found unknown escape character",
        "a backslash between double quotes starts an escape that YAML does not know.",
        "Put the text in single quotes, or write two backslashes.",
    ),
    (
        "did not find expected comment or line break",
        "text stands on the same line as | or >.",
        "Start the text on the next line, indented, or put all of it in quotes.",
    ),
    (
        "did not find expected <document start>",
        "something stands here after the end of the content.",
        "Delete it, or look for a bracket that closes too early.",
    ),
    (
        "found undefined tag handle",
        "a text may not start with !, which YAML keeps for itself.",
        "Put the whole text in quotes.",
    ),
    (
        "found incompatible YAML document",
        "the YAML version named here is not supported.",
        "Delete the line that starts with %YAML.",
    ),
)
