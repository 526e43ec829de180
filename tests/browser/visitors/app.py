"""An app behind what stands before Sourcebook's; its one page says who visits it."""

from pathlib import Path

import streamlit as st

from sourcebook.pages.entry.server import MIDDLEWARE, lifespan, routes

app = st.App(
    Path(__file__).parent / "page.py", lifespan=lifespan, routes=routes(), middleware=MIDDLEWARE
)
