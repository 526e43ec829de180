"""GIFT, the text format of Moodle for questions: a quiz written in it, and drafts read from it.

Files that Moodle or people have written are read as Moodle reads them. What Moodle would misread
without a word is refused, question by question, with its line.
"""

from sourcebook.content.authoring.quiz_drafts import Draft
from sourcebook.formats.gift.drafting import draft
from sourcebook.formats.gift.losses import FITS, losses, why_left_out
from sourcebook.formats.gift.reading import questions
from sourcebook.formats.gift.writing import category, question
from sourcebook.model.course import Course
from sourcebook.model.quizzes import Quiz

__all__ = ["FITS", "dumps", "loads", "losses"]


def dumps(quiz: Quiz, course: Course) -> bytes:
    """The items of a quiz as a file of GIFT, in UTF-8; its title becomes a category.

    Items that GIFT has no place for are left out; `losses` names why.
    """
    written = (question(item, course) for item in quiz.items if why_left_out(item) is None)
    return "".join([category(quiz.title), *written]).encode()


def loads(raw: bytes) -> Draft:
    """The draft of a quiz from a file of GIFT, with notes on what is left out or changed.

    A question that cannot be read is left out, and a note has its line.
    Raises QuestionListError if the file is no text in UTF-8, is too large, or has no question
    that can be read.
    """
    return draft(questions(raw))
