"""HTML for what is ours to lay out: prose with citations, source cards, passages, comparisons.

Every word that comes from a file or a learner passes through `escape`; nothing of theirs is
ever markup. What these functions return goes to `st.html`, which strips scripts besides.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from sourcebook.content.citations import CITATION, NONE, lesson_markdown
from sourcebook.model.course import Course, Evidence
from sourcebook.model.item_kinds import claim_of
from sourcebook.model.items import Item
from sourcebook.model.lessons import Lesson, Prose
from sourcebook.model.sources import Comparison, Publication, Source
from sourcebook.pages.shared import links

VERDICTS: Final = {
    "contradiction": "They contradict one another",
    "compatible": "They can all be right",
    "wording": "A matter of wording",
    "damaged": "One text is damaged",
}
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


def prose(text: Prose, course: Course, numbers: Mapping[str, int]) -> str:
    """A run of lesson text; each citation is a numbered mark that links to its passage."""
    return str(_parser().render(text.markdown, {"course": course, "numbers": numbers}))


def citation_numbers(lesson: Lesson) -> dict[str, int]:
    """The number of each passage that a lesson cites, counted from 1 in reading order."""
    numbers: dict[str, int] = {}
    for section in lesson.sections:
        for block in section.blocks:
            for token in _tokens(block.markdown) if isinstance(block, Prose) else ():
                for passage_id in token.meta["passages"]:
                    if passage_id != NONE:
                        numbers.setdefault(passage_id, len(numbers) + 1)
    return numbers


def citation(evidence: Evidence, shown: str) -> str:
    """A small mark that opens a passage: the source's shape and a number or word."""
    label = f"Open source {shown}: {evidence.source.label}, paragraph {paragraph(evidence)}"
    shape = f"<span aria-hidden='true'>{shape_of(evidence.source.id)}</span>"
    return (
        f"<a class='cite {evidence.source.id}' data-in-app='1' href='{passage_href(evidence.id)}' "
        f"aria-label='{escape(label)}'>{shape}{escape(shown)}</a>"
    )


def citations(course: Course, passage_ids: Sequence[str]) -> str:
    """Marks for these passages outside numbered prose: each shows its paragraph."""
    found = (course.evidence(passage_id) for passage_id in passage_ids)
    return " ".join(citation(each, f"p{paragraph(each)}") for each in found if each)


def passage_href(passage_id: str) -> str:
    """The address of a passage on the sources page."""
    return f"/sources?passage={passage_id}"


def name(evidence: Evidence) -> str:
    """A passage by its source's label and its paragraph."""
    return f"{evidence.source.label}, paragraph {paragraph(evidence)}"


def paragraph(evidence: Evidence) -> str:
    """The number of a passage's paragraph."""
    return evidence.id.partition(".p")[2]


def shape_of(source_id: str) -> str:
    """The sign that stands for a source wherever it is named, whatever the colour."""
    return _SHAPES[(int(source_id[1:]) - 1) % len(_SHAPES)]


def source_mark(source: Source) -> str:
    """A source's shape, in its colour, and its short label."""
    shape = f"<span class='shape {source.id}' aria-hidden='true'>{shape_of(source.id)}</span>"
    return f"<span class='source-mark'>{shape} {escape(source.label)}</span>"


def source_link(source: Source) -> str:
    """A source's mark as a link to its own page among the sources."""
    address = f"/sources?source={source.id}"
    return f"<a data-in-app='1' href='{address}'>{source_mark(source)}</a>"


def date(publication: Publication) -> str:
    """A date as exact as it is known, and whether it is printed or inferred."""
    return f"{in_words(publication.value)} ({publication.basis})"


def in_words(value: str) -> str:
    """A date such as `2022-11-23`, `2022-11` or `2022` as people write it."""
    year, *rest = value.split("-")
    month = f"{_MONTHS[int(rest[0]) - 1]} " if rest else ""
    day = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{day}{month}{year}"


def language(source: Source) -> str:
    """The language of a source's text and what it was translated from, if that is known."""
    if source.language.translated_from is None:
        return source.language.name
    basis = " (inferred)" if source.language.basis == "inferred" else ""
    return f"{source.language.name}, translated from {source.language.translated_from}{basis}"


def source_line(source: Source) -> str:
    """One line on a source: genre, date, language."""
    parts = (source.genre, date(source.date), language(source))
    return f"<p class='source-line'>{escape(' · '.join(parts))}</p>"


def passage(evidence: Evidence, *, marked: bool = False, address: bool = True) -> str:
    """A passage under its source's mark; a marked one is the passage that was asked for.

    `address` gives it the HTML id of its address; a page may have each passage once only then.
    """
    own = f" id='{anchor(evidence.id)}'" if address else ""
    itself = _own_link(evidence) if address else ""
    cited = "<span class='cited-tag'>Cited passage</span>" if marked else ""
    return (
        f"<article class='passage{' cited' if marked else ''}'{own}>"
        f"<p class='passage-head'>{source_mark(evidence.source)}, paragraph {paragraph(evidence)} "
        f"{cited}{itself}</p>{what_it_says(evidence)}</article>"
    )


def what_it_says(evidence: Evidence) -> str:
    """Summary, quotes, caution, and the paragraph itself where it is at hand."""
    quotes = "".join(
        f"<blockquote><p><mark>“{escape(quote.words)}”</mark></p><footer>{escape(quote.speaker)}"
        f"{f' · {escape(quote.note)}' if quote.note else ''}</footer></blockquote>"
        for quote in evidence.passage.quotes
    )
    caution = evidence.passage.caution
    warned = (
        f"<p class='caution'><strong>Caution:</strong> {escape(caution)}</p>" if caution else ""
    )
    return f"<p>{escape(evidence.passage.summary)}</p>{quotes}{warned}{_original(evidence)}"


