"""What is seen on a screen, in words, and what of the style sheet it owes its look to.

Pixels differ from machine to machine; this does not, but for lines near the edge of the window.
"""

import re
import tomllib
from functools import cache
from itertools import compress
from typing import Final

import streamlit as st
from playwright.sync_api import Page

from tests import style_sheet
from tests.browser.screens import WINDOWS, Screen
from tests.pictures import Seen
from tests.style_sheet import ROOT, Rule

_OF_THE_MOMENT: Final = re.compile(r":(hover|focus|active)")
_THEME: Final = ROOT / ".streamlit" / "config.toml"

_SHADOWS = """
const roots = [document];
const gather = (root) => root.querySelectorAll('*').forEach((each) => {
    if (each.shadowRoot) { roots.push(each.shadowRoot); gather(each.shadowRoot); }
});
gather(document);
const within = (box) => box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < edge;
const chosen = area ? document.querySelector(area) : document.body;
const belongs = (each) => {
    if (!area) return within(each.getBoundingClientRect());
    for (let host = each; host; host = host.getRootNode().host) {
        if (chosen.contains(host)) return true;
    }
    return false;
};
"""

# A piece of text is what stands in one block; symbols that stand for a drawing are none.
_WORDS = f"""([area, edge]) => {{
    {_SHADOWS}
    const texts = new Map();
    const add = (block, text) => texts.set(block, (texts.get(block) || '') + text);
    const block = (each) => {{
        while (/^(inline|contents)$/.test(getComputedStyle(each).display) && each.parentElement) {{
            each = each.parentElement;
        }}
        return each;
    }};
    for (const root of roots) for (const each of root.querySelectorAll('*')) {{
        if (!belongs(each) || !each.checkVisibility({{visibilityProperty: true}})) continue;
        if (each.matches('style, script, .unseen, [data-testid=stIconMaterial]')) continue;
        if (each.closest('.unseen, svg')) continue;
        if (each.matches('input, textarea, select')) {{
            const ticked = /radio|checkbox/.test(each.type);
            if (ticked ? each.checked : each.value) add(each, ticked ? '(chosen)' : each.value);
            continue;
        }}
        for (const node of each.childNodes) {{
            if (node.nodeType === Node.TEXT_NODE) add(block(each), node.textContent);
        }}
    }}
    return [...texts.values()].map((text) => text.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}}"""

_APPLIES = f"""([area, edge, rules]) => {{
    {_SHADOWS}
    return rules.map(([medium, selector]) => matchMedia(medium).matches
        && [...document.querySelectorAll(selector)].some((each) => belongs(each)
            || (area && each.contains(chosen))));
}}"""

_PIECES = f"""([area, edge]) => {{
    {_SHADOWS}
    const shown = [...document.querySelectorAll('[data-testid^=st]')].filter(belongs);
    return [...new Set(shown.map((each) => each.dataset.testid))];
}}"""


def seen(page: Page, screen: Screen, *, beyond: int = 0) -> Seen:
    """What is seen on a screen, and on so many pixels `beyond` its lower edge."""
    where = [screen.area, WINDOWS[screen.size]["height"] + beyond]
    words = [_without_port(text) for text in page.evaluate(_WORDS, where)]
    rules = [rule for rule in style_sheet.rules() if not _OF_THE_MOMENT.search(rule.selector)]
    asked = [[rule.medium, _of_elements(rule.selector)] for rule in rules]
    drawn = [_told(rule) for rule in compress(rules, page.evaluate(_APPLIES, [*where, asked]))]
    pieces = [f"<{each}>" for each in page.evaluate(_PIECES, where)]
    return Seen(words, [*_theme(screen.light), *_values(" ".join(drawn)), *drawn, *pieces])


def _without_port(text: str) -> str:
    return re.sub(r"(127\.0\.0\.1):\d+", r"\1", text)


def _told(rule: Rule) -> str:
    """A rule without the variables that it sets: those are told one by one."""
    body = re.sub(r"--[\w-]+\s*:[^;]*;\s*", "", rule.body)
    return f"{rule.medium} {rule.selector} {{ {body} }}"


def _of_elements(selector: str) -> str:
    """What a browser can look for: what is drawn before or behind an element is none itself."""
    alone = re.sub(r"(^|[\s,(>+~])::[\w-]+", r"\1*", selector)
    return re.sub(r"::[\w-]+", "", alone)


def _values(drawn: str) -> list[str]:
    """The variables that are read, and those that their values read."""
    given, read = style_sheet.variables(), style_sheet.variables_read(drawn)
    while more := style_sheet.variables_read(" ".join(given[each] for each in read)) - read:
        read |= more
    return sorted(f"{name}: {given[name]};" for name in read)


@cache
def _theme(light: str) -> list[str]:
    """The settings of the theme, and the version of Streamlit that draws with them."""
    theme = tomllib.loads(_THEME.read_text("utf-8"))["theme"]
    common = {name: value for name, value in theme.items() if not isinstance(value, dict)}
    settings = [f"{name} = {value}" for name, value in (common | theme[light]).items()]
    return [f"streamlit {'.'.join(st.__version__.split('.')[:2])}", *settings]
