"""Streamlit's command line, for an app whose clock stands still: `python -m … run app.py`.

So that a page says the same whenever a picture of it is made.
"""

from datetime import UTC, datetime

from streamlit.web.cli import main

from sourcebook.pages.shared import clock

MOMENT = datetime(2022, 12, 14, 9, 30, tzinfo=UTC)
"""What the clock says: three weeks after the summit, in the morning."""

if __name__ == "__main__":
    clock.now = lambda: MOMENT
    main(prog_name="streamlit")
