"""All that is kept of a learner, as a file: complete, readable, and silent where it has to be."""

import random
import re
from datetime import UTC, timedelta
from fractions import Fraction
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook.model.attempts import Attempt, Response, Typed, Unsent, Written
from sourcebook.model.items import Item
from sourcebook.model.lesson_work import (
    CheckAnswer,
    Claim,
    ComparisonAnswer,
    DocumentAnswer,
    Guess,
    PassedOver,
    TaskAnswer,
    TaskDraft,
)
from sourcebook.model.versions import fingerprint
from sourcebook.pages.me.data_export import takeaway
from sourcebook.pages.shared import clock, services
from tests.builders import (
    evidence,
    extended_response,
    matching,
    numeric,
    quiz,
    short_answer,
    single_choice,
    verdict,
)
from tests.teachers import make_teacher

from .conftest import ARAM, MORNING, Browser, Serve, right, wrong
from .tiny_course import chosen, teach

OURS = set("html head meta title style body h1 h2 h3 h4 p dl dt dd ol li a section".split())
"""The tags that the file itself is made of."""

LEARNERS_OWN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))
HOSTILE = st.one_of(LEARNERS_OWN, st.sampled_from(["<b>", "</dd>", "<!--", "&amp;", "'\">", "]]>"]))


class Reading(HTMLParser):
    """What a browser would make of the file: its tags, its addresses, its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.texts: list[str] = [""]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data

    def handle_comment(self, data: str) -> None:
        self.tags.append("a comment")

    @property
    def words(self) -> str:
        """All that it says, on one line."""
        return " ".join(" ".join(self.texts).split())


def taken(browser: Browser, zone: str = "UTC") -> str:
    """The file of this browser's learner."""
    course, now = services.library().course(), clock.now()
    return takeaway(services.store(), browser.learner, course, zone=ZoneInfo(zone), now=now)


def words(browser: Browser, zone: str = "UTC") -> str:
    """What that file says."""
    return Reading(taken(browser, zone)).words


def finish(browser: Browser, attempt: Attempt) -> None:
    """Hand an attempt in."""
    services.store().attempts.finish(browser.learner, attempt.id, now=clock.now())


def test_it_opens_with_the_name_the_classes_and_whose_clock_it_goes_by(browser: Browser) -> None:
    room = services.store().classes.create("Class 10 <b>", now=MORNING)
    services.store().classes.join(browser.learner, room.id, now=MORNING)
    services.store().learners.rename(browser.learner, "Nina Hakobyan")

    said = words(browser, "Asia/Yerevan")

    assert "Name Nina Hakobyan Here since 2022-11-23 13:00:00 +04" in said
    assert "Classes Class 10 <b>" in said
    assert "All times by the clock of Asia/Yerevan" in said
    assert "Lessons None opened. Attempts None." in said


def test_a_finished_quiz_says_what_it_came_to_and_whether_that_passes(browser: Browser) -> None:
    items = (single_choice(), numeric())
    attempt = browser.start(quiz(*items))
    browser.answer(attempt, 0, right(items[0]))
    browser.answer(attempt, 1, wrong(items[1]))

    said = words(browser)

    assert "What for to take the quiz Result 1 of 2 points, 50 %, not passed (60 % passes)" in said
    assert "You answered Pashinyan On 2022-11-23" in said
    assert "It earned 1 of 1 point" in said
    assert "It earned 0 of 1 point" in said


def test_passages_claims_and_rows_stand_in_words(browser: Browser) -> None:
    items: tuple[Item, ...] = (evidence(), verdict(), matching())
    attempt = browser.start(quiz(*items))
    for place, item in enumerate(items):
        browser.answer(attempt, place, right(item))

    said = words(browser)

    assert "Munich report, paragraph 2; Newsweek, paragraph 1" in said
    assert "about the summit? “The prime minister left the declaration unsigned.”" in said
    assert "Pashinyan → Armenia Lukashenko → Belarus" in said


