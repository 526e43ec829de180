"""The tasks of a lesson: an answer is saved at once, and only then ours opens, in view."""

from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Written
from sourcebook.model.lesson_work import (
    Claim,
    ComparisonAnswer,
    DocumentAnswer,
    Guess,
    PassedOver,
    TaskAnswer,
    TaskDraft,
)
from sourcebook.pages.shared import services
from tests.builders import course_files

from .conftest import (
    Browser,
    Serve,
    component_data,
    everything_sent,
    fill_in,
    html,
    labels,
    press,
    restart,
)
from .tiny_course import words

LESSON = "lessons/04-yerevan-summit.md"
GUESS = """
```guess
ask: What could make a host do that?
options: [He was angry., I cannot tell yet.]
```
"""
DOCUMENT = """
```document s1.p2
ask: Which word tells what he thought?
answer: The word "depressing", as his own.
```
"""
CLAIM = """
```claim
ask: Why did he leave it unsigned?
full: A reason with its passage.
part: A guess.
none: Nothing.
model: He was not content with the help.
cites: [s1.p2]
```
"""


@pytest.fixture
def tab(browser: Browser, serve: Serve, request: pytest.FixtureRequest) -> AppTest:
    """A tab at the minimal lesson with the task of the test, and no other one."""
    files = course_files()
    bare = files[LESSON].decode().replace("```compare membership-sentence\n```\n", "")
    serve({**files, LESSON: f"{bare}{request.param}".encode()})
    return browser.open("lesson", lesson="yerevan-summit")


def saved(browser: Browser) -> list[TaskAnswer]:
    """Every answer to a task, in the order in which they were saved."""
    kept = services.store().readings.all_tasks(browser.learner)
    return [task.answer for _, task in kept]


def drafts_saved(monkeypatch: pytest.MonkeyPatch) -> list[TaskDraft]:
    """Every draft that is saved from now on, in the order in which they are saved."""
    readings, drafts = services.store().readings, list[TaskDraft]()
    save = readings.save_draft

    def save_and_note(
        learner: str, lesson: str, task: str, draft: TaskDraft, *, now: datetime
    ) -> None:
        drafts.append(draft)
        save(learner, lesson, task, draft, now=now)

    monkeypatch.setattr(readings, "save_draft", save_and_note)
    return drafts


def write(tab: AppTest, text: str) -> None:
    """Write a text into the field on the screen, which sends it."""
    fill_in(tab, Written(text=text))


@pytest.mark.parametrize("tab", [GUESS], indirect=True)
def test_a_guess_is_saved_and_can_be_changed(tab: AppTest, browser: Browser) -> None:
    press(tab, "Save my guess")
    assert [each.value for each in tab.warning] == ["Choose one first."]

    for text, label in (("I cannot tell yet.", "Save"), ("He was angry.", "Change")):
        tab.radio[0].set_value(text)
        press(tab, f"{label} my guess")

    asked = "What could make a host do that?"
    assert saved(browser) == [
        Guess(asked=asked, text="I cannot tell yet."),
        Guess(asked=asked, text="He was angry."),
    ]
    assert "✓ Saved. You will see it again at the end of the lesson." in words(tab)


@pytest.mark.parametrize("tab", [DOCUMENT], indirect=True)
def test_our_answer_opens_beside_that_of_the_learner_and_comes_into_view(
    tab: AppTest, browser: Browser
) -> None:
    assert "as his own" not in everything_sent(tab)

    write(tab, "Depressing.")
    press(tab, "Compare with our answer")

    assert saved(browser) == [
        DocumentAnswer(asked="Which word tells what he thought?", text="Depressing.")
    ]
    assert "as his own" in everything_sent(tab)
    assert "id='opened-document-s1-p2'" in html(tab)
    assert '"target": "opened-document-s1-p2"' in everything_sent(tab)
    assert '"target": "opened-document-s1-p2"' not in everything_sent(tab.run())


