"""The pictures in the documentation show the app as it is now: what it says, and its look."""

from pathlib import Path

from playwright.sync_api import Browser

from tests import pictures
from tests.browser.screens import SCREENS
from tests.browser.seen import seen
from tests.browser.theatre import Theatre

EDGE = 200
"""How many pixels another browser may draw the same lines higher or lower."""


def test_no_picture_is_out_of_date(browser: Browser, tmp_path: Path) -> None:
    stale: dict[str, list[str]] = {}

    with Theatre.opened(browser, tmp_path / "data") as theatre:
        for screen in SCREENS:
            page = theatre.show(screen)
            narrow, wide = (seen(page, screen, beyond=beyond) for beyond in (-EDGE, EDGE))
            stale[screen.name] = pictures.out_of_date(screen.name, narrow, wide)

    names = [name for name, changes in stale.items() if changes]
    told = [f"{name}.png: {each}" for name in names for each in stale[name][:5]]
    command = f"Renew them, look at them, and keep them: {pictures.COMMAND} {' '.join(names)}"
    assert not names, "\n".join(["These pictures show what is no longer so.", *told, command])
