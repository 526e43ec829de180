"""Text fields whose text is saved as a draft while it is written, also when two tabs write.

Not here: how such a field is drawn, and where its draft is kept.
"""

from collections.abc import Callable

from sourcebook.errors import StoreError
from sourcebook.pages.shared.following_fields import FollowingField


class DraftField:
    """A text field of this tab; `draft` is what is kept for all tabs.

    `sent` gives the text that the browser last sent from the field with a key, None if it sent
    none. `save` keeps a text in place of `draft`.
    """

    def __init__(
        self,
        name: str,
        draft: str,
        *,
        sent: Callable[[str], str | None],
        save: Callable[[str], None],
    ) -> None:
        self._field = FollowingField(name, draft)
        self._sent, self._save = sent, save
        self._field.follow(draft, has_news=self._new_text() is not None)

    @property
    def key(self) -> str:
        """The key of the field."""
        return self._field.key

    def save_new_text(self) -> str:
        """Save what this tab has newly sent; the draft as it is then."""
        text = self._new_text()
        if text is not None:
            # Noted first: a click may end this run at any call of Streamlit, and `note` is one.
            # A text that is saved but not noted would look like the text of another tab.
            before = self._field.seen
            self._field.note(text)
            try:
                self._save(text)
            except StoreError:
                # It is news still, and is saved with the next run.
                self._field.note(before)
                raise
        return self._field.seen

    def _new_text(self) -> str | None:
        sent = self._sent(self.key)
        return None if sent == self._field.seen else sent
