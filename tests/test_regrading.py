"""What a corrected item means for those who answered it, worked by hand."""

from collections.abc import Iterable
from fractions import Fraction

import pytest

from sourcebook import regrading
from sourcebook.delivery import earned_at, has_passed, rescored
from sourcebook.model.attempts import (
    Attempt,
    Choice,
    Choices,
    Level,
    Matches,
    Ordered,
    Record,
    Regraded,
    Response,
    Tried,
    Typed,
    Written,
)
from sourcebook.model.item_records import after_event, records
from sourcebook.model.items import Item
from sourcebook.model.options import options
from sourcebook.regrading import Change, described, read_pairs
from sourcebook.scoring import score
from tests.builders import (
    SUMMIT_DAY,
    answer,
    attempt,
    every_kind,
    evidence,
    extended_response,
    matching,
    multiple_choice,
    option_id,
    ordering,
    record,
    short_answer,
    single_choice,
    true_false,
)
from tests.strategies import right_response

HALF = Fraction(1, 2)
OLD = single_choice(distractors=["Putin", "Lukashenko", "Aliyev"])
NEW = single_choice(key="Putin", distractors=["Pashinyan", "Lukashenko"])


def finished(item: Item, kept: Record, **changes: object) -> Attempt:
    """A finished attempt at one item."""
    default = {"finished_at": SUMMIT_DAY}
    return attempt(item, answers=None, records={0: kept}, **default | changes)


def chose(text: str, learner: str = "lilit", **changes: object) -> Attempt:
    """A finished attempt in which this option was chosen and scored by the old key."""
    given = answer(int(text == "Pashinyan"), response=Choice(option=option_id(OLD, text)))
    return finished(OLD, record(given), id=f"by-{learner}", learner_id=learner, **changes)


def unchanged(count: int) -> str:
    """The line that counts answers whose score stays."""
    return f"  0 gain, 0 would lose and keep theirs, {count} unchanged, 0 unknown."


def outcomes(found: Iterable[Change]) -> list[tuple[object, object]]:
    """The score before and the score after each change."""
    return [(each.before, each.after) for each in found]


def scores(*attempts: Attempt) -> list[object]:
    """The score at the first place of each attempt."""
    return [earned_at(each, 0) for each in attempts]


def changes(*attempts: Attempt, item: Item = NEW, pairs: tuple[str, ...] = ()) -> list[Change]:
    read = read_pairs(pairs, attempts, {item.id: item})
    return list(regrading.changes(attempts, {item.id: item}, read))


def regraded(attempts: Iterable[Attempt], *, lower: bool, item: Item = NEW) -> list[Attempt]:
    """The attempts after a regrading has been put into effect."""
    tried = {each.id: each for each in attempts}
    found = regrading.changes(tried.values(), {item.id: item})
    for attempt_id, event in regrading.events(found, now=SUMMIT_DAY, lower=lower):
        before = tried[attempt_id]
        after = after_event(before.record(event.place), event)
        kept = {**before.records, event.place: after}
        tried[attempt_id] = before.model_copy(update={"records": kept})
    return list(tried.values())


NAMES = {"lilit": "Lilit", "aram": "no name, joined 23 November", "davit": "Davit"}
GAINS, LOSES = chose("Putin"), chose("Pashinyan", "aram")
SAME, UNCLEAR = chose("Lukashenko", "nare"), chose("Aliyev", "davit")
CLASS = (GAINS, LOSES, SAME, UNCLEAR)


def test_a_corrected_key_tells_who_gains_who_loses_and_what_cannot_be_told() -> None:
    found = changes(*CLASS)

    assert outcomes(found) == [(0, 1), (1, 0), (0, 0), (0, None)]
    assert [each.rises for each in found] == [True, False, False, False]
    assert [each.falls for each in found] == [False, True, False, False]
    assert all(each.is_new for each in found)


def test_a_score_that_would_fall_is_kept_unless_it_is_to_be_lowered() -> None:
    found = changes(*CLASS)

    kept = list(regrading.events(found, now=SUMMIT_DAY, lower=False))
    lowered = list(regrading.events(found, now=SUMMIT_DAY, lower=True))

    def to(score: int) -> Regraded:
        return Regraded(place=0, at=SUMMIT_DAY, item=NEW, score=Fraction(score))

    assert kept == [("by-lilit", to(1)), ("by-aram", to(1)), ("by-nare", to(0))]
    assert lowered == [("by-lilit", to(1)), ("by-aram", to(0)), ("by-nare", to(0))]


