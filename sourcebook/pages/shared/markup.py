"""HTML for what the course is made of: citations, source cards, passages, comparisons.

The templates in `markup.html` escape every text from a file. What these functions return goes to
`st.html`, which removes scripts as well.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from sourcebook.model.course import Course, Evidence
from sourcebook.model.item_kinds import claim_of
from sourcebook.model.items import Item
from sourcebook.model.sources import VERDICTS, Account, Comparison, Publication, Source
from sourcebook.pages.shared import links
from sourcebook.pages.shared.templates import Macros, template_filter
from sourcebook.pages.streamlit_internals.addresses import in_app

_SHAPES: Final = "●▲■◆★"
_MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()

# Streamlit looks for icons, addresses and arrows after the backslashes are gone. A word joiner,
# which is invisible, keeps their signs apart.
_READ_TWICE: Final = re.compile(
    r"(?<=:)(?=material|streamlit:|//)|(?<=www)(?=\.)|(?<=@)(?=\w)|(?<=[-<>~])(?=[-=>])",
    re.IGNORECASE,
)

Linked = Callable[[str], str]
"""Makes links of the passages that a text names, see passage_links.py."""

_html = Macros(__file__)
_NOTHING: Final = Markup()


def citation(evidence: Evidence, shown: str) -> Markup:
    """A small mark that opens a passage: the source's shape and a number or word."""
    return _citation(evidence.source.id, evidence.id, passage_name(evidence), shown)


@template_filter
def citations(course: Course, passage_ids: Sequence[str]) -> Markup:
    """Marks for these passages outside numbered prose: each shows its paragraph."""
    found = (course.evidence(passage_id) for passage_id in passage_ids)
    marks = [citation(each, f"p{paragraph_number(each)}") for each in found if each]
    return Markup(" ").join(marks)


def passage_address(passage_id: str) -> str:
    """The address of a passage on the sources page."""
    return in_app(f"/sources?passage={passage_id}")


@template_filter
def passage_name(evidence: Evidence) -> str:
    """A passage by its source's label and its paragraph."""
    return evidence.name


@template_filter
def paragraph_number(evidence: Evidence) -> str:
    """The number of a passage's paragraph."""
    return evidence.number


@template_filter
def source_shape(source_id: str) -> str:
    """The shape that stands for a source everywhere, independent of colour."""
    return _SHAPES[(int(source_id[1:]) - 1) % len(_SHAPES)]


@template_filter
def source_mark(source: Source) -> Markup:
    """A source's shape, in its colour, and its short label."""
    return _html.source_mark(source)


def source_link(source: Source) -> Markup:
    """A source's mark as a link to its own page among the sources."""
    return _html.source_link(source)


@template_filter
def dated(publication: Publication) -> str:
    """A date as exact as it is known, and whether it is printed or inferred."""
    return f"{date_in_words(publication.value)} ({publication.basis})"


@template_filter
def date_in_words(value: str) -> str:
    """A date such as `2022-11-23`, `2022-11` or `2022` as people write it."""
    year, *rest = value.split("-")
    month = f"{_MONTHS[int(rest[0]) - 1]} " if rest else ""
    day = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{day}{month}{year}"


@template_filter
def language_of(source: Source) -> str:
    """The language of a source's text and what it was translated from, if that is known."""
    if source.language.translated_from is None:
        return source.language.name
    basis = " (inferred)" if source.language.basis == "inferred" else ""
    return f"{source.language.name}, translated from {source.language.translated_from}{basis}"


def source_line(source: Source) -> Markup:
    """One line on a source: genre, date, language."""
    return _html.source_line(source)


def passage(
    evidence: Evidence,
    note_link: Markup = _NOTHING,
    *,
    linked: Linked = str,
    is_marked: bool = False,
    has_address: bool = True,
) -> Markup:
    """A passage under its source's mark; a marked one is the passage that was asked for.

    `linked` makes links of the passages that a text names.
    `has_address` gives it the HTML id of its address, which a page may have only once.
    """
    anchor = passage_anchor(evidence.id) if has_address else ""
    label = f"Link to this passage: {passage_name(evidence)}"
    itself = links.own_link(passage_address(evidence.id), label) if has_address else ""
    content = passage_content(evidence, linked)
    return _html.passage(evidence, anchor, itself, is_marked, content, note_link)


