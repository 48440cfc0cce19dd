"""Firefox, as it is installed, driven by WebDriver BiDi: one websocket, requests with a number and an answer to each, events in between."""

import itertools
import json
import re
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser.reader import LOADED, DrivenReader, LeftError
from tests.programs import program, running

# what a new profile would do by itself: ask the network, open pages, move windows
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
    "ui.systemUsesDarkTheme": 0,
}
# an expression or a function as one function whose value is text, so that what a page says comes over as JSON
_ASKED = """async (...args) => {{
  const value = ({js});
  return JSON.stringify(await (typeof value === 'function' ? value(...args.map(one => JSON.parse(one))) : value));
}}"""


class Bidi:
    """A session of WebDriver BiDi."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.numbers, self.events = socket, itertools.count(1), []

    def ask(self, method: str, **params: Any) -> dict:
        """Send a request and return its answer; events that come before it are kept."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self.socket.recv(60))
            if told["type"] == "event":
                self.events.append(told)
            elif told["id"] == number:
                if told["type"] == "error":
                    raise LeftError(f"{method}: {told['error']}: {told['message']}")
                return told["result"]


class FirefoxReader(DrivenReader):
    """A reader in a tab of Firefox, in a user context of its own, which shares nothing with others."""

    name = "firefox"

    def __init__(self, bidi: Bidi, context: str) -> None:
        self.bidi, self.context = bidi, context

    @property
    def url(self) -> str:
        return self.evaluate("location.href")

    @property
    def errors(self) -> list[str]:
        self.bidi.ask("session.status")  # what was told before its answer has come by then
        told = [event["params"] for event in self.bidi.events if event["method"] == "log.entryAdded"]
        return [str(one["text"]) for one in told if one["level"] == "error" and one["source"].get("context") == self.context]

    def goto(self, url: str) -> None:
        self.wait(LOADED)  # where a page is left that is just loading, Firefox may never tell that the next one is loaded
        self.bidi.ask("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def back(self) -> None:
        self.wait(LOADED)  # before, what has been left may not be in the history yet
        self.bidi.ask("browsingContext.traverseHistory", context=self.context, delta=-1)
        self.wait(LOADED)

    def resize(self, width: int, height: int) -> None:
        self.bidi.ask("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})

    def evaluate(self, js: str, *args: Any) -> Any:
        given = [{"type": "string", "value": json.dumps(one)} for one in args]
        target = {"context": self.context}
        told = self.bidi.ask(
            "script.callFunction", functionDeclaration=_ASKED.format(js=js), arguments=given, target=target, awaitPromise=True
        )
        if told["type"] == "exception":
            raise LeftError(f"{js}: {told['exceptionDetails']['text']}")
        return json.loads(told["result"].get("value", "null"))

    def act(self, actions: list[dict]) -> None:
        self.bidi.ask("input.performActions", context=self.context, actions=actions)


class Firefox:
    """A running Firefox."""

    def __init__(self, bidi: Bidi) -> None:
        self.bidi = bidi

    @contextmanager
    def reader(self) -> Generator[FirefoxReader]:
        """Give a reader with a device of their own."""
        user = self.bidi.ask("browser.createUserContext")["userContext"]
        context = self.bidi.ask("browsingContext.create", type="tab", userContext=user)["context"]
        reader = FirefoxReader(self.bidi, context)
        reader.resize(1280, 900)
        yield reader
        self.bidi.ask("browser.removeUserContext", userContext=user)
        self.bidi.events.clear()


def _address(process: subprocess.Popen) -> str:
    """Return the address at which Firefox says that it listens."""
    said = []
    for line in process.stdout or ():
        said.append(line)
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
            return found[1]
    raise AssertionError(f"Firefox ended before it listened: {''.join(said)}")


@contextmanager
def firefox(folder: Path) -> Generator[Firefox]:
    """Run Firefox with a new profile, and end it."""
    profile = folder / "profile"
    profile.mkdir()
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = (program("firefox"), "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile)
    with running(*command, told=subprocess.PIPE) as process, connect(f"{_address(process)}/session", max_size=None) as socket:
        bidi = Bidi(socket)
        bidi.ask("session.new", capabilities={})
        bidi.ask("session.subscribe", events=["log.entryAdded"])
        yield Firefox(bidi)
        bidi.ask("browser.close")