REPORT = """\
refuser: changed since: the answers or the feedback.
  gains: Lilit, attempt of 2022-11-23: chose 'Putin'; score 0; now 1
  {verdict}: no name, joined 23 November, attempt of 2022-11-23: chose 'Pashinyan'; score 1; now 0
  is unknown: Davit, attempt of 2022-11-23: chose 'Aliyev'; score 0; \
this is no longer offered
  1 gain, 1 {lose}, 1 unchanged, 1 unknown.
  Say of each of these texts what became of it, and run the command again.
    no longer offered: --pair refuser:Aliyev="""


@pytest.mark.parametrize(
    ("lower", "verdict", "lose"),
    [(False, "would lose, and keeps", "would lose and keep theirs"), (True, "loses", "lose")],
)
def test_a_report_tells_of_each_answer_that_changes(lower: bool, verdict: str, lose: str) -> None:
    shown = regrading.report(changes(*CLASS), lower=lower, names=NAMES)

    assert shown == REPORT.format(verdict=verdict, lose=lose)


def test_a_report_has_one_part_for_each_item_in_the_order_of_their_ids() -> None:
    truth = finished(true_false(), record(answer(1)), learner_id="0123456789abcdef")
    lie = true_false(key="false", stem="All signed.")
    found = regrading.changes([truth, GAINS], {"unsigned": lie, "refuser": NEW})

    shown = regrading.report(found, lower=True, names=NAMES)

    assert (
        shown
        == """\
refuser: changed since: the answers or the feedback.
  gains: Lilit, attempt of 2022-11-23: chose 'Putin'; score 0; now 1
  1 gain, 0 lose, 0 unchanged, 0 unknown.
unsigned: changed since: the question, the answers or the feedback.
  loses: 01234567, attempt of 2022-11-23: chose 'True'; score 1; now 0
  0 gain, 1 lose, 0 unchanged, 0 unknown."""
    )


def test_a_change_that_nobody_sees_is_called_so() -> None:
    found = changes(GAINS, item=OLD.model_copy(update={"skill": "sourcing"}))

    shown = regrading.report(found, lower=False, names=NAMES)

    assert shown == f"refuser: changed since: nothing that a learner sees.\n{unchanged(1)}"


def test_answers_that_keep_their_score_are_counted() -> None:
    corrected = single_choice(distractors=OLD.distractors, rationale="Both reports say so.")

    shown = regrading.report(changes(*CLASS, item=corrected), lower=False, names=NAMES)

    assert shown == f"refuser: changed since: the explanation.\n{unchanged(4)}"


def test_an_unchanged_item_leaves_nothing_to_report() -> None:
    found = changes(*CLASS, item=OLD)

    shown = regrading.report(found, lower=False, names=NAMES)

    assert found == []
    assert shown == "Every answer has the score that the present version of its item gives."


@pytest.mark.parametrize(
    "untouched",
    [
        chose("Putin", finished_at=None),
        finished(OLD, record()),
        finished(OLD, record(answer(0, response=Choice(option="")))),
        finished(true_false(), record(answer(1))),
    ],
    ids=["not finished", "not answered", "taken back", "another item"],
)
def test_what_is_open_or_blank_or_another_item_is_left_alone(untouched: Attempt) -> None:
    assert changes(untouched) == []


def test_a_regraded_score_counts_and_the_answer_stays_on_record() -> None:
    after = regraded([GAINS], lower=False)[0]

    assert scores(GAINS, after) == [0, 1]
    assert (has_passed(GAINS), has_passed(after)) == (False, True)
    assert after.items == GAINS.items
    assert after.records[0].answers == GAINS.records[0].answers


def test_the_events_tell_both_scores_in_their_order() -> None:
    response = Choice(option=option_id(OLD, "Putin"))
    tried = Tried(place=0, at=SUMMIT_DAY, response=response, score=Fraction(0))
    event = Regraded(place=0, at=SUMMIT_DAY, item=NEW, score=Fraction(1))

    shown = records([tried, event])[0]

    assert (shown.answers, shown.regraded) == (GAINS.records[0].answers, event)


