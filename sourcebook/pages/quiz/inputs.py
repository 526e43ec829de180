"""How an item is asked: the fields for each kind, and the response that they add up to."""

from string import ascii_uppercase
from typing import NamedTuple, assert_never

import streamlit as st
from markupsafe import Markup

from sourcebook.model.attempts import (
    Choice,
    Choices,
    Confidence,
    Matches,
    Ordered,
    PinnedItem,
    Response,
    Typed,
    Written,
    is_blank,
)
from sourcebook.model.course import Course
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.options import Option, options, prompts
from sourcebook.pages.quiz.ambiguous_answers import about_alphabets, about_number
from sourcebook.pages.quiz.browser_fields import order_chosen, order_texts, write_text, written
from sourcebook.pages.quiz.passage_choice import tick_passages
from sourcebook.pages.quiz.score_explanation import CONFIDENCE, level_in_words
from sourcebook.pages.shared import markup
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.number_format import counted
from sourcebook.pages.shared.templates import Macros
from sourcebook.scoring import expect, is_whole

_html = Macros(__file__)

_SHORT_TARGET = 30


class Filled(NamedTuple):
    """What the fields of an item hold; no response if the fields are not there."""

    response: Response | None
    confidence: Confidence | None


def ask(
    pinned: PinnedItem,
    key: str,
    course: Course,
    given: Response | None = None,
    *,
    tried: frozenset[str] = frozenset(),
) -> Response:
    """Draw the fields of an item; what is filled in, perhaps nothing yet, is the response.

    `key` names the item of the attempt, so that the fields keep their values over a restart;
    `given` is what they show at first, and `tried` are the options that were chosen before.
    """
    item, choices = pinned.item, ordered(pinned, course)
    match item:
        case SingleChoice() | TrueFalse() | VerdictItem():
            chosen = given.option if isinstance(given, Choice) else None
            return Choice(option=_one_of(item.stem, choices, key, chosen, tried) or "")
        case MultipleChoice():
            ticked = _ticked(given)
            ticks = [choice.id for choice in choices if _tick(choice, key, choice.id in ticked)]
            return Choices(options=frozenset(ticks))
        case EvidenceItem():
            return Choices(options=tick_passages(pinned.option_order, course, key, _ticked(given)))
        case Numeric() | ShortAnswer():
            return _typed(item, key, given)
        case Matching():
            return Matches(targets=_matches(item, choices, key, given))
        case Ordering():
            own = given.options if isinstance(given, Ordered) else ()
            texts = {choice.id: choice.text for choice in choices}
            start = own or pinned.option_order
            moved = order_texts(item.stem, texts, start, key, touched=bool(own))
            return Ordered(options=moved or own)
        case ExtendedResponse():
            saved = given.text if isinstance(given, Written) else ""
            text = write_text("Your text", key, text=saved, saved=saved, length=item.length)
            return Written(text=text)
        case _:
            assert_never(item)


def filled_in(pinned: PinnedItem, key: str) -> Response | None:
    """What the fields of an item hold before this run draws them.

    None if they are not there, or if nobody has moved or written anything in them.
    """
    item, state = pinned.item, st.session_state
    match item:
        case MultipleChoice() | EvidenceItem():
            boxes = {each: f"{key}-{each}" for each in pinned.option_order}
            ticks = frozenset(each for each, box in boxes.items() if state.get(box))
            return Choices(options=ticks) if state.keys() & set(boxes.values()) else None
        case Matching():
            rows = {each.id: f"{key}-{each.id}" for each in prompts(item)}
            targets = {each: state[row] for each, row in rows.items() if state.get(row)}
            return Matches(targets=targets) if state.keys() & set(rows.values()) else None
        case SingleChoice() | TrueFalse() | VerdictItem():
            return Choice(option=state[key] or "") if key in state else None
        case Numeric() | ShortAnswer():
            return Typed(text=state[key] or "") if key in state else None
        case Ordering():
            order = order_chosen(key, pinned.option_order)
            return Ordered(options=order) if order else None
        case ExtendedResponse():
            text = written(key)
            return None if text is None else Written(text=text)
        case _:
            assert_never(item)


def ask_confidence(key: str, given: Confidence | None = None) -> Confidence | None:
    """Draw the question how sure the learner is; None until they say so."""
    names: list[Confidence] = ["guessing", "fairly_sure", "certain"]
    return st.radio(
        "How sure are you? (This never changes a score.)",
        names,
        index=names.index(given) if given else None,
        format_func=lambda name: CONFIDENCE[name].capitalize(),
        horizontal=True,
        key=f"{key}-confidence",
    )


def confidence_in(key: str) -> Confidence | None:
    """How sure the learner said to be in the fields with this key, before they are drawn."""
    found: Confidence | None = st.session_state.get(f"{key}-confidence")
    return found


