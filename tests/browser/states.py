"""The catalogue: every page in every state there is, for a look at all of them.

Those of one person stand together, because it takes time to come in as another one.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tests.browser.assigned import QUIZ, not_open, set_work
from tests.browser.gestures import choose, click, fill, focus, pick, press, unfold, unfold_all
from tests.browser.kinds import AT_ONCE, TEST, TIMED
from tests.browser.people import NEW, TEACHER
from tests.browser.preparations import (
    FILE,
    away,
    code,
    corrected,
    desk,
    draft,
    empty_class,
    known,
    latest,
    link,
    versions,
)
from tests.browser.stage import State

ROOT = Path(__file__).resolve().parents[2]
_LESSONS = [each.stem.partition("-")[2] for each in sorted((ROOT / "lessons").glob("*.md"))]
_SUMMIT = "/lesson?lesson=yerevan-summit"
_BEFORE = f"{_SUMMIT}&section=what-had-happened-before"
_ANSWER = f"{_SUMMIT}&section=your-answer"
_KINDS = (
    "numeric",
    "single choice",
    "short answer",
    "multiple choice",
    "true or false",
    "verdict",
    "matching",
    "ordering",
    "evidence",
    "extended response",
)
"""What the items of the short quizzes are, in their order."""

_NOT_YOURS = "0" * 32


def _items(who: str, told: str, places: Iterable[int] = range(10)) -> list[State]:
    address = f"/quiz?quiz={AT_ONCE}&attempt={{attempt}}&item="
    return [
        State(f"{_KINDS[place]}, {told}", who, f"{address}{place + 1}", (), latest(who, AT_ONCE))
        for place in places
    ]


READING: Final = [
    State("first page, new", NEW, "/"),
    *(State(f"lesson {each}", NEW, f"/lesson?lesson={each}") for each in _LESSONS),
    *(State(f"lesson {one}, whole", NEW, f"/lesson?lesson={one}&view=whole") for one in _LESSONS),
    State("lesson, all steps", NEW, _BEFORE, (unfold("All steps"),)),
    State("lesson, panel with the proofs of a paragraph", NEW, _BEFORE, (click(".proofs-mark"),)),
    State("lesson, panel at an address", NEW, f"{_BEFORE}&proof=s2.p11"),
    State("lesson, panel without a passage", NEW, f"{_BEFORE}&proof=s9.p99"),
    State("lesson, a term explained", NEW, _BEFORE, (focus(".term"),)),
    State("lesson, every citation", NEW, _BEFORE, (choose("Show every citation"),)),
    State("lesson, no guess yet", NEW, f"{_SUMMIT}&section=start", (press("Save my guess"),)),
    State("lesson, documents", NEW, f"{_SUMMIT}&section=in-his-words"),
    State("lesson, end with open tasks", NEW, _ANSWER),
    State("lesson, claim without an answer", NEW, _ANSWER, (press("Save my answer"),)),
    State("lesson, unknown", NEW, "/lesson?lesson=nothing"),
    State("sources", NEW, "/sources"),
    State("sources, a passage", NEW, "/sources?passage=s2.p10"),
    State("sources, a source", NEW, "/sources?source=s3"),
    State("sources, unknown passage", NEW, "/sources?passage=s9.p99"),
    *(
        State(f"sources, {each}", NEW, f"/sources?view={each}")
        for each in ("differences", "voices", "timeline", "terms")
    ),
    State("quizzes, none taken", NEW, "/quiz"),
    State("quiz, its beginning", NEW, "/quiz?quiz=csto-quiz"),
    State("quiz, its beginning with a clock", NEW, f"/quiz?quiz={TIMED}"),
    State("quiz, unknown", NEW, "/quiz?quiz=nothing"),
    State("quiz, not yours", NEW, f"/quiz?quiz={AT_ONCE}&attempt={_NOT_YOURS}"),
    State("review, nothing due", NEW, "/quiz?quiz=due-today"),
    State("certificate, nothing done", NEW, "/certificate"),
    State("me, asked to join", NEW, "/me?join={code}", (), code),
    State("page not found", NEW, "/nowhere"),
    State(
        "lesson, item tried",
        NEW,
        "/lesson?lesson=csto&section=who-belongs-to-it",
        (choose("Not stated in the sources"), press("See whether that is right")),
    ),
    State(
        "sources, found", NEW, "/sources", (fill("Search the passages", "peacekeepers"),)
    ),
    State(
        "sources, not found", NEW, "/sources", (fill("Search the passages", "zebra"),)
    ),
    State("door", NEW, "/teach", (unfold("No password yet, or forgotten?"),)),
    State(
        "door, wrong password", NEW, "/class", (fill("Password", "wrong"), press("Open the desk"))
    ),
]  # fmt: skip

WORKING: Final = [
    State("first page, begun", "begun", "/"),
    State("first page, a lesson read", "reader", "/"),
    State("lesson, done", "reader",
          "/lesson?lesson=csto&section=your-answer"),
    State("lesson, guess saved", "investigating", f"{_SUMMIT}&section=start"),
    State("lesson, document and comparison answered", "investigating",
          f"{_SUMMIT}&section=in-his-words"),
    State("lesson, document passed over", "investigating", f"{_SUMMIT}&section=why-not-sign"),
    State("lesson, claim with a model answer", "investigating", _ANSWER),
    State("quizzes, one in progress", "begun", "/quiz"),
    State("first page, practising", "practising", "/"),
    State("first page, reviewing", "reviewing", "/"),
    State("first page, much done", "long", "/"),
    State("first page, work set", "long", "/", (), set_work),
    State("quiz, set by a teacher", "long", f"/quiz?quiz={QUIZ}", (), set_work),
    State("quiz, not open yet", "long", f"/quiz?quiz={QUIZ}", (), not_open),
    State("first page, finished", "done", "/"),
    State("quizzes, some taken", "done", "/quiz"),
    State("certificate", "done", "/certificate"),
    State("certificate, some done", "long", "/certificate"),
    State("item, asked", "asked", f"/quiz?quiz={AT_ONCE}&item=1"),
    *_items("asked", "asked", range(1, 10)),
    State("nothing filled in", "asked", f"/quiz?quiz={AT_ONCE}&item=1", (press("Check my"),)),
    State("test, item asked", "asked", f"/quiz?quiz={TEST}&item=1"),
    State("test, item with flag and proof", "asked", f"/quiz?quiz={TEST}&item=3"),
    State("test, before handing in", "asked", f"/quiz?quiz={TEST}&item=end"),
    State("test, clock", "asked", f"/quiz?quiz={TIMED}&item=1"),
    *_items("tried", "missed once"),
    State(
        "item, passages of a source",
        "proving",
        f"/quiz?quiz={AT_ONCE}&item=3",
        (choose("Look elsewhere"), choose("▲ Newsweek"), choose("Paragraph 3.")),
    ),
    State("before finishing, most is open", "proving", f"/quiz?quiz={AT_ONCE}&item=end"),
    *_items("right", "right", (1, 2, 7, 9)),
    State("result, passed", "right", f"/quiz?quiz={AT_ONCE}&attempt={{attempt}}&item=end", (),
          latest("right", AT_ONCE)),
    *_items("partly", "solved", range(1, 2)),
    State("before finishing", "partly", f"/quiz?quiz={AT_ONCE}&item=end"),
    State("result, not passed", "short", "/quiz?quiz=csto-quiz&attempt={attempt}&item=end", (),
          latest("short", "csto-quiz")),
    State("test, left out", "tested", f"/quiz?quiz={TEST}&attempt={{attempt}}&item=10", (),
          latest("tested", TEST)),
    State("test, result", "tested", f"/quiz?quiz={TEST}&attempt={{attempt}}&item=end", (),
          latest("tested", TEST)),
    State("test, time over", "tested", f"/quiz?quiz={TIMED}&attempt={{attempt}}", (),
          latest("tested", TIMED)),
    State("review, some due", "short", "/quiz?quiz=due-today"),
    State("review, item", "reviewing", "/quiz?quiz=due-today"),
    State("review, before finishing", "reviewing", "/quiz?quiz=due-today&item=end"),
    State("review, result", "reviewed", "/quiz?quiz=due-today&attempt={attempt}", (),
          latest("reviewed", "due-today")),
    State("practice, item", "practising", "/quiz?quiz=order-summit-day&item=1"),
]  # fmt: skip

LOOKING_BACK: Final = [
    State("my scores, empty", NEW, "/scores"),
    State("me, nothing yet", NEW, "/me"),
    State("my scores, a lesson read", "reader", "/scores"),
    State("my scores, short", "short", "/scores", (unfold_all,)),
    State("my scores, long", "long", "/scores", (unfold_all,)),
    State(
        "my scores, only what was missed",
        "long",
        "/scores",
        (choose("Only what I missed"), pick("Quiz", "Reviews and practice")),
    ),
    State("list of keys", "noting", "/lesson?lesson=csto", (press("Keys"),)),
    State("lesson, whole", "noting", "/lesson?lesson=csto&view=whole"),
    State(
        "lesson, a note",
        "noting",
        "/lesson?lesson=csto&section=who-belongs-to-it",
        (unfold("Change the note"),),
    ),
    State("panel, a note", "noting", "/sources?proof=s2.p10", (unfold("Change the note"),)),
    State("me, notes", "noting", "/me"),
    State("me", "long", "/me"),
    State("me, code shown", "long", "/me", (press("Make a new recovery code"),)),
    State("me, leaving", "long", "/me", (press("I am someone else now"),)),
    State("me, asked to delete", "long", "/me", (press("Delete everything"),)),
    State("me, with another code", "long", "/me", (unfold("I have a recovery code"),)),
]

TEACHING: Final = [
    State("desk", TEACHER, "/teach"),
    State("desk, new password", TEACHER, "/teach", (unfold("Change the password"),)),
    State("class", TEACHER, "/class"),
    State(
        "class, full",
        TEACHER,
        "/class",
        (pick("Class", "Invented class 1"), unfold("Change or close"), unfold_all),
    ),
    State("assignments", TEACHER, "/assignments?class={class}",
          (unfold("Set a lesson or a quiz"),), set_work),
    State("assignment", TEACHER, "/assignments?class={class}&assignment={assignment}",
          (unfold("Change the dates"), unfold("Other dates"), unfold("Delete this")), set_work),
    State("learner", TEACHER, "/learner?learner={number}", (unfold_all,), known("long", AT_ONCE)),
    State("learner, an attempt", TEACHER, "/learner?learner={number}&attempt={attempt}", (),
          known("long", AT_ONCE)),
    State("learner, unknown", TEACHER, "/learner?learner=999999"),
    State("results", TEACHER, "/results"),
    *(
        State(f"results, {each.casefold()}", TEACHER, "/results", (choose(each), unfold_all))
        for each in ("Learners", "Objectives", "Scores by item", "Items", "Passages")
    ),
    State("results, calendar", TEACHER, "/results",
          (click("[data-testid=stDateInputCalendarButton]"),)),
    State("results, grades", TEACHER, "/results", (unfold("Grades for Moodle"),)),
    State("understood", TEACHER, "/understood"),
    State("understood, with names", TEACHER, "/understood?quiz=csto-quiz",
          (pick("Class", "Invented class 1"), choose("Show names"))),
    State("understood, a quiz nobody finished", TEACHER, "/understood?quiz=nothing"),
    State("marking", TEACHER, "/marking"),
    State("marking, with names", TEACHER, "/marking", (choose("Show names"),)),
    State("marking, marked", TEACHER, "/marking", (press("In full"),)),
    State("marking, a second mark", TEACHER, "/marking",
          (press("In full"), click(".answer-cards a:has-text('Change the mark')"),
           press("Ask for a second mark"))),
    State("marking, a comment", TEACHER, "/marking",
          (fill("Comment to the learner (optional)", "Which report says so?"), press("In part"))),
    State("teachers", TEACHER, "/teachers"),
    State("teachers, a link", TEACHER, "/teachers",
          (fill("For whom", "Lusine Avetisyan"), press("Make the link"))),
    State("teachers, one leaves", TEACHER, "/teachers",
          (pick("Who leaves", "Davit Sargsyan"), choose("Yes, shut out"))),
    State("log", TEACHER, "/log"),
    State("plans", TEACHER, "/plans"),
    State("plan", TEACHER, "/plans?lesson=yerevan-summit"),
    State("plan, a passage of it", TEACHER, "/plans?lesson=yerevan-summit",
          (click(".plan .passage-ref"),)),
    State("edit, text", TEACHER, f"/edit?file={FILE}&view=Text"),
    State("edit, form", TEACHER, f"/edit?file={FILE}&view=Form"),
    State("edit, an item in the form", TEACHER, f"/edit?file={FILE}&view=Form",
          (click("label:has-text('pen-in-two')"),)),
    State("edit, settings in the form", TEACHER, f"/edit?file={FILE}&view=Form",
          (unfold("Settings of the quiz"), unfold("Drawn from the other quizzes"))),
    State("edit, what becomes of an item", TEACHER, f"/edit?file={FILE}&view=Form",
          (unfold("Change the kind"), unfold("Duplicate"), unfold("Move to another quiz"))),
    State("edit, a quotation to list", TEACHER, f"/edit?file={FILE}&view=Form",
          (unfold("List this quotation"),),
          draft({"stem: ": "stem: Who said “we will never sign such a sheet”? "})),
    State("edit, a quiz from blank to blank", TEACHER, f"/edit?file={FILE}&view=Form",
          (press("Next blank"),), draft({"stem: ": "stem: Write here what a learner is asked. "})),
    State("edit, history", TEACHER, f"/edit?file={FILE}&view=History", (), versions),
    State("edit, export", TEACHER, f"/edit?file={FILE}&view=Export"),
    State("edit, a lesson", TEACHER, "/edit?file=lessons/01-csto.md&view=Text"),
    State("edit, manage", TEACHER, f"/edit?file={FILE}&view=Manage",
          (press("Delete this file"),)),
    State("edit, manage a lesson", TEACHER, "/edit?file=lessons/01-csto.md&view=Manage"),
    State("edit, a source", TEACHER, "/edit?file=seeds/s2.yaml&view=Form"),
    State("edit, a passage of it", TEACHER, "/edit?file=seeds/s2.yaml&view=Form",
          (click("label:has-text('p10')"), press("Remove this passage"))),
    State("edit, people", TEACHER, "/edit?file=seeds/people.yaml&view=Text"),
    State("edit, with faults", TEACHER, f"/edit?file={FILE}&view=Text",
          (press("Save"),), draft({"title:": "titel:", "stem:": "stm:"})),
    State("edit, form with faults", TEACHER, f"/edit?file={FILE}&view=Form",
          (), draft({"objective:": "objectiv:"})),
    State("edit, with a draft", TEACHER, f"/edit?file={FILE}&view=Text",
          (press("Discard my changes"),), draft({"title:": "title: A draft of"})),
    State("edit, overtaken", TEACHER, f"/edit?file={FILE}&view=Text",
          (), draft({"title:": "title: A draft of"}, based_on="0" * 64)),
    State("scores again, quizzes", TEACHER, "/regrade"),
    State("scores again, nothing to change", TEACHER, f"/regrade?quiz={AT_ONCE}"),
    State("scores again, a corrected key", TEACHER, f"/regrade?quiz={AT_ONCE}", (unfold_all,),
          corrected),
    State("edit, new file", TEACHER, "/edit", (unfold("Begin a new file"), press("Begin"))),
    State("edit, import", TEACHER, "/edit",
          (unfold("Begin a new file"), choose("A quiz from a file of questions"))),
]  # fmt: skip

WITHOUT: Final = [
    State("door, first password", NEW, "/teach?token={token}",
          (fill("New password", "short"), press("Set the password")), link, "bare"),
    State("door, used link", NEW, "/teach?token=used", (), None, "bare"),
    State("first page, without the database", NEW, "/", (), away, "bare"),
    State("my scores, without the database", NEW, "/scores", (), away, "bare"),
    State("quiz, without the database", NEW, "/quiz?quiz=csto-quiz", (), away, "bare"),
    State("quiz, with a fault", NEW, "/quiz?quiz=faulty-quiz", (), None, "bare"),
    State("desk, a course with a fault", TEACHER, "/teach", (), desk, "bare"),
    State("class, none", TEACHER, "/class", (), desk, "bare"),
    State("class, empty", TEACHER, "/class", (), empty_class, "bare"),
    State("assignments, no class", TEACHER, "/assignments", (), desk, "bare"),
    State("assignments, nothing set", TEACHER, "/assignments", (), empty_class, "bare"),
    State("results, no class", TEACHER, "/results", (), desk, "bare"),
    State("results, none", TEACHER, "/results", (), empty_class, "bare"),
    State("understood, no class", TEACHER, "/understood", (), desk, "bare"),
    State("understood, nobody yet", TEACHER, "/understood", (), empty_class, "bare"),
    State("plans, none", TEACHER, "/plans", (), desk, "bare"),
    State("plan, none yet", TEACHER, "/plans?lesson=csto", (), desk, "bare"),
    State("marking, no class", TEACHER, "/marking", (), desk, "bare"),
    State("marking, none", TEACHER, "/marking", (), empty_class, "bare"),
]  # fmt: skip

STATES: Final = (*READING, *WORKING, *LOOKING_BACK, *TEACHING, *WITHOUT)
