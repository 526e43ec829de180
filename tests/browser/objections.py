"""What is to be objected to on a page: axe's violations in both lights, and what axe misses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page

from tests.browser.shown import rest
from tests.browser.streamlits_own import KNOWN

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # What is in order is looked at as well, but not described: that takes longer than the looking.
    "resultTypes": ["violations"],
}
_AXE, _LOOKS = Axe(), Path(__file__).with_name("objections.js").read_text("utf-8")
Scheme = Literal["dark", "light"]
PHONE: Final = 375
WIDE: Final = 1280
NARROWEST: Final = 320
ZOOMED: Final = WIDE // 2
"""As wide as a window of 1280 px is at a zoom of 200 %."""

_TWICE = "html { font-size: 200% !important; }"
_SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; }
* { word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
_AT_ONCE = "*, ::before, ::after { transition: none !important; }"

_GROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
_SIZE = "[innerWidth, document.querySelector('.stMain').scrollHeight + 50]"
_RUN = """async ([rules, known]) => {
    const found = (await axe.run(rules)).violations;
    const element = (target) => [target].flat().reduce(
        (root, selector) => (root.shadowRoot || root).querySelector(selector), document);
    return found.flatMap(({id, help, nodes}) => nodes.map(({target, html}) => ({
        told: `${id}: ${help} ${html.slice(0, 300)}`,
        known: known.findIndex(([rule, selector]) =>
            rule === id && element(target.flat()).matches(selector)),
    })));
}"""
_ROLES: Final = frozenset(
    "button link textbox searchbox combobox radio checkbox slider switch tab spinbutton".split()
)


class Objections(NamedTuple):
    """What is to be objected to, one line each, and which of Streamlit's own faults were met."""

    ours: list[str]
    known: set[int]


def objections(page: Page) -> Objections:
    """All objections to a page as it is now; leaves it light and wide again."""
    found, grounds = Objections([], set()), set()
    # What the mouse happens to be over has another colour.
    page.mouse.move(0, 0)
    page.evaluate(_LOOKS)
    for scheme, width, looks in (
        ("light", WIDE, ("structure", "targets", "lost", "faint")),
        ("dark", PHONE, ("targets", "beyond", "lost", "faint")),
    ):
        show(page, scheme, width)  # type: ignore[arg-type]  # One of the two.
        grounds.add(page.evaluate(_GROUND))
        where = f"{scheme}, {width} px"
        _add(found, f"{where}: ", violations(page))
        found.ours.extend(f"{where}: {each}" for each in look(page, *looks))
        if scheme == "light":
            found.ours.extend(_in_the_light(page))
    assert len(grounds) == 2, f"Light and dark look the same: {grounds}"
    found.ours.extend(f"text spaced: {each}" for each in _changed(page, _SPACED))
    _resize(page, NARROWEST)
    found.ours.extend(f"{NARROWEST} px: {each}" for each in look(page, "beyond"))
    show(page, "light", WIDE)
    return found


def violations(page: Page, *rules: str) -> Objections:
    """What axe objects to, by all its rules or by these."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.axe_script)
    asked = {**RULES, "runOnly": {"type": "rule", "values": rules}} if rules else RULES
    known = [[each.rule, each.selector] for each in KNOWN]
    # Axe judges no colour of what has to be scrolled to, so the window is as high as the page.
    width, high = page.evaluate(_SIZE)
    _resize(page, width, height=min(max(900, high), 16_000))
    found: list[dict[str, Any]] = page.evaluate(_RUN, [asked, known])
    _resize(page, width)
    ours = [each["told"] for each in found if each["known"] < 0]
    return Objections(ours, {each["known"] for each in found if each["known"] >= 0})


def look(page: Page, *looks: str) -> list[str]:
    """What these looks of ours find; they are in objections.js."""
    run = """async looks => {
        const found = [];
        for (const each of looks) found.push(...await sourcebookLooks[each]());
        return found;
    }"""
    found: list[str] = page.evaluate(run, looks)
    return found


def look_at(page: Page, *looks: str) -> list[str]:
    """What these looks of ours find on a page at which nobody has looked yet."""
    page.evaluate(_LOOKS)
    return look(page, *looks)


def show(page: Page, scheme: Scheme, width: int) -> None:
    """Give a page another light and another width."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    rest(page)


def objections_by_pointer(page: Page) -> list[str]:
    """What is hard to read while a pointer is over it or presses it, in both lights."""
    found = []
    page.add_style_tag(content=_AT_ONCE)
    for scheme in ("light", "dark"):
        show(page, scheme, WIDE)
        session = page.context.new_cdp_session(page)
        for states in (["hover"], ["hover", "active"]):
            _force(session, states)
            told = violations(page, "color-contrast", "link-in-text-block").ours
            found += [f"{scheme}, {states[-1]}: {each}" for each in told]
        session.detach()
    show(page, "light", WIDE)
    return found


def objections_to_motion(page: Page) -> list[str]:
    """What moves on a page although the system asks for less motion."""
    page.evaluate(_LOOKS)
    page.emulate_media(reduced_motion="reduce")
    found = look(page, "moving")
    page.emulate_media(reduced_motion="no-preference")
    return found


def _in_the_light(page: Page) -> Iterator[str]:
    """What is looked at on a wide page only."""
    yield from _nameless(page)
    with_style = page.add_style_tag(content=_AT_ONCE)
    # From here on the browser takes it that somebody uses the keyboard.
    page.keyboard.press("Tab")
    opened = page.locator("[role=dialog]").count()
    yield from look(page, "unmarked", "covered")
    # A field for a day opens its calendar as soon as it has the focus.
    while page.locator("[role=dialog]").count() > opened:
        page.keyboard.press("Escape")
        rest(page)
    with_style.evaluate("each => each.remove()")
    yield from (f"text twice as large: {each}" for each in _changed(page, _TWICE))
    _resize(page, ZOOMED)
    yield from (f"zoomed to 200 %: {each}" for each in look(page, "beyond", "lost"))
    _resize(page, WIDE)


def _changed(page: Page, style: str) -> list[str]:
    """What is lost while a reader's own style is in use."""
    tag = page.add_style_tag(content=style)
    found = look(page, "beyond", "lost")
    tag.evaluate("each => each.remove()")
    return found


def _resize(page: Page, width: int, *, height: int = 900) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def _nameless(page: Page) -> Iterator[str]:
    """Controls that a screen reader could not name, by what the browser tells it."""
    session = page.context.new_cdp_session(page)
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        role, name = node.get("role", {}).get("value"), node.get("name", {}).get("value", "")
        if role in _ROLES and not node.get("ignored") and not str(name).strip():
            backend = {"backendNodeId": node["backendDOMNodeId"]}
            html = session.send("DOM.getOuterHTML", backend)["outerHTML"]
            yield f"A {role} without a name: {html[:200]}"
    session.detach()


def _force(session: CDPSession, states: list[str]) -> None:
    """Let the browser draw every link, button and label as if this were done to it."""
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    query = {"nodeId": root, "selector": "a, button, summary, label"}
    for node in session.send("DOM.querySelectorAll", query)["nodeIds"]:
        forced = {"nodeId": node, "forcedPseudoClasses": states}
        session.send("CSS.forcePseudoState", forced)


def _add(found: Objections, where: str, more: Objections) -> None:
    found.ours.extend(f"{where}{each}" for each in more.ours)
    found.known.update(more.known)
