"""A course whose every text tries to be markup: it is shown letter by letter, everywhere."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from sourcebook.model.attempts import Typed, Written
from sourcebook.model.items import Hint, Pair
from sourcebook.model.quizzes import Quiz
from sourcebook.pages.shared import services
from sourcebook.pages.shared.markup import literal

from .conftest import Browser, fill_in, hand_in, html, look_elsewhere, press, restart, right, wrong

SPELL = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> **b** :material/delete: $x$ "
    "[a](https://evil.example) ![a](https://evil.example/a.png) :red[r] `c` &lt; ' -> #1"
)
KINDS_OF_ITEM = "single multiple true verdict number pairs word order passages text".split()


def source(number: int) -> dict[str, Any]:
    """A source with the spell in every field that takes free text."""
    note = {"basis": "stated", "note": SPELL}
    passage = {
        "summary": SPELL,
        "caution": SPELL,
        "quotes": [{"speaker": SPELL, "words": "<i>$q$</i>", "note": SPELL}],
    }
    return {
        "id": f"s{number}",
        "label": f"<b>L{number}</b> $x$ **l**",
        "headline": SPELL,
        "publisher": {"name": SPELL, **note},
        "date": {"value": "2022", "precision": "year", **note},
        "language": {"name": SPELL, "translated_from": SPELL, **note},
        "genre": SPELL,
        "quoted": {SPELL: 3},
        "perspective": SPELL,
        "damage": [SPELL],
        "sha256": "0" * 64,
        "passages": {"p1": passage},
    }


COMPARISONS = {
    "spell": {
        "question": SPELL,
        "verdict": "wording",
        "conclusion": SPELL,
        "accounts": [
            {"source": "s1", "says": SPELL, "quote": "<i>$q$</i>", "citations": ["s1.p1"]},
            {"source": "s2", "silent": True},
        ],
    }
}

FRONT_MATTER = {
    "id": "spells",
    "title": SPELL,
    "question": SPELL[:300],
    "minutes": 1,
    "objectives": [{"id": "cast", "text": SPELL}],
}

BODY = """
Text :material/delete: $x$ :red[r] &lt;script&gt;alert(1)&lt;/script&gt; [@s1.p1]

## Heading :material/delete: $x$ &lt;b&gt;

```compare spell
```
"""
TASKS = "".join(
    f"\n```{first}\n{yaml.safe_dump(fields)}```\n"
    for first, fields in (
        ("guess", {"ask": SPELL, "options": [f"a {SPELL}", f"b {SPELL}"]}),
        ("document s1.p1", {"ask": SPELL, "headnote": SPELL, "answer": SPELL}),
        (
            "claim",
            {
                "ask": SPELL,
                **dict.fromkeys(("full", "part", "none", "model"), SPELL),
                "cites": ["s1.p1"],
            },
        ),
    )
)


def item(name: str, **fields: Any) -> dict[str, Any]:
    """An item with the spell in the texts that all items have."""
    shared = {"objective": "cast", "stem": SPELL, "rationale": SPELL, "citations": ["s1.p1"]}
    return {"id": name, **shared, "calculated": SPELL, **fields}


def option(name: str) -> dict[str, str]:
    """A wrong option, told apart by its name."""
    return {"text": f"{name} {SPELL}", "feedback": SPELL}


def pair(name: str) -> dict[str, str]:
    """A prompt and its target, told apart by their name."""
    return {"prompt": f"{name} {SPELL}", "target": f"t{name} {SPELL}", "feedback": SPELL}


ITEMS = [
    item("single", type="single_choice", key=f"a {SPELL}", distractors=[option("b"), option("c")]),
    item("multiple", type="multiple_choice", keys=[f"a {SPELL}"], distractors=[option("b")]),
    item("true", type="true_false", key="true", feedback=SPELL),
    item("verdict", type="verdict", claim=SPELL, key="supported", feedback={"not_stated": SPELL}),
    item("number", type="numeric", key="1", unit=SPELL),
    item("pairs", type="matching", pairs=[pair("a"), pair("b")], extra_targets=[f"tc {SPELL}"]),
    item("word", type="short_answer", key=SPELL, distractors=[option("b")]),
    item("order", type="ordering", sequence=[f"{n} {SPELL}" for n in "abc"], feedback=SPELL),
    item(
        "passages",
        type="evidence",
        keys=["s1.p1"],
        distractors=[{"passage": "s2.p1", "feedback": SPELL}],
    ),
    item(
        "text",
        type="extended_response",
        rubric={"full": SPELL, "part": SPELL, "none": SPELL},
        model_answer=SPELL,
    ),
]

ABOUT = {
    "title": SPELL,
    "lead": SPELL,
    "evidence": "two spells",
    "knowledge_ends": SPELL[:80],
    "limits": SPELL,
    "sides": ["Armenia"],
    "maps": {
        "spells": {"alt": SPELL, "legend": [{"filling": "plain", "means": SPELL}], "note": SPELL}
    },
}
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'></svg>"


@pytest.fixture(autouse=True)
def _hostile_course(_own_data: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "seeds/s1.yaml": yaml.safe_dump(source(1)),
        "seeds/s2.yaml": yaml.safe_dump(source(2)),
        "seeds/comparisons.yaml": yaml.safe_dump(COMPARISONS),
        "seeds/course.yaml": yaml.safe_dump(ABOUT),
        "seeds/maps/spells.svg": PICTURE,
        "lessons/01-spells.md": f"---\n{yaml.safe_dump(FRONT_MATTER)}---\n{BODY}{TASKS}",
        "quizzes/01-spells.yaml": yaml.safe_dump(
            {"id": "spells-quiz", "title": SPELL, "lesson": "spells", "items": ITEMS}
        ),
    }
    for name, text in files.items():
        path = tmp_path / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.setenv("SOURCEBOOK_COURSE", str(tmp_path / "course"))
    restart()


@pytest.fixture
def quiz() -> Quiz:
    """The one quiz of the hostile course."""
    return services.library().course().quizzes["spells-quiz"]


def shows_no_spell_at_work(tab: AppTest) -> bool:
    """Whether no element or picture made it into the page's HTML, and the page is whole."""
    live = re.findall(r"<script|<img|<i>|<b>|evil\.example'", html(tab))
    return not live and not tab.exception and not tab.error


