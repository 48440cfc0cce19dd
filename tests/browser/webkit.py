"""WebKitGTK, the engine of Safari as Linux has it: its driver starts its small browser, and is asked by HTTP (WebDriver).

It needs a display, which is one in memory (Xvfb). Each reader has a browser of their own, which keeps nothing: half a second.
What it cannot do: tell what the console was told while a page was loading, since its driver is silent on that and a browser that keeps
nothing writes no console either; `errors` begins when a page is first asked, which `goto` does once it is loaded. And in Shift+Tab the page
is told of a key "Unidentified", though the focus goes back as it should. Its window is not narrower than some 450 px.
"""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.reader import LOADED, DrivenReader, LeftError
from tests.programs import program, running

# An expression or a function as the body of a function with a call back, by which promises are waited for. What goes wrong on the page from
# the first question on is told with each answer.
_ASKED = """const done = arguments[arguments.length - 1];
const args = [...arguments].slice(0, -1);
const wrong = window[Symbol.for('wrong')] ??= (() => {
  const wrong = [];
  addEventListener('error', event => wrong.push(event.message));
  addEventListener('unhandledrejection', event => wrong.push(String(event.reason)));
  addEventListener('securitypolicyviolation', event => wrong.push(`${event.violatedDirective}: ${event.blockedURI}`));
  const { error } = console;
  console.error = (...said) => { wrong.push(said.join(' ')); error(...said); };
  return wrong;
})();
(async () => {
  const value = (%s);
  return JSON.stringify(await (typeof value === 'function' ? value(...args) : value));
})().then(json => done([json, null, wrong.splice(0)]), error => done([null, String(error), wrong.splice(0)]));"""


class Driver:
    """A running driver, asked by HTTP."""

    def __init__(self, address: str) -> None:
        self.address = address

    def ask(self, method: str, path: str, body: dict | None = None) -> Any:
        """Send a request and return the value of its answer."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                told = json.load(error)["value"]
            raise LeftError(f"{path}: {told['error']}: {told['message']}") from None

    def listens(self) -> bool:
        """Tell whether it has come up."""
        try:
            return self.ask("GET", "/status")["ready"]
        except OSError:
            return False


class WebKitReader(DrivenReader):
    """A reader in a window of WebKitGTK's MiniBrowser."""

    name = "webkit"

    def __init__(self, driver: Driver, session: str) -> None:
        self.driver, self.session, self._errors = driver, f"/session/{session}", []

    @property
    def url(self) -> str:
        return self._ask("GET", "/url")

    @property
    def errors(self) -> list[str]:
        self.evaluate("0")
        return [*self._errors]

    def goto(self, url: str) -> None:
        self._ask("POST", "/url", {"url": url})
        self.evaluate("0")

    def back(self) -> None:
        self._ask("POST", "/back", {})
        self.wait(LOADED)

    def resize(self, width: int, height: int) -> None:
        """Give the inside a size, which the window takes in its own time: how wide its bars are is told by what is left."""
        until = time.monotonic() + 10
        while (inside := self.evaluate("[innerWidth, innerHeight]")) != [width, height]:
            assert time.monotonic() < until, f"the inside stays at {inside}: the bars leave the window no such size"
            window = self._ask("GET", "/window/rect")
            size = {"width": window["width"] + width - inside[0], "height": window["height"] + height - inside[1]}
            self._ask("POST", "/window/rect", size)
            time.sleep(0.05)

    def evaluate(self, js: str, *args: Any) -> Any:
        value, failed, wrong = self._ask("POST", "/execute/async", {"script": _ASKED % js, "args": [*args]})
        self._errors += wrong
        if failed:
            raise LeftError(f"{js}: {failed}")
        return json.loads(value or "null")

    def act(self, actions: list[dict]) -> None:
        self._ask("POST", "/actions", {"actions": actions})

    def _ask(self, method: str, path: str, body: dict | None = None) -> Any:
        return self.driver.ask(method, self.session + path, body)


class WebKit:
    """A running driver of WebKitGTK."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    @contextmanager
    def reader(self) -> Generator[WebKitReader]:
        """Give a reader with a browser of their own."""
        session = self.driver.ask("POST", "/session", {"capabilities": {}})["sessionId"]
        try:
            reader = WebKitReader(self.driver, session)
            reader.resize(1280, 900)
            yield reader
        finally:  # a session that is left refuses all after it: the driver has one at a time
            self.driver.ask("DELETE", f"/session/{session}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def webkit(folder: Path) -> Generator[WebKit]:
    """Run a display and the driver, and end both."""
    # without -noreset it starts anew when its last client leaves, and refuses connections meanwhile: the next reader's browser would end
    display = (program("xvfb"), "-noreset", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp")
    port, output = _free_port(), folder / "driver"
    with running(*display, told=subprocess.PIPE) as shown, output.open("w") as told:
        number = next((line for line in shown.stdout or () if line.strip().isdigit()), None)
        assert number, "Xvfb gives no display"
        environment = {**os.environ, "DISPLAY": f":{number.strip()}", "GDK_BACKEND": "x11", "HOME": str(folder)}
        with running(program("webkit"), f"--port={port}", told=told, env=environment) as process:
            driver, until = Driver(f"http://127.0.0.1:{port}"), time.monotonic() + 20
            while not driver.listens():
                assert process.poll() is None, output.read_text()
                assert time.monotonic() < until, output.read_text()
                time.sleep(0.05)
            yield WebKit(driver)
