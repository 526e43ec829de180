"""A plan for the teacher as HTML; each citation names its passage and is a link to it."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from sourcebook.content.citations import CITATION, lesson_markdown
from sourcebook.model.course import Course, Evidence
from sourcebook.model.plans import Plan
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def plan_text(plan: Plan, course: Course) -> Markup:
    """The sections of a plan, each under its heading."""
    return _html.plan([(each.heading, _text(each.markdown, course)) for each in plan.sections])


def _text(markdown: str, course: Course) -> Markup:
    rendered = _parser().render(markdown, {"course": course})
    return Markup(rendered)  # noqa: S704  # The parser escapes what is not Markdown.


@cache
def _parser() -> MarkdownIt:
    parser = lesson_markdown()
    parser.add_render_rule(CITATION, _draw_citation)
    return parser


def _draw_citation(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    course: Course = env["course"]
    found = [course.evidence(each) for each in tokens[index].meta["passages"]]
    links = [_links(list(each)) for _, each in groupby(filter(None, found), _label)]
    return _html.citation(links) if links else ""


def _label(evidence: Evidence) -> str:
    return evidence.source.label


def _links(passages: Sequence[Evidence]) -> list[tuple[str, str, str]]:
    """The passages of one source: address, name, and what is shown, the source only once."""
    names = [markup.passage_name(each) for each in passages]
    shown = [names[0], *(markup.paragraph_number(each) for each in passages[1:])]
    addresses = [markup.passage_address(each.id) for each in passages]
    return list(zip(addresses, names, shown, strict=True))
