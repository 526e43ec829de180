"""What of a text from a browser can be kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.model.storable_text import storable


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Աշտարակ 🎈 — “yes”", "Աշտարակ 🎈 — “yes”"),
        ("half \ud83d", "half ?"),
        ("\ude00 the other half", "? the other half"),
        ("a\0b", "ab"),
        ("", ""),
    ],
)
def test_only_what_cannot_be_kept_is_replaced(sent: str, kept: str) -> None:
    assert storable(sent) == kept


@given(st.text(st.characters(categories=["Cs", "Cc", "L", "So"])))
def test_what_is_kept_can_be_written_and_stays_as_it_is(sent: str) -> None:
    kept = storable(sent)

    assert kept.encode().decode() == kept
    assert storable(kept) == kept
