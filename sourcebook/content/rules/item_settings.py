"""Rules on items: options that differ, keys that their kind can use."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, assert_never

from sourcebook.content.faults import NO_VALUES, Values
from sourcebook.content.file_places import Path, in_words
from sourcebook.content.files import Parsed
from sourcebook.content.known_names import other_spellings
from sourcebook.content.quotations import fold
from sourcebook.content.statements import keys_of
from sourcebook.content.unchecked_course import UncheckedCourse
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import (
    Band,
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
from sourcebook.model.quizzes import Quiz
from sourcebook.typed import same_text


class Listing(NamedTuple):
    """Texts of an item that must differ; typed texts are compared as a learner's would be."""

    texts: Sequence[tuple[Path, str]]
    hint: str = "Give each option a text of its own."
    is_typed: bool = False


_TAKE_OUT = "Take it out, or change the key."


def options_differ(unchecked: UncheckedCourse) -> None:
    """`duplicate-option`: no two options of an item, and no two prompts, read the same."""
    for parsed, place, item in unchecked.items():
        for listing in _options(item):
            for number, (path, text) in enumerate(listing.texts):
                # Two right spellings may be the same after folding.
                alike = same_text if listing.is_typed and path[0] == "distractors" else _reads_alike
                before = listing.texts[:number]
                first = next((at for at, other in before if alike(text, other)), None)
                if first:
                    other = "the key" if first == ("key",) else in_words(first)
                    message = f"'{text}' reads like {other}."
                    at = ("items", place, *path)
                    values = Values(text)
                    parsed.add(at, "duplicate-option", message, listing.hint, values=values)


def names_are_not_wrong(unchecked: UncheckedCourse) -> None:
    """`duplicate-option`: no distractor is a name that people.yaml has as a spelling of the key."""
    for parsed, place, item in unchecked.items():
        if isinstance(item, ShortAnswer):
            spellings = list(other_spellings(item.key, unchecked.persons()))
            for number, wrong in enumerate(item.distractors):
                if any(same_text(wrong.text, spelling) for spelling in spellings):
                    message = f"'{wrong.text}' is the key in another spelling of people.yaml."
                    path = ("items", place, "distractors", number, "text")
                    values = Values(wrong.text)
                    parsed.add(path, "duplicate-option", message, _TAKE_OUT, values=values)


def numbers_are_given_once(unchecked: UncheckedCourse) -> None:
    """`one-of`: a numeric answer is one number or one range, from low to high."""
    for parsed, place, item in unchecked.items():
        if isinstance(item, Numeric):
            here = ("items", place)
            key = Band(number=item.key, between=item.between)
            _one_of(parsed, here, "key", key)
            for name, bands in (
                ("also_accept", item.also_accept),
                ("distractors", item.distractors),
            ):
                for number, band in enumerate(bands):
                    _one_of(parsed, (*here, name, number), "number", band)


def proof_is_cited(unchecked: UncheckedCourse) -> None:
    """`uncited-proof`: what proves an answer, or is one, stands among the item's citations."""
    known = unchecked.passages()
    for parsed, place, item in unchecked.items():
        for path, passage in _proofs(item):
            if passage in known and passage not in item.citations:
                message = f"'{passage}' is not among the item's citations."
                hint = "Cite it too: what is cited is shown as the proof."
                values = Values(passage)
                parsed.add(("items", place, *path), "uncited-proof", message, hint, values=values)


def proofs_can_be_chosen(unchecked: UncheckedCourse) -> None:
    """`candidates`: the passages to choose from are different, and one of them is a proof."""
    for parsed, place, item in unchecked.items():
        path = ("items", place, "candidates")
        for number, passage in enumerate(item.candidates):
            if passage in item.candidates[:number]:
                message, hint = f"'{passage}' stands here twice.", "Take one of them out."
                values = Values(passage)
                parsed.add((*path, number), "candidates", message, hint, values=values)
        if len(item.candidates) == 1:
            hint = "Name two to eight passages, one of them a proof, or take this out."
            parsed.add(path, "candidates", "one passage leaves nothing to choose.", hint)
        elif item.candidates and not set(item.candidates) & set(item.proof):
            message, hint = "the item asks for no proof.", "Add 'proof', or take this out."
            if item.proof:
                message = "none of these passages is a proof of the answer."
                hint = f"Add one of those under 'proof', such as '{item.proof[0]}'."
            parsed.add(path, "candidates", message, hint)


def kinds_can_use_their_keys(unchecked: UncheckedCourse) -> None:
    """`misplaced-key`: an item has no key that its kind cannot use."""
    for parsed, place, item in unchecked.items():
        for name, reason in _useless(item).items():
            if getattr(item, name) != type(item).model_fields[name].default:
                message = f"an item of the kind {item.type} has no use for '{name}'."
                path = ("items", place, name)
                parsed.add(path, "misplaced-key", message, f"Take it out: {reason}.")


