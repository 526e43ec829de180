"""An answer beside the key, in a form that fits the kind of item."""

from collections.abc import Iterator
from fractions import Fraction
from html import escape
from typing import assert_never

from markupsafe import Markup

from sourcebook.model.attempts import (
    Choice,
    Choices,
    Matches,
    Ordered,
    PinnedItem,
    Record,
    Response,
    Typed,
    Written,
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
from sourcebook.model.options import chosen_options, option, prompts
from sourcebook.pages.quiz.inputs import ordered
from sourcebook.pages.quiz.score_explanation import LEVELS
from sourcebook.pages.shared.number_format import amount
from sourcebook.scoring import expect, key_ids


def compared(pinned: PinnedItem, record: Record, course: Course) -> str:
    """The learner's answer beside the key."""
    item, response = pinned.item, record.answers[-1].response
    match item:
        case SingleChoice() | MultipleChoice() | TrueFalse() | VerdictItem() | EvidenceItem():
            return _list(pinned, response, course)
        case Matching():
            return _table(item, expect(Matches, item, response))
        case Ordering():
            return _orders(item, expect(Ordered, item, response))
        case Numeric():
            key = amount(item.key) if item.key is not None else _range(item)
            unit = f" {item.unit}" if item.unit else ""
            return _typed(expect(Typed, item, response).text, f"{key}{unit}")
        case ShortAnswer():
            return _typed(expect(Typed, item, response).text, item.key)
        case ExtendedResponse():
            return _texts(item, expect(Written, item, response).text, record)
        case _:
            assert_never(item)


def own_answer(
    pinned: PinnedItem, response: Response, course: Course, title: str = "Your answer"
) -> Markup:
    """What was answered, without a word on whether it is right."""
    texts = {choice.id: choice.text for choice in ordered(pinned, course)}
    match response:
        case Choice(option=chosen):
            shown = [texts.get(chosen, "")]
        case Choices(options=ticks):
            shown = [texts[each] for each in pinned.option_order if each in ticks]
        case Ordered(options=order):
            shown = [f"{place}. {texts[each]}" for place, each in enumerate(order, start=1)]
        case Matches(targets=targets):
            rows = prompts(pinned.item)
            shown = [
                f"{row.text}: {texts.get(targets.get(row.id, ''), 'left open')}" for row in rows
            ]
        case Typed(text=text) | Written(text=text):
            shown = [text]
        case _:
            assert_never(response)
    lines = Markup("").join(Markup("<li>{}</li>").format(line) for line in shown)
    return Markup("<p class='meta'>{}</p><ul class='own-answer'>{}</ul>").format(title, lines)


def _list(pinned: PinnedItem, response: Response, course: Course) -> str:
    keys, chosen = key_ids(pinned.item), chosen_options(response)
    rows = "".join(
        _option_row(choice.text, is_key=choice.id in keys, is_chosen=choice.id in chosen)
        for choice in ordered(pinned, course)
    )
    return f"<ul class='options'>{rows}</ul>"


def _option_row(text: str, *, is_key: bool, is_chosen: bool) -> str:
    sign = "✓" if is_key else "✗" if is_chosen else "·"
    notes = [note for note, holds in (("right", is_key), ("your answer", is_chosen)) if holds]
    note = f" <span class='note'>({', '.join(notes)})</span>" if notes else ""
    look = "is-key" if is_key else "is-wrong" if is_chosen else ""
    return (
        f"<li class='{look}'><span class='sign' aria-hidden='true'>{sign}</span>"
        f"<span>{escape(text)}{note}</span></li>"
    )


def _range(item: Numeric) -> str:
    low, high = item.between or (Fraction(0), Fraction(0))
    return f"{amount(low)} to {amount(high)}"


def _typed(text: str, key: str) -> str:
    return f"<ul class='options'><li>You typed {escape(text)}.</li><li>Key: {escape(key)}</li></ul>"


def _orders(item: Ordering, response: Ordered) -> str:
    """The right order, and behind each text the place that the learner gave it."""
    places = {option_id: place for place, option_id in enumerate(response.options, start=1)}
    rows = "".join(
        f"<li>{escape(text)} {_placed(places.get(option_id), place)}</li>"
        for place, (text, option_id) in enumerate(
            zip(item.sequence, key_ids(item), strict=True), start=1
        )
    )
    return f"<p class='meta'>The right order</p><ol class='orders'>{rows}</ol>"


def _placed(given: int | None, right: int) -> str:
    if given == right:
        return "<span class='note sign is-key'>✓ where you put it</span>"
    return f"<span class='note sign is-wrong'>✗ you put it at {given}</span>"


def _texts(item: ExtendedResponse, text: str, record: Record) -> str:
    """The learner's text beside the model answer, and the rubric with the level chosen."""
    levels = zip(reversed(LEVELS), reversed(item.rubric.levels()), (2, 1, 0), strict=True)
    whose = "marked by your teacher" if record.marked_by == "teacher" else "your mark"
    rows = "".join(
        f"<tr><th scope='row'>{name}{f' ({whose})' if level == record.level else ''}</th>"
        f"<td>{escape(says)}</td></tr>"
        for name, says, level in levels
    )
    return (
        f"<div class='beside'><section><h3>Your text</h3><p class='written'>{escape(text)}</p>"
        f"</section><section><h3>A model answer</h3><p class='written'>{escape(item.model_answer)}"
        f"</p></section></div><table class='plain'><caption>The rubric</caption><tbody>{rows}"
        "</tbody></table>"
    )


def _table(item: Matching, response: Matches) -> str:
    targets = response.targets
    texts = {option(item.id, text).id: text for text in _target_texts(item)}
    rows = "".join(
        f"<tr><th scope='row'>{escape(pair.prompt)}</th><td data-label='Your answer'>"
        f"{_sign(targets.get(prompt.id), key)} "
        f"{escape(texts.get(targets.get(prompt.id, ''), 'left open'))}</td>"
        f"<td data-label='Right'>{escape(pair.target)}</td></tr>"
        for pair, prompt, key in zip(item.pairs, prompts(item), key_ids(item), strict=True)
    )
    heads = "".join(f"<th scope='col'>{head}</th>" for head in ("To match", "Your answer", "Right"))
    return (
        f"<div class='scroll'><table class='plain stacked'><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _sign(given: str | None, key: str) -> str:
    right = given == key
    look, sign, word = ("is-key", "✓", "right") if right else ("is-wrong", "✗", "wrong")
    shown = f"<span class='sign {look}' aria-hidden='true'>{sign}</span>"
    return f"{shown}<span class='unseen'>{word}: </span>"


def _target_texts(item: Matching) -> Iterator[str]:
    yield from (pair.target for pair in item.pairs)
    yield from item.extra_targets
