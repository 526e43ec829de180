"""Parts of a text that say what they are: elements whose class begins with `sourcebook-`.

Moodle keeps the class of an element, shows its text, and does not look at it otherwise. So a
rationale, a passage or a claim is found again after a question was edited there.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

_PREFIX: Final = "sourcebook-"
_HEADING: Final = "heading"
_LIST: Final = "list"


class Part(NamedTuple):
    """A marked part: its name, its key (such as the id of a passage), and the HTML inside."""

    name: str
    key: str
    html: str


class Parts(NamedTuple):
    """The marked parts of a text in their order, and the HTML of all the rest."""

    parts: tuple[Part, ...]
    rest: str

    def html(self, name: str) -> str | None:
        """The HTML inside the first part of this name; None if there is none."""
        return next((part.html for part in self.parts if part.name == name), None)

    def keys(self, name: str) -> list[str]:
        """The keys of all parts of this name."""
        return [part.key for part in self.parts if part.name == name]


def part(name: str, body: Markup, *, key: str = "") -> Markup:
    """A part of a text under its name, with a key if it has one."""
    return Markup('<div class="{}">{}</div>').format(_classes(name, key), body)


def heading(text: str) -> Markup:
    """What stands above a part for the reader; it is left out when the text is read again."""
    return Markup('<p class="{}"><em>{}</em></p>').format(_classes(_HEADING, ""), text)


def listed(name: str, entries: Iterable[tuple[str, str]]) -> Markup:
    """A list of parts of this name, a pair of key and text for each."""
    rows = Markup("").join(
        Markup('<li class="{}">{}</li>').format(_classes(name, key), text) for key, text in entries
    )
    return Markup('<ul class="{}">{}</ul>').format(_classes(_LIST, ""), rows)


def parts_of(html: str) -> Parts:
    """The marked parts of a text, and the rest of it."""
    if _PREFIX not in html:
        return Parts((), html)
    soup = BeautifulSoup(html, "html.parser")
    found = tuple(_taken(soup))
    return Parts(found, soup.decode())


def _taken(soup: BeautifulSoup) -> Iterator[Part]:
    for tag in soup.find_all(class_=re.compile(f"^{_PREFIX}(?:{_HEADING})$")):
        tag.decompose()
    for tag in soup.find_all(class_=re.compile(f"^{_PREFIX}")):
        if not isinstance(tag, Tag) or tag.decomposed:
            continue
        classes = [str(each) for each in tag.get_attribute_list("class")]
        own = next(each for each in classes if each.startswith(_PREFIX))
        name, more = own.removeprefix(_PREFIX), classes[classes.index(own) + 1 :]
        if name != _LIST:
            yield Part(name, more[0] if more else "", tag.decode_contents())
            tag.extract()
    for tag in soup.find_all(class_=f"{_PREFIX}{_LIST}"):
        tag.decompose()


def _classes(name: str, key: str) -> str:
    return f"{_PREFIX}{name} {key}".strip()
