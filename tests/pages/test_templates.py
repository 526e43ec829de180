"""HTML comes from templates, which escape every value; no page puts tags together by hand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError, nodes
from markupsafe import Markup, escape

from sourcebook.pages.shared import links, templates

PAGES = Path(templates.__file__).parents[1]
WITHOUT_VALUES = {"streamlit_internals", "browser_fields"}
"""Folders whose HTML stands in a page as it is: it holds no value of a course or a learner."""
TAG = re.compile(r"<[a-z][a-z0-9]*[ >]")
MODULES = sorted(
    each for each in PAGES.rglob("*.py") if WITHOUT_VALUES.isdisjoint(each.relative_to(PAGES).parts)
)
TEMPLATES = sorted(
    each
    for each in PAGES.rglob("*.html")
    if WITHOUT_VALUES.isdisjoint(each.relative_to(PAGES).parts)
)
SPELL = "<script>alert(1)</script> ' onclick='go()' & \" **b**"


def name_of(path: Path) -> str:
    return path.relative_to(PAGES).as_posix()


def constants(tree: ast.AST) -> Iterator[str]:
    """The strings in a piece of code."""
    for each in ast.walk(tree):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_page_puts_no_value_between_tags_by_hand(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    f_strings = [each for each in ast.walk(tree) if isinstance(each, ast.JoinedStr)]
    imported = {
        name.name
        for each in ast.walk(tree)
        if isinstance(each, ast.ImportFrom) and each.module == "html"
        for name in each.names
    }

    assert [text for each in f_strings for text in constants(each) if TAG.search(text)] == []
    assert imported == set()


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_html_of_more_than_one_tag_stands_in_a_template(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))

    assert [text for text in constants(tree) if len(TAG.findall(text)) > 1] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_switches_escaping_off_nowhere(template: Path) -> None:
    parsed = Environment(autoescape=True).parse(template.read_text("utf-8"))

    assert [each for each in parsed.find_all(nodes.Filter) if each.name == "safe"] == []
    assert list(parsed.find_all(nodes.EvalContextModifier)) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_value_in_a_tag_stands_in_quotes(template: Path) -> None:
    """Escaping keeps a value inside quotes; without them a space would end it."""
    source = re.sub(r"\{%.*?%\}", "", template.read_text("utf-8"), flags=re.DOTALL)
    source = re.sub(r"\{\{.*?\}\}", "VALUE", source, flags=re.DOTALL)
    tags = re.findall(r"<[a-z](?:'[^']*'|[^'>])*>", source)

    assert [tag for tag in tags if "VALUE" in re.sub(r"'[^']*'", "", tag)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_each_template_is_drawn_by_the_module_beside_it(template: Path) -> None:
    """A macro that nobody calls is dead, and one that is missing fails only when it is drawn."""
    code = template.with_suffix(".py").read_text("utf-8")
    used = set(re.findall(r"\b_html\.(\w+)", code))
    parsed = Environment(autoescape=True).parse(template.read_text("utf-8"))
    macros = {each.name for each in parsed.find_all(nodes.Macro)}
    called = {
        each.node.name for each in parsed.find_all(nodes.Call) if isinstance(each.node, nodes.Name)
    }

    assert used - macros == set()
    assert macros - used - called == set()


def test_a_value_is_escaped_in_text_and_in_attributes() -> None:
    shown = links.link(SPELL, SPELL)

    assert shown == f"<a data-in-app='1' href='{escape(SPELL)}'>{escape(SPELL)}</a>"


def test_html_in_html_is_escaped_once() -> None:
    link = links.link("/me", "You & me")

    assert links.next_links([link]).count("You &amp; me") == 1


def test_a_value_that_is_not_there_is_an_error() -> None:
    html = templates.Macros(links.__file__)

    with pytest.raises(UndefinedError):
        html.link("/me")


def test_a_macro_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no_such_macro"):
        _ = templates.Macros(links.__file__).no_such_macro


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("<p>\n  One\n  two.\n</p>\n", "<p>One two.</p>"),
        ("<p>\n  One{{ ' ' }}\n  <b>two</b>.\n</p>", "<p>One <b>two</b>.</p>"),
        ("<a class='x'\n  href='/'>One</a>", "<a class='x' href='/'>One</a>"),
        ("{% if true %}\n  <p>{{ 'a\nb' }}</p>\n{% endif %}\n", "<p>a\nb</p>"),
    ],
)
def test_a_line_break_is_a_space_between_words_and_nothing_beside_a_tag(
    written: str, drawn: str
) -> None:
    assert templates.environment().from_string(written).render() == Markup(drawn)
