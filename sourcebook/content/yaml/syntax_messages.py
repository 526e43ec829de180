"""Why a YAML file cannot be read, in a teacher's words: where, what is wrong, and what to do."""

from sourcebook.content.faults import Spot
from sourcebook.content.yaml.libyaml import Reason, Stop


def place(stop: Stop, text: str) -> Spot:
    """Where a text or key without an end begins, else where reading stopped.

    The end of the text if libyaml points behind it.
    """
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if stop.spot.line <= len(lines):
        return stop.spot
    return Spot(max(1, len(lines)), len(lines[-1]) + 1 if lines else 1)


def explain(stop: Stop, text: str) -> tuple[str, str]:
    """Why reading stopped, and what to do."""
    spot = stop.spot
    line = text.split("\n")[spot.line - 1] if spot.line <= text.count("\n") + 1 else ""
    if stop.reason is Reason.KEY_EXPECTED and line[: spot.column - 1].rstrip().endswith(('"', "'")):
        hint = "Put the whole text in quotes of the other kind."
        return "the text goes on after its closing quotation mark.", hint
    if stop.reason:
        message, hint = PROBLEMS[stop.reason]
        return message.format(line=(stop.begun or spot).line), hint
    if line[: len(line) - len(line.lstrip())].count("\t"):
        return "a tab stands in the indentation.", "Indent with spaces."
    return f"{stop.words}.", "Compare the line with its neighbours."


PROBLEMS: dict[Reason, tuple[str, str]] = {
    Reason.TOO_DEEP: (
        "lists and mappings are nested more than 30 deep.",
        "Close the brackets.",
    ),
    Reason.QUOTE_LEFT_OPEN: (
        "the quotation mark opened at line {line} is never closed.",
        "Close it, or put the other kind of quotation mark round the text.",
    ),
    Reason.COLON_IN_TEXT: (
        "a colon followed by a space stands inside a text without quotes.",
        "Put the whole text in quotes.",
    ),
    Reason.FIRST_CHARACTER: (
        "a text may not start with this character (@, `, % or a tab).",
        "Put the text in quotes; indent with spaces, not tabs.",
    ),
    Reason.KEY_EXPECTED: (
        "this does not line up with what began at line {line}.",
        "Indent it like its neighbours, and look for a quotation mark or bracket left open.",
    ),
    Reason.DASH_EXPECTED: (
        "this does not line up with the list that began at line {line}.",
        "Indent it like its neighbours, or start it with '- ' under the other entries.",
    ),
    Reason.COLON_EXPECTED: (
        "a line stands where a key with a colon was expected.",
        "Write 'key: value', or indent the line as part of the text above it.",
    ),
    Reason.BRACKET_LEFT_OPEN: (
        "the bracket opened at line {line} is never closed, or a comma is missing.",
        "Close the bracket, or write one entry per line.",
    ),
    Reason.LIST_IN_A_LINE: (
        "a list starts in the middle of a line.",
        "Start each '- ' on a line of its own, or put the text in quotes.",
    ),
    Reason.EMPTY_ALIAS: (
        "a text may not start with * or &, which YAML keeps for itself.",
        "Put the whole text in quotes.",
    ),
    Reason.ESCAPE: (
        "a backslash between double quotes starts an escape that YAML does not know.",
        "Put the text in single quotes, or write two backslashes.",
    ),
    Reason.TEXT_AFTER_SIGN: (
        "text stands on the same line as | or >.",
        "Start the text on the next line, indented, or put all of it in quotes.",
    ),
    Reason.END_EXPECTED: (
        "something stands here after the end of the content.",
        "Delete it, or look for a bracket that closes too early.",
    ),
    Reason.TAG: (
        "a text may not start with !, which YAML keeps for itself.",
        "Put the whole text in quotes.",
    ),
    Reason.VERSION: (
        "the YAML version named here is not supported.",
        "Delete the line that starts with %YAML.",
    ),
}
