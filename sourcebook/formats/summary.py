"""What formats hold, in words: for all kinds of item, and for the quiz at hand."""

from collections.abc import Iterator

from sourcebook.formats.registry import FORMATS, Format
from sourcebook.model.item_kinds import KINDS
from sourcebook.model.quizzes import Quiz


def as_table() -> str:
    """The table of kinds by formats, as Markdown, with what is lost below it."""
    families = _families()
    names = list(families)
    head = [f"| kind | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
    rows = (
        f"| `{kind}` | {' | '.join(_level(each, kind) for each in families.values())} |"
        for kind in KINDS
    )
    return "\n".join([*head, *rows, "", *_notes()]) + "\n"


def left_behind(quiz: Quiz, format: Format) -> list[str]:
    """What the file of this quiz will not hold, item by item, each as a sentence or two."""
    return [
        f"{number}. {item.id}: {' '.join(lost)}"
        for number, item in enumerate(quiz.items, 1)
        if (lost := format.losses(item))
    ]


def _families() -> dict[str, Format]:
    """The formats by title, of versions that hold the same only one."""
    found: dict[str, Format] = {}
    for each in FORMATS.values():
        found.setdefault(each.module, each)
    return {each.title.removesuffix(", version A"): each for each in found.values()}


def _level(format: Format, kind: str) -> str:
    fit = format.fits().named(kind)
    return fit.level if fit else ""


def _notes() -> Iterator[str]:
    for title, format in _families().items():
        told: dict[str, list[str]] = {}
        for kind, fit in format.fits().pairs():
            if fit.lost:
                told.setdefault(fit.lost, []).append(f"`{kind}`")
        for lost, kinds in told.items():
            yield f"- **{title}**, {', '.join(kinds)}: {lost}"
