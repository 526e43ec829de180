"""Rules that need the articles themselves: hashes, verbatim quotes, nothing copied.

They are silent where no originals are at hand; `sourcebook check` then says so.
"""

from sourcebook.content.faults import list_some
from sourcebook.content.files import Parsed
from sourcebook.content.originals import RUN, Originals
from sourcebook.content.quotations import runs, stands_in
from sourcebook.content.statements import statements
from sourcebook.content.unchecked_course import Draft
from sourcebook.model.sources import Source


def quotes_are_verbatim(draft: Draft) -> None:
    """`not-verbatim`: a quote stands word for word in the paragraph of the original.

    `original-missing`: a file with the hash on the source card is there.
    """
    if draft.originals is None:
        return
    for parsed in draft.sources:
        if parsed.model and parsed.model.id not in draft.originals.found:
            _report_missing(parsed, draft.originals)
            continue
        for path, passage_id, quote in draft.quotes_of(parsed):
            if not stands_in(quote, draft.originals.paragraphs.get(passage_id, "")):
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


def passages_are_paragraphs(draft: Draft) -> None:
    """`no-such-paragraph`: a passage has the number of a paragraph of the original."""
    for parsed in draft.sources:
        if parsed.model and draft.originals and parsed.model.id in draft.originals.found:
            for number in parsed.model.passages:
                if f"{parsed.model.id}.{number}" not in draft.originals.paragraphs:
                    message = f"the original has no paragraph {number}."
                    hint = "Count its non-empty paragraphs from p1."
                    parsed.add(("passages", number), "no-such-paragraph", message, hint)


def nothing_is_copied(draft: Draft) -> None:
    """`copied`: no eight words in a row of an article stand outside quotation marks."""
    if draft.originals is None:
        return
    for statement in statements(draft):
        for run in runs(statement.text, RUN):
            if passage_id := draft.originals.runs.get(run):
                copied = " ".join(run)
                message = f"“{copied}” is copied from {passage_id}."
                hint = "Say it in your own words, or quote it with its speaker."
                statement.report(copied, "copied", message, hint)
                break
