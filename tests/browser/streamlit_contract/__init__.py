"""What the app expects of Streamlit's private surface; a newer Streamlit that fails one breaks it.

Each test is one expectation, and its message says what breaks. No test here is about the app.
"""

import streamlit

VERSION = f"Streamlit {streamlit.__version__}"
