"""The draft as a learner sees it: an item asked and answered, or a lesson; or a plan at the desk.

Nothing that is filled in here is stored. Only parts without errors are drawn.
"""

import random
from fractions import Fraction

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from sourcebook.content.unchecked_course import UncheckedCourse
from sourcebook.content.yaml.tree import ListNode, Node, data, walk
from sourcebook.model.attempts import Answer, PinnedItem, Record
from sourcebook.model.course import Course
from sourcebook.model.item_kinds import is_marked_by_rubric
from sourcebook.model.items import AnyItem, Item
from sourcebook.model.options import shuffled_options
from sourcebook.model.versions import fingerprint
from sourcebook.pages.quiz.feedback import feedback
from sourcebook.pages.quiz.inputs import ask, rubric
from sourcebook.pages.reading import lesson_text
from sourcebook.pages.shared import clock, markup
from sourcebook.pages.shared.navigation import draw_panel
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching.editor.open_file import (
    OpenFile,
    own_faults,
    parsed_lesson,
    parsed_plan,
    parsed_quiz,
)
from sourcebook.pages.teaching.editor.sample_answers import wrong_response
from sourcebook.pages.teaching.plan_text import plan_text
from sourcebook.scoring import right_response, score

_ITEM: TypeAdapter[Item] = TypeAdapter(AnyItem)
_AT_CARET = -1
_MOMENTS = ("Asked", "After a right answer", "After a wrong answer")
_html = Macros(__file__)


def item_lines(opened: OpenFile, unchecked: UncheckedCourse) -> tuple[int, ...]:
    """The line in which each item of a quiz begins; none for a lesson or an unreadable text."""
    return tuple(node.spot.line for node in _item_nodes(opened, unchecked))


def show(opened: OpenFile, unchecked: UncheckedCourse, *, line: int) -> None:
    """Draw the item in whose lines the caret stands, or another one, or the lesson."""
    # As the files are now, which may not be the course that learners have.
    course = unchecked.course().as_if_open()
    if opened.is_evidence:
        st.html(_html.evidence(opened.path.removeprefix("seeds/").partition(".")[0]))
        return
    st.html("<h2>As the desk shows it</h2>" if opened.is_plan else "<h2>As a learner sees it</h2>")
    with st.container(key="preview", border=True):
        if opened.is_quiz:
            _quiz(opened, unchecked, course, line)
        elif opened.is_plan:
            _plan(opened, unchecked, course)
        else:
            _lesson(opened, unchecked, course)
    draw_panel(course)


def show_item(opened: OpenFile, unchecked: UncheckedCourse, place: int) -> None:
    """Draw the item in this place of a quiz."""
    course, nodes = unchecked.course().as_if_open(), _item_nodes(opened, unchecked)
    st.html("<h2>As a learner sees it</h2>")
    with st.container(key="preview", border=True):
        if place < len(nodes):
            _draw_item(opened, unchecked, course, place)
    draw_panel(course)


def _quiz(opened: OpenFile, unchecked: UncheckedCourse, course: Course, line: int) -> None:
    nodes = _item_nodes(opened, unchecked)
    if not nodes:
        st.html("<p>There is no item that could be read yet.</p>")
        return
    starts = [node.spot.line for node in nodes]
    names = [_name(place, node) for place, node in enumerate(nodes)]
    at_caret = max(0, sum(start <= line for start in starts) - 1)
    chosen = st.selectbox(
        "Item",
        [_AT_CARET, *range(len(nodes))],
        format_func=lambda place: (
            f"At the cursor: {names[at_caret]}" if place == _AT_CARET else names[place]
        ),
        key=f"preview-{opened.path}",
    )
    # The name of the first option changes with the cursor, and a former name means nothing.
    is_named = isinstance(chosen, int) and chosen != _AT_CARET
    _draw_item(opened, unchecked, course, chosen if is_named else at_caret)


def _draw_item(opened: OpenFile, unchecked: UncheckedCourse, course: Course, place: int) -> None:
    nodes = _item_nodes(opened, unchecked)
    starts = [node.spot.line for node in nodes]
    ends = [*starts[1:], opened.text.count("\n") + 2]
    errors = [
        fault
        for fault in own_faults(opened, unchecked)
        if fault.severity == "error" and starts[place] <= fault.spot.line < ends[place]
    ]
    item = None if errors else _read(nodes[place])
    if item is None:
        st.html("<p>The item has errors. It is shown here as soon as they are fixed.</p>")
        return
    moment = st.radio("Moment", _MOMENTS, key=f"moment-{opened.path}", horizontal=True)
    _item(item, course, moment or _MOMENTS[0])


def _item(item: Item, course: Course, moment: str) -> None:
    st.html(_html.question(item, markup.claim(item)))
    pinned = _pinned(item)
    if moment == _MOMENTS[0]:
        if is_marked_by_rubric(item):
            st.html(rubric(item))
        # A key of its own for every version, as its fields belong to that one alone.
        ask(pinned, f"preview-{item.id}-{pinned.fingerprint}", course)
        if item.hints:
            st.html(_html.hints(item.hints))
    else:
        is_right = moment == _MOMENTS[1]
        st.html(feedback(pinned, _record(item, is_right=is_right), course))


def _record(item: Item, *, is_right: bool) -> Record:
    response = right_response(item) if is_right else wrong_response(item)
    answer = Answer(response=response, score=score(item, response), answered_at=clock.now())
    return Record(
        answers=(answer,),
        proof=item.proof[0] if item.proof and is_right else None,
        level=(len(item.levels()) - 1 if is_right else 0) if is_marked_by_rubric(item) else None,
    )


def _lesson(opened: OpenFile, unchecked: UncheckedCourse, course: Course) -> None:
    parsed = parsed_lesson(opened, unchecked)
    errors = [fault for fault in own_faults(opened, unchecked) if fault.severity == "error"]
    if parsed is None or parsed.lesson is None or errors:
        st.html("<p>The lesson has errors. It is shown here as soon as they are fixed.</p>")
        return
    st.html(lesson_text.preview(course, parsed.lesson))


def _plan(opened: OpenFile, unchecked: UncheckedCourse, course: Course) -> None:
    """Draw as much of a plan as is written."""
    parsed = parsed_plan(opened, unchecked)
    if parsed is None or parsed.plan is None:
        st.html("<p>The plan has errors. It is shown here as soon as they are fixed.</p>")
        return
    st.html(plan_text(parsed.plan, course))


def _item_nodes(opened: OpenFile, unchecked: UncheckedCourse) -> tuple[Node, ...]:
    parsed = parsed_quiz(opened, unchecked)
    if parsed is None or parsed.tree is None:
        return ()
    for _, node in walk(parsed.tree, ("items",)):
        if isinstance(node, ListNode):
            return node.items
    return ()


def _name(place: int, node: Node) -> str:
    """An item by its number and id, the latter as far as it has one."""
    named = next((each for _, each in walk(node, ("id",))), None)
    return f"{place + 1}. {getattr(named, 'text', None) or 'without an id'}"


def _read(node: Node) -> Item | None:
    try:
        return _ITEM.validate_python(data(node))
    except ValidationError:
        return None


def _pinned(item: Item) -> PinnedItem:
    order = shuffled_options(item, random.Random(item.id))  # noqa: S311  # An order is no secret.
    one_try = item.model_copy(update={"tries": (Fraction(1),)})
    return PinnedItem(item=one_try, fingerprint=fingerprint(item), option_order=order)
