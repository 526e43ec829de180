"""What Streamlit sends at the start of every run, as far as it is the same each time.

Streamlit reads some 200 settings for the colours and letters of a page anew in each run, which
costs a twentieth of it. They never change while the server runs. In each run it also hashes the
address of each page several times.
"""

from functools import lru_cache

from streamlit.navigation import page
from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig
from streamlit.runtime import app_session


def remember_theme() -> None:
    """Let Streamlit read the settings of each part of the theme once."""
    read = app_session._populate_theme_msg
    known: dict[str, CustomThemeConfig] = {}

    def populate(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            known[section] = CustomThemeConfig()
            read(known[section], section)
        # A part without settings stays absent.
        if known[section].ByteSize():
            msg.MergeFrom(known[section])

    app_session._populate_theme_msg = populate


def remember_settings() -> None:
    """Let Streamlit read the settings that it sends to each page once."""
    read = app_session._populate_config_msg
    known = Config()

    def populate(msg: Config) -> None:
        if not known.ByteSize():
            read(known)
        msg.CopyFrom(known)

    app_session._populate_config_msg = populate


def remember_page_hashes() -> None:
    """Let Streamlit hash the address of each page once."""
    # The module imports the function, and so does not count as its home.
    page.calc_hash = lru_cache(maxsize=100)(page.calc_hash)  # type: ignore[attr-defined]