def a_quiz_has_items(unchecked: UncheckedCourse) -> None:
    """`empty-quiz`: a quiz has items of its own, or a blueprint that draws some."""
    _draws_items(unchecked)
    for parsed in unchecked.quizzes:
        if parsed.model and not parsed.model.items and not parsed.model.draw:
            message = "the quiz has neither 'items' nor 'draw'."
            hint = "Write at least one item, or draw some: '- {objective: …, items: 2}'."
            parsed.add((), "empty-quiz", message, hint)


def _draws_items(unchecked: UncheckedCourse) -> None:
    """Report a blueprint that asks for items where there are none."""
    if not all(each.model for each in unchecked.quizzes):
        return
    drawable = {
        item.objective
        for parsed, _, item in unchecked.items()
        if parsed.model and parsed.model.state == "open" and not is_marked_by_rubric(item)
    }
    stated = {o.id for each in unchecked.lessons if each.lesson for o in each.lesson.objectives}
    for parsed in unchecked.quizzes:
        for place, each in enumerate(parsed.model.draw if parsed.model else ()):
            if each.objective in stated - drawable:
                message = f"no item that can be drawn assesses '{each.objective}'."
                hint = "Write one in a quiz first; a text of a learner's own is never drawn."
                parsed.add(("draw", place, "objective"), "empty-quiz", message, hint)


def _reads_alike(text: str, other: str) -> bool:
    return fold(text) == fold(other)


def _proofs(item: Item) -> Iterator[tuple[Path, str]]:
    """The passages of an item that prove its answer, with their paths."""
    match item:
        case EvidenceItem():
            yield from ((("keys", number), passage) for number, passage in enumerate(item.keys))
        case ExtendedResponse():
            pass
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | Numeric():
            yield from ((("proof", number), passage) for number, passage in enumerate(item.proof))
        case ShortAnswer() | Matching() | Ordering():
            yield from ((("proof", number), passage) for number, passage in enumerate(item.proof))
        case _:
            assert_never(item)


def _useless(item: Item) -> Mapping[str, str]:
    """The fields that an item of this kind cannot use, each with the reason."""
    match item:
        case EvidenceItem():
            reason = "its answers are passages already"
            return {"proof": reason, "candidates": reason}
        case ExtendedResponse():
            itself, once = "a text names its evidence itself", "a text is handed in once"
            return {"proof": itself, "candidates": itself, "tries": once}
        case TrueFalse():
            return {"tries": "after a miss only the right answer is left"}
        case SingleChoice() | MultipleChoice() | VerdictItem() | Numeric() | ShortAnswer():
            return {}
        case Matching() | Ordering():
            return {}
        case _:
            assert_never(item)


def _options(item: Item) -> Iterator[Listing]:
    """The lists of texts of an item that must differ for a learner."""
    match item:
        case SingleChoice() | MultipleChoice():
            wrong = [(("distractors", n, "text"), d.text) for n, d in enumerate(item.distractors)]
            yield Listing([*keys_of(item), *wrong])
        case Matching():
            prompts = enumerate(pair.prompt for pair in item.pairs)
            yield Listing([(("pairs", n, "prompt"), text) for n, text in prompts])
            shared = {pair.target: n for n, pair in reversed(list(enumerate(item.pairs)))}
            targets = [(("pairs", n, "target"), text) for text, n in reversed(shared.items())]
            extra = [(("extra_targets", n), text) for n, text in enumerate(item.extra_targets)]
            yield Listing([*targets, *extra])
        case ShortAnswer():
            accepted = [(("also_accept", n), text) for n, text in enumerate(item.also_accept)]
            wrong = [(("distractors", n, "text"), d.text) for n, d in enumerate(item.distractors)]
            yield Listing([*keys_of(item), *accepted, *wrong], is_typed=True)
        case Ordering():
            yield Listing([(("sequence", n), text) for n, text in enumerate(item.sequence)])
        case EvidenceItem():
            keys = ((("keys", n), passage) for n, passage in enumerate(item.keys))
            wrong_ones = enumerate(each.passage for each in item.distractors)
            others = ((("distractors", n, "passage"), passage) for n, passage in wrong_ones)
            yield Listing([*keys, *others], hint="Name each passage once.")
        case TrueFalse() | VerdictItem() | Numeric() | ExtendedResponse():
            pass
        case _:
            assert_never(item)


def _one_of(parsed: Parsed[Quiz], path: Path, name: str, band: Band) -> None:
    if (band.number is None) == (band.between is None):
        hint = f"Write '{name}: 23' or 'between: [20, 25]'."
        values = Values(missing=name) if band.number is None else NO_VALUES
        message = f"expected either '{name}' or 'between'."
        parsed.add(path, "one-of", message, hint, values=values)
    if band.between and band.between[0] > band.between[1]:
        message = "the range runs from high to low."
        parsed.add((*path, "between"), "one-of", message, "Write the lower number first.")
