"""What axe objects to in Streamlit's own elements, which this project cannot fix.

docs/accessibility.md says each in words, ready to be told to Streamlit's authors.
"""

from typing import Final, NamedTuple


class Known(NamedTuple):
    """A rule of axe, Streamlit's element that breaks it, and a state in which it surely does."""

    rule: str
    selector: str
    state: str


_CALENDAR = "results, calendar"

KNOWN: Final[tuple[Known, ...]] = (
    Known("presentation-role-conflict", "[data-testid=stFileUploaderDropzone]", "edit, import"),
    Known("landmark-banner-is-top-level", "[role=application] > header", _CALENDAR),
    Known("landmark-no-duplicate-banner", "[data-testid=stHeader]", _CALENDAR),
    Known("landmark-unique", "[data-testid=stHeader]", _CALENDAR),
)
