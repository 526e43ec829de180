"""Streamlit's command line, for an app whose clock stands still: `python -m … run app.py`.

So that a page says the same whenever a picture of it is made.
"""

from datetime import UTC, datetime

from sourcebook.pages.shared import clock
from tests.streamlit_internals import streamlit_command

MOMENT = datetime(2022, 12, 14, 9, 30, tzinfo=UTC)
"""What the clock says: three weeks after the summit, in the morning."""

if __name__ == "__main__":
    clock.now = lambda: MOMENT
    streamlit_command(prog_name="streamlit")
