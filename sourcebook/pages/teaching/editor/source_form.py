"""A source as a form: its card, and its passages with their quotations and what cites them.

Every change goes into the text of the draft, in which comments and all the rest stay.
"""

import re
from collections.abc import Callable, Mapping

import streamlit as st

from sourcebook.content.authoring.source_edits import (
    passages_of_source,
    source_fields,
    with_card,
    with_passage,
    without_passage,
)
from sourcebook.content.cited_where import Citing, citing
from sourcebook.content.faults import Fault
from sourcebook.content.unchecked_course import UncheckedCourse
from sourcebook.content.yaml.text import Value
from sourcebook.errors import EditingError
from sourcebook.pages.shared.following_fields import FollowingField
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.streamlit_internals.addresses import in_app
from sourcebook.pages.teaching.choice_fields import keep_choice, last_choice
from sourcebook.pages.teaching.editor.item_fields import has_fewer_rows
from sourcebook.pages.teaching.editor.open_file import (
    OpenFile,
    checked,
    faults_elsewhere,
    own_faults,
    replace_text,
)
from sourcebook.pages.teaching.editor.save_bar import fault_list
from sourcebook.pages.teaching.editor.source_fields import draw_card, draw_passage

_CARD = "card"
_html = Macros(__file__)


def show(opened: OpenFile) -> None:
    """Draw the list of passages, and the fields of the card or of one passage."""
    try:
        card, passages = source_fields(opened.text), passages_of_source(opened.text)
    except EditingError as refusal:
        st.warning(f"{literal(str(refusal))} Choose “Text” above to fix it.")
        return
    unchecked = checked(opened)
    if elsewhere := faults_elsewhere(opened, unchecked):
        st.html(_html.elsewhere(fault_list(elsewhere)))
    with st.container(key="form"):
        listed, fields = st.columns([3, 8], gap="medium")
    with listed:
        chosen = _choose(opened, passages, unchecked)
        _add(opened, passages)
    with fields:
        if chosen == _CARD:
            _card(opened, card, unchecked)
        else:
            _passage(opened, chosen, passages[chosen], unchecked)


def _choose(
    opened: OpenFile, passages: Mapping[str, Mapping[str, Value]], unchecked: UncheckedCourse
) -> str:
    """Draw the choice of the card or a passage; its name."""
    options, name = [_CARD, *passages], f"passage-{opened.path}"
    names = {_CARD: f"**Card**{_sign(_faults_of(opened, unchecked, _CARD))}"}
    for number, each in passages.items():
        sign = _sign(_faults_of(opened, unchecked, number))
        names[number] = f"**{number}**{sign} {literal(str(each.get('summary') or '')[:60])}"
    place, key = last_choice(name, options, list(names.values()))
    with st.container(key="items"):
        chosen = st.radio(
            "Part of the source", options, place, format_func=names.__getitem__, key=key
        )
    keep_choice(name, chosen)
    return chosen or _CARD


def _sign(faults: list[Fault]) -> str:
    is_wrong = any(each.severity == "error" for each in faults)
    return " ✗ (has errors)" if is_wrong else " ! (warned of)" if faults else ""


def _add(opened: OpenFile, passages: Mapping[str, object]) -> None:
    with st.expander("Add a passage"), st.form(f"add-passage-{opened.path}", border=False):
        number = st.text_input("Number of the paragraph", placeholder="12", autocomplete="off")
        summary = st.text_area("What it says, in your own words", height="content")
        added = st.form_submit_button("Add the passage")
    if not added:
        return
    name = f"p{(number or '').strip().removeprefix('p')}"
    if not re.fullmatch("p[1-9][0-9]{0,4}", name):
        st.warning("Give the number of its paragraph in the article, such as 12.")
    elif name in passages:
        st.warning("The source has a passage of this number. Choose it in the list.")
    elif not (summary or "").strip():
        st.warning("Say what the paragraph says, in your own words.")
    else:
        keep_choice(f"passage-{opened.path}", name)
        fields: dict[str, Value] = {"summary": (summary or "").strip()}
        _change(opened, lambda text: with_passage(text, name, fields), resets_fields=True)


def _card(opened: OpenFile, card: Mapping[str, Value], unchecked: UncheckedCourse) -> None:
    st.html(_html.card(str(card.get("id") or ""), str(card.get("label") or "")))
    _draw_faults(_faults_of(opened, unchecked, _CARD))
    after = draw_card(card, f"{_fields(opened).key}-card", unchecked.course())
    if any(after[name] != card.get(name) for name in after):
        _change(opened, lambda text: with_card(text, after))


def _passage(
    opened: OpenFile, number: str, passage: Mapping[str, Value], unchecked: UncheckedCourse
) -> None:
    source_id = opened.path.removeprefix("seeds/").partition(".")[0]
    cited_by = citing(unchecked, f"{source_id}.{number}")
    st.html(_html.passage(f"{source_id}.{number}"))
    _draw_faults(_faults_of(opened, unchecked, number))
    after = draw_passage(passage, f"{_fields(opened).key}-{number}", unchecked.course())
    filled = {name: each for name, each in {**passage, **after}.items() if each is not None}
    if filled != passage:
        fewer = has_fewer_rows(passage, filled)
        _change(opened, lambda text: with_passage(text, number, filled), resets_fields=fewer)
    st.html(_html.cited_by([(each, _address(each)) for each in cited_by]))
    with st.popover("Remove this passage"):
        st.html(_html.removing(len(cited_by)))
        if st.button("Remove it", key=f"remove-{opened.path}-{number}"):
            keep_choice(f"passage-{opened.path}", _CARD)
            _change(opened, lambda text: without_passage(text, number), resets_fields=True)


def _address(cited: Citing) -> str:
    return in_app(f"/edit?file={cited.path}")


def _draw_faults(faults: list[Fault]) -> None:
    if faults:
        st.html(fault_list(faults))


def _faults_of(opened: OpenFile, unchecked: UncheckedCourse, part: str) -> list[Fault]:
    """The faults in a passage; those of the card are all that are in no passage."""
    found = own_faults(opened, unchecked)
    if part == _CARD:
        return [each for each in found if each.place[:1] != ("passages",) or len(each.place) < 2]
    return [each for each in found if each.place[:2] == ("passages", part)]


def _change(opened: OpenFile, edit: Callable[[str], str], *, resets_fields: bool = False) -> None:
    """Put a change into the draft and draw the form again."""
    try:
        text = edit(opened.text)
    except EditingError as refusal:
        st.error(literal(str(refusal)))
        return
    replaced = replace_text(opened, text)
    if not resets_fields:
        _fields(opened).note(replaced)
    st.rerun()


def _fields(opened: OpenFile) -> FollowingField[int]:
    """The fields of the form, which are others once the text was changed elsewhere."""
    fields = FollowingField(f"form-{opened.path}", opened.replaced)
    fields.follow(opened.replaced)
    return fields
