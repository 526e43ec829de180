"""How many tabs of browsers are connected, as Streamlit's own server counts them."""

from streamlit.runtime import Runtime
from streamlit.runtime.stats import GaugeStat

FAMILY = "active_sessions"
"""What Streamlit calls this figure."""


def open_sessions() -> int:
    """How many tabs are connected to this process; 0 if no server runs in it."""
    if not Runtime.exists():
        return 0
    found = Runtime.instance().stats_mgr.get_stats([FAMILY]).get(FAMILY, ())
    return sum(int(each.value) for each in found if isinstance(each, GaugeStat))
