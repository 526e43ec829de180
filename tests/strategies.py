"""Items of every kind as they may be written, at random, and the responses that fit them."""

from collections.abc import Iterator
from itertools import chain, combinations, permutations, product
from typing import assert_never

from hypothesis import strategies as st

from sourcebook.model.attempts import (
    Choice,
    Choices,
    Matches,
    Ordered,
    Response,
    Typed,
    Written,
)
from sourcebook.model.item_kinds import PerKind
from sourcebook.model.items import (
    FINDINGS,
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
from sourcebook.model.options import options, prompts
from sourcebook.scoring import key_ids
from tests import builders

COUNTRIES = ("Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan", "Georgia")
LEADERS = ("Pashinyan", "Lukashenko", "Putin", "Tokayev")
PASSAGES = ("s1.p1", "s1.p2", "s2.p1", "s3.p4", "s3.p10", "s4.p7")
worths = st.sampled_from(("0", "1/4", "1/3", "1/2"))
rules = st.sampled_from(("net", "exact", "coverage"))


def some(
    texts: tuple[str, ...], fewest: int, most: int | None = None
) -> st.SearchStrategy[list[str]]:
    """Different ones of these texts, in any order."""
    return st.lists(st.sampled_from(texts), min_size=fewest, max_size=most, unique=True)


@st.composite
def single_choices(draw: st.DrawFn) -> SingleChoice:
    key, *others = draw(some(COUNTRIES, 2, 5))
    distractors = [{"text": text, "score": draw(worths)} for text in others]
    return builders.single_choice(key=key, distractors=distractors)


@st.composite
def multiple_choices(draw: st.DrawFn) -> MultipleChoice:
    texts = draw(some(COUNTRIES, 2, 6))
    keys = draw(st.integers(1, len(texts) - 1))
    return builders.multiple_choice(
        keys=texts[:keys], distractors=texts[keys:], scoring=draw(rules)
    )


@st.composite
def evidences(draw: st.DrawFn) -> EvidenceItem:
    passages = draw(some(PASSAGES, 2))
    keys = draw(st.integers(1, len(passages) - 1))
    return builders.evidence(keys=passages[:keys], distractors=passages[keys:])


@st.composite
def numerics(draw: st.DrawFn) -> Numeric:
    key, tolerance, near = draw(st.tuples(st.integers(-99, 99), st.integers(0, 3), worths))
    band = {"number": key, "tolerance": "20", "score": near}
    return builders.numeric(key=key, tolerance=tolerance, distractors=[band])


@st.composite
def short_answers(draw: st.DrawFn) -> ShortAnswer:
    key, accepted, other = draw(some(LEADERS, 3, 3))
    half_right = {"text": other, "score": draw(worths)}
    return builders.short_answer(key=key, also_accept=[accepted], distractors=[half_right])


@st.composite
def matchings(draw: st.DrawFn) -> Matching:
    leaders = draw(some(LEADERS, 2))
    pairs = [{"prompt": each, "target": draw(st.sampled_from(COUNTRIES[:3]))} for each in leaders]
    return builders.matching(pairs=pairs, extra_targets=draw(some(COUNTRIES[3:5], 0)))


orderings = some(COUNTRIES, 3, 6).map(lambda texts: builders.ordering(sequence=texts))
_KINDS: PerKind[st.SearchStrategy[Item]] = PerKind(
    single_choice=single_choices(),
    multiple_choice=multiple_choices(),
    true_false=st.sampled_from(("true", "false")).map(lambda key: builders.true_false(key=key)),
    verdict=st.sampled_from(tuple(FINDINGS)).map(lambda key: builders.verdict(key=key)),
    numeric=numerics(),
    short_answer=short_answers(),
    matching=matchings(),
    ordering=orderings,
    evidence=evidences(),
    extended_response=st.just(builders.extended_response()),
)
KINDS: dict[str, st.SearchStrategy[Item]] = dict(_KINDS.pairs())
typed = st.one_of(st.text(max_size=9), st.integers(-120, 120).map(str), st.sampled_from(LEADERS))


def guesses(item: Item) -> Iterator[Response]:
    """Every way in which a blind guesser can answer, each as likely as any other."""
    ids = tuple(choice.id for choice in options(item))
    match item:
        case SingleChoice() | TrueFalse() | VerdictItem():
            return (Choice(option=each) for each in ids)
        case MultipleChoice() | EvidenceItem():
            sets = chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1))
            return (Choices(options=frozenset(each)) for each in sets)
        case Matching():
            rows = [prompt.id for prompt in prompts(item)]
            columns = product(ids, repeat=len(rows))
            return (Matches(targets=dict(zip(rows, each, strict=True))) for each in columns)
        case Ordering():
            return (Ordered(options=each) for each in permutations(ids))
        case Numeric() | ShortAnswer():
            return iter([Typed(text="no idea")])
        case ExtendedResponse():
            return iter([Written(text="No idea.")])
        case _:
            assert_never(item)


def right_response(item: Item) -> Response:
    """The response that the author has in mind."""
    key = key_ids(item)
    match item:
        case SingleChoice() | TrueFalse() | VerdictItem():
            return Choice(option=key[0])
        case MultipleChoice() | EvidenceItem():
            return Choices(options=frozenset(key))
        case Matching():
            rows = (prompt.id for prompt in prompts(item))
            return Matches(targets=dict(zip(rows, key, strict=True)))
        case Ordering():
            return Ordered(options=key)
        case Numeric() | ShortAnswer():
            return Typed(text=str(item.key))
        case ExtendedResponse():
            return Written(text=item.model_answer)
        case _:
            assert_never(item)


def blank(item: Item) -> Response:
    """The response of a learner who has not touched the item."""
    match item:
        case SingleChoice() | TrueFalse() | VerdictItem():
            return Choice(option="")
        case MultipleChoice() | EvidenceItem():
            return Choices(options=frozenset())
        case Matching():
            return Matches(targets={})
        case Ordering():
            return Ordered(options=())
        case Numeric() | ShortAnswer():
            return Typed(text=" ")
        case ExtendedResponse():
            return Written(text=" ")
        case _:
            assert_never(item)


def any_response(data: st.DataObject, item: Item) -> Response:
    """A response that fits the item, right, wrong, in part or (of most kinds) blank."""
    if isinstance(item, Numeric | ShortAnswer):
        return Typed(text=data.draw(typed))
    if isinstance(item, Matching):
        rows = st.sampled_from([prompt.id for prompt in prompts(item)])
        targets = st.sampled_from([choice.id for choice in options(item)])
        return Matches(targets=data.draw(st.dictionaries(rows, targets)))
    if isinstance(item, Ordering):
        orders = st.permutations([choice.id for choice in options(item)])
        return Ordered(options=tuple(data.draw(orders)))
    return data.draw(st.sampled_from([blank(item), *guesses(item)]))
