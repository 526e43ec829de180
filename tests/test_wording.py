"""Rules on wording, where they stay silent and where they count; what breaks them is in bad/."""

import pytest

from sourcebook.content.checking import check
from sourcebook.content.faults import as_text
from tests.builders import course_files
from tests.minimal_course import COMPARISONS, GLOSSARY, LESSON, MUNICH, PEOPLE

CHOICE = """\
    type: single_choice
    objective: tell-the-day
    stem: {stem}
    key: {key}
    distractors:
      - {{text: {wrong}, feedback: He signed.}}
    rationale: The Munich report says so.
    citations: [s1.p2]
"""
VERDICT = """\
    type: verdict
    objective: tell-the-day
    claim: He was content.
    key: contradicted
    feedback: {{{feedback}}}
    rationale: The Munich report says so.
    citations: [s1.p2]
"""


def choice(
    *, stem: str = "Who left early?", key: str = "Pashinyan", wrong: str = "Lukashenko"
) -> str:
    return CHOICE.format(stem=stem, key=key, wrong=wrong)


def verdict(feedback: str) -> str:
    return VERDICT.format(feedback=feedback)


def faults_of(*items: str) -> str:
    """The faults of the minimal course with a quiz of these items beside its own."""
    numbered = "".join(f"  - id: item-{place}\n{item}" for place, item in enumerate(items))
    quiz = f"id: next-quiz\ntitle: The refusal\nitems:\n{numbered}"
    return faults_with("quizzes/05-next.yaml", quiz)


def faults_with(path: str, text: str) -> str:
    return as_text(check(course_files() | {path: text.encode()}).faults)


def spoken(sentence: str) -> str:
    """The faults of a lesson that ends with a sentence."""
    return faults_with("lessons/04-yerevan-summit.md", f"{LESSON}\n{sentence} [@s1.p2]\n")


@pytest.mark.parametrize(
    "word", ["not", "Never", "EXCEPT", "neither", "nor", "nobody", "no one", "didn't", "didn’t"]
)
def test_a_stem_may_not_turn_on_a_negation(word: str) -> None:
    assert faults_of(choice(stem=f"Who {word} left?")).count("[negated-stem]") == 1


@pytest.mark.parametrize("word", ["note", "nevertheless", "notable", "north", "no", "exception"])
def test_a_word_that_only_looks_like_a_negation_is_no_fault(word: str) -> None:
    assert faults_of(choice(stem=f"Who left {word}?")) == ""


def test_a_negation_within_a_quotation_belongs_to_its_speaker() -> None:
    said = MUNICH.replace("words: depressing", "words: not depressing")
    quiz = f"id: next\ntitle: Next\nitems:\n  - id: a\n{choice(stem='Who said “not”?')}"
    files = course_files() | {
        "seeds/s1.yaml": said.encode(),
        "quizzes/05-next.yaml": quiz.encode(),
    }

    assert as_text(check(files).faults) == ""


def test_a_word_within_a_word_is_no_overlap() -> None:
    assert faults_of(choice(key="Put", wrong="Putin")) == ""


def test_feedback_on_the_right_verdict_does_not_count() -> None:
    missing = verdict("supported: He complained., contradicted: He did.")
    whole = verdict("supported: He complained., not_stated: One word is quoted.")

    assert faults_of(missing).count("[no-feedback]") == 1
    assert faults_of(whole) == ""


def test_a_key_as_long_as_a_distractor_is_not_the_longest() -> None:
    assert faults_of(*[choice(key="Pashinyan", wrong="Zhaparov.")] * 4) == ""


@pytest.mark.parametrize(("longest", "found"), [(2, 0), (3, 1)])
def test_half_of_the_keys_may_be_the_longest_option(longest: int, found: int) -> None:
    items = [choice(wrong="Putin")] * longest + [choice()] * (4 - longest)

    assert faults_of(*items).count("[longest-key]") == found


def test_three_choices_are_too_few_for_a_pattern_of_long_keys() -> None:
    assert faults_of(*[choice(wrong="Putin")] * 3) == ""


def test_one_item_with_one_key_is_no_pattern() -> None:
    assert faults_of(verdict("supported: He complained., not_stated: It is.")) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Pashinyan spoke of aggression.",
        "The aggression that Armenia saw went on.",
        "There was no aggressiveness.",
    ],
)
def test_a_contested_term_may_stand_beside_its_owner(sentence: str) -> None:
    assert spoken(sentence) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "The Aggression went on.",
        "Pashinyan spoke. The aggression went on.",
        "Armenian voices named an aggressor.",
    ],
)
def test_a_contested_term_without_its_owner_in_the_same_sentence_is_a_fault(sentence: str) -> None:
    assert spoken(sentence).count("[contested-term]") == 1


