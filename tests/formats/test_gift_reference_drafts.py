"""Files that a real Moodle imported become drafts, and what it refuses is at least named."""

from pathlib import Path

import pytest

from sourcebook.errors import QuestionListError
from sourcebook.formats import gift
from sourcebook.formats.gift.questions import Description, Question
from sourcebook.formats.gift.reading import questions
from tests.formats.drafts import fields_of
from tests.formats.gift_references import faultless_files, gift_files, named, reading

REFUSED = [file for file in gift_files() if not reading(file)["ok"]]


@pytest.mark.parametrize("file", faultless_files(), ids=named)
def test_each_question_that_asks_something_becomes_an_item(file: Path) -> None:
    read = [each for each in questions(file.read_bytes()) if isinstance(each, Question)]
    asking = [each for each in read if not isinstance(each.body, Description)]
    if not asking:
        with pytest.raises(QuestionListError):
            gift.loads(file.read_bytes())
        return

    draft = gift.loads(file.read_bytes())

    assert len(fields_of(draft)) == len(asking)


@pytest.mark.parametrize("file", REFUSED, ids=named)
def test_what_moodle_refuses_is_not_taken_in_silence(file: Path) -> None:
    try:
        draft = gift.loads(file.read_bytes())
    except QuestionListError:
        return

    assert draft.notes
