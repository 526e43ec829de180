"""What a Moodle question says after it was answered, and what it tells those who mark it."""

from collections.abc import Iterator

from markupsafe import Markup

from sourcebook.formats.html_text import as_html
from sourcebook.formats.moodle_xml.marks import heading, listed, part
from sourcebook.formats.proofs import Proof, passage_name, proofs
from sourcebook.model.course import Course
from sourcebook.model.items import ExtendedResponse, Item, Matching


def general_feedback(item: Item, course: Course) -> Markup:
    """Why the key is right, and the passages that prove it, as HTML."""
    return Markup("").join(_general_feedback(item, course))


def grader_information(item: ExtendedResponse) -> Markup:
    """The rubric, a model answer and the length of a good answer, as HTML."""
    levels = (
        ("All points", "full", item.three_levels.full),
        ("Half the points", "part", item.three_levels.part),
        ("No points", "none", item.three_levels.none),
        ("A model answer", "model", item.model_answer),
    )
    length = f"A good answer takes about {item.length} words."
    return Markup("").join(
        [
            *(heading(title) + part(name, as_html(text)) for title, name, text in levels),
            part("length", as_html(length), key=str(item.length)),
        ]
    )


def _general_feedback(item: Item, course: Course) -> Iterator[Markup]:
    yield part("rationale", as_html(item.rationale))
    if item.calculated:
        yield heading("How the number follows") + part("calculated", as_html(item.calculated))
    if isinstance(item, Matching):
        yield from _pair_feedback(item)
    known = {each.passage: each for each in proofs(item, course)}
    if item.proof:
        yield heading("Each of these passages proves the answer")
        yield listed("proof", ((each, _shown(each, known)) for each in item.proof))
    yield heading("The passages behind the answer")
    yield listed("citation", ((each, _cited(each, item, known)) for each in item.citations))
    if item.candidates:
        names = ((each, passage_name(each, course)) for each in item.candidates)
        yield heading("Passages among which the proof was") + listed("candidate", names)


def _pair_feedback(item: Matching) -> Iterator[Markup]:
    for number, pair in enumerate(item.pairs, start=1):
        if pair.feedback:
            yield heading(pair.prompt) + part("pair", as_html(pair.feedback), key=str(number))


def _shown(passage: str, known: dict[str, Proof]) -> str:
    found = known.get(passage)
    return f"{found.name}: {found.summary}" if found else passage


def _cited(passage: str, item: Item, known: dict[str, Proof]) -> str:
    """A passage with its summary, which is not said twice."""
    if passage in item.proof and passage in known:
        return known[passage].name
    return _shown(passage, known)
