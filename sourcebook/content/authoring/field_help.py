"""What each key of a course file means, in one sentence. Editors and forms show it."""

from pydantic import BaseModel

_OPTION_ID = "An id that stays when the text is reworded, so that regrading knows it again."
_EVERYWHERE = {
    "id": "An id of small letters, digits and hyphens. It never changes: records are kept by it.",
    "citations": "The passages that support it, such as [s2.p10, s3.p4].",
    "note": "What a reader must know beside it, in a sentence.",
    "feedback": "What a learner reads after this answer: where to look, but not the key.",
    "score": "What it earns, from 0 to 1, such as 1/2.",
    "number": "A number such as 6, 0.5 or 1/2.",
    "between": "A low and a high number, both included, such as [40, 45].",
    "tolerance": "How far a number may be off to either side and still count.",
    "text": "The words that a learner reads.",
    "passage": "The id of a passage, such as s2.p10.",
    "basis": "stated: the text prints it. inferred: we conclude it. unknown: nobody can say.",
    "precision": "How exactly the date is known.",
    "source": "The id of a source, such as s2.",
    "quote": "Words of a quote listed in seeds/, exactly as there.",
}
_OF_ITEMS = {
    "type": "The kind of item. It decides which keys the item has.",
    "objective": "The id of the objective, of some lesson, that the item assesses.",
    "skill": "What the item trains beside the facts.",
    "difficulty": "How hard the author thinks the item is.",
    "stem": "What a learner is asked.",
    "rationale": "Why the key is right; shown with the proof after the answer.",
    "citations": "The passages that prove the key, such as [s2.p10, s3.p4]. At least one.",
    "proof": "The passages of which a learner finds one herself; all are cited, too.",
    "candidates": "The two to eight passages from which the proof is chosen, one at least a proof.",
    "hints": "Up to five steps towards the answer, each a text or a text with a passage.",
    "tries": "What each try is worth, never rising, such as [1, 1/2].",
    "points": "What the item is worth: 1 if nothing else is said, 2 with proof.",
    "comparison": "The id of a comparison that shows what other sources say.",
    "calculated": "How a number in the key follows from the passages, where none prints it.",
    "key": "The right answer.",
    "keys": "The right answers.",
    "distractors": "Wrong answers that a real reader might give, each with feedback.",
    "scoring": "net: right less wrong ticks. exact: all or nothing. coverage: right ticks only.",
    "claim": "The statement to be judged.",
    "unit": "What the number counts, such as soldiers.",
    "also_accept": "What else is right.",
    "other_names": "Names of others that a slip in the key could also mean.",
    "pairs": "Prompts, each with its target; several may share a target.",
    "extra_targets": "Targets that belong to no prompt.",
    "sequence": "Three to eight texts in the right order.",
    "rubric": "full, part and none; or a list of levels with points and text, the best first.",
    "model_answer": "A good answer, to compare with.",
    "length": "About how many words a good answer takes.",
}
_OWN = {
    "Quiz": {
        "title": "What learners know the quiz by.",
        "state": "open: for learners. draft: not finished yet. hidden: learners keep old work.",
        "purpose": "quiz: for learners. checks: its items stand in lessons. pool: tests draw them.",
        "lesson": "The id of the lesson that the quiz is about, if it is about one.",
        "pass_mark": "How much of the points it takes to pass, in per cent.",
        "feedback": "immediate: each answer is explained at once. deferred: after handing in.",
        "confidence": "Whether learners are asked how sure they are of each answer.",
        "time_limit": "The minutes there are, if there is a limit.",
        "items": "The items, in the order in which they are given.",
        "draw": "How many items on which objectives to take, by chance, from other quizzes.",
    },
    "Draw": {"objective": "The id of an objective.", "items": "How many items on it to take."},
    "EvidenceItem": {
        "keys": "The passages that show it.",
        "distractors": "Passages that do not show it, each with feedback.",
    },
    "RubricLevel": {
        "points": "What this level earns, less than the one before; the last one earns 0.",
        "text": "What an answer shows that reaches this level.",
    },
    "VerdictItem": {
        "stem": "What a learner is asked, if not what the sources say about the claim.",
        "key": "What the sources do: support the claim, contradict it, or not state it.",
        "feedback": "What a learner reads after each of the two wrong verdicts.",
    },
    "Numeric": {
        "key": "The right number; write either 'key' or 'between'.",
        "also_accept": "Further numbers or ranges that are right, with their citations.",
        "distractors": "Wrong numbers or ranges to expect, each with feedback.",
    },
    "TrueFalse": {"key": "Whether the statement is true."},
    "Distractor": {"id": _OPTION_ID},
    "Pair": {
        "id": _OPTION_ID,
        "prompt": "What a learner finds the target for.",
        "target": "What goes with it.",
    },
    "Rubric": {
        "full": "What an answer for all points shows.",
        "part": "What an answer for half of the points shows.",
        "none": "What an answer for no points shows, or lacks.",
    },
    "Source": {
        "id": "The id of the source, as the file is named, such as s2.",
        "label": "The short name by which the course speaks of the source.",
        "headline": "The headline, if there is one.",
        "publisher": "Who published it, and how we know.",
        "date": "When it was published, and how we know.",
        "language": "The language we read it in, and the one it was written in.",
        "genre": "What sort of text it is.",
        "quoted": "How many words in quotation marks it gives each speaker.",
        "perspective": "From where, and with whose eyes, it looks.",
        "damage": "What is known to be damaged or mistranslated, a sentence each.",
        "sha256": "The SHA-256 of the article's file, as 'sha256sum' prints it.",
        "passages": "The paragraphs that the course uses, by number: p1, p2 and so on.",
    },
    "Publisher": {"name": "Its name, if it is known."},
    "Publication": {"value": "A date such as 2022-11-23, 2022-11 or 2022."},
    "Language": {
        "name": "The language that we read it in.",
        "translated_from": "The language it was translated from, if it was.",
    },
    "Passage": {
        "summary": "What the paragraph says, in our own words.",
        "quotes": "Words that the course may quote: 25 of a speaker or 15 of the report at a time.",
        "caution": "What makes it hard to rely on.",
    },
    "Quote": {
        "speaker": "A name of people.yaml, or the label of the source for its own words.",
        "words": "The words, exactly as printed.",
    },
    "Comparison": {
        "question": "What the sources are asked.",
        "verdict": "How what they say goes together.",
        "conclusion": "What a careful reader may conclude.",
        "accounts": "What each source says on it: one account for every source.",
    },
    "Account": {
        "silent": "true where the source says nothing on it.",
        "says": "What the source says, in our words.",
    },
    "About": {
        "title": "What the course is called on its first page and on a certificate.",
        "lead": "A sentence or two below the title.",
        "evidence": "All sources in a phrase, such as: two letters and a diary.",
        "knowledge_ends": "The time after which the course knows nothing, such as May 1998.",
        "limits": "What readers should know of the sources as a whole.",
        "sides": "The sides that people in people.yaml may have.",
        "maps": "The maps that lessons may show, by id; each has its picture in seeds/maps.",
        "drawings": "The drawings of the course, by id; each has its picture in seeds/drawings.",
        "cover": "The id of the drawing on the first page.",
    },
    "CourseMap": {
        "alt": "What the map shows, for those who do not see it.",
        "legend": "What each filling stands for.",
        "note": "What readers should know of the map.",
    },
    "Drawing": {
        "alt": "What the drawing shows, for those who do not see it.",
        "note": "What readers should know of the drawing.",
    },
    "Legend": {"filling": "plain, hatched or dashed.", "means": "What it stands for."},
    "Person": {
        "name": "The name in the spelling that the course uses.",
        "variants": "Other spellings that count as right.",
        "languages": "Spellings of other languages, by language code: `de: [Nikol Paschinjan]`.",
        "office": "Their office.",
        "side": "Whose voice it is: one of the sides in course.yaml.",
        "quoted_on": "The topics they are quoted on.",
    },
    "Term": {
        "term": "The term.",
        "definition": "What it means, in plain words.",
        "contested": "Whether one side uses it and another objects.",
        "forms": "The forms of a contested term that need an owner.",
        "owners": "Names that, in the same sentence, say whose word it is.",
        "neutral": "What to say instead.",
    },
    "Event": {
        "event": "What happened, in a sentence.",
        "date": "A date such as 2022-11-23, 2022-11 or 2022.",
        "season": "The season, where no more is known.",
        "note": "From which passage an inferred date follows.",
    },
}


def meaning(model: type[BaseModel], key: str) -> str:
    """What a key of this model means, in a sentence; empty if it has none."""
    own = _OWN.get(model.__name__, {}).get(key)
    of_items = _OF_ITEMS.get(key) if "rationale" in model.model_fields else None
    return own or of_items or _EVERYWHERE.get(key, "")
