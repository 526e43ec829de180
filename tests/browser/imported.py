"""What a server imports until it has answered, for the process that is copied.

All but `sourcebook.pages.entry.server`, which reads the settings: each copy has its own.
"""

from importlib import import_module

for name in (
    "alembic.command",
    "streamlit.web.bootstrap",
    "streamlit.web.cli",
    "sourcebook.analysis",
    "sourcebook.pages.entry.first_texts",
    "sourcebook.pages.entry.foot",
):
    import_module(name)
