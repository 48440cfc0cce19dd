"""A package index on this machine, with packages of our own making, and a project that is set up from it."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from tests.conftest import HERE, ROOT, Answers, answering

CLOSED = "http://127.0.0.1:9"  # nobody answers there
NAME, BACKEND = "our-handbook", "flit-core"
ABOUT = f"""
[build-system]
requires = ["flit_core"]
build-backend = "flit_core.buildapi"
[project]
name = "{NAME}"
version = "1.0"
description = "A project of the tests"
[project.entry-points."mkdocs.plugins"]
handbook = "tools.setup:SetupError"
[tool.flit.module]
name = "tools"
"""
# the set-up as on a machine whose Python brings no pip for new environments: the quicker way, too
WITHOUT_PIP = """
import importlib.util
from tools import setup
found = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name == "ensurepip" else found(name)
setup.main()
"""


def wheel(folder: Path, name: str, version: str, *needs: str, tag: str = "py3-none-any") -> str:
    """Write a package of one module; give the line of a lock that takes it."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{version}-{tag}.whl"
    needed = "".join(f"Requires-Dist: {need}\n" for need in needs)
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{name}.py", f"version = {version!r}\n")
        file.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needed}")
        file.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: {tag}\n")
        file.writestr(f"{info}/RECORD", "")
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Index:
    """Packages behind an address, and every question that was asked there."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.asked: list[str] = []
        self.url = ""

    def add(self, *package: str, **more: str) -> str:
        """Take a package in; give the line of a lock for it."""
        return wheel(self.folder, *package, **more)

    def add_backend(self) -> str:
        """Take in what installs a project, as it is installed here; give the line of a lock for it."""
        self.folder.mkdir(exist_ok=True)
        found = metadata.distribution(BACKEND)
        path = self.folder / f"{BACKEND.replace('-', '_')}-{found.version}-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as file:
            for part in found.files or ():
                if part.suffix != ".pyc" and part.name not in ("INSTALLER", "REQUESTED", "direct_url.json"):
                    file.write(part.locate(), part)
        return f"{BACKEND}=={found.version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@contextmanager
def index(folder: Path) -> Generator[Index]:
    shelf = Index(folder)

    class Packages(Answers):
        def do_GET(self):  # noqa: N802 - the name that its class calls
            shelf.asked.append(self.path)
            name = self.path.strip("/").split("/")[-1]
            if self.path.endswith(".whl"):
                body = (folder / name).read_bytes()
            else:
                links = [path.name for path in sorted(folder.glob(f"{name.replace('-', '_')}-*.whl"))]
                body = "".join(f'<a href="/files/{link}">{link}</a>\n' for link in links).encode()
            self.answer(body, "application/octet-stream" if self.path.endswith(".whl") else "text/html")

    with answering(Packages) as address:
        shelf.url = address.rstrip("/")
        yield shelf


class Project:
    """A folder with our tools, and with locks and a description of its own."""

    def __init__(self, root: Path):
        self.root = root
        self.describe(ABOUT)
        shutil.copytree(ROOT / "tools", root / "tools", ignore=shutil.ignore_patterns("__pycache__"))

    def describe(self, text: str) -> None:
        (self.root / "pyproject.toml").write_text(text, encoding="utf-8")

    def lock(self, group: str, *lines: str) -> None:
        (self.root / "requirements").mkdir(exist_ok=True)
        (self.root / f"requirements/{group}.txt").write_text("".join(lines), encoding="utf-8")

    def run(self, *command: str, registry: str = CLOSED, **environment: str) -> subprocess.CompletedProcess:
        """Run a tool of the project where pip has only one registry, and every other way out is closed."""
        own = {name: value for name, value in HERE.items() if not name.startswith(("PIP_", "UV_"))}
        own |= {"PIP_CONFIG_FILE": "/dev/null", "PIP_INDEX_URL": f"{registry}/simple", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
        own |= {"UV_NO_CACHE": "1", "UV_HTTP_RETRIES": "0", "https_proxy": CLOSED, "NO_PROXY": "127.0.0.1"} | environment
        return subprocess.run([sys.executable, *command], cwd=self.root, env=own, capture_output=True, text=True, timeout=200, check=False)

    def set_up(self, *groups: str, registry: str = CLOSED, **environment: str) -> subprocess.CompletedProcess:
        return self.run("-c", WITHOUT_PIP, *groups, registry=registry, **environment)

    def installed(self) -> dict[str, str]:
        """Give the packages in .venv with their versions, as Python finds them, but for the project itself and what installs it."""
        told = "from importlib import metadata\nfor one in metadata.distributions(): print(one.name, one.version)"
        run = subprocess.run([self.root / ".venv/bin/python", "-c", told], cwd="/", capture_output=True, text=True, check=True)
        found = dict(line.split() for line in run.stdout.splitlines())
        assert {NAME, BACKEND.replace("-", "_")} <= found.keys()
        return {name: version for name, version in found.items() if name not in ("pip", NAME, BACKEND.replace("-", "_"))}

    def plugins(self) -> dict[str, str]:
        """Give the plugins that MkDocs would find in .venv, from any folder."""
        told = "from importlib import metadata\nfor one in metadata.entry_points(group='mkdocs.plugins'): print(one.name, one.value)"
        run = subprocess.run([self.root / ".venv/bin/python", "-c", told], cwd="/", capture_output=True, text=True, check=True)
        return dict(line.split() for line in run.stdout.splitlines())
