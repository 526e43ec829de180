"""The evidence: sources, their passages, and comparisons of what they say."""

from typing import Annotated, Final, Literal

from pydantic import Field, RootModel, StringConstraints

from sourcebook.model.base import (
    DATE,
    PARAGRAPH,
    SHA256,
    SOURCE,
    Closed,
    Line,
    PassageId,
    Prose,
    Slug,
    Truth,
    Whole,
)

SourceId = Annotated[str, StringConstraints(pattern=SOURCE)]
PassageNumber = Annotated[str, StringConstraints(pattern=PARAGRAPH)]
Basis = Literal["stated", "inferred", "unknown"]
Verdict = Literal["contradiction", "compatible", "wording", "damaged"]
VERDICTS: Final[dict[Verdict, str]] = {
    "contradiction": "They contradict one another",
    "compatible": "They can all be right",
    "wording": "A matter of wording",
    "damaged": "One text is damaged",
}
"""What a comparison can come to, in the words that are shown."""


class Quote(Closed):
    """Words that somebody said, exactly as the source prints them (25 words at most).

    Where the wording of the source itself matters, the speaker is its label (15 words at most).
    """

    speaker: Line
    words: Line
    note: Prose | None = None


class Passage(Closed):
    """One paragraph of a source: what it says in our words, and the words we quote from it."""

    summary: Prose
    quotes: tuple[Quote, ...] = ()
    caution: Prose | None = None


class Publisher(Closed):
    """Who published a source, as far as we know, and how we know."""

    name: Line | None = None
    basis: Basis
    note: Prose


class Publication(Closed):
    """When a source was published: a day, a month or a year, as exactly as is known."""

    value: Annotated[str, StringConstraints(pattern=DATE)]
    precision: Literal["day", "month", "season", "year", "decade"]
    basis: Basis
    note: Prose


class Language(Closed):
    """The language that we read a source in, and the one it was translated from, if any."""

    name: Line
    translated_from: Line | None = None
    basis: Basis
    note: Prose


class Source(Closed):
    """A source card and the passages of that source, by paragraph number.

    `quoted` counts the words in quotation marks that the source gives each speaker. `sha256` is
    None as long as nobody has the article's file.
    """

    id: SourceId
    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
    headline: Line | None = None
    publisher: Publisher
    date: Publication
    language: Language
    genre: Line
    quoted: dict[Line, Annotated[Whole, Field(ge=1)]]
    perspective: Prose
    damage: tuple[Prose, ...]
    sha256: Annotated[str, StringConstraints(pattern=SHA256)] | None = None
    passages: dict[PassageNumber, Passage] = Field(min_length=1)

    def own_quotes(self) -> dict[tuple[str, int], Quote]:
        """The quotes in which the source itself speaks, by passage number and place there."""
        return {
            (number, place): quote
            for number, passage in self.passages.items()
            for place, quote in enumerate(passage.quotes)
            if quote.speaker == self.label
        }


class Account(Closed):
    """What one source says on the question of a comparison, or that it says nothing."""

    source: SourceId
    silent: Truth = False
    says: Prose | None = None
    quote: Line | None = None
    citations: tuple[PassageId, ...] = ()


class Comparison(Closed):
    """A question on which the sources are compared, and what may be concluded."""

    question: Line
    verdict: Verdict
    conclusion: Prose
    accounts: tuple[Account, ...] = Field(min_length=2)

    def citations(self) -> tuple[PassageId, ...]:
        """Every passage that the accounts rest on."""
        return tuple(cited for account in self.accounts for cited in account.citations)


class Comparisons(RootModel[dict[Slug, Comparison]]):
    """All comparisons of the course, by id."""
