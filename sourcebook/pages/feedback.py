"""How an answered item is shown: right or not, why, what it earned, and the proof."""

from collections.abc import Iterator
from fractions import Fraction
from html import escape
from typing import assert_never

from sourcebook.model.attempts import (
    Answer,
    Choice,
    Choices,
    Matches,
    PinnedItem,
    Response,
    Typed,
)
from sourcebook.model.course import Course
from sourcebook.model.quizzes import (
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    SingleChoice,
    TrueFalse,
    VerdictItem,
    option,
    prompts,
)
from sourcebook.pages import markup
from sourcebook.pages.asking import ordered
from sourcebook.scoring import band_hit, key_ids


def feedback(pinned: PinnedItem, answer: Answer, course: Course, *, anchor: str = "result") -> str:
    """The answered item: verdict, own answer beside the key, remarks, rationale, proof.

    `anchor` is the HTML id of the verdict.
    """
    item = pinned.item
    remarks = "".join(f"<p>{escape(remark)}</p>" for remark in _remarks(item, answer.response))
    worked = f"<p>How the number follows: {escape(item.calculated)}</p>" if item.calculated else ""
    return (
        f"<div id='{anchor}' class='result {state(answer.score)}' role='status'>"
        f"<p class='verdict'>{headline(answer.score)}</p>{remarks}</div>"
        f"{_table(item, answer.response) if isinstance(item, Matching) else _list(pinned, answer)}"
        f"<h3>Why</h3><p>{escape(item.rationale)}</p>{worked}"
        f"<p class='meta'>{_scored(item, answer.score)}</p>"
        f"<h3>The proof</h3>{markup.proof(course, item.citations)}"
    )


def state(score: Fraction) -> str:
    """The name of a score's look: right, part or wrong."""
    return "right" if score == 1 else "part" if score else "wrong"


def headline(score: Fraction) -> str:
    """A score in a word, with a sign beside it so that colour is not needed."""
    match state(score):
        case "right":
            return "✓ Right"
        case "part":
            return "◐ Partly right"
        case _:
            return "✗ Not right: look at the proof"


def amount(points: object) -> str:
    """Points as people write them: `3`, `8.5`, `2 2/3`."""
    exact = Fraction(str(points))
    if (exact * 100).denominator == 1:
        return f"{float(exact):.2f}".rstrip("0").rstrip(".")
    whole, rest = divmod(abs(exact), 1)
    sign = "-" if exact < 0 else ""
    return f"{sign}{whole} {rest}" if whole else f"{sign}{rest}"


def percent(share: Fraction | float) -> str:
    """A share of 0 to 100 in whole per cent, rounded down, so that 59.9 never looks like 60."""
    return f"{int(share)}\u00a0%"


def _scored(item: Item, score: Fraction) -> str:
    earned, possible = amount(score * item.points), amount(item.points)
    rule = ""
    if isinstance(item, MultipleChoice) and item.scoring == "net":
        rule = " Right ticks less wrong ticks, divided by the number of right options."
    if isinstance(item, Matching):
        rule = " The share of rows that are right."
    unit = "point" if possible == "1" else "points"
    return f"{earned} of {possible} {unit}.{rule}"


def _remarks(item: Item, response: Response) -> Iterator[str]:
    """What the author wrote for whoever gave this response."""
    match item, response:
        case (SingleChoice() | MultipleChoice(), Choice() | Choices()):
            chosen = {response.option} if isinstance(response, Choice) else response.options
            for distractor in item.distractors:
                if distractor.feedback and option(item.id, distractor.text).id in chosen:
                    yield distractor.feedback
        case TrueFalse(feedback=str(text)), Choice(option=chosen) if chosen != key_ids(item)[0]:
            yield text
        case VerdictItem(), Choice(option=chosen):
            yield from (text for finding, text in item.feedback.items() if finding == chosen)
        case Numeric(), Typed(text=text):
            band = band_hit(item, text)
            if band and band.feedback:
                yield band.feedback
        case Matching(), Matches(targets=targets):
            rows = zip(item.pairs, prompts(item), key_ids(item), strict=True)
            for pair, prompt, key in rows:
                if pair.feedback and targets.get(prompt.id) != key:
                    yield pair.feedback
        case _:
            pass


def _list(pinned: PinnedItem, answer: Answer) -> str:
    item = pinned.item
    if isinstance(item, Numeric) and isinstance(answer.response, Typed):
        key = amount(item.key) if item.key is not None else _range(item)
        unit = f" {escape(item.unit)}" if item.unit else ""
        typed = escape(answer.response.text)
        return f"<ul class='options'><li>You typed {typed}.</li><li>Key: {key}{unit}</li></ul>"
    keys, chosen = key_ids(item), _chosen(answer.response)
    rows = "".join(
        _option_row(choice.text, is_key=choice.id in keys, is_chosen=choice.id in chosen)
        for choice in ordered(pinned)
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


def _chosen(response: Response) -> frozenset[str]:
    match response:
        case Choice(option=chosen):
            return frozenset({chosen})
        case Choices(options=ticks):
            return ticks
        case Typed() | Matches():
            return frozenset()
        case _:
            assert_never(response)


def _range(item: Numeric) -> str:
    low, high = item.between or (Fraction(0), Fraction(0))
    return f"{amount(low)} to {amount(high)}"


def _table(item: Matching, response: Response) -> str:
    targets = response.targets if isinstance(response, Matches) else {}
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