def test_a_contested_term_may_stand_in_quotation_marks() -> None:
    said = MUNICH.replace("words: depressing", "words: depressing aggression")
    lesson = f"{LESSON}\nThe “aggression” went on. [@s1.p2]\n"
    files = course_files() | {
        "seeds/s1.yaml": said.encode(),
        "lessons/04-yerevan-summit.md": lesson.encode(),
    }

    assert as_text(check(files).faults) == ""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("seeds/s1.yaml", MUNICH.replace("alliance met", "alliance met after the aggression")),
        ("seeds/comparisons.yaml", COMPARISONS.replace("single word", "word on the aggressor")),
        ("seeds/people.yaml", PEOPLE.replace("The missing help", "The aggression")),
    ],
)
def test_what_a_source_says_is_not_the_voice_of_the_course(path: str, text: str) -> None:
    assert faults_with(path, text) == ""


def test_a_term_that_nobody_contests_is_free() -> None:
    free = GLOSSARY.replace("contested: true", "contested: false")
    lesson = f"{LESSON}\nThe aggression went on. [@s1.p2]\n"
    files = course_files() | {
        "seeds/glossary.yaml": free.encode(),
        "lessons/04-yerevan-summit.md": lesson.encode(),
    }

    assert as_text(check(files).faults) == ""


def test_a_contested_term_without_a_neutral_word_asks_for_one() -> None:
    bare = GLOSSARY.replace("  neutral: what Pashinyan called aggression\n", "")
    lesson = f"{LESSON}\nThe aggression went on. [@s1.p2]\n"
    files = course_files() | {
        "seeds/glossary.yaml": bare.encode(),
        "lessons/04-yerevan-summit.md": lesson.encode(),
    }

    assert as_text(check(files).faults).split("\n")[0] == (
        "lessons/04-yerevan-summit.md:17:5: 'aggression' is contested: quote it, or name whose "
        "word it is. Say it neutrally. [contested-term]"
    )


REST = """\
    objective: tell-the-day
    stem: What does the Munich report say?
    rationale: The Munich report says so.
    citations: [s1.p1, s1.p2]
"""
FAIR = {
    "texts to be put in order may overlap": (
        "    type: ordering\n    sequence: [They met, They met again, They left]\n"
        "    feedback: Read the report again.\n"
    ),
    "a number to be put in order may follow from others": (
        "    type: ordering\n    sequence: [Day 1, Day 2, Day 3]\n"
        "    feedback: Count the days.\n    calculated: Counted from the summit.\n"
    ),
    "a typed answer needs no distractor": "    type: short_answer\n    key: Armenia\n",
    "a typed distractor may be a part of the key": (
        "    type: short_answer\n    key: Nikol Pashinyan\n    distractors:\n"
        "      - {text: Nikol, feedback: Give the family name., score: 1/2}\n"
    ),
    "an author may accept a spelling that is accepted anyway": (
        "    type: short_answer\n    key: Pashinyan\n    also_accept: [Nikol Pashinyan]\n"
    ),
    "a passage that is cited may be a wrong answer": (
        "    type: evidence\n    keys: [s1.p2]\n    distractors:\n"
        "      - {passage: s1.p1, feedback: It gives the day.}\n"
    ),
    "passages may be tried twice": (
        "    type: evidence\n    keys: [s1.p2]\n    tries: [1, 1/2]\n    distractors:\n"
        "      - {passage: s1.p1, feedback: It gives the day.}\n"
    ),
    "a true or false item may be proved": (
        "    type: true_false\n    key: true\n    feedback: Read it again.\n    proof: [s1.p2]\n"
    ),
    "a model answer may name a contested term with its owner": (
        "    type: extended_response\n    model_answer: Pashinyan speaks of aggression.\n"
        "    rubric: {full: Armenia sees aggression., part: A side is named., none: None is.}\n"
    ),
    "a model answer may quote what is cited": (
        "    type: extended_response\n    model_answer: He calls it “depressing”.\n"
        "    rubric: {full: It has “depressing”., part: The speaker is named., none: None is.}\n"
    ),
}


@pytest.mark.parametrize("item", FAIR.values(), ids=FAIR)
def test_what_is_fair_is_no_fault(item: str) -> None:
    assert faults_of(item + REST) == ""


def test_two_texts_to_be_told_apart_by_accents_are_no_fault_where_they_are_chosen() -> None:
    assert faults_of(choice(key="Lukašenko", wrong="Lukasenko")) == ""


def test_two_texts_that_differ_in_the_kind_of_apostrophe_read_the_same() -> None:
    assert faults_of(choice(key="d'Estaing", wrong="d’Estaing")).count("[duplicate-option]") == 1
