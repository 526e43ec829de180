"""What an author may have meant by the name of a field that does not exist.

It knows misspelt names, names that look alike, and the names that other tools and other languages
use for `key`, `stem` or `distractor`.
"""

from collections.abc import Collection
from typing import NamedTuple

from sourcebook.content.faults import did_you_mean, list_some, nearest
from sourcebook.content.lookalike_letters import foreign_letter, in_latin
from sourcebook.model.item_kinds import kinds_with


class Meant(NamedTuple):
    """The field that was meant, as far as that is known, and the advice to the author.

    `field` is empty if the value does not fit another field as it is; `claims` are fields that are
    missing, or seem to be, only because of this one.
    """

    field: str
    hint: str
    claims: frozenset[str] = frozenset()


def meant(name: str, known: Collection[str], missing: Collection[str], model: str) -> Meant:
    """What was meant by a name that is not among the known fields of a model.

    `missing` are required fields that are missing: they are more likely.
    """
    bare = _bare(name)
    for field in known:
        if _bare(field) == bare:
            foreign = foreign_letter(name)
            return Meant(field, foreign or did_you_mean(field), frozenset({field}))
    if near := _near(bare, missing, 0.8) or _near(bare, known, 0.8):
        more = f" {_SEVERAL}" if (bare, near) == ("keys", "key") else ""
        return Meant(near, f"{did_you_mean(near)}{more}", frozenset({near}))
    if placed := _misplaced(bare, known):
        return Meant("", placed, frozenset({bare, "feedback", "passage"}))
    if other := _elsewhere(bare, known, model):
        return other
    if near := _near(bare, missing, 0.6):
        return Meant(near, did_you_mean(near), frozenset({near}))
    return Meant("", f"Fields here are {', '.join(known)}.")


def _bare(name: str) -> str:
    """A name without capitals, gaps between words, quotation marks and look-alikes."""
    return "".join(each for each in in_latin(name).casefold() if each.isalnum())


def _near(bare: str, known: Collection[str], alike: float) -> str:
    """The most similar of some names, if its similarity (difflib's ratio) is high enough."""
    by_name = {_bare(each): each for each in known}
    return by_name.get(nearest(bare, by_name, alike), "")


def _elsewhere(bare: str, known: Collection[str], model: str) -> Meant | None:
    """The word of this project for one of other tools or languages."""
    if model == "Quiz" and bare in _NOT_OF_A_QUIZ:
        return Meant("", _NOT_OF_A_QUIZ[bare])
    is_item = "rationale" in known
    if is_item and "distractors" in known and bare in _OPTIONS:
        key = "keys" if "keys" in known else "key"
        right = "the right answers" if key == "keys" else "the right answer"
        hint = f"Write {right} as '{key}' and the wrong ones as 'distractors'."
        return Meant("", hint, frozenset({key, "distractors"}))
    for field, words in (_OF_ITEMS if is_item else _OF_OTHERS.get(model, {})).items():
        if field in known and bare in words.split():
            return Meant(field, f"Here it is called '{field}'.", frozenset({field}))
    return None


def _misplaced(bare: str, known: Collection[str]) -> str:
    """Where a misplaced field of an item belongs."""
    is_item = "rationale" in known
    if is_item and bare in ("feedback", "text") and "distractors" in known:
        return f"'{bare}' stands within each entry of 'distractors', not beside them."
    if is_item and (kinds := kinds_with(bare)):
        return f"Only {list_some(kinds, 'and')} have it. {_INSTEAD.get(bare, '')}".rstrip()
    if "passage" in known and bare == "text" and "text" not in known:
        return "What learners choose from here are passages: write 'passage: s2.p10'."
    if not is_item and "items" not in known and bare in _FIELDS_OF_AN_ITEM:
        return f"'{bare}' belongs to the item itself: begin the line further left."
    return ""


_SEVERAL = "Several right answers need 'type: multiple_choice'."
_OPTIONS = set(
    "options option choices choice answers alternatives responses answeroptions antworten "
    "optionen varianten reponses secenekler варианты ответы".split()
)
_OF_ITEMS = {
    "key": (
        "answer correct correctanswer rightanswer right solution correctoption correctchoice "
        "answerkey result antwort richtig loesung lösung reponse réponse ответ cevap"
    ),
    "keys": "answer answers correct correctanswers rightanswers right solutions antworten",
    "stem": (
        "question questiontext prompt text ask q frage fragetext enonce énoncé вопрос soru title"
    ),
    "distractors": (
        "wrong wronganswers wronganswer incorrect incorrectanswers incorrectanswer falsch "
        "distracters foils lures"
    ),
    "rationale": (
        "explanation explain generalfeedback reason why because solutiontext justification "
        "erklärung erklaerung begründung begruendung explication пояснение aciklama"
    ),
    "citations": "citation source sources passage passages evidence reference references proofs",
    "claim": "statement assertion behauptung",
    "objective": "goal aim learningobjective lernziel outcome objectives",
    "type": "kind itemtype questiontype art",
    "id": "name identifier ident",
    "difficulty": "level schwierigkeit",
    "points": "mark marks grade defaultgrade weight score value punkte worth",
    "tries": "attempts penalty maxattempts trycount versuche",
    "hints": "tip tips clue clues hinweis hinweise",
    "tolerance": "margin error acceptederror range toleranz",
    "unit": "einheit measure",
    "pairs": "matches matching subquestions subquestion links zuordnung",
    "sequence": "order ordering steps events reihenfolge",
    "also_accept": "accept accepted aliases synonyms alternatives variants",
    "model_answer": "sample sampleanswer modelanswer example musterlösung",
}
_OF_OTHERS = {
    "Quiz": {
        "items": "questions question tasks fragen aufgaben exercises",
        "pass_mark": "pass passing passingscore passscore passinggrade gradepass threshold",
        "time_limit": "time timer duration limit minutes timeallowed zeit zeitlimit",
        "title": "name heading titel quizname",
        "id": "identifier slug",
        "state": "status visibility visible published",
        "feedback": "mode behaviour behavior preferredbehaviour",
    },
    "Distractor": {
        "text": "answer option choice value distractor wrong label antwort",
        "feedback": "comment explanation response reason why message rationale hinweis",
        "score": "fraction grade points credit weight",
    },
    "Band": {
        "number": "key answer value text",
        "feedback": "comment explanation response reason why message",
        "score": "fraction grade points credit",
    },
    "Pair": {
        "prompt": "left question term stem from key",
        "target": "right answer match definition to value",
        "feedback": "comment explanation reason",
    },
    "Hint": {"text": "hint tip"},
    "Objective": {"text": "title name goal objective description"},
    "FrontMatter": {
        "minutes": "time duration length",
        "title": "name heading titel",
        "state": "status visibility visible published",
    },
}
_NOT_OF_A_QUIZ = {
    "shuffle": "Take it out: options are always shuffled.",
    "shuffleanswers": "Take it out: options are always shuffled.",
    "tries": "It stands in each item, such as 'tries: [1, 1/2]'.",
    "attempts": "Take it out: a quiz may be taken again and again.",
    "description": "Take it out: what learners read before a quiz is its lesson.",
    "intro": "Take it out: what learners read before a quiz is its lesson.",
    "introduction": "Take it out: what learners read before a quiz is its lesson.",
}
_INSTEAD = {
    "distractors": "Write to learners who go wrong here in 'feedback'.",
}
_FIELDS_OF_AN_ITEM = {"rationale", "citations", "stem", "objective", "key", "distractors", "type"}
