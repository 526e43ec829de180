"""docs/teachers.md and its neighbours tell the truth.

Every YAML block of the documentation is run by a test, every command exists with its options,
what stands in bold stands on the screen, and every link leads somewhere.
"""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command

from sourcebook.__main__ import app
from sourcebook.content.checking import check, read_files
from tests.rulebook import examples
from tests.template_text import template_text

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md")))
}
TEACHERS = PAGES["docs/teachers.md"]

# Where the YAML blocks of each page are run.
RUN_BY = {
    "README.md": "tests/test_readme.py",
    "docs/rules.md": "tests/test_rules.py",
    "docs/scoring.md": "tests/test_scoring_docs.py",
    "docs/teachers.md": "tests/test_teachers_docs.py",
}
_YAML = re.compile(r"^(?P<fence>`{3,})ya?ml\b.*?\n(?P<block>.*?)^(?P=fence)$", re.DOTALL | re.M)
_FENCED = re.compile(
    r"^(?P<fence>`{3,})(?P<kind>\w*)\n(?P<block>.*?)^(?P=fence)$", re.DOTALL | re.M
)


def blocks(page: str) -> list[str]:
    """The YAML blocks of a page."""
    return [found["block"] for found in _YAML.finditer(PAGES[page])]


def prose(page: str) -> str:
    """A page without its fenced blocks, on one line."""
    return " ".join(_FENCED.sub("", PAGES[page]).split())


def commands(page: str) -> list[str]:
    """What a page says after `sourcebook`, in its sentences and in its blocks for a shell."""
    inline = re.findall(r"`sourcebook ([^`]+)`", prose(page))
    shell = (each["block"] for each in _FENCED.finditer(PAGES[page]) if each["kind"] == "sh")
    return inline + [
        line for block in shell for line in re.findall(r"^sourcebook (.+)$", block, re.M)
    ]


def in_bold(page: str) -> list[str]:
    """What stands in bold in the sentences of a page."""
    return re.findall(r"\*\*(.+?)\*\*", prose(page))


def said_by_the_app() -> set[str]:
    """Every piece of text in the code and the templates; `…` stands for what is put in."""
    code, templates = ROOT.glob("sourcebook/**/*.py"), ROOT.glob("sourcebook/**/*.html")
    texts = [text for file in code for text in _texts(file)]
    texts += [template_text(file, value="…", statement="\n") for file in templates]
    return {" ".join(piece.split()) for text in texts for piece in re.split(r"<[^>]*>|\n", text)}


def _texts(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(each.value) if isinstance(each, ast.Constant) else "…" for each in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def is_said(words: str, pieces: set[str]) -> bool:
    """Whether the app says this: as a whole label, or as the beginning of what it says."""
    start = re.compile(rf"{re.escape(words.rstrip('.:'))}(?:[.:,;]|$| \()")
    beginning = re.compile(rf"{re.escape(words)} ")
    long = len(words.split()) > 3
    return any(start.match(piece) or (long and beginning.match(piece)) for piece in pieces)


def anchors(text: str) -> set[str]:
    """What a link may name in a page: its headings as GitHub writes them in an address."""
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def test_every_page_with_yaml_names_the_test_that_runs_it() -> None:
    with_yaml = [page for page in PAGES if blocks(page)]

    assert sorted(with_yaml) == sorted(RUN_BY)
    assert [test for test in RUN_BY.values() if not (ROOT / test).exists()] == []


def test_no_block_of_a_page_that_is_run_elsewhere_is_left_out() -> None:
    """The README has one; the rule book's test knows them by their places, scoring's by a table."""
    run = [text for example in examples() for _, text in example.fragments]

    assert len(blocks("README.md")) == 1
    assert [each for each in blocks("docs/rules.md") if each not in run] == []


def test_the_examples_for_teachers_can_stand_in_a_quiz_of_this_course() -> None:
    path = "quizzes/99-teachers.yaml"
    text = "id: teachers-examples\ntitle: Examples\nitems:\n"
    quiz = text + "".join(blocks("docs/teachers.md"))

    result = check(read_files(ROOT) | {path: quiz.encode()})

    assert [fault for fault in result.faults if fault.path == path] == []
    assert result.course is not None
    assert len(result.course.quizzes["teachers-examples"].items) == 7


@pytest.mark.parametrize("page", ["README.md", "docs/teachers.md"])
def test_every_command_exists_with_its_options(page: str) -> None:
    unknown = [said for said in commands(page) if not _exists(said)]

    assert len(commands(page)) > 5
    assert unknown == []


def _exists(said: str) -> bool:
    """Whether this can be typed after `sourcebook`, but for the values that are not there."""
    command = get_command(app)
    words = shlex.split(said)
    while isinstance(command, TyperGroup):
        name = words.pop(0) if words else ""
        found = command.get_command(typer.Context(command), name)
        if found is None:
            return False
        command = found
    options = {name: each for each in command.params for name in each.opts if name[:1] == "-"}
    return {word for word in words if word.startswith("-")} <= set(options)


def test_what_stands_in_bold_stands_on_the_screen() -> None:
    # Words at the head of a paragraph or of an entry in a list are headings of the page's own.
    headings = {"bold", *re.findall(r"(?:\n\n|\n- )\*\*(.+?)\*\*", TEACHERS)}
    pieces = said_by_the_app()

    missing = [
        each
        for each in in_bold("docs/teachers.md")
        if each not in headings and not is_said(each, pieces)
    ]

    assert len(in_bold("docs/teachers.md")) > 60
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)\s]+)\)", prose(page))
    lost = []

    for link in links:
        place, _, anchor = link.partition("#")
        target = ((ROOT / page).parent / place).resolve() if place else ROOT / page
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            lost.append(link)

    assert lost == []


def test_a_command_or_a_label_that_is_not_there_is_found() -> None:
    pieces = {"Save", "Bring version … back", "Not saved: … would reach the course."}

    assert not _exists("frobnicate")
    assert not _exists("check --wach")
    assert not is_said("Save it all", pieces)
    assert is_said("Bring version … back", pieces)