def test_the_course_itself_has_no_fault() -> None:
    services.library().course()

    assert [fault for fault in services.library().faults() if fault.severity == "error"] == []


@pytest.mark.parametrize("page", ["", "lesson", "quiz", "scores", "sources"])
def test_no_page_lets_a_spell_work(browser: Browser, page: str) -> None:
    tab = browser.open(page)

    assert shows_no_spell_at_work(tab)


@pytest.mark.parametrize("page", ["", "lesson", "quiz", "sources"])
def test_every_page_shows_the_spell_letter_by_letter(browser: Browser, page: str) -> None:
    tab = browser.open(page)

    assert escape(SPELL) in html(tab)


def test_a_lessons_own_signs_are_not_read_twice(browser: Browser) -> None:
    page = html(browser.open("lesson", view="whole"))

    assert "Text :material/delete: $x$ :red[r] &lt;script&gt;alert(1)&lt;/script&gt; </span" in page
    assert ">Heading :material/delete: $x$ &amp;lt;b&amp;gt;</h2>" in page


def test_a_passage_opened_in_place_shows_the_spell_letter_by_letter(browser: Browser) -> None:
    tab = browser.open("lesson", proof="s1.p1")

    panel = html(tab).partition("<aside class='proof-panel'")[2]
    assert escape("<b>L1</b> $x$ **l**") in panel
    assert escape(SPELL) in panel
    assert shows_no_spell_at_work(tab)


def test_a_task_shows_the_spell_letter_by_letter_before_and_after_an_answer(
    browser: Browser,
) -> None:
    tab = browser.open("lesson", view="whole")
    before = html(tab)

    tab.radio[0].set_value("wording")
    press(tab, "Compare with our verdict")
    tab.radio[0].set_value(f"a {SPELL}")
    press(tab, "Save my guess")
    fill_in(tab, Written(text=SPELL))
    press(tab, "Compare with our answer")
    fill_in(tab, Written(text=SPELL))
    tab.multiselect[0].set_value(["s1.p1"])
    press(tab, "Save my answer")

    assert before.count(f"<p class='ask'>{escape(SPELL)}</p>") == 3
    after = html(tab)
    assert after.count(f"<p class='written'>{escape(SPELL)}</p>") == 1
    assert f"<p class='ours'>{escape(SPELL)}</p>" in after
    assert f"<p class='written'>{escape(f'a {SPELL}')}</p>" in after
    assert shows_no_spell_at_work(tab)


