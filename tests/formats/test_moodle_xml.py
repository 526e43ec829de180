"""Quizzes to Moodle XML and back: nothing changes but what is named."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.content.authoring.quiz_drafts import write_draft
from sourcebook.content.checking import check
from sourcebook.errors import QuestionListError
from sourcebook.formats.moodle_xml import FITS, dumps, loads, losses
from sourcebook.model.course import Course
from sourcebook.model.items import Band, Item, Numeric, ShortAnswer
from tests import builders
from tests.formats.drafts import items_of
from tests.strategies import KINDS

texts = (
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Z", "Cn", "Co"]), min_size=1, max_size=40
    )
    | st.sampled_from(("<b>2 < 3</b> & &amp;", "a * b_c # [x](y)", "1. One", "]]>", "$$x$$ {=~}"))
).filter(lambda text: text.isprintable())
paragraphs = st.lists(texts, min_size=1, max_size=3).map("\n\n".join)


@pytest.fixture(scope="module")
def course() -> Course:
    found = check(builders.course_files()).course
    assert found is not None
    return found


def there_and_back(item: Item, course: Course) -> Item:
    (found,) = items_of(loads(dumps(builders.quiz(item), course)))
    return found


def with_scores(item: Item) -> Item:
    """The item with the scores that its numbers have by themselves, if they have no others."""
    if not isinstance(item, Numeric):
        return item
    accepted = tuple(scored(each, 1) for each in item.also_accept)
    wrong = tuple(scored(each, 0) for each in item.distractors)
    return item.model_copy(update={"also_accept": accepted, "distractors": wrong})


def scored(band: Band, score: int) -> Band:
    return band.model_copy(update={"score": Fraction(score) if band.score is None else band.score})


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_an_item_of_any_kind_comes_back_as_it_was(
    kind: str, data: st.DataObject, course: Course
) -> None:
    item = data.draw(KINDS[kind])

    assert with_scores(there_and_back(item, course)) == with_scores(item)


@given(stem=paragraphs, rationale=paragraphs, text=texts, feedback=paragraphs, hint=paragraphs)
def test_nothing_in_a_text_is_taken_for_markup(
    stem: str, rationale: str, text: str, feedback: str, hint: str, course: Course
) -> None:
    wrong = {"text": text, "feedback": feedback}
    item = builders.single_choice(
        stem=stem,
        rationale=rationale,
        key=f"not {text}",
        distractors=[wrong],
        hints=[{"text": hint}],
    )

    assert there_and_back(item, course) == item


def test_the_title_of_a_quiz_comes_back_and_all_its_items_in_order(course: Course) -> None:
    quiz = builders.quiz(title="/War // and <peace> / 2020/")

    draft = loads(dumps(quiz, course))

    assert draft.title == quiz.title
    assert [item.id for item in items_of(draft)] == [item.id for item in quiz.items]
    assert not [note for note in draft.notes if "feedback" not in note]


def test_a_quiz_that_went_to_moodle_and_back_is_published_as_it_was(course: Course) -> None:
    quiz = course.quizzes["yerevan-quiz"]

    draft = write_draft(loads(dumps(quiz, course)), quiz_id=quiz.id, lesson=quiz.lesson)

    files = builders.course_files() | {"quizzes/04-yerevan-summit.yaml": draft.yaml.encode()}
    found = check(files)
    assert found.faults == ()
    assert found.course is not None
    assert found.course.quizzes["yerevan-quiz"] == quiz


RICH: dict[str, object] = {
    "skill": "sourcing",
    "difficulty": "hard",
    "proof": ["s1.p2"],
    "citations": ["s1.p2", "s2.p1"],
    "candidates": ["s1.p1", "s1.p2"],
    "hints": ["Read on.", {"text": "Look at the date.", "passage": "s1.p2"}],
    "tries": ["1", "1/2", "0"],
    "points": "1/3",
    "comparison": "who-signed",
    "calculated": "Six less two.",
}


@pytest.mark.parametrize(
    "item",
    [
        builders.single_choice(
            **RICH,
            key={"id": "the-key", "text": "Putin"},
            distractors=[{"id": "wrong", "text": "Nobody", "score": "3/10", "feedback": "No."}],
        ),
        builders.multiple_choice(**RICH, keys=[{"id": "one", "text": "One"}, "Two", "Three"]),
        builders.true_false(**RICH, feedback="Read it again."),
        builders.verdict(**RICH, feedback={"not_stated": "It is.", "contradicted": "Not at all."}),
        builders.numeric(
            **RICH,
            unit="km/h",
            tolerance="0.25",
            also_accept=[
                {"number": "7", "score": "1/2", "feedback": "Nearly.", "citations": ["s1.p1"]},
                {"number": "8", "score": "1/4"},
                {"number": "-9.5"},
            ],
            distractors=[
                {"number": "24", "score": "1/10", "feedback": "Later.", "citations": ["s1.p2"]}
            ],
        ),
        builders.short_answer(
            **RICH, key="2 * 3", distractors=[{"text": "*", "score": "1/7", "feedback": "A star?"}]
        ),
        builders.matching(
            **RICH,
            pairs=[
                {"prompt": "<i>One</i>", "target": "1 < 2 & 3", "id": "first"},
                {"prompt": "Two", "target": "2", "feedback": "No.\n\nNot 2."},
            ],
        ),
        builders.ordering(
            **RICH, sequence=[{"id": "a", "text": "A"}, "B", "C"], feedback="Look at the dates."
        ),
        builders.evidence(**RICH, distractors=[{"passage": "s1.p1", "feedback": "No."}]),
        builders.extended_response(**RICH, length=150),
    ],
    ids=list(KINDS),
)
def test_all_that_an_item_can_have_comes_back(item: Item, course: Course) -> None:
    assert with_scores(there_and_back(item, course)) == with_scores(item)


def test_ranges_come_back_where_one_middle_stands_for_several(course: Course) -> None:
    item = builders.numeric(
        key=None,
        between=["10", "15"],
        tolerance="1",
        also_accept=[{"between": ["-1/3", "2/3"]}],
        distractors=[{"number": "12.5", "tolerance": "1"}, {"between": ["5", "20"]}],
    )

    assert with_scores(there_and_back(item, course)) == with_scores(item)


def test_the_names_of_others_are_left_out_and_named(course: Course) -> None:
    item = builders.short_answer(other_names=["Putin"])

    found = there_and_back(item, course)

    assert isinstance(found, ShortAnswer)
    assert found.other_names is None
    assert "The names of others, which are never taken for a slip, are left out." in losses(item)


def test_a_plain_item_of_a_kind_that_fits_loses_nothing() -> None:
    lost = {item.type: losses(item) for item in builders.every_kind()}

    assert lost == {kind: (fit.lost,) if fit.lost else () for kind, fit in FITS.pairs()}


@pytest.mark.parametrize(
    ("item", "lost"),
    [
        (
            builders.single_choice(distractors=[{"text": "Putin", "score": "2/7"}]),
            "The score of 'Putin', 2/7, becomes 30 %.",
        ),
        (
            builders.multiple_choice(scoring="exact"),
            "Moodle gives a part of the points for a part of the ticks, not all points or none.",
        ),
        (
            builders.multiple_choice(keys=[str(each) for each in range(12)]),
            "Moodle knows no score of 1/12: a right answer is worth 5 or 10 %.",
        ),
        (
            builders.single_choice(hints=["Read."], tries=["1", "1/2", "1/3"]),
            "Moodle takes the same off for each further try, as much as for the second.",
        ),
        (
            builders.single_choice(tries=["1", "1/2"], hints=["Read.", "Read on."]),
            "Moodle gives one try more than there are hints.",
        ),
        (
            builders.single_choice(proof=["s1.p1"]),
            "Moodle does not ask which passage proves the answer; all points are for the answer.",
        ),
        (
            builders.extended_response(hints=["Read."]),
            "Moodle has no hints for essays.",
        ),
        (builders.numeric(key="1/3"), "Numbers are rounded to 15 digits."),
        (
            builders.matching(extra_targets=[]),
            "When somebody edits the question, Moodle asks for a third target.",
        ),
        (
            builders.matching(extra_targets=["x" * 256]),
            "A target is cut, as Moodle has room for 255 characters.",
        ),
        (
            builders.single_choice(stem="A bell: \a"),
            "Control characters in its texts become '\ufffd'.",
        ),
        (
            builders.single_choice(stem=r"What does \(x\) mean?"),
            "Moodle may show what stands between signs such as $$ as a formula.",
        ),
        (
            builders.single_choice(points="0.123456789"),
            "Moodle rounds the points, 123456789/1000000000, to 0.1234568.",
        ),
    ],
)
def test_what_an_item_loses_is_said_in_words(item: Item, lost: str, course: Course) -> None:
    assert lost in losses(item)
    assert loads(dumps(builders.quiz(item), course)).items


@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_with_a_message(
    data: st.DataObject, course: Course
) -> None:
    raw = dumps(builders.quiz(), course)
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, start + 400))
    put = data.draw(st.sampled_from((b"", b"*", b"&lt;p&gt;", b"33", b'"', b"sourcebook-pair")))

    with contextlib.suppress(QuestionListError):
        write_draft(loads(raw[:start] + put + raw[end:]), quiz_id="damaged")
