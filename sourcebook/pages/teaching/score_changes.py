"""The dry run of scoring attempts again: item by item, who gains, who loses, what cannot be told.

Names are those of learners in classes; of all others only the number is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import streamlit as st
from markupsafe import Markup

from sourcebook.model.item_kinds import claim_of
from sourcebook.model.items import Item
from sourcebook.model.learners import Member
from sourcebook.model.option_pairs import Pairing
from sourcebook.model.quizzes import Quiz
from sourcebook.model.versions import changed_parts
from sourcebook.pages.shared import clock, links
from sourcebook.pages.shared.html_tables import table
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.shared.number_format import points_of
from sourcebook.pages.shared.templates import Macros
from sourcebook.pages.teaching import learner_links
from sourcebook.pages.teaching.class_data import ALL, members_of
from sourcebook.regrading import DOUBTS, Change, PairedTexts, answer_that_counts, likely

_HEADS: Final = ("Learner", "Attempt", "The answer that counts", "Score", "Would be")
_UNDECIDED, _GONE = "Not decided yet", "It is no longer offered"
_html = Macros(__file__)


def draw(quiz: Quiz, found: Sequence[Change]) -> None:
    """Draw what would change, in the order of the items of the quiz."""
    if not found:
        st.html(_html.nothing())
        return
    members = {member.id: member for member in members_of(ALL)}
    st.html(_html.intro())
    for item in quiz.items:
        if own := [change for change in found if change.item.id == item.id]:
            st.html(_item(item, own, members))


def chosen_pairs(quiz: Quiz) -> PairedTexts:
    """What a teacher has said on this page of texts that were reworded or are gone."""
    said: dict[str, dict[str, str]] = st.session_state.get(_key(quiz), {})
    return said


def ask_for_pairs(quiz: Quiz, found: Sequence[Change]) -> bool:
    """Draw a choice for each text of which only a teacher can say what became of it.

    Returns whether something else was chosen than in the run before.
    """
    known, doubtful = chosen_pairs(quiz), _doubtful(found)
    if not doubtful and not known:
        return False
    with st.form(f"pairs-{quiz.id}"):
        st.html(_html.pairs(sum(map(len, known.values()))))
        answers = {item_id: _answers(item_id, texts) for item_id, texts in doubtful.items()}
        sent = bool(answers) and st.form_submit_button("Count with this")
        anew = bool(known) and st.form_submit_button("Decide anew")
    if sent or anew:
        ids = known.keys() | answers.keys()
        said = {each: {**known.get(each, {}), **answers.get(each, {})} for each in ids}
        st.session_state[_key(quiz)] = said if sent else {}
    return sent or anew


def _key(quiz: Quiz) -> str:
    return f"pairs-said-{quiz.id}"


def _answers(item_id: str, texts: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What is chosen for each text before: a text now, or nothing for one that is gone.

    Texts that are not decided are left out.
    """
    answers: dict[str, str] = {}
    for old, new in texts.items():
        label = literal(f"{item_id}: what became of “{old}”?")
        chosen = st.selectbox(label, [_UNDECIDED, *new, _GONE], key=f"pair-{item_id}-{old}")
        if chosen != _UNDECIDED:
            answers[old] = "" if chosen == _GONE else chosen
    return answers


def _doubtful(found: Iterable[Change]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By item id, the texts in doubt, each with the new texts it may be, the likeliest first."""
    texts: dict[str, dict[str, tuple[str, ...]]] = {}
    for change in found:
        for pairing in (change.options, change.prompts) if change.is_open else ():
            texts.setdefault(change.item.id, {}).update(_in_doubt(pairing))
    return texts


def _in_doubt(pairing: Pairing) -> dict[str, tuple[str, ...]]:
    near, left = likely(pairing), [each.text for each in pairing.left]
    of_unsure = {each.text: _first(near.get(each.text, ""), left) for each in pairing.unsure}
    return of_unsure | {each.text: () for each in pairing.gone}


def _first(text: str, texts: Sequence[str]) -> tuple[str, ...]:
    """The texts, with this one in front if it is among them."""
    return tuple(sorted(texts, key=text.__ne__))


def _item(item: Item, found: Sequence[Change], members: Mapping[str, Member]) -> Markup:
    """An item: what was changed of it, how many gain and lose, and who."""
    parts = ", ".join(changed_parts(found[0].scored_by, item)) or "nothing that a learner sees"
    affected = [each for each in found if each.rises or each.falls or each.after is None]
    named = [each for each in affected if each.attempt.learner_id in members]
    rows = [_row(each, members[each.attempt.learner_id]) for each in named]
    shown = table(f"Changes: {item.id}", _HEADS, rows) if rows else ""
    counts = (
        sum(each.rises for each in found),
        sum(each.falls for each in found),
        sum(each.after is not None and not each.rises and not each.falls for each in found),
        sum(each.after is None for each in found),
    )
    return _html.item(claim_of(item) or item.stem, parts, counts, shown, len(affected) - len(named))


def _row(change: Change, member: Member) -> tuple[object, ...]:
    attempt, worth = change.attempt, change.item.points
    when = clock.day(attempt.finished_at or attempt.started_at).isoformat()
    title = f"{learner_links.title(attempt)}, {when}"
    return (
        learner_links.link(member),
        links.link(learner_links.attempt_address(member.number, attempt.id), title),
        answer_that_counts(change),
        points_of(change.before * worth, worth),
        DOUBTS[change.doubt]
        if change.doubt
        else _html.outcome(change.rises, points_of((change.after or 0) * worth, worth)),
    )
