"""A file of questions, in whatever format, as the draft of a quiz."""

from sourcebook.content.authoring import question_lists
from sourcebook.content.authoring.quiz_drafts import Imported, expect_id, write_draft
from sourcebook.errors import QuestionListError
from sourcebook.formats.registry import FORMATS, detected, may_be_gift


def drafted(
    raw: bytes,
    *,
    quiz_id: str,
    title: str,
    lesson: str | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
) -> Imported:
    """The draft of a quiz from a file of another program, or from a list of questions.

    `title` is used where the file has none; `sheet` and `encoding` are for lists. Raises
    QuestionListError where the file cannot be read.
    """
    expect_id(quiz_id)
    if (format := detected(raw)) is None:
        try:
            return question_lists.draft(
                raw, quiz_id=quiz_id, title=title, lesson=lesson, sheet=sheet, encoding=encoding
            )
        except QuestionListError:
            if not may_be_gift(raw):
                raise
            format = FORMATS["gift"]
    draft = format.loads(raw)
    named = draft._replace(title=draft.title or title)
    return write_draft(named, quiz_id=quiz_id, lesson=lesson)
