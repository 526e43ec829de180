"""Reads QTI 1.2: a package of Canvas or another program, or the file of a quiz."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from sourcebook.content.authoring.quiz_drafts import Draft
from sourcebook.errors import QuestionListError
from sourcebook.formats.qti.drafts import draft_of
from sourcebook.formats.qti.explanations import Explanation, marked_part, read_explanation
from sourcebook.formats.qti.found import Found, NotReadable
from sourcebook.formats.qti.packages import is_package, unpack
from sourcebook.formats.qti.tags import read_tags
from sourcebook.formats.qti.texts import lost_feedback
from sourcebook.formats.qti.xml_text import read_xml
from sourcebook.formats.qti12.answers import read_answer
from sourcebook.formats.qti12.question import Question, question_of
from sourcebook.formats.qti12.writing import TAG

MOST_ITEMS: Final = 1_500
_GENERAL: Final = ("general_fb", "correct_fb", "Correct")
_NEWER: Final = "This is QTI 2, a newer format. Import it as QTI 2.1."
_OTHER: Final = "This is not a file of QTI 1.2. Export the questions in this format."


def loads(raw: bytes) -> Draft:
    """The draft of a quiz from a package (.zip), or from the file of a quiz (.xml).

    Raises QuestionListError if nothing can be read.
    """
    roots = _roots(unpack(raw)) if is_package(raw) else [_expected(read_xml(raw, "The file"))]
    quizzes = _quizzes(roots)
    items = [item for each in quizzes for item in each.iter("item")]
    if len(items) > MOST_ITEMS:
        raise QuestionListError(f"The file has more than {MOST_ITEMS:,} questions.")
    several = f"The package has {len(quizzes)} quizzes; all their questions are in this draft."
    notes = [several] if len(quizzes) > 1 else []
    notes += _links(quizzes)
    first = items[0].get("title", "") if items else ""
    title = next((each.get("title") or "" for each in quizzes if each.tag == "assessment"), first)
    return draft_of(title, _read_all(items, notes), notes)


def _roots(files: Mapping[str, bytes]) -> list[Element]:
    """The files of quizzes in a package; whole ones before those that Canvas shortens."""
    in_order = sorted(files, key=lambda path: ("non_cc_assessments" not in path, path))
    found = [read_xml(files[path], path[:80]) for path in in_order if _may_be_quiz(files[path])]
    quizzes = [root for root in found if root.tag == "questestinterop"]
    if not quizzes and any(b"_xmlv2p" in raw for raw in files.values()):
        raise QuestionListError(_NEWER)
    if not quizzes:
        raise QuestionListError(f"The package has no quiz of QTI 1.2. {_OTHER}")
    return quizzes


def _may_be_quiz(raw: bytes) -> bool:
    return b"questestinterop" in raw[:5_000] or b"\0" in raw[:100]


def _expected(root: Element) -> Element:
    if root.tag == "questestinterop":
        return root
    is_newer = root.tag in ("assessmentItem", "assessmentTest")
    raise QuestionListError(_NEWER if is_newer else f"It begins with <{root.tag[:40]}>. {_OTHER}")


def _quizzes(roots: Iterable[Element]) -> list[Element]:
    """The quizzes, each once; files without a quiz count if there is none at all."""
    found = dict[str, Element]()
    for root in roots:
        for each in root.iter("assessment"):
            found.setdefault(each.get("ident", ""), each)
    return list(found.values()) or list(roots)


def _links(quizzes: Iterable[Element]) -> list[str]:
    """What the quizzes hold besides their own questions, a sentence each."""
    tags = {each.tag for quiz in quizzes for each in quiz.iter()}
    linked = "A question in a question bank is left out, because the file only names it."
    drawn = "Questions that are drawn at random from a group are all in this draft."
    notes = {linked: tags & _LINKS, drawn: tags & {"selection_number"}}
    return [note for note, found in notes.items() if found]


_LINKS: Final = {"bankentry_item", "sourcebank_ref", "itemref"}


def _read_all(items: Iterable[Element], notes: list[str]) -> Iterator[Found]:
    """The items that can be read; `notes` gets the reasons why others cannot."""
    for place, item in enumerate(items, start=1):
        try:
            yield _read(item)
        except (NotReadable, QuestionListError) as reason:
            named = item.get("title") or item.get("ident") or ""
            notes.append(f"Question {place}, '{named[:60]}': {reason}")


def _read(item: Element) -> Found:
    question = question_of(item)
    read = read_tags(
        (name.removeprefix(TAG), text)
        for name, text in question.fields.items()
        if name.startswith(TAG)
    )
    html = question.asked()
    is_ours = "sourcebook-stem" in html
    answer = read_answer(question, read.tags)
    explanation = _explanation(question)
    unread = (f"Its '{name}' cannot be read and is left out." for name in read.unread)
    return Found(
        ident=item.get("ident", ""),
        stem=marked_part(html, "stem") if is_ours else question.plain(html),
        answer=answer,
        claim=marked_part(html, "claim") if is_ours else "",
        if_wrong=question.said("general_incorrect_fb"),
        explanation=explanation,
        points=question.points(),
        tags=read.tags,
        notes=(*question.notes, *explanation.left_out, *_unused(question), *unread),
    )


def _explanation(question: Question) -> Explanation:
    """What is shown after any answer, and after a right one."""
    shown = [question.feedback[name] for name in _GENERAL if name in question.feedback]
    question.used.update(_GENERAL)
    return read_explanation("\n".join(shown))


def _unused(question: Question) -> Iterator[str]:
    for name, html in question.feedback.items():
        if name not in question.used and html.strip():
            yield lost_feedback(html)