def test_each_try_is_told_and_before_the_last_no_score(browser: Browser) -> None:
    item = single_choice(tries=["1", "1/2"])
    attempt = browser.start(quiz(item))
    browser.answer(attempt, 0, chosen(item, "Putin"))
    before = words(browser)
    browser.answer(attempt, 0, chosen(item, "Pashinyan"))

    after = words(browser)

    assert "Result not finished, 1 of 1 item answered" in before
    assert "You answered Putin" in before
    assert "earned" not in before
    assert "You answered, try 2 Pashinyan" in after
    assert "It earned 0.5 of 1 point" in after


def test_a_test_that_is_not_handed_in_tells_neither_score_nor_key(browser: Browser) -> None:
    items = (single_choice(proof=["s1.p1"], citations=["s1.p1"]), short_answer())
    attempt = browser.start(quiz(*items, feedback="deferred"))
    browser.answer(attempt, 0, chosen(items[0], "Putin"))

    said = words(browser)

    assert "You answered Putin" in said
    assert "earned" not in said
    assert "passes" not in said
    assert "Pashinyan" not in said
    assert items[0].rationale not in said


def test_what_was_left_unanswered_tells_no_key_afterwards_either(browser: Browser) -> None:
    finish(browser, browser.start(quiz(short_answer())))

    said = words(browser)

    assert "Not answered." in said
    assert "Pashinyan" not in said


def test_a_teachers_comment_on_a_text_is_in_it(browser: Browser) -> None:
    room = services.store().classes.create("Class 10", now=MORNING)
    services.store().classes.join(browser.learner, room.id, now=MORNING)
    attempt = browser.start(quiz(extended_response()))
    browser.answer(attempt, 0, Written(text="Help was missing."))
    services.store().attempts.mark_by_teacher(
        attempt.id,
        0,
        1,
        now=MORNING,
        comment="Which <b>report</b>?",
        teacher=make_teacher(services.store(), "Ms Levi", now=MORNING),
    )

    said = words(browser)

    assert "Marked by its rubric In part, by your teacher" in said
    assert "Your teacher’s comment Which <b>report</b>?" in said


def test_a_text_is_there_as_a_draft_and_as_an_answer_not_marked_yet(browser: Browser) -> None:
    attempt = browser.start(quiz(extended_response(), numeric()))
    services.store().attempts.save_draft(
        browser.learner, attempt.id, 0, "Help <was", now=clock.now()
    )
    draft = words(browser)
    browser.answer(attempt, 0, Written(text="Help was missing."))
    finish(browser, attempt)

    said = words(browser)

    assert "You were writing Help <was" in draft
    assert "You answered Help was missing." in said
    assert "1 text not marked, counted 0 as yet" in said


def test_practice_is_told_apart_from_a_quiz_and_passes_nothing(browser: Browser) -> None:
    attempt = services.store().attempts.start(
        browser.learner, quiz(numeric()), now=MORNING, rng=random.Random(1),
        purpose="missed",
    )  # fmt: skip
    browser.answer(attempt, 0, Typed(text="23"))

    said = words(browser)

    assert "The Yerevan summit, what you missed" in said
    assert "What for to repeat what you missed; no result of the quiz" in said
    assert "Result 1 of 1 point, 100 % 1." in said


def test_an_attempt_whose_time_ran_out_is_finished_in_it(browser: Browser) -> None:
    browser.start(quiz(numeric(), time_limit=1))
    store, course = services.store(), services.library().course()
    later = MORNING + timedelta(hours=1)

    page = takeaway(store, browser.learner, course, zone=UTC, now=later)

    assert "Result 0 of 1 point, 0 %, not passed" in Reading(page).words


def test_a_lesson_taken_out_of_the_course_is_still_listed(browser: Browser) -> None:
    services.store().readings.note_opened(browser.learner, "withdrawn", now=MORNING)

    said = words(browser)

    assert "withdrawn, no longer in the course last opened 2022-11-23 09:00:00 UTC" in said


