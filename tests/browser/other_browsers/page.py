"""What a person does at a page in any browser, and the little that a browser must be able to do."""

import json
import time
from collections.abc import Callable
from typing import Any, Final, Protocol

_PATIENCE: Final = 60.0
"""Seconds for a machine with much else to do."""

_STEADY: Final = 4
"""So many times one after another, a tenth of a second apart, nothing may have changed."""

# Where the middle of the first such element is, once it stands still and nothing lies over it.
_MIDDLE = """(selector, text) => {
    const isIt = (each) => each.checkVisibility({visibilityProperty: true})
        && (each.ariaLabel || each.textContent).replace(/\\s+/g, ' ').includes(text);
    const found = [...document.querySelectorAll(selector)].find(isIt);
    const middle = () => {
        const box = found.getClientRects()[0] ?? new DOMRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2].map(Math.round);
        return found.contains(document.elementFromPoint(x, y)) ? [x, y] : null;
    };
    if (found && !middle()) found.scrollIntoView({block: 'center', behavior: 'instant'});
    return found ? middle() : null;
}"""

_SHOWN = """(selector, text) => [...document.querySelectorAll(selector)].some((each) =>
    each.checkVisibility({visibilityProperty: true})
        && each.textContent.replace(/\\s+/g, ' ').includes(text))"""

_WIDTH = "() => [innerWidth, document.scrollingElement.scrollWidth]"

# Where the page stands, once the server has drawn it.
_AT_REST = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    const rests = app?.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]');
    const main = app?.querySelector('.stMain');
    return rests && [location.href, main.scrollTop, main.scrollHeight];
}"""

Actions = list[dict[str, Any]]


class Driver(Protocol):
    """A browser with one window."""

    def open(self, url: str) -> None:
        """Ask for an address."""

    def value(self, expression: str) -> Any:
        """What an expression in JavaScript is worth: text, or None."""

    def act(self, actions: Actions) -> None:
        """Move, press and type, in the words that both WebDriver protocols share."""

    def complaints(self) -> list[str]:
        """What the browser's console has said of errors."""

    def close(self) -> None:
        """End the browser and all that was started for it."""


class Page:
    """The page in the window of a browser; each step waits until it can be done."""

    def __init__(self, driver: Driver, url: str) -> None:
        self._driver = driver
        driver.open(url)

    def run(self, function: str, *given: str) -> Any:
        """What a function in JavaScript gives, in the page."""
        written = ", ".join(map(json.dumps, given))
        value = self._driver.value(f"JSON.stringify(({function})({written}) ?? null)")
        return json.loads(value or "null")

    def see(self, selector: str, text: str = "") -> None:
        """Wait until such an element with this text can be seen."""
        self._await(_SHOWN, selector, text)

    def see_no(self, selector: str) -> None:
        """Wait until no such element can be seen."""
        self._await(f"(selector) => !({_SHOWN})(selector, '')", selector)

    def press(self, selector: str, text: str = "") -> None:
        """Click on the first such element with this text, with the mouse."""
        self.rest()
        x, y = self._await(_MIDDLE, selector, text)
        move = {"type": "pointerMove", "x": x, "y": y, "duration": 0}
        steps = [move, *({"type": f"pointer{each}", "button": 0} for each in ("Down", "Up"))]
        self._driver.act([{"type": "pointer", "id": "mouse", "actions": steps}])

    def type(self, text: str) -> None:
        """Press these keys, one after another."""
        steps = [{"type": f"key{each}", "value": key} for key in text for each in ("Down", "Up")]
        self._driver.act([{"type": "key", "id": "keys", "actions": steps}])

    def rest(self) -> None:
        """Wait until the server has drawn the page, and nothing of it moves."""
        self._await(_AT_REST)

    def fits(self) -> bool:
        """Whether nothing of the page lies beyond the right edge of the window."""
        inner, whole = self.run(_WIDTH)
        return bool(whole <= inner)

    def _await(self, function: str, *given: str) -> Any:
        """Wait until a function gives something, and gives the same for a while."""
        values: list[Any] = []

        def is_steady() -> bool:
            values.append(self.run(function, *given))
            last = values[-_STEADY:]
            return bool(last[0]) and last == last[:1] * _STEADY

        try:
            wait_until(is_steady)
        except TimeoutError as late:
            says = self.run("() => document.body.innerText")
            raise AssertionError(f"{given} did not come. The page says: {says}") from late
        return values[-1]


def wait_until(is_so: Callable[[], bool]) -> None:
    """Ask again and again until it is so."""
    deadline = time.monotonic() + _PATIENCE
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Not so within {_PATIENCE:.0f} seconds")
        time.sleep(0.1)