@pytest.mark.parametrize("place", range(len(ITEMS)), ids=KINDS_OF_ITEM)
def test_an_open_item_shows_the_spell_letter_by_letter(
    browser: Browser, quiz: Quiz, place: int
) -> None:
    attempt = browser.start(quiz)

    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))

    assert f"</span> {escape(SPELL)}</h2>" in html(tab)
    assert shows_no_spell_at_work(tab)


@pytest.mark.parametrize("answer", [right, wrong])
@pytest.mark.parametrize("place", range(len(ITEMS)), ids=KINDS_OF_ITEM)
def test_an_answered_item_shows_the_spell_letter_by_letter(
    browser: Browser, quiz: Quiz, place: int, answer: Any
) -> None:
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item=str(place + 1))

    hand_in(tab, answer(quiz.items[place]))

    assert f"<p>{escape(SPELL)}</p>" in html(tab)
    assert f"How the number follows: {escape(SPELL)}" in html(tab)
    assert shows_no_spell_at_work(tab)


def test_options_reach_streamlits_labels_as_plain_text(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)

    tab = browser.open("quiz", attempt=attempt.id, item="1")

    assert sorted(tab.radio[0].options) == sorted(literal(f"{name} {SPELL}") for name in "abc")
    assert tab.radio[0].label == literal(SPELL)


def test_ticks_reach_streamlits_labels_as_plain_text(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)

    tab = browser.open("quiz", attempt=attempt.id, item="2")

    assert {box.label for box in tab.checkbox} == {
        literal(f"a {SPELL}"),
        literal(f"b {SPELL}"),
    }


def test_prompts_reach_streamlits_labels_as_plain_text(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)

    tab = browser.open("quiz", attempt=attempt.id, item="6")

    rows = [row.label for row in tab.selectbox]
    assert rows == [rf"1\. {literal(f'a {SPELL}')}", rf"2\. {literal(f'b {SPELL}')}"]


def test_long_targets_stand_letter_by_letter_in_a_list_of_their_own(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)

    tab = browser.open("quiz", attempt=attempt.id, item="6")

    listed = re.findall("<li>(.*?)</li>", html(tab).partition("<ol class='lettered'>")[2])
    assert sorted(listed) == [escape(f"t{name} {SPELL}") for name in "abc"]
    found = [each[:3] for each in tab.selectbox[0].options]
    assert found == ["A. ", "B. ", "C. "]


def test_targets_stand_as_they_are_in_lists_that_show_plain_text(
    browser: Browser, quiz: Quiz
) -> None:
    pairs = quiz.items[5].model_copy(
        update={
            "pairs": (Pair(prompt="a", target="**b** $x$ :red[r]"), Pair(prompt="c", target="d"))
        }
    )
    attempt = browser.start(
        quiz.model_copy(update={"items": (pairs.model_copy(update={"extra_targets": ()}),)})
    )

    tab = browser.open("quiz", attempt=attempt.id, item="1")

    assert sorted(tab.selectbox[0].options) == sorted(["**b** $x$ :red[r]", "d"])


def test_passages_to_tick_reach_streamlits_labels_as_plain_text(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)

    tab = browser.open("quiz", attempt=attempt.id, item="9")

    assert {box.label for box in tab.checkbox} == {
        f"{shape} **{literal(f'<b>L{n}</b> $x$ **l**, paragraph 1')}.** {literal(SPELL)}"
        for n, shape in ((1, "●"), (2, "▲"))
    }


def test_passages_that_may_prove_it_reach_streamlits_labels_as_plain_text(
    browser: Browser, quiz: Quiz
) -> None:
    proved = quiz.items[0].model_copy(update={"proof": ("s1.p1",)})
    attempt = browser.start(quiz.model_copy(update={"items": (proved,)}))
    tab = browser.open("quiz", attempt=attempt.id, item="1")

    hand_in(tab, right(proved))
    few = [option.partition(".** ")[2] for option in tab.radio[0].options]
    look_elsewhere(tab)

    sources, passages = tab.radio
    speaker = literal(SPELL)
    quote = f"“{literal('<i>$q$</i>')}” ({speaker})"
    assert all(
        label.endswith(literal(f"<b>L{n}</b> $x$ **l**"))
        for n, label in enumerate(sources.options, 1)
    )
    assert passages.options == [f"**Paragraph 1.** {literal(SPELL)} — {quote}"]
    assert few[0] == passages.options[0].partition(".** ")[2]
    assert shows_no_spell_at_work(tab)


