"""The sources that an item names, each as a chip that recalls in one line what it is."""

import re

from markupsafe import Markup

from sourcebook.model.course import Course
from sourcebook.model.item_kinds import claim_of
from sourcebook.model.items import Item
from sourcebook.model.options import options
from sourcebook.model.sources import Source
from sourcebook.pages.quiz.key_words import is_in, key_words
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)


def named_sources(item: Item, course: Course) -> Markup:
    """A chip for each source that the question names; empty if it names none.

    Not for a source of which the chip would tell what is asked.
    """
    asked = f"{item.stem} {claim_of(item) or ''}"
    named = [each for each in course.sources.values() if is_in(each.label, asked)]
    shown = [each for each in named if not _tells(item, each)]
    return _html.chips(shown) if shown else Markup()


def _tells(item: Item, source: Source) -> bool:
    """Whether the line on a source has the words of a key, or of an option."""
    texts = (*key_words(item), *(text for _, text in options(item)))
    said = set(re.findall(r"\w+", source.genre.casefold()))
    return any(set(re.findall(r"\w+", text.casefold())) <= said for text in texts if text)
