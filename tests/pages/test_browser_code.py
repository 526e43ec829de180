"""Our scripts ask the browser for what it may lack or forbid, in one place."""

import re
from pathlib import Path

from sourcebook import pages
from sourcebook.pages.streamlit_internals.components import browser_code

PAGES = Path(pages.__file__).parent
ASKED_FOR = re.compile(r"sessionStorage|localStorage|BroadcastChannel|checkVisibility|indexedDB")


def test_only_one_script_names_what_a_browser_may_forbid() -> None:
    written = [*PAGES.rglob("*.js"), *PAGES.rglob("*.py")]
    named = [each.name for each in written if ASKED_FOR.search(each.read_text("utf-8"))]

    assert named == ["browser.js"]


def test_each_script_comes_with_what_it_asks_the_browser_for() -> None:
    script = browser_code("export default function () {}")

    assert script.startswith("// What a browser may lack or forbid is asked for here.")
    assert script.endswith("export default function () {}")