def anchor(passage_id: str) -> str:
    """The HTML id of a passage."""
    return f"passage-{passage_id.replace('.', '-')}"


def source_card(source: Source) -> str:
    """Who wrote a source, when, in what language, how, and what is damaged in it."""
    rows = {
        "Headline": f"“{source.headline}”" if source.headline else "None is printed.",
        "Publisher": f"{source.publisher.name or 'Unknown'}. {source.publisher.note}",
        "Date": f"{date(source.date)}. {source.date.note}",
        "Language": f"{language(source)}. {source.language.note}",
        "Genre": source.genre,
        "Quotes": ", ".join(source.quoted),
        "Perspective": source.perspective,
    }
    terms = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows.items())
    faults = "".join(f"<li>{escape(fault)}</li>" for fault in source.damage)
    known = f"<summary>Known damage ({len(source.damage)})</summary>"
    damage = f"<details>{known}<ul>{faults}</ul></details>" if faults else ""
    return f"<dl class='card'>{terms}</dl>{damage}"


def comparison(compared: Comparison, course: Course) -> str:
    """A question, what each source says on it or that it is silent, and what may be concluded."""
    rows = "".join(_account_row(course, account) for account in compared.accounts)
    return (
        f"<figure class='comparison'><table><caption>{escape(compared.question)}</caption>"
        f"<thead><tr><th scope='col'>Source</th><th scope='col'>What it says</th></tr></thead>"
        f"<tbody>{rows}</tbody></table><figcaption><p><strong>{VERDICTS[compared.verdict]}."
        f"</strong> {escape(compared.conclusion)}</p></figcaption></figure>"
    )


def proof(course: Course, passage_ids: Sequence[str]) -> str:
    """The passages that prove an answer, by source, with the card of each source beside them."""
    found = filter(None, (course.evidence(passage_id) for passage_id in passage_ids))
    by_source: dict[str, list[Evidence]] = {}
    for evidence in found:
        by_source.setdefault(evidence.source.id, []).append(evidence)
    return "".join(
        f"<div class='proof'><div>{''.join(_proving(each) for each in proving)}</div>"
        f"{_short_card(proving[0].source)}</div>"
        for proving in by_source.values()
    )


def claim(item: Item) -> str:
    """The claim that a verdict item asks about; nothing for an item of another kind."""
    text = claim_of(item)
    return f"<p class='claim'>{escape(text)}</p>" if text else ""


def plain(text: str) -> str:
    """A text for Streamlit's labels, which read Markdown: every sign in it stands for itself."""
    apart = _READ_TWICE.sub("\u2060", text)
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~:$&])", r"\\\1", apart)


def _own_link(evidence: Evidence) -> str:
    return links.own_link(passage_href(evidence.id), f"Link to this passage: {name(evidence)}")


def _proving(evidence: Evidence) -> str:
    return (
        f"{passage(evidence, address=False)}<p class='to-source'><a data-in-app='1' "
        f"href='{passage_href(evidence.id)}'>See it in its source"
        f"<span class='unseen'>: {escape(name(evidence))}</span></a></p>"
    )


def _short_card(source: Source) -> str:
    """What a reader weighs a source by, in a few lines, and the way to its whole card."""
    rows = {
        "Publisher": source.publisher.name or "Unknown",
        "Date": date(source.date),
        "Language": language(source),
        "Genre": source.genre,
        "Perspective": source.perspective,
    }
    terms = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows.items())
    damage = f"<p>Known damage: {len(source.damage)} places</p>" if source.damage else ""
    return (
        f"<aside class='short-card' aria-label='The source: {escape(source.label)}'>"
        f"<p>{source_link(source)}</p><details><summary>About this source</summary>"
        f"<dl>{terms}</dl>{damage}</details></aside>"
    )


def _account_row(course: Course, account: Any) -> str:
    source = course.sources[account.source]
    head = f"<tr><th scope='row'>{source_mark(source)}</th>"
    if account.silent:
        return f"{head}<td class='silent'>Says nothing on this.</td></tr>"
    quote = f"<q>{escape(account.quote)}</q> " if account.quote else ""
    marks = citations(course, account.citations)
    return f"{head}<td>{quote}{escape(account.says)} {marks}</td></tr>"


def _original(evidence: Evidence) -> str:
    if evidence.original is None:
        return ""
    shown = escape(evidence.original, quote=False)
    for quote in evidence.passage.quotes:
        words = re.sub("['’]", "['’]", re.escape(escape(quote.words, quote=False)))
        shown = re.sub(words, lambda found: f"<mark>{found.group()}</mark>", shown, count=1)
    return f"<details><summary>The paragraph itself</summary><p>{shown}</p></details>"


@cache
def _parser() -> MarkdownIt:
    parser = lesson_markdown()
    parser.add_render_rule(CITATION, _render_citation)
    return parser


def _render_citation(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    found = [env["course"].evidence(passage_id) for passage_id in tokens[index].meta["passages"]]
    marks = [citation(each, str(env["numbers"][each.id])) for each in found if each]
    return f"<span class='cites'>{' '.join(marks)}</span>" if marks else ""


def _tokens(markdown: str) -> list[Token]:
    parsed = _parser().parse(markdown)
    return [child for token in parsed for child in token.children or () if child.type == CITATION]