def rubric(item: ExtendedResponse) -> Markup:
    """What an answer must show for each level, as it stands beside the field to write in."""
    levels = reversed(list(enumerate(item.levels())))
    return _html.rubric([(level_in_words(item, level), each.text) for level, each in levels])


def objection(pinned: PinnedItem, response: Response) -> str | None:
    """What is still to be done before a response can be taken, or None."""
    if is_blank(response):
        return "Nothing is filled in yet."
    if is_whole(pinned.item, response):
        return None
    match item := pinned.item:
        case Numeric():
            return about_number(item, expect(Typed, item, response).text)
        case Matching():
            return _open_rows(item, expect(Matches, item, response))
        case ShortAnswer():
            return about_alphabets(expect(Typed, item, response).text)
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem():
            return None
        case Ordering() | EvidenceItem() | ExtendedResponse():
            return None
        case _:
            assert_never(item)


def warn_of_missing(pinned: PinnedItem, response: Response) -> None:
    """Draw what is still to be done before a response can be taken, if something is."""
    if missing := objection(pinned, response):
        or_skip = " Fill it in, or skip the item for now." if is_blank(response) else ""
        st.warning(missing + or_skip)


def ordered(pinned: PinnedItem, course: Course) -> list[Option]:
    """The options of an item in the order that the attempt pinned; passages by their names."""
    by_id = {choice.id: choice for choice in options(pinned.item)}
    return [_named(by_id[option_id], course) for option_id in pinned.option_order]


def _named(choice: Option, course: Course) -> Option:
    passage = course.evidence(choice.id)
    return Option(choice.id, markup.passage_name(passage)) if passage else choice


def _ticked(given: Response | None) -> frozenset[str]:
    return given.options if isinstance(given, Choices) else frozenset()


def _one_of(
    stem: str, choices: list[Option], key: str, given: str | None, tried: frozenset[str]
) -> str | None:
    ids = [choice.id for choice in choices]
    names = {
        choice.id: f"{literal(choice.text)}{' (tried)' if choice.id in tried else ''}"
        for choice in choices
    }
    return st.radio(
        literal(stem),
        ids,
        index=ids.index(given) if given in ids else None,
        format_func=names.__getitem__,
        key=key,
        label_visibility="collapsed",
    )


def _tick(choice: Option, key: str, ticked: bool) -> bool:
    return st.checkbox(literal(choice.text), value=ticked, key=f"{key}-{choice.id}")


def _typed(item: Numeric | ShortAnswer, key: str, given: Response | None) -> Typed:
    label, room = "Your answer", 120
    if isinstance(item, Numeric):
        label, room = f"Your number ({item.unit})" if item.unit else "Your number", 40
    shown = given.text if isinstance(given, Typed) else ""
    # Without a form, as in test mode, what is typed is sent after a pause, too.
    typed = st.text_input(
        literal(label), shown, key=key, max_chars=room, autocomplete="off", live="1s"
    )
    return Typed(text=typed or "")


def _matches(
    item: Matching, targets: list[Option], key: str, given: Response | None
) -> dict[str, str]:
    """A list of targets to open for each prompt; long targets also stand above, under letters."""
    # Lists that open show a text as it is, unlike labels.
    names = {target.id: target.text for target in targets}
    if any(len(target.text) > _SHORT_TARGET for target in targets):
        letters = zip(ascii_uppercase, targets, strict=False)
        names = {target.id: f"{letter}. {target.text}" for letter, target in letters}
        st.html(_html.lettered([target.text for target in targets]))
    before = given.targets if isinstance(given, Matches) else {}
    chosen = {}
    with st.container(key=f"rows-{key}", gap="small"):
        for number, prompt in enumerate(prompts(item), start=1):
            target = before.get(prompt.id)
            chosen[prompt.id] = st.selectbox(
                f"{number}\\. {literal(prompt.text)}",
                list(names),
                index=list(names).index(target) if target in names else None,
                format_func=names.__getitem__,
                placeholder="○ Still open: choose",
                filter_mode=None,
                key=f"{key}-{prompt.id}",
            )
    return {prompt_id: target for prompt_id, target in chosen.items() if target is not None}


def _open_rows(item: Matching, response: Matches) -> str:
    """Which rows of a matching item lack their target: `2 of 4 rows are still open: 1 and 3.`"""
    rows = enumerate(prompts(item), start=1)
    left = [str(number) for number, prompt in rows if prompt.id not in response.targets]
    named = " and ".join(filter(None, [", ".join(left[:-1]), left[-1]]))
    of = f"{len(left)} of {counted(len(item.pairs), 'row')}"
    return f"{of} {'is' if len(left) == 1 else 'are'} still open: {named}."
