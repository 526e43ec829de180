"""Rules on evidence: every claim cites it, and what is quoted or counted stands in it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, assert_never

from sourcebook.content.faults import Values, did_you_mean, list_some, nearest
from sourcebook.content.file_places import Path
from sourcebook.content.files import Parsed
from sourcebook.content.number_advice import advice_on_groups
from sourcebook.content.quotations import figures, quotations, stands_in, words
from sourcebook.content.statements import keys_of, statements
from sourcebook.content.unchecked_course import UncheckedCourse, entries
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.sources import Account, Comparison, Comparisons, Passage, Source

LONGEST_QUOTATION = 25
LONGEST_OWN_QUOTATION = 15
"""So many words of a report's own sentences may be quoted at a time."""
MOST_WORDS_OF_A_TERM = 3
"""More words than this in quotation marks count as a quotation."""

_LIST_IT = "List the quote in seeds/, or say it in your own words without the marks."

_CITE_IT = "Cite the passage that prints it, or say in 'calculated' how it follows."
_CITE_THEM = "Cite the passages that print them, or say in 'calculated' how they follow."
_ONE = re.compile(r"\bone\b", re.IGNORECASE)


def dates_are_as_exact_as_they_claim(unchecked: UncheckedCourse) -> None:
    """`date-precision`: a date known to the day has a day, one known by the month has none.

    A date that is inferred or calculated says how.
    """
    for parsed in unchecked.sources:
        if printed := parsed.model.date if parsed.model else None:
            _exact_date(parsed, ("date", "value"), printed.value, _LENGTHS[printed.precision])
    for timeline in unchecked.timeline:
        for name, event in entries(timeline.model):
            _exact_date(timeline, (name, "date"), event.date, _LENGTHS[event.precision])
            if (event.season is None) == (event.precision == "season"):
                hint = "Write 'season: autumn' with 'precision: season', and only there."
                timeline.add((name,), "date-precision", "season and precision differ.", hint)
            if event.basis != "stated" and not event.note:
                hint = "Add 'note: …' that says from which passage it follows."
                timeline.add((name,), "date-precision", f"the date is {event.basis}.", hint)


def _exact_date(parsed: Parsed[Any], path: Path, value: str, length: int) -> None:
    if len(value) != length:
        message = f"'{value}' is not a date of this precision."
        hint = "Write YYYY-MM-DD for a day, YYYY-MM for a month, else YYYY."
        parsed.add(path, "date-precision", message, hint, values=Values(value))
    elif not _is_in_the_calendar(value):
        message = f"'{value}' is not in the calendar."
        hint = "Write a date that exists."
        parsed.add(path, "date-precision", message, hint, values=Values(value))


_LENGTHS = {"day": 10, "month": 7, "season": 4, "year": 4, "decade": 4}


def paragraphs_are_cited(unchecked: UncheckedCourse) -> None:
    """`uncited-paragraph`: a paragraph of a lesson names its evidence or claims nothing."""
    for lesson in unchecked.lessons:
        for paragraph in lesson.paragraphs:
            if not paragraph.passages:
                spot = lesson.find(paragraph, paragraph.text[:12])
                message = "the paragraph names no passage that supports it."
                hint = "Add one, as [@s2.p10], or [@none] if it claims no fact."
                lesson.file.add(spot, "uncited-paragraph", message, hint)


def comparisons_hear_every_source(unchecked: UncheckedCourse) -> None:
    """`account`: each source is heard once, and speaks with evidence or is said to be silent."""
    expected = sorted({source.id for source in unchecked.source_cards()})
    unread = unchecked.unread_sources()
    for parsed in unchecked.comparisons:
        for name, comparison in entries(parsed.model):
            _hears_all(parsed, name, comparison, expected)
            for place, account in enumerate(comparison.accounts):
                if f"{account.source}." not in unread and account.source not in expected:
                    path = (name, "accounts", place, "source")
                    message = f"there is no source '{account.source}'."
                    near = nearest(account.source, expected)
                    values = Values(account.source, near, "source")
                    parsed.add(path, "account", message, did_you_mean(near), values=values)
                _speaks_or_is_silent(parsed, (name, "accounts", place), account)


def quotations_are_listed(unchecked: UncheckedCourse) -> None:
    """`unlisted-quotation`: words in quotation marks stand in a quote of a passage cited there.

    It only warns of one or two words that no passage nearly has: they may be a title or a term.
    """
    known = unchecked.passages()
    everywhere = {quote.words: id for id, each in known.items() for quote in each.quotes}
    unread = unchecked.unread_sources()
    for statement in statements(unchecked):
        if any(passage.startswith(unread) for passage in statement.passages):
            continue
        cited = [known[passage] for passage in statement.passages if passage in known]
        listed = [quote.words for passage in cited for quote in passage.quotes]
        for quotation in quotations(statement.text):
            if any(stands_in(quotation, quote) for quote in listed):
                continue
            message = f"no passage cited here has a quote with the words “{quotation}”."
            if hint := _where_quoted(quotation, everywhere):
                statement.report(quotation, "unlisted-quotation", message, hint)
            elif len(words(quotation)) <= MOST_WORDS_OF_A_TERM and not statement.is_quote:
                hint = "Take the marks away, or list the quote in seeds/ if it is one."
                statement.report(quotation, "unlisted-quotation", message, hint, "warning")
            else:
                statement.report(quotation, "unlisted-quotation", message, _LIST_IT)


