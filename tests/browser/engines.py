"""The three engines in which people read the site: Chromium by Playwright, Firefox by WebDriver BiDi, WebKitGTK by WebDriver.

Debian's own browsers are driven, which Playwright does with Chromium alone. A test that asks for `reader` is run in each of them.
"""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page

from tests.browser.firefox import firefox
from tests.browser.reader import LeftError, Reader
from tests.browser.webkit import webkit


class ChromiumReader(Reader):
    """A reader in a page of Chromium."""

    name = "chromium"

    def __init__(self, page: Page) -> None:
        self.page, self._errors = page, []
        page.on("console", lambda message: self._errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self._errors.append(str(error)))

    @property
    def url(self) -> str:
        return self.page.url

    @property
    def errors(self) -> list[str]:
        self.page.evaluate("0")
        return [*self._errors]

    def goto(self, url: str) -> None:
        self.page.goto(url)

    def back(self) -> None:
        self.page.go_back()

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def evaluate(self, js: str, *args: Any) -> Any:
        try:
            return self.page.evaluate(
                f"args => {{ const value = ({js}); return typeof value === 'function' ? value(...args) : value }}", args
            )
        except Error as error:
            raise LeftError(f"{js}: {error}") from None

    def click(self, selector: str) -> None:
        self.page.locator(selector).filter(visible=True).first.click()

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)


class Chromium:
    """A running Chromium."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    @contextmanager
    def reader(self) -> Generator[ChromiumReader]:
        """Give a reader with a context of their own."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(10_000)
        yield ChromiumReader(context.new_page())
        context.close()


class Engines(ExitStack):
    """The engines that tests have asked for: each is started when it is first asked for, and ended with all others."""

    def __init__(self, folder: Path, chromium: Callable[[], Browser]) -> None:
        super().__init__()
        self.folder, self.chromium, self.running = folder, chromium, {}

    def reader(self, name: str) -> AbstractContextManager[Reader]:
        """Give a reader in an engine by its name."""
        if name not in self.running:
            self.running[name] = self._start(name)
        return self.running[name].reader()

    def _start(self, name: str) -> Any:
        if name == "chromium":
            return Chromium(self.chromium())
        folder = self.folder / name
        folder.mkdir()
        return self.enter_context({"firefox": firefox, "webkit": webkit}[name](folder))
