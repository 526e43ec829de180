"""The background of the evidence: people, terms, and events that can be dated."""

from typing import Annotated, Literal

from pydantic import Field, RootModel, StringConstraints

from sourcebook.model.base import DATE, Closed, Line, PassageId, Prose, Slug, Truth

Precision = Literal["day", "month", "season", "year", "decade"]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


class Person(Closed):
    """Somebody who speaks or acts in the sources, under one spelling of the name.

    `languages` has the spellings in other languages by their codes (`de`, `hy`).
    """

    name: Line
    variants: tuple[Line, ...] = ()
    languages: dict[Language, tuple[Line, ...]] = Field(default_factory=dict)
    office: Line
    side: Line
    quoted_on: Prose
    citations: tuple[PassageId, ...] = Field(min_length=1)

    def spellings(self) -> tuple[str, ...]:
        """Every way to write the name: whole, family name alone or first, and each variant.

        The last word counts as the family name, and a variant of one word replaces it.
        """
        given, _, family = self.name.rpartition(" ")
        families = [family, *(each for each in self.variants if " " not in each)]
        whole = [f"{given} {each}" for each in families] if given else []
        abroad = [each for spellings in self.languages.values() for each in spellings]
        families += [each.rpartition(" ")[2] for each in abroad]
        names = [self.name, *whole, *(each for each in self.variants if " " in each), *abroad]
        turned = [_family_first(each) for each in names]
        return tuple(dict.fromkeys([*names, *families, *turned]))


def _family_first(name: str) -> str:
    """A name with the family name first, as in lists and several languages: `Pashinyan Nikol`."""
    given, _, family = name.rpartition(" ")
    return f"{family} {given}".strip()


class Term(Closed):
    """A term in plain words; a contested one has owners and a neutral way to say it.

    `forms` are the forms of the word that are allowed only in quotation marks, or in a sentence
    that names one of the `owners`.
    """

    term: Line
    definition: Prose
    contested: Truth = False
    forms: tuple[Line, ...] = ()
    owners: tuple[Line, ...] = ()
    neutral: Line | None = None
    citations: tuple[PassageId, ...] = Field(min_length=1)


class Event(Closed):
    """Something that happened, dated as exactly as the sources allow and no more."""

    event: Prose
    date: Annotated[str, StringConstraints(pattern=DATE)]
    precision: Precision
    season: Literal["spring", "summer", "autumn", "winter"] | None = None
    basis: Literal["stated", "inferred", "calculated"]
    note: Prose | None = None
    citations: tuple[PassageId, ...] = Field(min_length=1)

    @property
    def year(self) -> int:
        """The year of the event; for a decade its first year."""
        return int(self.date[:4])


class People(RootModel[dict[Slug, Person]]):
    """All people of the course, by id."""


class Glossary(RootModel[dict[Slug, Term]]):
    """All terms of the course, by id."""


class Timeline(RootModel[dict[Slug, Event]]):
    """All dated events of the course, by id, in order of time."""