@pytest.mark.parametrize("tab", [DOCUMENT], indirect=True)
def test_an_answer_can_be_left_out_on_purpose(tab: AppTest, browser: Browser) -> None:
    press(tab, "Compare with our answer")
    assert "Write a few words first" in tab.warning[0].value

    press(tab, "Open our answer without mine")

    assert saved(browser) == [PassedOver()]
    assert "as his own" in everything_sent(tab)


@pytest.mark.parametrize("tab", ["\n```compare membership-sentence\n```\n"], indirect=True)
def test_a_verdict_opens_after_that_of_the_learner(tab: AppTest, browser: Browser) -> None:
    assert "Only one report has a word of it." not in everything_sent(tab)

    tab.radio[0].set_value("damaged")
    press(tab, "Compare with our verdict")

    (answer,) = saved(browser)
    assert isinstance(answer, ComparisonAnswer)
    assert answer.verdict == "damaged"
    assert "You say: One text is damaged. We say something else" in words(tab)
    assert "Only one report has a word of it." in words(tab)


@pytest.mark.parametrize("tab", [GUESS + CLAIM], indirect=True)
def test_a_claim_names_a_passage_and_can_be_revised(tab: AppTest, browser: Browser) -> None:
    tab.radio[0].set_value("He was angry.")
    press(tab, "Save my guess")
    assert "Before you read, you answered He was angry." in words(tab)

    write(tab, "He was angry.")
    press(tab, "Save my answer")
    assert [each.value for each in tab.warning] == ["Name at least one passage that supports it."]
    assert "not content" not in everything_sent(tab)

    tab.multiselect[0].set_value(["s1.p2"])
    press(tab, "Save my answer")
    write(tab, "He called it depressing.")
    press(tab, "Save the new version")

    claims = [each for each in saved(browser) if isinstance(each, Claim)]
    assert [each.text for each in claims] == ["He was angry.", "He called it depressing."]
    assert "✓ Your answer is saved, version 2" in words(tab)
    assert "He was not content with the help." in words(tab)
    assert "Leave these out and finish the lesson" not in labels(tab)


@pytest.mark.parametrize("tab", [CLAIM], indirect=True)
def test_a_draft_of_a_saved_claim_begins_with_its_passages(
    tab: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tab, "He was angry.")
    tab.multiselect[0].set_value(["s1.p2"])
    press(tab, "Save my answer")
    drafts = drafts_saved(monkeypatch)

    write(tab, "He called it depressing.")
    tab.run()

    assert drafts == [TaskDraft(text="He called it depressing.", passages=("s1.p2",))]


@pytest.mark.parametrize("tab", [CLAIM], indirect=True)
def test_what_is_being_written_and_chosen_is_there_after_a_restart(
    tab: AppTest, browser: Browser
) -> None:
    write(tab, "He called it")
    tab.multiselect[0].set_value(["s1.p2"])
    tab.run()

    restart()
    later = browser.open("lesson", lesson="yerevan-summit")

    assert component_data(later, "writing")["text"] == "He called it"
    assert later.multiselect[0].value == ["s1.p2"]
    assert saved(browser) == []


@pytest.mark.parametrize("tab", [GUESS], indirect=True)
def test_a_choice_that_is_not_saved_yet_is_there_after_a_restart(
    tab: AppTest, browser: Browser
) -> None:
    tab.radio[0].set_value("He was angry.")
    tab.run()

    restart()

    assert browser.open("lesson", lesson="yerevan-summit").radio[0].value == "He was angry."
    assert saved(browser) == []


@pytest.mark.parametrize("tab", [DOCUMENT], indirect=True)
def test_the_field_shows_what_another_tab_has_written(tab: AppTest, browser: Browser) -> None:
    other = browser.open("lesson", lesson="yerevan-summit")
    write(other, "Depressing.")
    other.run()

    assert component_data(tab.run(), "writing")["text"] == "Depressing."
