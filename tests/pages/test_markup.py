"""What is written in files stays text; citations are numbered; dates are no finer than known."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

import pytest
from markupsafe import escape

from sourcebook.model.background import Term
from sourcebook.model.course import Course, Evidence
from sourcebook.model.lessons import Lesson, Objective, Prose, Section
from sourcebook.model.sources import (
    VERDICTS,
    Account,
    Comparison,
    Language,
    Passage,
    Publication,
    Publisher,
    Quote,
    Source,
    Verdict,
)
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.prose import (
    Cited,
    Reader,
    citation_numbers,
    cited_paragraphs,
    prose,
)

NASTY = "<script>alert(1)</script> <img src=x onerror='go()'> \" & **b**"
ELEMENTS = set(
    "a article aside blockquote caption dd details div dl dt em figcaption figure footer li mark "
    "ol p q span strong summary table tbody td th thead tr ul".split()
)
ATTRIBUTES = set("aria-hidden aria-label class data-in-app data-proof href id scope".split())
"""What the pages lay out; whatever else shows up came out of a text."""


def source(**changes: object) -> Source:
    """The source s1, hostile in every field that takes free text."""
    card = Source(
        id="s1",
        label="<b>'\"&",
        headline=NASTY,
        publisher=Publisher(name=NASTY, basis="stated", note=NASTY),
        date=Publication(value="2022-11-25", precision="day", basis="stated", note=NASTY),
        language=Language(name=NASTY, translated_from=NASTY, basis="inferred", note=NASTY),
        genre=NASTY,
        quoted={NASTY: 3},
        perspective=NASTY,
        damage=(NASTY,),
        sha256="0" * 64,
        passages={"p1": passage(), "p2": Passage(summary="Second.")},
    )
    return card.model_copy(update=changes)


def passage() -> Passage:
    """A passage, hostile in every field."""
    quote = Quote(speaker=NASTY, words=NASTY, note=NASTY)
    return Passage(summary=NASTY, quotes=(quote,), caution=NASTY)


def comparison() -> Comparison:
    """A comparison, hostile in every field."""
    speaks = Account(source="s1", says=NASTY, quote=NASTY, citations=("s1.p1",))
    silent = Account(source="s1", silent=True)
    return Comparison(
        question=NASTY, verdict="wording", conclusion=NASTY, accounts=(speaks, silent)
    )


def course() -> Course:
    """A course with the one source s1."""
    return Course(sources={"s1": source()}, comparisons={}, lessons={}, quizzes={})


def evidence(original: str | None = None) -> Evidence:
    """The first passage of s1."""
    return Evidence("s1.p1", source(), passage(), original)


def lesson(*markdown: str) -> Lesson:
    """A lesson with one section for each text."""
    sections = [Section(heading=None, blocks=(Prose(markdown=text),)) for text in markdown]
    return Lesson(
        id="summit",
        title="The summit",
        question="What happened?",
        minutes=8,
        objectives=(Objective(id="order", text="Order it."),),
        sections=tuple(sections),
    )


def drawn(text: str, numbers: Mapping[str, int] | None = None, here: Course | None = None) -> str:
    """The text as the prose of a step called `day`."""
    reader = Reader(here or course(), "day", lambda name: f"/lesson?proof={name}", numbers or {})
    return prose(Prose(markdown=text), reader)


class _Elements(HTMLParser):
    """The elements and attributes of a piece of HTML."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize(
    "written",
    [
        markup.source_mark(source()),
        markup.source_link(source()),
        markup.source_line(source()),
        markup.source_card(source()),
        markup.citation(evidence(), NASTY),
        markup.passage(evidence()),
        markup.passage(evidence(original=NASTY), is_marked=True),
        markup.passage_content(evidence(original=NASTY)),
        markup.comparison(comparison(), course()),
        markup.proof(course(), ["s1.p1"]),
        drawn(f"{NASTY} [@s1.p1]", {"s1.p1": 1}),
    ],
    ids="mark link line card citation passage cited says comparison proof prose".split(),
)
def test_hostile_text_becomes_no_element_and_no_attribute(written: str) -> None:
    elements = _Elements(written)

    assert elements.found - ELEMENTS == set()
    assert elements.attributes - ATTRIBUTES == set()


def test_hostile_text_is_shown_letter_by_letter() -> None:
    written = markup.source_card(source()) + markup.passage(evidence())

    # Eight rows of the card, one damage, four fields of the passage, and some rows hold two.
    assert written.count(escape(NASTY)) == 16


def test_a_quote_is_marked_in_the_paragraph_itself_whatever_its_apostrophe() -> None:
    quote = Quote(speaker="Pashinyan", words="Armenia's chair & <more>")
    held = Evidence(
        "s1.p1", source(), Passage(summary="S.", quotes=(quote,)), "On Armenia’s chair & <more>."
    )

    written = markup.passage_content(held)

    assert "On <mark>Armenia’s chair &amp; &lt;more&gt;</mark>." in written


def test_without_the_original_there_is_no_paragraph_to_open() -> None:
    assert "The paragraph itself" not in markup.passage_content(evidence())


def test_citations_are_numbered_in_reading_order_over_all_sections() -> None:
    read = lesson("One [@s1.p2]. Two [@s1.p1; @s1.p2].", "Three [@s1.p3], again [@s1.p1].")

    assert citation_numbers(read) == {"s1.p2": 1, "s1.p1": 2, "s1.p3": 3}


def test_a_paragraph_that_claims_nothing_takes_no_number() -> None:
    assert citation_numbers(lesson("Why? [@none]", "So. [@s1.p1]")) == {"s1.p1": 1}