def test_a_second_regrading_finds_nothing() -> None:
    after = regraded([GAINS, LOSES, SAME], lower=True)

    assert scores(*after) == [1, 0, 0]
    assert changes(*after) == []


def test_a_score_that_was_kept_can_still_be_lowered_later() -> None:
    kept = regraded([LOSES], lower=False)

    again = list(regrading.events(changes(*kept), now=SUMMIT_DAY, lower=False))
    lowered = regraded(kept, lower=True)

    assert again == []
    assert outcomes(changes(*kept)) == [(1, 0)]
    assert not changes(*kept)[0].is_new
    assert scores(*kept, *lowered) == [1, 0]


def test_a_correction_taken_back_brings_the_old_score_again() -> None:
    corrected = regraded([GAINS, LOSES], lower=True)

    restored = regraded(corrected, lower=True, item=OLD)

    assert scores(*restored) == [0, 1]


@pytest.mark.parametrize(
    ("corrected", "after"),
    [
        ({"key": "Putin", "distractors": ["Pashinyan", "Lukashenko"]}, 1),
        ({"tries": ["1", "1/4"]}, Fraction(1, 4)),
        ({"tries": ["1"]}, 0),
    ],
)
def test_each_try_is_scored_again_at_its_own_worth(
    corrected: dict[str, object], after: Fraction
) -> None:
    item = single_choice(tries=["1", "1/2"])
    wrong, right = (Choice(option=option_id(item, text)) for text in ("Putin", "Pashinyan"))
    taken = finished(item, record(answer(0, response=wrong), answer(HALF, response=right)))

    found = changes(taken, item=single_choice(**{"tries": ["1", "1/2"]} | corrected))

    assert outcomes(found) == [(HALF, after)]


def test_a_proof_is_judged_again_with_its_answer() -> None:
    item = single_choice(proof=["s1.p1"])
    right = answer(1, response=Choice(option=option_id(item, "Pashinyan")))

    found = changes(
        finished(item, record(right, proof="s1.p2")), item=single_choice(proof=["s1.p2"])
    )

    assert outcomes(found) == [(HALF, 1)]


@pytest.mark.parametrize(("in_test", "after"), [(False, 1), (True, HALF)])
def test_nobody_loses_half_for_a_proof_that_a_wrong_key_left_unasked(
    *, in_test: bool, after: Fraction
) -> None:
    item = single_choice(key="Putin", distractors=["Pashinyan"], proof=["s1.p2"])
    missed = answer(0, response=Choice(option=option_id(item, "Pashinyan")))

    found = changes(
        finished(item, record(missed, in_test=in_test)), item=single_choice(proof=["s1.p2"])
    )

    assert outcomes(found) == [(0, after)]


def test_an_item_of_another_kind_leaves_the_score_as_it_is() -> None:
    found = changes(GAINS, item=true_false(id="refuser"))

    assert [each.after for each in found] == [None]
    assert list(regrading.events(found, now=SUMMIT_DAY, lower=True)) == []


@pytest.mark.parametrize(("level", "earned"), [(None, 0), (1, HALF), (2, 1)])
def test_a_text_keeps_its_level_when_the_rubric_is_mended(
    level: Level | None, earned: Fraction
) -> None:
    written = record(answer(0, response=Written(text="Help was missing.")), level=level)

    found = changes(
        finished(extended_response(), written), item=extended_response(stem="Why did he refuse?")
    )

    assert outcomes(found) == [(earned, earned)]


def test_a_text_can_still_be_marked_after_a_regrading() -> None:
    written = record(answer(0, response=Written(text="Help was missing.")))
    taken = finished(extended_response(), written)
    corrected = regraded([taken], lower=False, item=extended_response(stem="Why?"))[0]

    marked = corrected.records[0].model_copy(update={"level": 2})

    assert earned_at(corrected.model_copy(update={"records": {0: marked}}), 0) == 1


