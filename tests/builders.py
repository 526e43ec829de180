"""Small builders for tests: one item of each kind, a quiz, an attempt, a faultless course.

Everything is about the Yerevan summit of 23 November 2022. `changes` replace fields of the
default; a test names those that it is about and no others.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from sourcebook.model.attempts import Answer, Attempt, Choice, PinnedItem, Record, Response
from sourcebook.model.items import (
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.options import option, options, prompts
from sourcebook.model.quizzes import Quiz
from sourcebook.model.versions import fingerprint
from tests.minimal_course import (
    ABOUT,
    COMPARISONS,
    GLOSSARY,
    LESSON,
    MUNICH,
    PEOPLE,
    PICTURE,
    PLAN,
    POLISH,
    QUIZ,
    TIMELINE,
)

SUMMIT_DAY = datetime(2022, 11, 23, 9, 0, tzinfo=UTC)


def single_choice(**changes: object) -> SingleChoice:
    """Who left the declaration unsigned? One of three leaders."""
    own = {"type": "single_choice", "key": "Pashinyan", "distractors": ["Putin", "Lukashenko"]}
    return SingleChoice.model_validate(_item("refuser", **own) | changes)


def multiple_choice(**changes: object) -> MultipleChoice:
    """Two right options and two wrong ones, scored net."""
    own: dict[str, object] = {"type": "multiple_choice", "keys": ["Armenia", "Belarus"]}
    own["distractors"] = ["Azerbaijan", "Georgia"]
    return MultipleChoice.model_validate(_item("members", **own) | changes)


def true_false(**changes: object) -> TrueFalse:
    """A statement that is true."""
    return TrueFalse.model_validate(_item("unsigned", type="true_false", key="true") | changes)


def verdict(**changes: object) -> VerdictItem:
    """A claim that the sources support."""
    claim = "The prime minister left the declaration unsigned."
    own = {"type": "verdict", "claim": claim, "key": "supported"}
    return VerdictItem.model_validate(_item("claim", **own) | changes)


def numeric(**changes: object) -> Numeric:
    """The day of the month: 23, and nothing else."""
    return Numeric.model_validate(_item("day", type="numeric", key="23") | changes)


def matching(**changes: object) -> Matching:
    """Two speakers with their countries, and one country too many."""
    pairs = [
        {"prompt": "Pashinyan", "target": "Armenia"},
        {"prompt": "Lukashenko", "target": "Belarus"},
    ]
    own = {"type": "matching", "pairs": pairs, "extra_targets": ["Kazakhstan"]}
    return Matching.model_validate(_item("speakers", **own) | changes)


def short_answer(**changes: object) -> ShortAnswer:
    """Whose word was "depressing"? Pashinyan's, and no other spelling is listed."""
    return ShortAnswer.model_validate(
        _item("speaker", type="short_answer", key="Pashinyan") | changes
    )


def ordering(**changes: object) -> Ordering:
    """Four steps from the arrival to the report, and so six pairs."""
    sequence = ["They arrive", "They meet", "One refuses to sign", "Munich reports"]
    return Ordering.model_validate(_item("steps", type="ordering", sequence=sequence) | changes)


def evidence(**changes: object) -> EvidenceItem:
    """Two passages that show the declaration left unsigned, and one that does not."""
    shown = ["s1.p2", "s2.p1"]
    own = {"type": "evidence", "keys": shown, "citations": shown, "distractors": ["s1.p1"]}
    return EvidenceItem.model_validate(_item("passages", **own) | changes)


def extended_response(**changes: object) -> ExtendedResponse:
    """A text of about a hundred words, marked by a rubric with three levels."""
    rubric = {"full": "Names the missing help.", "part": "Names the refusal.", "none": "Neither."}
    own: dict[str, object] = {"type": "extended_response", "rubric": rubric}
    own["model_answer"] = "The prime minister refused to sign, because help was missing."
    return ExtendedResponse.model_validate(_item("reasons", **own) | changes)


def every_kind() -> tuple[Item, ...]:
    """One item of each of the ten kinds."""
    return (
        single_choice(),
        multiple_choice(),
        true_false(),
        verdict(),
        numeric(),
        short_answer(),
        matching(),
        ordering(),
        evidence(),
        extended_response(),
    )


def quiz(*items: Item, **changes: object) -> Quiz:
    """A quiz of these items (or one of each kind) with pass mark 60."""
    default = {"id": "yerevan-quiz", "title": "The Yerevan summit", "items": items or every_kind()}
    return Quiz.model_validate(default | changes)


def pinned(item: Item, **changes: object) -> PinnedItem:
    """The item as an attempt pins it, with its options in the author's order."""
    order = tuple(choice.id for choice in options(item))
    default = {"item": item, "fingerprint": fingerprint(item), "option_order": order}
    return PinnedItem.model_validate(default | changes)


def answer(score: Fraction | int, **changes: object) -> Answer:
    """An answer on record that earned this score."""
    response: Response = Choice(option="true")
    default = {"response": response, "score": score, "answered_at": SUMMIT_DAY}
    return Answer.model_validate(default | changes)


def record(*answers: Answer, **changes: object) -> Record:
    """What happened at one place: these answers, oldest first, and nothing else."""
    return Record.model_validate({"answers": answers} | changes)


def attempt(
    *items: Item,
    answers: Mapping[int, Answer] | None = None,
    records: Mapping[int, Record] | None = None,
    **changes: object,
) -> Attempt:
    """An unfinished attempt at these items, with one answer or a whole record by place."""
    answered = {place: record(given) for place, given in (answers or {}).items()}
    default = {
        "id": "first-attempt",
        "learner_id": "lilit",
        "quiz_id": "yerevan-quiz",
        "quiz_title": "The Yerevan summit",
        "pass_mark": 60,
        "started_at": SUMMIT_DAY,
        "finished_at": None,
        "items": tuple(pinned(item) for item in items),
        "records": answered | dict(records or {}),
    }
    return Attempt.model_validate(default | changes)


def option_id(item: Item, text: str) -> str:
    """The id of the option of an item that reads like this."""
    return option(item.id, text).id


def prompt_id(item: Matching, text: str) -> str:
    """The id of the prompt of a matching item that reads like this."""
    return next(prompt.id for prompt in prompts(item) if prompt.text == text)


def course_files() -> dict[str, bytes]:
    """A faultless course by path, with one of each: but two sources, for a comparison needs two."""
    texts = {
        "seeds/s1.yaml": MUNICH,
        "seeds/s2.yaml": POLISH,
        "seeds/comparisons.yaml": COMPARISONS,
        "seeds/people.yaml": PEOPLE,
        "seeds/course.yaml": ABOUT,
        "seeds/maps/csto-members.svg": PICTURE,
        "seeds/glossary.yaml": GLOSSARY,
        "seeds/timeline.yaml": TIMELINE,
        "lessons/04-yerevan-summit.md": LESSON,
        "plans/04-yerevan-summit.md": PLAN,
        "quizzes/04-yerevan-summit.yaml": QUIZ,
    }
    return {path: text.encode() for path, text in texts.items()}


def save(root: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below a course root, which is returned."""
    for path, raw in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(raw)
    return root


def _item(item_id: str, **own: object) -> dict[str, object]:
    return {
        "id": item_id,
        "objective": "tell-the-day",
        "stem": "What do the reports say about the summit?",
        "rationale": "The Munich report says so.",
        "citations": ["s1.p1"],
        **own,
    }
