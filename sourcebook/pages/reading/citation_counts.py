"""What a lesson cites, numbered as in its text: folded on a screen, whole on paper."""

from collections.abc import Mapping
from html import escape

from sourcebook.model.course import Course
from sourcebook.model.sources import Source
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.number_format import counted


def cited(course: Course, numbers: Mapping[str, int]) -> str:
    """The passages by the numbers of `markup.citation_numbers`, and the articles they stand in."""
    found = [each for each in map(course.evidence, numbers) if each]
    if not found:
        return ""
    passages = "".join(
        f"<li>{markup.source_mark(each.source)}, paragraph {markup.paragraph(each)}</li>"
        for each in found
    )
    sources = {each.source.id: each.source for each in found}
    articles = "".join(f"<li>{_article(sources[each])}</li>" for each in sorted(sources))
    return (
        f"<details class='cited-list'><summary>{counted(len(found), 'passage')} cited here"
        f"</summary><ol>{passages}</ol><ul>{articles}</ul></details>"
    )


def _article(source: Source) -> str:
    """A source by its mark, its headline, its publisher and its date."""
    headline = f"“{source.headline}”" if source.headline else "no headline is printed"
    publisher = source.publisher.name or "publisher unknown"
    return (
        f"{markup.source_mark(source)}: {escape(headline)}, {escape(publisher)}, "
        f"{escape(markup.date(source.date))}"
    )