@pytest.mark.parametrize(
    ("item", "response", "words"),
    [
        (OLD, Choice(option=option_id(OLD, "Putin")), "chose 'Putin'"),
        (OLD, Choice(option="x1"), "chose an option"),
        (true_false(), Choice(option="false"), "chose 'False'"),
        (
            multiple_choice(),
            Choices(options=frozenset(choice.id for choice in options(multiple_choice()))),
            "ticked 'Armenia', 'Azerbaijan', 'Belarus', 'Georgia'",
        ),
        (evidence(), Choices(options=frozenset({"s1.p2"})), "ticked 's1.p2'"),
        (short_answer(), Typed(text="Putin "), "typed 'Putin '"),
        (
            ordering(),
            Ordered(options=(option_id(ordering(), "They meet"), "x1")),
            "put 'They meet', a text in this order",
        ),
        (matching(), Matches(targets={"x1": "x2", "x3": "x4"}), "matched 2 rows"),
        (extended_response(), Written(text="Help was missing."), "wrote a text"),
    ],
)
def test_a_response_is_described_in_a_few_words(item: Item, response: Response, words: str) -> None:
    assert described(item, response) == words


@pytest.mark.parametrize("item", every_kind(), ids=lambda item: item.type)
def test_a_better_explanation_leaves_the_score_of_every_kind(item: Item) -> None:
    right = record(answer(score(item, right_response(item)), response=right_response(item)))
    corrected = type(item).model_validate(item.model_dump() | {"rationale": "Both reports say so."})

    found = changes(finished(item, right), item=corrected)

    assert outcomes(found) == [(score(item, right_response(item)),) * 2]


@pytest.mark.parametrize(
    ("item", "reworded"),
    [
        (single_choice(), {"key": "Nikol Pashinyan"}),
        (multiple_choice(), {"keys": ["Armenia", "The republic of Belarus"]}),
        (ordering(), {"sequence": ["All arrive", *ordering().sequence[1:]]}),
        (
            matching(),
            {
                "pairs": [
                    {"prompt": "Nikol Pashinyan", "target": "Republic of Armenia"},
                    {"prompt": "Lukashenko", "target": "Belarus"},
                ]
            },
        ),
        (evidence(), {"distractors": ["s2.p2"]}),
        (true_false(), {"stem": "Nobody signed."}),
    ],
    ids=lambda each: each.type if isinstance(each, Item) else "",
)
def test_a_right_answer_stays_right_when_its_options_are_reworded(
    item: Item, reworded: dict[str, object]
) -> None:
    right = record(answer(1, response=right_response(item)))
    corrected = type(item).model_validate(item.model_dump() | reworded)

    after = regraded([finished(item, right)], lower=True, item=corrected)[0]

    assert earned_at(after, 0) == 1
    assert rescored(corrected, after.records[0]) == 1
    assert changes(after, item=corrected) == []


def test_after_a_rewording_the_answer_names_the_option_as_it_reads_now() -> None:
    corrected = single_choice(key="Nikol Pashinyan", distractors=["Putin", "Lukashenko", "Aliyev"])

    after = regraded([LOSES], lower=False, item=corrected)[0]

    given = after.records[0].answers[0].response
    assert described(corrected, given) == "chose 'Nikol Pashinyan'"


def test_a_second_rewording_follows_the_first() -> None:
    first = single_choice(key="Nikol Pashinyan", distractors=["Putin", "Lukashenko", "Aliyev"])
    second = single_choice(key="Putin", distractors=["N. Pashinyan", "Lukashenko", "Aliyev"])

    after = regraded(regraded([LOSES, GAINS], lower=True, item=first), lower=True, item=second)

    assert scores(*after) == [0, 1]


def test_the_try_that_counts_is_shown() -> None:
    item = single_choice(tries=["1", "1/2"])
    wrong, right = (Choice(option=option_id(item, text)) for text in ("Putin", "Pashinyan"))
    taken = finished(item, record(answer(0, response=wrong), answer(HALF, response=right)))
    found = changes(taken, item=single_choice(tries=["1", "1"]))

    shown = regrading.report(found, lower=False, names=NAMES)

    assert "chose 'Pashinyan' at try 2 of 2; score 1/2; now 1" in shown


def test_a_pair_may_have_the_sign_that_parts_it_in_its_texts() -> None:
    before = single_choice(key="2 = 1 + 1", distractors=["a", "b"])
    now = single_choice(key="2 = 2", distractors=["c", "b"])

    pairs = read_pairs(["refuser:2 = 1 + 1=2 = 2"], [finished(before, record())], {"refuser": now})

    assert pairs == {"refuser": {"2 = 1 + 1": "2 = 2"}}
