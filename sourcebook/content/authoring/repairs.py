"""Errors that a program may fix: a misspelt reference or quotation with one near match.

Errors with two near matches, or none, are left to people. A fix changes one value and
nothing else. The author sees it first, and decides whether it is right.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path
from typing import NamedTuple

from sourcebook.content.authoring.value_edits import replace_words
from sourcebook.content.checking import read_and_check
from sourcebook.content.faults import Fault, Spot
from sourcebook.content.files import ContentFile
from sourcebook.content.quotations import fold, quotations, stands_in
from sourcebook.content.statements import statements
from sourcebook.content.suggestions import known_names
from sourcebook.content.unchecked_course import UncheckedCourse, read_unchecked_course
from sourcebook.content.yaml.alignment import moved, shift_of
from sourcebook.errors import EditingError

MOST_ROUNDS = 20
"""A fix may uncover another error of its file, but hardly this often."""

NEAR_WORDS = 0.85
"""How similar a quotation and a quote must be to count as the same: 0 to 1, difflib's ratio."""

_QUOTATION = "unlisted-quotation"
_LINE_END = re.compile("(\r\n|\r|\n)")
_LOOKALIKE = str.maketrans("oOlI", "0011")


class Fix(NamedTuple):
    """One error that can be fixed: its place, the old text, the new text, and the reason."""

    path: str
    spot: Spot
    old: str
    new: str
    why: str


class Repaired(NamedTuple):
    """The fixes made, in order, and the files that they change, by path."""

    fixes: tuple[Fix, ...]
    files: dict[str, bytes]


def repaired(files: Mapping[str, bytes], originals: Path | None = None) -> Repaired:
    """Fix all that can be fixed in these files of a course.

    Nothing is written: the result has the new content of each file that changes.
    """
    made: list[Fix] = []
    now = dict(files)
    for _ in range(MOST_ROUNDS):
        # From the last to the first: a change only moves the text after it.
        fixes = [fix for fix in reversed(find(now, originals)) if _is_made(now, fix)]
        made += fixes
        if not fixes:
            break
    changed = {path: raw for path, raw in now.items() if raw != files[path]}
    return Repaired(tuple(sorted(made)), changed)


def find(files: Mapping[str, bytes], originals: Path | None = None) -> tuple[Fix, ...]:
    """The fixes for the errors in these files, by file and place."""
    unchecked = read_and_check(files, originals)
    texts = {file.path: file for file in unchecked.files()}
    names = [
        fix for fault in unchecked.faults() for fix in _of_name(unchecked, texts[fault.path], fault)
    ]
    shifts = [fix for file in texts.values() for fix in _of_entries(file)]
    return tuple(sorted([*names, *shifts, *_of_quotations(files)]))


def near_passages(written: str, known: Collection[str]) -> list[str]:
    """The passages that an author may have meant by this text.

    A text that differs from an id only in case, dots or look-alikes (`S2-p1O`) means that id,
    even if others are near: one figure makes another id.
    """
    alike = [passage for passage in known if _bare(passage) == _bare(written)]
    return alike or get_close_matches(written, known, n=2, cutoff=0.6)


def near_words(quotation: str, quote: str) -> tuple[float, str]:
    """The part of a quote that is most like a quotation, after how alike the two are."""
    words = list(re.finditer(r"\S+", quote))
    length = len(quotation.split())
    best = (0.0, "")
    for size in range(max(1, length - 1), length + 2):
        for first in range(len(words) - size + 1):
            stretch = quote[words[first].start() : words[first + size - 1].end()]
            matcher = SequenceMatcher(None, fold(quotation), fold(stretch), autojunk=False)
            best = max(best, (matcher.ratio(), stretch))
    return best


def _bare(passage: str) -> str:
    return re.sub(r"[^a-z0-9]", "", passage.translate(_LOOKALIKE).lower())


def _of_name(unchecked: UncheckedCourse, file: ContentFile, fault: Fault) -> Iterator[Fix]:
    old, kind = fault.values.found, fault.values.kind
    known = known_names(unchecked).get(kind)
    if known is None:
        return
    near = near_passages(old, known) if kind == "passage" else _near(old, known)
    if len(near) == 1 and _stands_at(file, fault.spot, old):
        why = f"There is no {kind} '{old}', but '{near[0]}' is near."
        yield Fix(fault.path, fault.spot, old, near[0], why)


