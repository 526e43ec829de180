"""What `streamlit run app.py` serves: the pages, with the cookie, the headers and /healthz.

Streamlit looks for `st.App(...)` in this very file without running it.
"""

import streamlit as st

from sourcebook.pages.entry.server import MIDDLEWARE, SCRIPT, lifespan, log_error, routes

app = st.App(
    SCRIPT,
    lifespan=lifespan,
    routes=routes(),
    middleware=MIDDLEWARE,
    on_script_error=log_error,
)