def test_a_citation_shows_its_number_and_links_to_its_passage() -> None:
    written = drawn("So. [@s1.p1]", {"s1.p1": 7})

    assert "href='/sources?passage=s1.p1'" in written
    assert "</span>7</a>" in written


def test_a_paragraph_that_claims_nothing_has_no_mark() -> None:
    assert drawn("Why? [@none]") == "<p>Why? </p>\n"


def test_a_citation_of_an_unknown_passage_has_no_mark() -> None:
    assert "class='cite" not in drawn("So. [@s9.p9]", {"s1.p1": 7})


def test_a_paragraph_ends_with_one_mark_that_opens_its_proofs() -> None:
    written = drawn("One. [@s1.p1] Two. [@s1.p1; @s1.p2] Three.")

    assert written.count("class='proofs-mark'") == 1
    assert "href='/lesson?proof=day:1' aria-label='Proof of this paragraph: 3 passages'" in written
    assert "class='cite" not in written


def test_a_sentence_has_the_address_of_its_own_proof() -> None:
    written = drawn("One. [@s1.p1] Two. [@s1.p2] Three.\n\nWhy? [@none]\n\nFour. [@s1.p1]")

    found = re.findall(r"<span class='sentence' data-proof='([^']+)'>([^<]+)</span>", written)
    assert [(address, words.strip()) for address, words in found] == [
        ("/lesson?proof=day:1.1", "One."),
        ("/lesson?proof=day:1.2", "Two."),
        ("/lesson?proof=day:2.1", "Four."),
    ]


def test_a_citation_within_emphasis_belongs_to_the_sentence_around_it() -> None:
    text = "One *and [@s1.p2] two*. [@s1.p1]"
    section = Section(heading="The day", blocks=(Prose(markdown=text),))

    assert drawn(text).count("class='sentence'") == 1
    assert cited_paragraphs(section) == ((Cited("One and  two.", ("s1.p2", "s1.p1")),),)


def test_a_term_is_explained_where_a_step_has_it_first() -> None:
    term = Term(term="truce, ceasefire", definition="A stop & no more.", citations=("s1.p1",))
    here = course().model_copy(update={"glossary": {"truce": term}})

    written = drawn("A Ceasefire, a truce, no truces. [@none]", here=here)

    assert written.count("class='term'") == 1
    assert "aria-describedby='term-day-truce'>Ceasefire</span>" in written
    assert "id='term-day-truce'><b>truce, ceasefire:</b> A stop &amp; no more.</span>" in written


def test_a_proof_leaves_out_what_is_no_longer_there() -> None:
    assert markup.proof(course(), ["s9.p9"]) == ""


def test_passages_lead_from_one_to_the_next_in_the_order_given() -> None:
    written = markup.proof(course(), ["s1.p2", "s1.p1"])

    assert written.index("/sources?passage=s1.p2") < written.index("/sources?passage=s1.p1")


def test_a_proof_takes_no_address_from_the_passage_itself() -> None:
    """A lesson can show the same proof under two items, and an HTML id stands once in a page."""
    assert " id=" not in markup.proof(course(), ["s1.p1"])
    assert " id='passage-s1-p1'" in markup.passage(evidence())


def test_citations_outside_prose_show_their_paragraphs_and_leave_out_what_is_not_there() -> None:
    written = markup.citations(course(), ["s1.p2", "s9.p9", "s1.p1"])

    assert [mark.partition("<")[0] for mark in written.split("</span>")[1:]] == ["p2", "p1"]
    assert "s9.p9" not in written


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2022-11-05", "5 November 2022"), ("2020-12", "December 2020"), ("1991", "1991")],
)
def test_a_date_is_put_into_words(value: str, shown: str) -> None:
    assert markup.date_in_words(value) == shown


def test_a_silent_source_is_said_to_be_silent() -> None:
    assert "Says nothing on this." in markup.comparison(comparison(), course())


@pytest.mark.parametrize("verdict", sorted(VERDICTS))
def test_every_verdict_is_put_into_words(verdict: Verdict) -> None:
    compared = comparison().model_copy(update={"verdict": verdict})

    assert f"<strong>{VERDICTS[verdict]}." in markup.comparison(compared, course())


def test_every_source_has_a_sign_of_its_own() -> None:
    signs = [markup.source_shape(f"s{number}") for number in range(1, 6)]

    assert len(set(signs)) == 5
    assert markup.source_shape("s6") == signs[0]


@pytest.mark.parametrize(
    ("value", "precision", "shown"),
    [
        ("2022-11-25", "day", "25 November 2022 (stated)"),
        ("2022-01-05", "day", "5 January 2022 (stated)"),
        ("2022-11", "month", "November 2022 (stated)"),
        ("2022", "year", "2022 (stated)"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(value: str, precision: str, shown: str) -> None:
    known = Publication.model_validate(
        {"value": value, "precision": precision, "basis": "stated", "note": "Printed."}
    )

    assert markup.dated(known) == shown


def test_a_date_that_was_inferred_says_so() -> None:
    known = Publication(
        value="2022-11", precision="month", basis="inferred", note="From a caption."
    )

    assert markup.dated(known) == "November 2022 (inferred)"


@pytest.mark.parametrize(
    ("translated_from", "basis", "shown"),
    [
        (None, "inferred", "English"),
        ("Polish", "stated", "English, translated from Polish"),
        ("German", "inferred", "English, translated from German (inferred)"),
    ],
)
def test_a_language_names_what_it_was_translated_from(
    translated_from: str | None, basis: str, shown: str
) -> None:
    read = Language.model_validate(
        {"name": "English", "translated_from": translated_from, "basis": basis, "note": "Read."}
    )

    assert markup.language_of(source(language=read)) == shown
