"""The prose of a lesson as HTML: sentences that open their proofs, terms that are explained.

A paragraph ends with one small mark that opens the proofs of all its sentences. If a learner asks
for every citation, each citation is a numbered mark as well.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

from sourcebook.content.citations import CITATION, NONE, lesson_markdown
from sourcebook.model.background import Term
from sourcebook.model.course import Course
from sourcebook.model.lessons import Lesson, Prose, Section
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.templates import Macros

_html = Macros(__file__)

_SENTENCE, _SENTENCE_END, _PROOFS, _TERM = "sentence", "sentence_end", "proofs", "term"


class Cited(NamedTuple):
    """Words of a paragraph, usually a sentence, and the passages that they rest on."""

    words: str
    passages: tuple[str, ...]


@dataclass
class Reader:
    """How the prose of one step is drawn, and how far it is.

    `address` gives the address at which the proof with a name such as `how-we-work:2.1` opens.
    `numbers` are those of `citation_numbers`; without them only the marks of paragraphs are shown.
    """

    course: Course
    step: str
    address: Callable[[str], str]
    numbers: Mapping[str, int] = field(default_factory=dict)
    paragraphs: int = 0
    explained: set[str] = field(default_factory=set)

    @cached_property
    def terms(self) -> Mapping[str, str]:
        """Each way to write a term of the glossary, in small letters, with the id of the term."""
        glossary = self.course.glossary
        return {name: each for each, term in glossary.items() for name in _names_of(term.term)}


def prose(text: Prose, reader: Reader) -> Markup:
    """A run of lesson text; a term is explained where a step has it first."""
    rendered = _parser().render(text.markdown, {"reader": reader})
    return Markup(rendered)  # noqa: S704  # The parser escapes what is not Markdown.


def citation_numbers(lesson: Lesson) -> dict[str, int]:
    """The number of each passage that a lesson cites, counted from 1 in reading order."""
    numbers: dict[str, int] = {}
    for section in lesson.sections:
        for paragraph in cited_paragraphs(section):
            for cited in paragraph:
                for passage_id in cited.passages:
                    numbers.setdefault(passage_id, len(numbers) + 1)
    return numbers


@lru_cache(maxsize=256)
def cited_paragraphs(section: Section) -> tuple[tuple[Cited, ...], ...]:
    """The paragraphs of a step that cite a passage, each as its sentences with their passages."""
    return tuple(
        tuple(found)
        for block in section.blocks
        if isinstance(block, Prose)
        for token in lesson_markdown().parse(block.markdown)
        if (found := list(_cited(token.children or ())))
    )


def _cited(children: Sequence[Token]) -> Iterator[Cited]:
    words = ""
    passages: tuple[str, ...] = ()
    for child in children:
        if child.type == CITATION:
            passages += _passages(child)
            if _ends_sentence(child):
                if passages:
                    yield Cited(words.strip(), passages)
                words, passages = "", ()
        else:
            words += " " if child.type in ("softbreak", "hardbreak") else child.content


def _ends_sentence(token: Token) -> bool:
    """Whether it is a citation outside emphasis, whose parts would not be nested."""
    return token.type == CITATION and not token.level


def _passages(citation: Token) -> tuple[str, ...]:
    return tuple(each for each in citation.meta["passages"] if each != NONE)


@cache
def _parser() -> MarkdownIt:
    parser = lesson_markdown()
    parser.core.ruler.after("inline", "proofs", _mark_sentences)
    for kind, rule in (
        (CITATION, _draw_citation),
        (_SENTENCE, _draw_sentence),
        (_SENTENCE_END, _end_sentence),
        (_PROOFS, _draw_proofs),
        (_TERM, _draw_term),
    ):
        parser.add_render_rule(kind, rule)
    return parser


def _mark_sentences(state: StateCore) -> None:
    reader: Reader = state.env["reader"]
    for token in state.tokens:
        if token.type == "inline" and token.children:
            children = list(_with_terms(token.children, reader))
            token.children = _with_sentences(children, reader)


def _with_sentences(children: list[Token], reader: Reader) -> list[Token]:
    """The parts of a paragraph, with the beginning and the end of each sentence that is cited."""
    cited = [each for each in children if each.type == CITATION and _passages(each)]
    if not cited:
        return children
    reader.paragraphs += 1
    name = f"{reader.step}:{reader.paragraphs}"
    made: list[Token] = []
    part: list[Token] = []
    number = 0
    for child in children:
        part.append(child)
        if _ends_sentence(child):
            if any(each.type == CITATION and _passages(each) for each in part):
                number += 1
                start, end = _token(_SENTENCE, f"{name}.{number}"), _token(_SENTENCE_END)
                part = [start, *part[:-1], end, child]
            made += part
            part = []
    return [*made, *part, _token(_PROOFS, name, passages=sum(len(_passages(c)) for c in cited))]


def _token(kind: str, content: str = "", **meta: object) -> Token:
    return Token(kind, "", 0, content=content, meta=meta)


def _with_terms(children: Sequence[Token], reader: Reader) -> Iterator[Token]:
    for child in children:
        if child.type == "text":
            yield from _explained(child.content, reader)
        else:
            yield child


def _explained(text: str, reader: Reader) -> Iterator[Token]:
    """A text in pieces: each term that the step has not had yet is a piece of its own."""
    at = 0
    for found in _any_term(tuple(reader.terms)).finditer(text):
        term_id = reader.terms[found.group().lower()]
        if term_id not in reader.explained:
            reader.explained.add(term_id)
            yield _token("text", text[at : found.start()])
            yield _token(_TERM, found.group(), id=term_id)
            at = found.end()
    yield _token("text", text[at:])


@lru_cache(maxsize=16)
def _any_term(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    choice = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=512)
def _names_of(term: str) -> tuple[str, ...]:
    """`CSTO (Collective …)` and `truce, ceasefire` name their term in two ways each."""
    parts = re.split(r"\s*[,()]\s*", term.lower())
    return tuple(part.removeprefix("the ") for part in parts if part)


def _draw_citation(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    reader: Reader = env["reader"]
    found = [reader.course.evidence(each) for each in _passages(tokens[index])]
    numbered = [(each, reader.numbers.get(each.id)) for each in found if each]
    marks = [markup.citation(each, str(number)) for each, number in numbered if number]
    return _html.cites(Markup(" ").join(marks)) if marks else ""


def _draw_sentence(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    reader: Reader = env["reader"]
    return _html.sentence_start(reader.address(tokens[index].content))


def _end_sentence(*_: Any) -> str:
    return "</span>"


def _draw_proofs(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    reader: Reader = env["reader"]
    token = tokens[index]
    return _html.proofs(reader.address(token.content), token.meta["passages"])


def _draw_term(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    reader: Reader = env["reader"]
    token = tokens[index]
    term: Term = reader.course.glossary[token.meta["id"]]
    return _html.term(f"term-{reader.step}-{token.meta['id']}", token.content, term)
