"""The examples of docs/rules.md as files of the minimal course, and the names of all rules.

An example is one or more fragments, each introduced by its place: `in an item`, `in a lesson`.
"""

import ast
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

from sourcebook.content import rule_pages
from sourcebook.content.checking import check
from sourcebook.content.faults import Fault
from tests.builders import course_files, save

ARTICLES = (
    'Six leaders met in Yerevan on 23 November 2022.\n\nOne said: "depressing".\n',
    "Nobody signed.\n",
)
FILES = {
    "a quiz": "quizzes/04-yerevan-summit.yaml",
    "a file of checks": "quizzes/05-checks.yaml",
    "a source card": "seeds/s1.yaml",
    "comparisons.yaml": "seeds/comparisons.yaml",
    "course.yaml": "seeds/course.yaml",
    "people.yaml": "seeds/people.yaml",
    "glossary.yaml": "seeds/glossary.yaml",
    "timeline.yaml": "seeds/timeline.yaml",
}
LESSON, PLAN = "lessons/04-yerevan-summit.md", "plans/04-yerevan-summit.md"
ITEM = """\
id: example
type: single_choice
objective: tell-the-day
stem: Who left the declaration unsigned?
key: Pashinyan
distractors: [{text: Putin, feedback: He signed.}]
rationale: The Munich report says so.
citations: [s1.p2]
"""

_EXAMPLE = re.compile(r"^\*\*(Bad|Good)\*\*, (.*?)(?=^\*\*|\Z)", re.DOTALL | re.MULTILINE)
_FRAGMENT = re.compile(r"^(?:and )?([^\n>]+):\n\n(`{3,})\w+\n(.*?)^\2$", re.DOTALL | re.MULTILINE)
_TIMES = {"twenty times ": 20, "forty times ": 40, "two hundred times ": 200}
_RULE_PLACE = {"add": 1, "report": 1, "_refuse": 1, "Finding": 0, "PydanticCustomError": 0}


class Example(NamedTuple):
    """An example of a rule: fragments by their place, and the message (none for a good one)."""

    rule: str
    is_bad: bool
    fragments: tuple[tuple[str, str], ...]
    message: str

    def faults(self, folder: Path) -> tuple[Fault, ...]:
        """What the check says of the minimal course with the fragments in their places."""
        files, article = course_files(), ARTICLES[0]
        for place, fragment in self.fragments:
            if place == "in an article":
                article = fragment
            else:
                files |= _placed(place, fragment, files)
        if not any(place == "in an article" for place, _ in self.fragments):
            return check(files).faults
        texts = (article, ARTICLES[1])
        save(folder, {f"{number}.txt": text.encode() for number, text in enumerate(texts)})
        return check(_with_digests(files, texts), folder).faults


def examples() -> Iterator[Example]:
    """Every example of every section of the rule book."""
    for rule, section in rule_pages.read().items():
        for found in _EXAMPLE.finditer(section):
            fragments = tuple((each[1], each[3]) for each in _FRAGMENT.finditer(found[2]))
            quoted = re.findall(r"^> (.*)$", found[2], re.MULTILINE)
            yield Example(rule, found[1] == "Bad", fragments, " ".join(quoted))


def rules() -> set[str]:
    """The names of rules, read from the calls that report a fault."""
    package = Path(rule_pages.__file__).parents[1]
    calls = (
        node
        for file in (*(package / "content").rglob("*.py"), package / "model" / "base.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
    )
    return {name for call in calls for name in _rule_of(call)}


def _rule_of(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    place = 2 if name == "Fault" else _RULE_PLACE.get(name)
    given = call.args[place] if place is not None and place < len(call.args) else None
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        yield given.value


def _placed(place: str, fragment: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The file that a fragment changes or makes, by its path."""
    place, _, encoding = place.partition(" saved in ")
    fragment = re.sub(r"<U\+(\w{4})>", lambda found: chr(int(found[1], 16)), fragment)
    if named := re.fullmatch(r"in the file `(.+)`", place):
        path, text = named[1], fragment
    elif re.fullmatch(r"in (an|two|three|four) items?", place):
        path, text = "quizzes/05-example.yaml", _quiz(fragment)
    elif repeated := re.fullmatch(r"(.* times )?in a (lesson|plan)", place):
        added = f"\n{fragment}" * _TIMES.get(repeated[1], 1)
        path = LESSON if repeated[2] == "lesson" else PLAN
        text = f"{files[path].decode()}{added}"
    elif place == "in the front matter of a lesson":
        _, front, body = files[LESSON].decode().split("---\n")
        path, text = LESSON, f"---\n{_overlaid(front, fragment)}---\n{body}"
    elif found := re.fullmatch(r"(nine times )?among the (quotes|passages) of a .*", place):
        added = indent(fragment, " " * (6 if found[2] == "quotes" else 2))
        path = FILES["a source card"]
        text = files[path].decode() + added * (9 if found[1] else 1)
    else:
        path = FILES[place.removeprefix("in ")]
        text = _overlaid(files[path].decode(), fragment)
    return {path: text.encode(encoding or "utf-8")}


def _quiz(fragments: str) -> str:
    """A quiz of items, each the example item with the lines of one fragment in place of its own."""
    items = [_item(each, number) for number, each in enumerate(fragments.split("\n\n"), 1)]
    return f"id: example-quiz\ntitle: An example\nitems:\n{''.join(items)}"


def _item(fragment: str, number: int) -> str:
    template = ITEM.replace("example", f"example-{number}")
    if "type: " in fragment:
        template = re.sub(r"^(key|distractors): .*\n", "", template, flags=re.MULTILINE)
    return "  - " + indent(_overlaid(template, fragment.rstrip("\n") + "\n"), "    ")[4:]


def _overlaid(text: str, fragment: str) -> str:
    """A YAML text with the keys of a fragment in place of its own, or beside them."""
    given = _blocks(fragment)
    names = {_name(block) for block in given}
    return "".join([block for block in _blocks(text) if _name(block) not in names] + given)


def _blocks(text: str) -> list[str]:
    return [block for block in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if block]


def _name(block: str) -> str:
    return block.split(":")[0]


def _with_digests(files: Mapping[str, bytes], articles: tuple[str, str]) -> dict[str, bytes]:
    """The files with the hashes of these articles on the source cards that name no other."""
    changed = dict(files)
    for number, article in enumerate(articles, 1):
        path, own = f"seeds/s{number}.yaml", str(number) * 64
        digest = hashlib.sha256(article.encode()).hexdigest()
        changed[path] = changed[path].replace(own.encode(), digest.encode())
    return changed
