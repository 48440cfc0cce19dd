"""A reader of the site in any of three browsers: the same few acts for all, done as hands do them, with mouse and keys."""

import time
from abc import ABC, abstractmethod
from typing import Any

# By what WebDriver calls keys that write nothing (https://www.w3.org/TR/webdriver2/#keyboard-actions); the names are Playwright's
KEYS = {
    "Backspace": "\ue003",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Control": "\ue009",
    "Alt": "\ue00a",
    "Escape": "\ue00c",
    "Space": " ",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "Delete": "\ue017",
}
# The middle of the first element of a selector that is seen, where a click meets it and nothing that lies over it; null until there is one
_PLACE = """selector => {
  for (const element of document.querySelectorAll(selector)) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue
    element.scrollIntoView({ behavior: 'instant', block: 'center', inline: 'nearest' })
    const box = [...element.getClientRects()].find(({ width, height }) => width && height)
    if (!box) continue
    const place = [Math.floor(box.left + box.width / 2), Math.floor(box.top + box.height / 2)]
    const met = document.elementFromPoint(...place)
    if (met && (element.contains(met) || met.contains(element) || met.closest('label')?.control === element)) return place
  }
  return null
}"""

LOADED = "document.readyState === 'complete'"
# a value in a list if it is true in JavaScript, as an element is, of which JSON tells nothing
_IF = """async (...args) => {{
  const value = ({js})
  const found = await (typeof value === 'function' ? value(...args) : value)
  return found ? [found] : null
}}"""


class Reader(ABC):
    """Someone who reads the site on a device of their own: nothing in its cache, nothing stored.

    `errors` is what the console was told of as an error, and what scripts of the page left uncaught: tests/browser/webkit.py says what of
    it WebKit does not tell. What a selector chooses are elements as CSS chooses them; of several the first that is seen.
    """

    name: str

    @property
    @abstractmethod
    def url(self) -> str:
        """The address of the page."""

    @property
    @abstractmethod
    def errors(self) -> list[str]:
        """The errors so far."""

    @abstractmethod
    def goto(self, url: str) -> None:
        """Open an address, and wait until it is loaded."""

    @abstractmethod
    def back(self) -> None:
        """Go back by one step, as by the browser's button, and wait until the page is loaded."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the window's inside a size: 1280 by 900 before that."""

    @abstractmethod
    def evaluate(self, js: str, *args: Any) -> Any:
        """Return the value of an expression, as JSON; of a function, what it makes of the arguments; of a promise, what it brings."""

    @abstractmethod
    def click(self, selector: str) -> None:
        """Click in the middle of an element, once it is there and nothing lies over it."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Write a text by keys, where the focus is."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press a key, or several at once: "Enter", "Shift+Tab", "Control+k"."""

    def wait(self, js: str, seconds: float = 10, args: tuple = ()) -> Any:
        """Wait until an expression is true, over a change of page too, and return its value."""
        until = time.monotonic() + seconds
        while True:
            try:
                found = self.evaluate(_IF.format(js=js), *args)
            except LeftError:  # the page is just being left
                found = None
            if found:
                return found[0]
            assert time.monotonic() < until, (
                f"In {self.name} not within {seconds} s at {self.url}: {js} {args or ''}; errors: {self.errors}"
            )
            time.sleep(0.03)


class LeftError(Exception):
    """A page could not be asked, because it was left or because what was asked failed."""


class DrivenReader(Reader):
    """A reader in a browser that is driven by WebDriver, of either kind: both take mouse and keys in the same words."""

    @abstractmethod
    def act(self, actions: list[dict]) -> None:
        """Do with mouse and keys what is told in WebDriver's words."""

    def click(self, selector: str) -> None:
        x, y = self.wait(_PLACE, args=(selector,))
        steps = [{"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.act([{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}])

    def type(self, text: str) -> None:
        self._keys([{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")])

    def press(self, key: str) -> None:
        keys = [KEYS.get(one, one) for one in key.split("+")]
        self._keys([*({"type": "keyDown", "value": one} for one in keys), *({"type": "keyUp", "value": one} for one in reversed(keys))])

    def _keys(self, steps: list[dict]) -> None:
        self.act([{"type": "key", "id": "keys", "actions": steps}])