def test_a_hint_shows_the_spell_letter_by_letter(browser: Browser, quiz: Quiz) -> None:
    hinted = quiz.items[0].model_copy(update={"hints": (Hint(text=SPELL, passage="s1.p1"),)})
    attempt = browser.start(quiz.model_copy(update={"items": (hinted,)}))
    tab = browser.open("quiz", attempt=attempt.id, item="1")

    press(tab, "Show a hint")

    assert f">{escape(SPELL)} <a" in html(tab)
    assert shows_no_spell_at_work(tab)


def test_in_test_mode_item_and_review_show_the_spell_letter_by_letter(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz.model_copy(update={"feedback": "deferred"}))

    for place in (*map(str, range(1, len(ITEMS) + 1)), "end"):
        tab = browser.open("quiz", attempt=attempt.id, item=place)
        assert escape(SPELL) in html(tab)
        assert shows_no_spell_at_work(tab)


def test_a_unit_reaches_streamlits_label_as_plain_text(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)

    tab = browser.open("quiz", attempt=attempt.id, item="5")

    assert tab.text_input[0].label == literal(f"Your number ({SPELL})")


def test_what_a_learner_types_is_shown_letter_by_letter(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item="5")

    tab.text_input[0].set_value("2 <img src=x onerror=go()>")
    press(tab, "Check my answer")

    assert "You typed 2 &lt;img src=x onerror=go()&gt;." in html(tab)
    assert shows_no_spell_at_work(tab)


def test_what_a_learner_types_is_shown_letter_by_letter_above_the_next_try(
    browser: Browser, quiz: Quiz
) -> None:
    again = quiz.items[6].model_copy(update={"tries": (1, 1)})
    attempt = browser.start(quiz.model_copy(update={"items": (again,)}))
    tab = browser.open("quiz", attempt=attempt.id, item="1")

    hand_in(tab, Typed(text="<img src=x onerror=go()>"))

    assert "<li>&lt;img src=x onerror=go()&gt;</li>" in html(tab)
    assert shows_no_spell_at_work(tab)


def test_what_a_learner_writes_is_shown_letter_by_letter(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item="10")

    hand_in(tab, Written(text=SPELL))

    assert f"<h3>Your text</h3><p class='written'>{escape(SPELL)}</p>" in html(tab)
    assert shows_no_spell_at_work(tab)


def test_a_text_that_was_not_handed_in_is_shown_letter_by_letter(
    browser: Browser, quiz: Quiz
) -> None:
    attempt = browser.start(quiz)
    tab = browser.open("quiz", attempt=attempt.id, item="10")
    fill_in(tab, Written(text=SPELL))
    tab.run()
    press(browser.open("quiz", attempt=attempt.id, item="end"), "Finish without them")

    left_out = browser.open("quiz", attempt=attempt.id, item="10")

    assert f"<p class='written'>{escape(SPELL)}</p>" in html(left_out)
    assert shows_no_spell_at_work(left_out)


def test_a_finished_quiz_and_its_scores_let_no_spell_work(browser: Browser, quiz: Quiz) -> None:
    attempt = browser.start(quiz)
    for place in range(len(quiz.items)):
        browser.settle(attempt, place)

    result, scores = browser.open("quiz", attempt=attempt.id), browser.open("scores")

    assert shows_no_spell_at_work(result)
    assert shows_no_spell_at_work(scores)
    assert f"<th scope='row'>{escape(SPELL)}</th>" in html(scores)


@pytest.mark.parametrize(("page", "name"), [("lesson", "lesson"), ("sources", "passage")])
def test_what_stands_in_the_address_is_shown_letter_by_letter(
    browser: Browser, page: str, name: str
) -> None:
    tab = browser.open(page, **{name: SPELL})

    assert literal(SPELL) in tab.warning[0].value
    assert shows_no_spell_at_work(tab)


def test_a_quiz_that_is_not_there_is_named_letter_by_letter(browser: Browser) -> None:
    tab = browser.open("quiz", quiz=SPELL)

    assert f"There is no quiz ‘{escape(SPELL)}’" in html(tab)
    assert shows_no_spell_at_work(tab)


@pytest.mark.parametrize("name", ["attempt", "item", "source"])
def test_what_stands_in_the_address_and_means_nothing_is_not_shown(
    browser: Browser, name: str
) -> None:
    tab = browser.open("sources" if name == "source" else "quiz", **{name: "<img src=moon>"})

    assert "moon" not in html(tab)
    assert shows_no_spell_at_work(tab)
