"""Which attempts the results are of: the class, the days, and which of each learner's count."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

import pandas as pd
import streamlit as st

from sourcebook.analysis import Counting, counted_attempts
from sourcebook.model.items import Item
from sourcebook.model.learners import Classroom, Member
from sourcebook.pages.shared import clock
from sourcebook.pages.shared.services import store
from sourcebook.pages.teaching.class_data import Work, choose_class, class_work

_COUNTING: Final[Mapping[Counting, str]] = {
    "first": "First attempts",
    "best": "Best attempts",
    "all": "All attempts",
}


class Selection(NamedTuple):
    """The attempts that count, and all that was answered in them; see `sourcebook.analysis`.

    `members` are by learner id, `items` by item id, as they were last answered, and `in_words`
    is what was selected. `is_narrowed` is whether the days leave attempts out.
    """

    members: Mapping[str, Member]
    items: Mapping[str, Item]
    counted: pd.DataFrame
    responses: pd.DataFrame
    chosen: pd.DataFrame
    in_words: str
    is_narrowed: bool = False

    def title(self, quiz_id: str) -> str:
        """The title of a quiz as it was last taken."""
        titles = self.counted[self.counted["quiz_id"] == quiz_id]["quiz_title"]
        return str(titles.iloc[-1])


def select(rooms: tuple[Classroom, ...]) -> Selection:
    """Draw the filters; what they leave."""
    with st.container(border=True, key="panel-results"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            classroom_id = choose_class(rooms, "results-class", all_too=True)
            first_day = st.date_input("From", value=None, format="YYYY-MM-DD", key="results-from")
            last_day = st.date_input("To", value=None, format="YYYY-MM-DD", key="results-to")
        which: Counting = st.radio(
            "What counts",
            list(_COUNTING),
            format_func=lambda each: _COUNTING[each],
            horizontal=True,
            key="results-which",
        )
    work = class_work(classroom_id)
    kept = _between(work.taken, first_day, last_day)
    names = {room.id: room.name for room in rooms}
    days = f", finished from {first_day or 'the start'} to {last_day or 'today'}"
    in_words = (
        f"{names.get(classroom_id, 'All classes')}; {_COUNTING[which].lower()}"
        f"{days if first_day or last_day else ''}"
    )
    found = _selected(work, counted_attempts(kept, which), classroom_id, in_words)
    return found._replace(is_narrowed=len(kept) < len(work.taken))


def _selected(work: Work, counted: pd.DataFrame, classroom_id: str, in_words: str) -> Selection:
    ids = set(counted["attempt_id"])
    members = store().classes.members(classroom_id or None)
    return Selection(
        members={member.id: member for member in members},
        items={each.item.id: each.item for attempt in work.attempts for each in attempt.items},
        counted=counted,
        responses=_in(work.responses, ids),
        chosen=_in(work.chosen, ids),
        in_words=in_words,
    )


def _between(taken: pd.DataFrame, first: date | None, last: date | None) -> pd.DataFrame:
    """The attempts that were finished on these days by the teacher's clock, both included."""
    days = taken["finished_at"].dt.tz_convert(clock.zone()).dt.date
    kept = pd.Series(True, index=taken.index)
    if first:
        kept &= days >= first
    if last:
        kept &= days <= last
    return taken[kept].reset_index(drop=True)


def _in(rows: pd.DataFrame, attempt_ids: set[str]) -> pd.DataFrame:
    return rows[rows["attempt_id"].isin(attempt_ids)].reset_index(drop=True)
