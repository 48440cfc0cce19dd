"""A site on this machine over a bad line: what is asked of it can be held up, fail, or come as something else."""

import re
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.conftest import Answers, Quiet, answering

LONGEST = 30  # seconds that an answer is held at most


class Line:
    """What happens to requests, and which there were.

    Attributes:
        address: The site's address, with a slash at its end.
        asked: Each request so far: its path with what stands after the question mark, and the page that it says it comes from.
    """

    def __init__(self) -> None:
        self.address, self.asked = "", []
        self._held, self._bad = {}, {}

    def hold(self, pattern: str) -> None:
        """Let no answer through whose path has the pattern, until the line is well again."""
        self._held[pattern] = threading.Event()

    def fail(self, pattern: str, status: int = 503, body: bytes = b"") -> None:
        """Answer with a failure, or with another body, where the path has the pattern."""
        self._bad[pattern] = status, body

    def let_go(self) -> None:
        """Answer what was held; what is to fail fails."""
        held = [*self._held.values()]
        self._held = {}
        for event in held:
            event.set()

    def heal(self) -> None:
        """Answer everything, what was held too."""
        self._bad = {}
        self.let_go()

    def wait(self, path: str) -> None:
        """Wait while a path is held."""
        for pattern, event in [*self._held.items()]:
            if re.search(pattern, path):
                event.wait(LONGEST)

    def instead(self, path: str) -> tuple[int, bytes] | None:
        """Return what is answered in place of a file."""
        return next((bad for pattern, bad in self._bad.items() if re.search(pattern, path)), None)


@contextmanager
def line(folder: Path) -> Generator[Line]:
    """Serve a folder over a line that is well at first."""
    state = Line()

    class Handler(Answers, Quiet):
        def __init__(self, *args, **keywords):
            super().__init__(*args, directory=str(folder), **keywords)

        def do_GET(self):  # noqa: N802 - the name is http.server's
            state.asked.append((self.path, self.headers.get("Referer", "")))
            state.wait(self.path)
            if bad := state.instead(self.path):
                self.answer(bad[1] or b"-", status=bad[0])
            else:
                super().do_GET()

        def end_headers(self):
            self.send_header("Cache-Control", "no-cache")  # what came well once would be used where the line has become bad
            super().end_headers()

        def handle(self):
            with suppress(ConnectionError):  # the reader did not wait
                super().handle()

    with answering(Handler) as state.address:
        try:
            yield state
        finally:
            state.heal()  # also after a test that failed: the server does not end while an answer is held
