"""Rules that need the articles themselves: hashes, verbatim quotes, nothing copied.

Without the originals they check nothing; `sourcebook check` then says so.
"""

from sourcebook.content.faults import list_some
from sourcebook.content.files import Parsed
from sourcebook.content.originals import RUN, Originals
from sourcebook.content.quotations import runs, stands_in, words
from sourcebook.content.statements import statements
from sourcebook.content.unchecked_course import UncheckedCourse
from sourcebook.model.sources import Source

SHARE = 20
"""Of so many words of an article, one may be quoted from its own sentences."""


def quotes_are_verbatim(unchecked: UncheckedCourse) -> None:
    """`not-verbatim`: a quote stands word for word in the paragraph of the original.

    `original-missing`: a file with the hash on the source card is there.
    """
    if unchecked.originals is None:
        return
    for parsed in unchecked.sources:
        if parsed.model and parsed.model.id not in unchecked.originals.found:
            _report_missing(parsed, unchecked.originals)
            continue
        for path, passage_id, quote in unchecked.quotes_of(parsed):
            if not stands_in(quote, unchecked.originals.paragraphs.get(passage_id, "")):
                message = f"these words do not stand in {passage_id} of the original."
                parsed.add(path, "not-verbatim", message, "Copy them again, letter by letter.")


def _report_missing(parsed: Parsed[Source], originals: Originals) -> None:
    if parsed.model and parsed.model.sha256:
        message = "no file among the originals has this SHA-256."
        hint = "Put the article's file there unchanged, or correct the hash."
    else:
        message = "the source card has no SHA-256, so its article is not known."
        listed = [f"'sha256: {digest}' for {name}" for name, digest in originals.unclaimed.items()]
        hint = f"Write {list_some(listed, most=3)}." if listed else "Put the article's file there."
    parsed.add(("sha256",), "original-missing", message, hint)


def passages_are_paragraphs(unchecked: UncheckedCourse) -> None:
    """`no-such-paragraph`: a passage has the number of a paragraph of the original."""
    for parsed in unchecked.sources:
        if parsed.model and unchecked.originals and parsed.model.id in unchecked.originals.found:
            for number in parsed.model.passages:
                if f"{parsed.model.id}.{number}" not in unchecked.originals.paragraphs:
                    message = f"the original has no paragraph {number}."
                    hint = "Count its non-empty paragraphs from p1."
                    parsed.add(("passages", number), "no-such-paragraph", message, hint)


def quoted_share_is_small(unchecked: UncheckedCourse) -> None:
    """`over-quoted`: at most a twentieth of an article is quoted from its own sentences.

    What the people in it say is not counted.
    """
    for parsed in unchecked.sources:
        if unchecked.originals and parsed.model and parsed.model.id in unchecked.originals.found:
            whole = unchecked.originals.words_of(parsed.model.id)
            quoted = sum(len(words(quote.words)) for quote in parsed.model.own_quotes().values())
            if quoted * SHARE > whole:
                message = f"{quoted} of the report's own words are quoted, and it has {whole}."
                hint = f"Keep {whole // SHARE} at most; summarise the rest."
                parsed.add(("passages",), "over-quoted", message, hint)


def nothing_is_copied(unchecked: UncheckedCourse) -> None:
    """`copied`: no eight words in a row of an article stand outside quotation marks."""
    if unchecked.originals is None:
        return
    for statement in statements(unchecked):
        for run in runs(statement.text, RUN):
            if passage_id := unchecked.originals.runs.get(run):
                copied = " ".join(run)
                message = f"“{copied}” is copied from {passage_id}."
                hint = "Say it in your own words, or quote it with its speaker."
                statement.report(copied, "copied", message, hint)
                break
