"""A table as the pages lay it out: rows with a head each, which on a phone stand as short lists."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def table(
    name: str, heads: Sequence[str], rows: Iterable[Sequence[object]], *, look: str = "even"
) -> Markup:
    """A table that is announced by its name; the first cell of each row is the row's head.

    Cells are text, numbers or HTML. On a narrow screen each cell stands beside its head's name, so
    nothing has to be scrolled sideways. With the look `brief`, each line there has as many as fit;
    `listed` gives the heads of the rows more than half of a wide screen.
    """
    described = [(first, zip(heads[1:], others, strict=True)) for first, *others in rows]
    return _html.table(name, heads, described, look)


def newest(name: str, heads: Sequence[str], rows: Sequence[Sequence[object]], most: int) -> Markup:
    """A brief table of the first rows, the newest, and one for the others, folded away."""
    shown, others = table(name, heads, rows[:most], look="brief"), rows[most:]
    if not others:
        return shown
    earlier = table(f"{name}, from before", heads, others, look="brief")
    return _html.newest(shown, earlier, len(others))