def passage_content(evidence: Evidence, linked: Linked = str) -> Markup:
    """Summary, quotes, caution, and the paragraph itself if the original is there."""
    return _html.passage_content(evidence.passage, linked, original(evidence))


def original(evidence: Evidence) -> Sequence[str]:
    """The paragraph in pieces: every second one is a quote. Empty without the original."""
    if evidence.original is None:
        return ()
    text, at = evidence.original, 0
    pieces = []
    for start, end in sorted(_quoted(evidence)):
        if start >= at:
            pieces += [text[at:start], text[start:end]]
            at = end
    return [*pieces, text[at:]]


def passage_anchor(passage_id: str) -> str:
    """The HTML id of a passage."""
    return f"passage-{passage_id.replace('.', '-')}"


def source_card(source: Source, linked: Linked = str) -> Markup:
    """Who wrote a source, when, in what language, how, and what is damaged in it."""
    rows = {
        "Headline": f"“{source.headline}”" if source.headline else "None is printed.",
        "Publisher": f"{source.publisher.name or 'Unknown'}. {source.publisher.note}",
        "Date": f"{dated(source.date)}. {source.date.note}",
        "Language": f"{language_of(source)}. {source.language.note}",
        "Genre": source.genre,
        "Quotes": ", ".join(source.quoted),
        "Perspective": source.perspective,
    }
    return _html.source_card(source, rows, linked)


def source_rows(source: Source) -> Mapping[str, str]:
    """What a reader weighs a source by, in a few lines with their names."""
    return {
        "Publisher": source.publisher.name or "Unknown",
        "Date": dated(source.date),
        "Language": language_of(source),
        "Genre": source.genre,
        "Perspective": source.perspective,
    }


def comparison(compared: Comparison, course: Course) -> Markup:
    """A question, what each source says on it or that it is silent, and what may be concluded."""
    return _html.comparison(compared, _accounts(compared, course), VERDICTS[compared.verdict])


def accounts(compared: Comparison, course: Course) -> Markup:
    """What each source says on a question, without what may be concluded."""
    return _html.comparison(compared, _accounts(compared, course), "")


def _accounts(compared: Comparison, course: Course) -> list[tuple[Source, Account, Markup]]:
    return [
        (course.sources[account.source], account, citations(course, account.citations))
        for account in compared.accounts
    ]


def proof(course: Course, passage_ids: Sequence[str]) -> Markup:
    """The passages that prove an answer, by source, with the card of each source beside them."""
    found = [each for each in map(course.evidence, passage_ids) if each]
    by_source: dict[str, list[Evidence]] = {}
    for evidence in found:
        by_source.setdefault(evidence.source.id, []).append(evidence)
    return _html.proof(
        [
            ([_proving(each) for each in proving], _short_card(proving[0].source))
            for proving in by_source.values()
        ]
    )


def claim(item: Item) -> Markup:
    """The claim that a verdict item asks about; nothing for an item of another kind."""
    text = claim_of(item)
    return Markup("<p class='claim'>{}</p>").format(text) if text else Markup("")


def literal(text: str) -> str:
    """A text for Streamlit's labels, which read Markdown: every sign in it stands for itself."""
    apart = _READ_TWICE.sub("\u2060", text)
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~:$&])", r"\\\1", apart)


# A lesson has many of them, and each is the same in every run.
@lru_cache(maxsize=2048)
def _citation(source_id: str, passage_id: str, name: str, shown: str) -> Markup:
    label = f"Open source {shown}: {name}"
    address = passage_address(passage_id)
    return _html.citation(source_id, source_shape(source_id), address, label, shown)


def _proving(evidence: Evidence) -> tuple[Markup, str, str]:
    """A passage, its address and its name."""
    shown = passage(evidence, has_address=False)
    return shown, passage_address(evidence.id), passage_name(evidence)


def _short_card(source: Source) -> Markup:
    """What a reader weighs a source by, and a link to its whole card."""
    return _html.short_card(source, source_rows(source))


def _quoted(evidence: Evidence) -> set[tuple[int, int]]:
    """Where the quotes of a passage begin and end in its original."""
    found = set()
    for quote in evidence.passage.quotes:
        words = re.sub("['’]", "['’]", re.escape(quote.words))
        if place := re.search(words, evidence.original or ""):
            found.add(place.span())
    return found
