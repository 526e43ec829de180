"""The addresses and the cookie of Streamlit's own server that the app must know by name."""

import re

UPLOADS = "/_stcore/upload_file/"
"""Streamlit takes files below this address."""

UNUSED = re.compile(r"/_stcore/(metrics|script-health-check|agent/.*)")
"""What Streamlit says about the server and offers to programs; nothing here uses it."""

LOGIN, LOGOUT, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
"""By these routes a browser goes to the login provider and comes back."""

LOGIN_COOKIE = "_streamlit_user"
"""In this cookie Streamlit signs what the provider says about a learner; a long one has numbered
parts."""
