"""Web servers that serve a site by the files that a build makes for them: each started on a free port of this machine, and stopped."""

import contextlib
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.conftest import ROOT

PATIENCE = 20  # seconds until a server answers
MODULES = ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/libexec/apache2")
USED = (
    *("mpm_event", "unixd", "authz_core", "authz_host", "dir", "mime", "alias", "autoindex", "negotiation"),
    *("rewrite", "headers", "filter", "deflate", "brotli"),
)


@dataclass(frozen=True)
class Answer:
    """What a server answers.

    Attributes:
        status: The status.
        headers: The headers, by their names in small letters; of several of one name, all.
        body: The body as sent.
    """

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Attributes:
        name: The name of the program.
        port: Its port on this machine.
        www: The folder of the server, in which the site is.
    """

    name: str
    port: int
    www: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str, **headers: str) -> Answer:
        """Ask for a path just as it is written: no ``..`` is taken out of it before."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            reply = connection.getresponse()
            said = {name.lower() for name, _ in reply.getheaders()}
            return Answer(reply.status, {name: ", ".join(reply.headers.get_all(name, [])) for name in said}, reply.read())
        finally:
            connection.close()


def _nginx(program: str, port: int, www: Path, home: Path, ready: str) -> list[str]:
    (home / "ready.conf").write_text(ready)
    kept = "".join(f"{kind}_temp_path {home}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    server = f"server {{ listen 127.0.0.1:{port}; root {www}; include {home}/ready.conf; }}"
    settings = f"daemon off; master_process off; pid {home}/pid; error_log stderr error; events {{}}"
    (home / "nginx.conf").write_text(f"{settings} http {{ access_log off; {kept} {server} }}")
    return [program, "-e", "stderr", "-p", str(home), "-c", str(home / "nginx.conf")]


def _apache(program: str, port: int, www: Path, home: Path, ready: str) -> list[str]:
    del ready  # it reads .htaccess in the site
    modules = next(folder for folder in map(Path, MODULES) if folder.is_dir())
    loaded = [f"<IfModule !mod_{name}.c>\nLoadModule {name}_module {modules}/mod_{name}.so\n</IfModule>" for name in USED]
    user = ["User nobody", "Group nogroup"] if os.geteuid() == 0 else []  # it refuses to serve as the administrator
    settings = [
        *loaded,
        *user,
        f"ServerRoot {home}",
        "ServerName 127.0.0.1",
        f"Listen 127.0.0.1:{port}",
        f"PidFile {home}/pid",
        "ErrorLog /dev/stderr",
        f"DefaultRuntimeDir {home}",
        "TypesConfig /dev/null",
        f"DocumentRoot {www}",
        f"<Directory {www}>",
        "Options Indexes MultiViews",  # as careless as a host may be
        "AllowOverride FileInfo Indexes Options=Indexes,MultiViews,SymLinksIfOwnerMatch",
        "Require all granted",
        "</Directory>",
    ]
    (home / "apache.conf").write_text("\n".join(settings) + "\n")
    return [program, "-X", "-f", str(home / "apache.conf")]


def _caddy(program: str, port: int, www: Path, home: Path, ready: str) -> list[str]:
    (home / "ready").write_text(ready)
    settings = "{\n\tadmin off\n\tauto_https off\n}\n"
    (home / "Caddyfile").write_text(f"{settings}http://127.0.0.1:{port} {{\n\tbind 127.0.0.1\n\troot * {www}\n\timport {home}/ready\n}}\n")
    return [program, "run", "--adapter", "caddyfile", "--config", str(home / "Caddyfile")]


STARTS: dict[str, tuple[str, Callable[[str, int, Path, Path, str], list[str]]]] = {
    "nginx": ("nginx.conf", _nginx),
    "apache": ("", _apache),
    "caddy": ("Caddyfile", _caddy),
}


@contextlib.contextmanager
def running(name: str, site: Path, root: str, written: Callable[[str], str]) -> Generator[Server]:
    """Serve a copy of a site at a path of a server.

    Args:
        name: The name of the program, as tools/program.sh knows it.
        site: The folder of the site.
        root: The path of the site on its server, with a slash at both ends.
        written: Gives the text of a file that the server's settings include, by its name.
    """
    found = subprocess.run([ROOT / "tools/program.sh", name], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    ready, start = STARTS[name]
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        home = Path(folder)
        home.chmod(0o755)  # the server may be somebody else
        www = home / "www"
        copy_linked(site, www / root.strip("/"))
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        command = start(found.stdout.strip(), port, www, home, written(ready) if ready else "")
        with (home / "log").open("w+") as log:
            environment = {"HOME": folder, "PATH": os.environ["PATH"]}
            process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment)
            try:
                _wait(process, port, home / "log")
                yield Server(name, port, www)
                assert process.poll() is None, "the server has stopped"
            finally:
                process.terminate()
                process.wait(timeout=20)


def copy_linked(source: Path, target: Path) -> None:
    """Copy a folder without copying what is in its files."""
    for folder, _, files in os.walk(source):
        there = target / Path(folder).relative_to(source)
        there.mkdir(parents=True, exist_ok=True)
        for file in files:
            try:
                os.link(Path(folder) / file, there / file)
            except OSError:  # on another disk
                (there / file).write_bytes((Path(folder) / file).read_bytes())


def _wait(process: subprocess.Popen, port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(log.read_text())
