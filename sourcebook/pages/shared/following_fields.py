"""Fields that show a stored value, also when another tab has stored a new one.

Streamlit shows the first value of a field until the key of the field changes. So a field that
follows has a number in its key, and gets another number when it has to show another value.
"""

from typing import Any, Generic, TypeVar

import streamlit as st

Kept = TypeVar("Kept")


class FollowingField(Generic[Kept]):
    """A field, or a group of fields, of this tab; `kept` is what is kept for all tabs.

    Where `kept` is the number of a version, it is also the number in the key, so that the key is
    the same after a restart of the server.
    """

    def __init__(self, name: str, kept: Kept) -> None:
        self._name = name
        first = (kept, kept if isinstance(kept, int) else 0)
        self._state: tuple[Kept, int] = st.session_state.setdefault(f"follows-{name}", first)

    @property
    def key(self) -> str:
        """The key of the field, or the beginning of the keys of its group."""
        return f"{self._name}-{self._state[1]}"

    @property
    def seen(self) -> Kept:
        """What was kept when this tab last looked, or what the tab itself has kept since."""
        return self._state[0]

    def follow(self, kept: Kept, *, has_news: bool = False) -> bool:
        """Show what is kept if it is not what was seen; whether the field is another one now.

        What the field holds that was never kept (`has_news`) stays.
        """
        if kept == self.seen or has_news:
            return False
        self.renew(kept)
        return True

    def note(self, kept: Kept) -> None:
        """Note that this tab has kept a value; the field stays as it is."""
        self._set(kept, self._state[1])

    def renew(self, kept: Kept) -> None:
        """Make the field another one, which shows what is kept."""
        self._set(kept, kept if isinstance(kept, int) else self._state[1] + 1)

    def _set(self, *state: Any) -> None:
        self._state = st.session_state[f"follows-{self._name}"] = state
