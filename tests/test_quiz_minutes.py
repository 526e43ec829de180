"""About how many minutes a quiz takes."""

from sourcebook.model.quiz_minutes import quiz_minutes
from sourcebook.model.quizzes import Draw, Quiz
from tests.builders import extended_response, quiz, true_false


def test_reading_180_words_takes_a_minute_and_an_answer_45_seconds() -> None:
    item = true_false(stem="word " * 178)

    # The words True and False are read as well.
    assert quiz_minutes(quiz(item)) == 2
    assert quiz_minutes(quiz(item, item, item, item)) == 7


def test_a_text_of_100_words_takes_five_minutes_to_write() -> None:
    item = extended_response(length=100, stem="word " * 45)

    assert quiz_minutes(quiz(item)) == 6


def test_an_item_that_is_drawn_takes_a_minute() -> None:
    drawn = Quiz(id="final", title="All", draw=(Draw(objective="tell-the-day", items=20),))

    assert quiz_minutes(drawn) == 20