def in_lesson(browser: Browser, task: str, answer: TaskAnswer) -> None:
    """An answer on record at a task of a lesson that the course no longer has."""
    readings = services.store().readings
    readings.save_task(browser.learner, "withdrawn", task, answer, now=MORNING)


def checked(item: Item, response: Response) -> CheckAnswer:
    """A right answer to an item in a lesson."""
    return CheckAnswer(
        item_id=item.id, fingerprint=fingerprint(item), response=response, score=Fraction(1)
    )


def test_the_steps_of_a_lesson_are_in_it(browser: Browser) -> None:
    for step in ("in-his-words", "before"):
        services.store().readings.note_step(browser.learner, "withdrawn", step, now=MORNING)

    said = words(browser)

    assert "09:00:00 UTC; steps opened: before, in-his-words; the last one: before" in said


def test_every_answer_of_a_task_is_in_it_with_its_time(browser: Browser) -> None:
    why = "Why did he refuse?"
    in_lesson(browser, "a", Guess(asked=why, text="No help <b>"))
    in_lesson(browser, "a", Guess(asked=why, text="No word of the attack"))
    in_lesson(browser, "b", DocumentAnswer(asked=why, text="A fact."))
    in_lesson(browser, "c", ComparisonAnswer(asked=why, verdict="wording"))
    in_lesson(browser, "d", Claim(asked=why, text="Both.", passages=("s1.p1", "s2.p1")))
    in_lesson(browser, "e", PassedOver())

    said = words(browser)

    at, asked = "2022-11-23 09:00:00 UTC", f"You were asked {why}"
    title = "withdrawn, no longer in the course"
    assert (
        f"Tasks in lessons {title}: a "
        f"You were asked, version 1 {why} You guessed, version 1 No help <b> On, version 1 {at} "
        f"You were asked, version 2 {why} You guessed, version 2 No word of the attack "
        f"On, version 2 {at} "
        f"{title}: b {asked} You answered A fact. On {at} "
        f"{title}: c {asked} You judged A matter of wording On {at} "
        f"{title}: d {asked} You concluded Both. You named as proof "
        f"Munich report, paragraph 1; Newsweek, paragraph 1 On {at} "
        f"{title}: e You left it out on purpose On {at} Attempts None."
    ) in said


def test_what_is_being_written_at_a_task_is_in_it(browser: Browser) -> None:
    draft = TaskDraft(text="Because of", passages=("s1.p1",))
    services.store().readings.save_draft(browser.learner, "withdrawn", "b", draft, now=MORNING)

    assert (
        "withdrawn, no longer in the course: b You were writing or choosing Because of "
        "You were naming as proof Munich report, paragraph 1"
    ) in words(browser)


def test_a_check_in_a_lesson_stands_in_the_words_of_its_item(
    browser: Browser, serve: Serve
) -> None:
    item = single_choice()
    teach(serve, item)
    in_lesson(browser, "a", checked(item, chosen(item, "Pashinyan")))
    in_lesson(browser, "b", checked(item.model_copy(update={"id": "gone"}), Typed(text="Ann")))

    said = words(browser)

    assert f"You were asked {item.stem} You answered Pashinyan It earned 1 of 1 point On" in said
    assert 'You answered gone, no longer in the course Your answer {"text":"Ann"} On' in said


def test_while_a_test_is_open_a_check_of_its_item_is_withheld(
    browser: Browser, serve: Serve
) -> None:
    item = single_choice()
    teach(serve, item)
    in_lesson(browser, "a", checked(item, chosen(item, "Pashinyan")))
    browser.start(quiz(item, feedback="deferred"))

    said = words(browser)

    assert "Your answer kept, and shown once you have handed in “The Yerevan summit”" in said
    assert "Pashinyan" not in said
    assert "It earned" not in said


