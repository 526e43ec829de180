"""The comment to the learner with a mark: a field that keeps what was typed, and comments at hand.

A comment that is not saved yet stays in this tab while the teacher looks at other answers.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from sourcebook.model.attempts import LONGEST_COMMENT
from sourcebook.model.storable_text import storable
from sourcebook.pages.shared.buttons import action_button
from sourcebook.pages.shared.following_fields import FollowingField
from sourcebook.pages.shared.markup import literal
from sourcebook.pages.teaching.written_answers import Answers

LETTERS: Final = "asdfg"
"""The keys that insert a comment used before, the most used first."""

_TYPED: Final = "marking-typed"
_LONGEST_LABEL: Final = 60


class CommentField:
    """The field for the comment on answers; it shows the comment given with their mark."""

    def __init__(self, answers: Answers) -> None:
        self._id = answers.id
        self._field = FollowingField(f"comment-{answers.id}", answers.comment)
        self._field.follow(answers.comment, has_news=self._typed() is not None)

    @property
    def text(self) -> str:
        """What stands in the field."""
        typed = self._typed()
        return storable(self._field.seen if typed is None else typed).strip()

    def draw(self) -> None:
        """Draw the field."""
        key = self._field.key
        if key not in st.session_state:
            st.session_state[key] = self.text
        st.text_area(
            "Comment to the learner (optional)",
            key=key,
            max_chars=LONGEST_COMMENT,
            height=110,
            on_change=lambda: None,
        )
        self._keep(st.session_state[key])

    def offer(self, used: Sequence[str]) -> None:
        """Draw a button for each comment used before, which inserts it."""
        if not used:
            return
        st.html("<p class='meta' id='used-comments'>Used before at this item:</p>")
        for letter, comment in zip(LETTERS, used, strict=False):
            action_button(
                f"`{letter}` {literal(_shortened(comment))}",
                partial(self._insert, comment),
                key=f"insert-{letter}",
                type="tertiary",
            )

    def clear(self) -> None:
        """Forget what was typed, because it is saved."""
        _all_typed().pop(self._id, None)
        self._field.note(self.text)

    def _insert(self, comment: str) -> None:
        before = self.text
        text = f"{before}\n{comment}" if before else comment
        st.session_state[self._field.key] = text[:LONGEST_COMMENT]
        self._keep(st.session_state[self._field.key])

    def _typed(self) -> str | None:
        text = st.session_state.get(self._field.key, _all_typed().get(self._id))
        return None if text is None or text == self._field.seen else str(text)

    def _keep(self, text: str) -> None:
        if text == self._field.seen:
            _all_typed().pop(self._id, None)
        else:
            _all_typed()[self._id] = text


def _all_typed() -> dict[str, str]:
    """What is typed and not saved, by the id of the answers; it outlives the fields."""
    found: dict[str, str] = st.session_state.setdefault(_TYPED, {})
    return found


def _shortened(comment: str) -> str:
    line = " ".join(comment.split())
    return line if len(line) <= _LONGEST_LABEL else f"{line[: _LONGEST_LABEL - 2].rstrip()} …"
