"""Moving an item to another quiz: both files are checked and saved together, or neither is."""

from collections.abc import Iterator

import streamlit as st

from sourcebook.content.authoring.publishing import Change, Changed, Refused
from sourcebook.content.authoring.quiz_edits import (
    ItemBlock,
    item_blocks,
    quiz_fields,
    with_block_added,
    with_item_removed,
)
from sourcebook.errors import EditingError
from sourcebook.model.course import Course
from sourcebook.model.lessons import CheckTask
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.services import library
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.editor.form_changes import CHOSEN
from sourcebook.pages.teaching.editor.open_file import (
    OpenFile,
    files_to_edit,
    open_file,
    save_together,
    titles,
)
from sourcebook.pages.teaching.editor.save_bar import draw_outcome, say_next

_html = Macros(__file__)


def draw_move(opened: OpenFile, block: ItemBlock, place: int, item_id: str) -> None:
    """Draw the choice of another quiz, say what follows from the move, and make it."""
    others = tuple(each for each in files_to_edit() if _is_other_quiz(each, opened))
    if not opened.is_saved or not others:
        st.html(_html.not_yet(bool(others)))
        return
    named = titles(others)
    path = st.selectbox(
        "Other quiz", others, format_func=named.__getitem__, key=f"move-to-{opened.path}"
    )
    target = open_file(path)
    if not target.is_saved:
        st.html(_html.has_draft(path))
        return
    st.html(_html.consequences(list(_consequences(block, opened, target))))
    if st.button("Move it and save both", key=f"move-{item_id}"):
        _move(opened, target, item_id, place)


def _is_other_quiz(path: str, opened: OpenFile) -> bool:
    return path.startswith("quizzes/") and path != opened.path


def _move(opened: OpenFile, target: OpenFile, item_id: str, place: int) -> None:
    try:
        block = next(each for each in item_blocks(opened.text) if each.id == item_id)
        after = with_block_added(target.text, block)
        before = with_item_removed(opened.text, item_id)
        # First where the item goes: between the two it is there twice, which no learner is served.
        done = save_together(
            Change(target.path, after, target.based_on),
            Change(opened.path, before, opened.based_on),
        )
    except EditingError as refusal:
        st.error(f"Not moved: {literal(str(refusal))}")
        return
    if isinstance(done, Refused | Changed):
        draw_outcome(done)
        return
    say_next(f"{literal(item_id)} is moved to {literal(target.path)}. Both files are saved.")
    st.session_state[CHOSEN] = place
    st.rerun()


def _consequences(block: ItemBlock, opened: OpenFile, target: OpenFile) -> Iterator[str]:
    """What becomes of the item for learners, for quizzes that draw it, and in lessons."""
    course = library().course().as_if_open()
    yield "Attempts that have the item keep it, with its answers and scores: its id stays the same."
    yield from _of_draws(block, course, _purpose(opened), _purpose(target))
    for lesson in course.lessons.values():
        tasks = lesson.tasks().values()
        if any(isinstance(each, CheckTask) and each.item == block.id for each in tasks):
            yield _of_check(lesson.title, _purpose(target))
    if block.fields.get("comparison"):
        yield "The comparison that it names stays with it."


def _of_draws(block: ItemBlock, course: Course, before: str, after: str) -> Iterator[str]:
    """What changes for the quizzes that draw items on its objective."""
    objective = block.fields.get("objective")
    for quiz in course.quizzes.values():
        if any(each.objective == objective for each in quiz.draw):
            yield f"“{quiz.title}” draws items on “{objective}”. {_DRAWN[before, after]}"


def _of_check(title: str, after: str) -> str:
    if after == "checks":
        return f"The lesson “{title}” goes on asking it as a check."
    return (
        f"The lesson “{title}” asks it as a check, and a check stands in a file of checks. "
        "Take it out of the lesson first; until then the move is refused."
    )


def _purpose(opened: OpenFile) -> str:
    found = str(quiz_fields(opened.text).get("purpose", "quiz"))
    return found if found in ("checks", "pool") else "quiz"


_SAME = "It can draw this one as before."
_FIRST = "It will draw this one before those of other quizzes."
_LATER = "It will draw this one only after those of the stores of items."
_NEVER = "It will not draw this one any more, because checks are never drawn."
_NOW = "It will be able to draw this one, too."
_DRAWN = {
    ("quiz", "quiz"): _SAME,
    ("pool", "pool"): _SAME,
    ("checks", "checks"): "It cannot draw this one, as before.",
    ("quiz", "pool"): _FIRST,
    ("pool", "quiz"): _LATER,
    ("quiz", "checks"): _NEVER,
    ("pool", "checks"): _NEVER,
    ("checks", "quiz"): _NOW,
    ("checks", "pool"): _NOW,
}
"""What a quiz that draws does with an item, by the purpose of the file before and after."""
