"""Windows of a browser that are used again, as if each were the first of a new profile.

A new profile has to fetch and compile the scripts of the front end, which takes longer than most
tests; a window that is used again has them still.
"""

from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page

_SIZE: Final = {"width": 1280, "height": 900}
_LONGEST_WAIT: Final = 15_000
# It has the storage of the app, and none of its scripts.
_NO_SCRIPTS: Final = "/_stcore/health"
_FORGET: Final = "() => { localStorage.clear(); sessionStorage.clear(); }"


class Windows:
    """The windows of a browser, each with a profile of its own."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[Page] = []

    def new_context(self, **profile: Any) -> BrowserContext:
        """A profile that nobody has used and nobody will use again."""
        return self._browser.new_context(**{"viewport": _SIZE} | profile)

    def opened(self, url: str, *, viewport: Any = _SIZE, color_scheme: Any = "light") -> Page:
        """A window without cookies, stored values or history for the server at this address."""
        if not self._free:
            return self.new_context(viewport=viewport, color_scheme=color_scheme).new_page()
        page = self._free.pop()
        page.context.clear_cookies()
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme)
        page.goto(f"{url}{_NO_SCRIPTS}")
        page.evaluate(_FORGET)
        page.goto("about:blank")
        session = page.context.new_cdp_session(page)
        session.send("Page.resetNavigationHistory")
        session.detach()
        return page

    def close(self, page: Page) -> None:
        """Leave a window to the next who needs one, unless its first tab was closed."""
        for tab in page.context.pages:
            if tab is not page:
                tab.close()
        if page.is_closed():
            page.context.close()
            return
        page.context.unroute_all(behavior="ignoreErrors")
        page.unroute_all(behavior="ignoreErrors")
        page.context.set_offline(False)
        page.set_default_timeout(_LONGEST_WAIT)
        page.mouse.move(0, 0)
        page.goto("about:blank")
        page.emulate_media(media="null", reduced_motion="null", forced_colors="null")
        self._free.append(page)