def _near(old: str, known: Collection[str]) -> list[str]:
    return get_close_matches(old, known, n=2, cutoff=0.6)


def _stands_at(file: ContentFile, spot: Spot, old: str) -> bool:
    """Whether the name itself begins at a spot, or on the line of a figure."""
    rest = file.lines[spot.line - 1][spot.column - 1 :]
    return rest.lstrip("@'\"").startswith(old) or rest.startswith("```")


def _of_entries(file: ContentFile) -> Iterator[Fix]:
    """The fix for entries of a list that begin in a wrong column."""
    shift = shift_of(file.text) if file.path.endswith((".yaml", ".yml")) else None
    if shift:
        lines = file.lines[shift.first : shift.last + 1]
        spot = Spot(shift.first + 1, 1)
        why = "The entry does not begin in the column of those above it."
        yield Fix(file.path, spot, "\n".join(lines), "\n".join(moved(lines, shift.by)), why)


def _of_quotations(files: Mapping[str, bytes]) -> list[Fix]:
    """Fixes for quotations that nearly match one quote of a passage cited there."""
    unchecked = read_unchecked_course(files)
    known = unchecked.passages()
    for statement in statements(unchecked):
        cited = [known[passage] for passage in statement.passages if passage in known]
        quotes = list(dict.fromkeys(quote.words for each in cited for quote in each.quotes))
        for quotation in quotations(statement.text):
            if not any(stands_in(quotation, quote) for quote in quotes):
                near = {words for quote in quotes if (words := _nearly(quotation, quote))}
                if len(near) == 1:
                    new = near.pop()
                    statement.report(quotation, _QUOTATION, quotation, "", suggestion=new)
    return [_of_words(fault) for fault in unchecked.faults() if fault.rule == _QUOTATION]


def _nearly(quotation: str, quote: str) -> str:
    ratio, stretch = near_words(quotation, quote)
    return stretch if ratio >= NEAR_WORDS else ""


def _of_words(fault: Fault) -> Fix:
    old = fault.values.found
    new = _ends_like(old, fault.values.suggestion)
    why = f"No passage cited here has the words “{old}”, but one has “{new}”."
    return Fix(fault.path, fault.spot, old, new, why)


def _ends_like(old: str, new: str) -> str:
    """The new words with the punctuation at the end that the old ones have."""
    ends = " .,;:!?…"
    return new.rstrip(ends) + old[len(old.rstrip(ends)) :]


def _is_made(files: dict[str, bytes], fix: Fix) -> bool:
    """Make a fix in these files; False, and nothing changes, if that is not safe."""
    raw = files[fix.path]
    mark = "\ufeff" if raw.startswith("\ufeff".encode()) else ""
    text = raw.decode("utf-8-sig")
    try:
        if fix.path.endswith(".md"):
            text = _in_lesson(text, fix)
        elif fix.old.lstrip(" ").startswith("- "):
            text = _in_column(text, fix)
        else:
            text = replace_words(text, fix.spot, fix.old, fix.new)
    except EditingError:
        return False
    files[fix.path] = (mark + text).encode()
    return True


def _in_column(text: str, fix: Fix) -> str:
    """The text with the lines moved to the column of the others."""
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    first, old, new = fix.spot.line - 1, fix.old.split("\n"), fix.new.split("\n")
    if lines[first : first + len(old)] != old:
        raise EditingError("The lines have changed.")
    lines[first : first + len(old)] = new
    return ends.join(lines)


def _in_lesson(text: str, fix: Fix) -> str:
    """The lesson with the whole name or words replaced once, where they begin."""
    # Lines and their ends in turn: a file may have those of Windows or of old Macs.
    lines = _LINE_END.split(text)
    place = 2 * (fix.spot.line - 1)
    line = lines[place]
    start = fix.spot.column - 1
    whole = re.compile(rf"(?<![\w.-]){re.escape(fix.old)}(?![\w-]|\.\w)")
    found = whole.search(line, start)
    if found is None:
        raise EditingError(f"'{fix.old}' does not stand there.")
    lines[place] = line[: found.start()] + fix.new + line[found.end() :]
    return "".join(lines)
