"""Edit as people do who use the keyboard alone: a page of the editing program in Chromium, and keys."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from macros.editing.commands import Editor
from tests.browser.axe import AXE

MANY = 400  # presses of a key until one gives up
# what has the focus can be seen: nothing lies over its middle, or over the part of it that the window shows
_SEEN = """element => {
  const box = element.getBoundingClientRect();
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const hit = document.elementFromPoint(box.left + box.width / 2, (top + bottom) / 2);
  return Boolean(hit) && (element.contains(hit) || hit.contains(element) || [...(element.labels ?? [])].some(l => l.contains(hit)));
}"""


class Keys:
    """Somebody with a keyboard in front of a page."""

    def __init__(self, page, address: str, opening: str) -> None:
        self.page, self.address = page, address
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console",
            lambda said: self.errors.append(said.text) if said.type == "error" and "the server responded" not in said.text else None,
        )
        page.goto(opening)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path.removeprefix("/"))

    def to(self, selector: str, key: str = "Tab") -> None:
        """Press Tab until something that fits has the focus; it can be seen there."""
        for _ in range(MANY):
            self.page.keyboard.press(key)
            focused = self.page.evaluate_handle("document.activeElement").as_element()
            if focused and focused.evaluate("(element, selector) => element.matches(selector)", selector):
                assert focused.evaluate(_SEEN), f"{selector} is covered where it has the focus"
                return
        raise AssertionError(f"no key leads to {selector}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def go(self, *keys: str) -> None:
        """Press keys, the last of which leads to another page."""
        self.press(*keys[:-1])
        with self.page.expect_navigation():
            self.page.keyboard.press(keys[-1])

    def write(self, selector: str, text: str) -> None:
        """Go to a box and write it anew."""
        self.to(selector)
        self.press("Control+a")
        self.page.keyboard.type(text)

    def act(self, selector: str, key: str = "Tab") -> None:
        """Press a button that changes the form, and wait for what is told of it."""
        self.to(selector, key)
        self.page.locator("[data-status]").evaluate("status => status.textContent = ''")
        self.press("Enter")
        self.told()

    def told(self) -> str:
        """What a screen reader is told next."""
        return self.page.wait_for_selector("[data-status]:not(:empty)", state="attached").text_content()

    def lands(self, selector: str) -> None:
        """Wait until something has the focus."""
        self.page.wait_for_selector(f"{selector}:focus")

    def save(self) -> None:
        self.to(".hb-bar .hb-button")
        self.go("Enter")

    @property
    def focused(self) -> str:
        """The id of what has the focus; of a part of the page, its text."""
        return self.page.evaluate("(e => e.matches('section') ? e.textContent.trim() : e.id)(document.activeElement)")

    def text(self, selector: str = "main") -> str:
        return self.page.locator(selector).first.inner_text()


@contextmanager
def editing(browser, content: Path, language: str = "en", edition: Path | None = None, **context) -> Generator[Keys]:
    """The editing program of a folder of content, or of an edition of it, open in a browser of its own."""
    editor = Editor(content, edition=edition)
    thread = Thread(target=editor.server.run, daemon=True)
    thread.start()
    around = browser.new_context(locale=language, **{"viewport": {"width": 1280, "height": 900}, **context})
    around.set_default_timeout(60_000)
    page = around.new_page()
    page.add_init_script(AXE)
    try:
        keys = Keys(page, editor.address, editor.opening())
        yield keys
        assert not keys.errors
    finally:
        around.close()
        editor.server.close()
        thread.join(10)
