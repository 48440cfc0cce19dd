"""A learning platform: a real run-time of SCORM 1.2 in a page, and a server that keeps what the run-time hands over, or refuses it."""

import io
import json
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import Quiet, serve
from tests.training.conftest import Learner

HOST = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>platform</title><script src="run-time.js"></script>
<script>
  // trouble: what this platform does otherwise, as a script with API in it
  window.begin = (earlier, trouble) => {
    window.API = new Scorm12API({ autocommit: false, logLevel: 5, lmsCommitUrl: 'kept', terminateCommitPayloadField: 'last' });
    if (earlier) { API.loadFromJSON(earlier, ''); API.cmi.core.entry = 'resume'; }
    new Function('API', trouble)(API);
    window.told = [];
    for (const name of ['LMSInitialize', 'LMSFinish', 'LMSCommit']) {
      const call = API[name].bind(API);
      API[name] = (value) => { told.push(name); return call(value); };
    }
  };
  window.start = (folder, earlier, trouble) => {
    begin(earlier, trouble);
    document.getElementById('sco').src = folder + '/index.html';
  };
</script>
<p><a id="file" href="file.zip">file</a> <a id="mail" href="mailto:somebody@example.org">mail</a> <a id="phone" href="tel:+358000">phone</a>
<a id="elsewhere" href="elsewhere.html">elsewhere</a></p>
<iframe id="sco" title="module" style="width:100%;height:800px"></iframe>"""

# lets a learner into the same module again, as Moodle does; the run-time by itself takes nobody in a second time
LETS_IN_AGAIN = """
  const begin = API.LMSInitialize.bind(API);
  API.LMSInitialize = (value) => {
    if (API.isTerminated()) {
      const { cmi } = JSON.parse(API.renderCMIToJSONString());
      API.reset();
      API.loadFromJSON(cmi, '');
    }
    return begin(value);
  };
"""


class Server(Quiet):
    """Takes the learner's data as long as the learner has a session."""

    kept: tuple[Any, ...] = ()
    session = True

    def do_POST(self):  # noqa: N802 - the library's name
        handed = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if type(self).session:
            type(self).kept += (handed,)
        answer = json.dumps({"result": self.session, "errorCode": 0 if self.session else 101}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


def packages(files):
    """The content of each package by its name."""
    return {name.removesuffix("-scorm12.zip"): file.content for name, file in files.items() if name.endswith("-scorm12.zip")}


@contextmanager
def run(files, run_time: Path, folder: Path) -> Generator[tuple[str, type[Server]]]:
    """A platform that has every package: its address and its server."""
    (folder / "index.html").write_text(HOST, encoding="utf-8")
    (folder / "run-time.js").write_bytes(run_time.read_bytes())
    (folder / "file.zip").write_bytes(next(iter(packages(files).values())))
    for page, body in {"elsewhere": "", "window": '<iframe id="sco" style="width:100%;height:800px"></iframe>'}.items():
        (folder / f"{page}.html").write_text(f'<!doctype html><link rel="icon" href="data:,"><title>{page}</title>{body}', encoding="utf-8")
    for name, content in packages(files).items():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(folder / name)
    with serve(folder, Server) as address:
        yield address, Server


class Platform:
    """A learner's module on the platform."""

    def __init__(self, page, address, server):
        self.page, self.address, self.server = page, address, server
        server.kept, server.session = (), True

    def launch(self, name, earlier=None, trouble=""):
        self.page.goto(self.address)
        self.page.evaluate("([folder, earlier, trouble]) => start(folder, earlier, trouble)", [name, earlier, trouble])
        return self.learner(self.page)

    def learner(self, page):
        """The learner in the frame of a page."""
        frame = page.frame_locator("#sco")
        frame.locator(".hb-quiz__p").wait_for()
        return Learner(frame)

    def get(self, name):
        return self.page.evaluate("name => API.LMSGetValue(name)", f"cmi.{name}")

    def told(self, name):
        """How often the module called a function of the platform."""
        return self.page.evaluate("name => told.filter(told => told === name).length", name)

    @property
    def stored(self):
        """What the platform's server has of the module: all that is there the next time."""
        return self.server.kept[-1]["cmi"]

    def state(self):
        """What the run-time knows of the module."""
        return self.page.evaluate("JSON.parse(API.renderCMIToJSONString())")["cmi"]

    def leave(self):
        self.page.evaluate("document.getElementById('sco').src = 'about:blank'")
        self.page.wait_for_function("told.includes('LMSFinish')")
        return self.state()