def test_notes_and_bookmarks_are_in_it(browser: Browser) -> None:
    for place, text in [("s2.p1", "Twice <b>!"), ("withdrawn/before", "")]:
        services.store().notes.save(browser.learner, place, text, now=MORNING)

    said = words(browser)

    assert (
        "Notes and bookmarks Newsweek, paragraph 1 Twice <b>! (2022-11-23 09:00:00 UTC) "
        "withdrawn, no longer in the course: before a bookmark, 2022-11-23 09:00:00 UTC"
    ) in said


def test_nothing_of_another_learner_is_in_it(browser: Browser) -> None:
    attempt = browser.start(quiz(short_answer(), numeric()))
    browser.answer(attempt, 0, Typed(text="Words of Nina's own"))
    services.store().learners.rename(browser.learner, "Nina Hakobyan")
    browser.cookie = ARAM

    page = taken(browser)

    assert "Nina" not in page
    assert attempt.id not in page
    assert "Attempts None." in Reading(page).words


def test_it_opens_without_a_request(browser: Browser) -> None:
    browser.settle(browser.start(quiz(short_answer(), numeric())), 0)

    reading = Reading(taken(browser))
    ids = re.findall(r"id='(\w+)'", taken(browser))

    assert set(reading.tags) <= OURS
    assert reading.addresses == [f"#{each}" for each in ids]
    assert not re.search(r"url\(|@import|https?:", taken(browser))


@pytest.fixture
def writing(browser: Browser) -> Browser:
    """A browser with an attempt at an item that is typed and at one that is written."""
    browser.start(quiz(extended_response(), short_answer(tries=["1"] * 5)))
    return browser


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=HOSTILE.map(lambda text: text[:60]), draft=HOSTILE.map(lambda text: text[:300]))
def test_whatever_was_typed_is_a_text_in_it_and_no_tag(
    writing: Browser, name: str, draft: str
) -> None:
    attempt, store = writing.attempt(), services.store()
    store.learners.rename(writing.learner, name or None)
    store.attempts.save_draft(writing.learner, attempt.id, 0, draft, now=MORNING)

    reading = Reading(taken(writing))

    assert set(reading.tags) <= OURS
    assert name in reading.texts or not name
    assert draft in reading.texts or not draft


def test_a_hostile_answer_title_and_question_are_texts_in_it(browser: Browser) -> None:
    hostile = "</dd><script>alert(1)</script><img src=x onerror=alert(1)>"
    attempt = browser.start(quiz(short_answer(stem=hostile), title=hostile))
    browser.answer(attempt, 0, Typed(text=hostile))

    reading = Reading(taken(browser))

    assert set(reading.tags) <= OURS
    assert sum(hostile in text for text in reading.texts) == 4


def test_what_was_filled_in_and_not_handed_in_is_there(browser: Browser) -> None:
    attempt = browser.start(quiz(single_choice(), numeric()))
    filled = chosen(single_choice(), "Putin")
    unsent = Unsent(tries=0, response=filled, confidence="certain").model_dump_json()
    services.store().attempts.save_draft(browser.learner, attempt.id, 0, unsent, now=clock.now())
    before = words(browser)

    browser.answer(attempt, 0, filled)

    assert "You filled in Putin You were, when you filled it in certain" in before
    assert "You filled in" not in words(browser)


def test_a_passage_chosen_and_not_handed_in_is_there(browser: Browser) -> None:
    attempt = browser.start(quiz(single_choice(proof=["s1.p9"], citations=["s1.p9"]), numeric()))
    browser.answer(attempt, 0, chosen(single_choice(), single_choice().key))
    unsent = Unsent(tries=1, proof="s1.p4").model_dump_json()
    services.store().attempts.save_draft(browser.learner, attempt.id, 0, unsent, now=clock.now())

    assert "You looked at as proof" in words(browser)
