"""Rules on what gives a key away, where they stay silent and where they warn."""

import pytest

from tests.test_wording import choice, faults_of

NUMBER = """\
    type: numeric
    objective: tell-the-day
    stem: On which day of November did the leaders meet?
    key: 23
    distractors: [{number: 25, feedback: That is the day of the report.}]
    rationale: The Munich report gives the date.
    citations: [s1.p1]
"""
WHO = choice(stem="Who left the summit early?")


def gives_away(*items: str) -> bool:
    return "[gives-away]" in faults_of(*items)


@pytest.mark.parametrize(
    "stem",
    [
        "Why did Pashinyan leave the summit early?",
        "What did PASHINYAN say early at the summit?",
    ],
)
def test_the_key_beside_two_words_of_the_question_gives_it_away(stem: str) -> None:
    assert gives_away(WHO, choice(stem=stem, key="For a reason"))


@pytest.mark.parametrize(
    "stem",
    [
        "Why did Pashinyan sign nothing?",
        "Why was the summit over so early? Ask Pashinyan.",
        "Why did somebody leave the summit early?",
    ],
)
def test_a_key_alone_or_its_question_alone_gives_nothing_away(stem: str) -> None:
    assert not gives_away(WHO, choice(stem=stem, key="For a reason"))


def test_a_number_gives_itself_away_beside_words_of_its_question() -> None:
    told = choice(stem="What did the leaders do on 23 November in Yerevan?", key="They talked")

    assert gives_away(NUMBER, told)
    assert not gives_away(NUMBER, told.replace("23 ", "a day in "))


def test_most_words_of_an_option_are_enough() -> None:
    asked = choice(stem="What moved the leader at the summit?", key="He missed the help promised")
    told = choice(stem="At the summit the leader {}. Which?", key="Observers")

    assert gives_away(asked, told.replace("{}", "had missed help that was promised"))
    assert not gives_away(asked, told.replace("{}", "had missed a train"))


def test_words_that_most_items_share_point_to_none_of_them() -> None:
    others = [choice(stem=f"Who left the summit early on {day}?", key="A") for day in ("x", "y")]
    told = choice(stem="Did Pashinyan leave the summit early?", key="A")

    assert gives_away(WHO, told)
    assert not gives_away(WHO, told, *others)


def test_an_item_of_another_quiz_gives_nothing_away() -> None:
    """The quiz of the minimal course asks who left the declaration unsigned."""
    told = choice(stem="Why did Pashinyan leave the declaration unsigned?", key="For a reason")

    assert not gives_away(told)


@pytest.mark.parametrize(
    ("key", "wrong", "is_careful"),
    [
        ("He may have left", "He left", True),
        ("What he felt is left open", "He was angry", True),
        ("He left", "He never came", True),
        ("He left", "He came", False),
        ("He may have left", "He might have come", False),
        ("He never left", "He never came", False),
        ("They left in May", "They left in June", False),
    ],
)
def test_a_key_is_careful_alone_by_its_hedge_or_by_the_others_absolutes(
    key: str, wrong: str, is_careful: bool
) -> None:
    items = [choice(stem=f"Which of {n}?", key=key, wrong=wrong) for n in "abc"]

    assert ("[careful-key]" in faults_of(*items)) is is_careful


def test_half_of_the_keys_may_be_the_only_careful_option() -> None:
    careful = [choice(stem=f"Which of {n}?", key="He may", wrong="He did") for n in "abc"]
    plain = [choice(stem=f"Which of {n}?", key="He did", wrong="He does") for n in "def"]

    assert "[careful-key]" in faults_of(*careful, *plain[:2])
    assert "[careful-key]" not in faults_of(*careful, *plain)
    assert "[careful-key]" not in faults_of(*careful[:2])