def quotations_are_short(unchecked: UncheckedCourse) -> None:
    """`long-quotation`: a quotation has 25 words at most, one of a report's own words 15."""
    hint = f"Quote {LONGEST_QUOTATION} words at most, and say the rest in your own."
    for parsed in unchecked.sources:
        for path, _, quote in unchecked.quotes_of(parsed):
            if len(words(quote)) > LONGEST_QUOTATION:
                message = f"the quote has {len(words(quote))} words."
                parsed.add(path, "long-quotation", message, hint)
        _own_quotes_are_short(parsed)
    for statement in statements(unchecked):
        for quotation in quotations(statement.text):
            if len(words(quotation)) > LONGEST_QUOTATION:
                message = f"the quotation has {len(words(quotation))} words."
                statement.report(quotation, "long-quotation", message, hint)


def _own_quotes_are_short(parsed: Parsed[Source]) -> None:
    for (number, place), quote in (parsed.model.own_quotes() if parsed.model else {}).items():
        length = len(words(quote.words))
        if LONGEST_OWN_QUOTATION < length <= LONGEST_QUOTATION:
            message = f"the report's own words are {length}."
            hint = f"Quote {LONGEST_OWN_QUOTATION} of them at most, and say the rest in your own."
            path = ("passages", number, "quotes", place, "words")
            parsed.add(path, "long-quotation", message, hint)


def numbers_stand_in_the_evidence(unchecked: UncheckedCourse) -> None:
    """`number-not-in-evidence`: a number or month in a key stands in a passage the item cites."""
    known, unread = unchecked.passages(), unchecked.unread_sources()
    for parsed, place, item in unchecked.items():
        is_unread = any(each.startswith(unread) or each not in known for each in item.citations)
        if item.calculated or is_unread:
            # A passage that is cited by a wrong name may have it.
            continue
        evidence = figures(" ".join(_evidence(unchecked, item, known)))
        for path, text in _keys(item):
            if missing := sorted(figures(_uncounted(unchecked, text)) - evidence):
                path = ("items", place, *path)
                is_one = len(missing) == 1
                shown = list_some([f"'{each}'" for each in missing], "and")
                message = (
                    f"{shown} {'stands' if is_one else 'stand'} in none of the passages cited."
                )
                hint = advice_on_groups(parsed.text(path)) or (_CITE_IT if is_one else _CITE_THEM)
                parsed.add(path, "number-not-in-evidence", message, hint)


def _hears_all(
    parsed: Parsed[Comparisons], name: str, comparison: Comparison, expected: list[str]
) -> None:
    heard = [account.source for account in comparison.accounts]
    for source_id in expected:
        if heard.count(source_id) != 1:
            message = f"{source_id} is heard {heard.count(source_id)} times."
            hint = "Give each source one account; write 'silent: true' where it says nothing."
            parsed.add((name, "accounts"), "account", message, hint)


def _speaks_or_is_silent(parsed: Parsed[Comparisons], path: Path, account: Account) -> None:
    speaks = bool(account.says and account.citations)
    if speaks == account.silent or (account.silent and (account.says or account.citations)):
        hint = "Write 'says' and 'citations', or 'silent: true' alone."
        parsed.add(path, "account", "an account speaks with evidence or is silent.", hint)
    for number, cited in enumerate(account.citations):
        if not cited.startswith(f"{account.source}."):
            message = f"'{cited}' is not a passage of {account.source}."
            hint = "Cite the source that the account is about."
            place = (*path, "citations", number)
            parsed.add(place, "account", message, hint, values=Values(cited))


def _where_quoted(quotation: str, everywhere: Mapping[str, str]) -> str:
    for quote, passage_id in everywhere.items():
        if stands_in(quotation, quote):
            return f"{passage_id} has them: cite it."
    return did_you_mean(nearest(quotation, everywhere))


def _evidence(
    unchecked: UncheckedCourse, item: Item, known: Mapping[str, Passage]
) -> Iterator[str]:
    for passage_id in item.citations:
        if passage := known.get(passage_id):
            yield passage.summary
            yield from (quote.words for quote in passage.quotes)
        if unchecked.originals:
            yield unchecked.originals.paragraphs.get(passage_id, "")


def _keys(item: Item) -> Iterator[tuple[Path, str]]:
    """The texts in which an item states what is right."""
    yield from keys_of(item)
    match item:
        case Matching():
            yield from ((("pairs", n, "target"), pair.target) for n, pair in enumerate(item.pairs))
        case Ordering():
            yield from ((("sequence", n), text) for n, text in enumerate(item.sequence))
        case Numeric():
            if item.key is not None:
                yield ("key",), _decimal(item.key)
            else:
                ends = enumerate(item.between or ())
                yield from ((("between", place), _decimal(end)) for place, end in ends)
        case SingleChoice() | MultipleChoice() | ShortAnswer():
            pass
        case TrueFalse() | VerdictItem() | EvidenceItem() | ExtendedResponse():
            pass
        case _:
            assert_never(item)


def _uncounted(unchecked: UncheckedCourse, text: str) -> str:
    """The text without words that only look like numbers.

    These are "one", as in "with one voice", and the labels of sources.
    """
    for source in unchecked.source_cards():
        text = re.sub(re.escape(source.label), "", text, flags=re.IGNORECASE)
    return _ONE.sub("", text)


def _decimal(number: Fraction) -> str:
    """A number as a text would print it: 1/2 is `0.5`, and a third has fifteen digits."""
    return f"{float(number):.15g}"


def _is_in_the_calendar(value: str) -> bool:
    try:
        date.fromisoformat(value + "-01" * (2 - value.count("-")))
    except ValueError:
        return False
    return True
