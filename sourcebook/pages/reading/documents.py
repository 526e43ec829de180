"""Documents: passages of a report as an exhibit, its words and our summary told apart.

If the teacher has put the original articles on the site, the paragraphs themselves are shown.
"""

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.model.lessons import DocumentTask
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.passage_links import linked
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def document(course: Course, task: DocumentTask) -> Markup:
    """The passages of a document, with a line on where they come from."""
    found = [each for each in map(course.evidence, task.passages) if each]
    if not found:
        return Markup()
    source = found[0].source
    passages = [(each, markup.original(each), markup.passage_address(each.id)) for each in found]
    return _html.document(
        source, markup.source_link(source), task.headnote, passages, linked(course)
    )


def name(course: Course, task: DocumentTask) -> str:
    """A document by its source and its paragraphs."""
    found = [each for each in map(course.evidence, task.passages) if each]
    return markup.passage_name(found[0]) if found else task.passages[0]
