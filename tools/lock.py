"""Write requirements/*.txt, every version with its hashes, from the groups of pyproject.toml; or check that the core's can be installed.

The core comes first, and each group takes the versions of those before it: a build is never held back by what only tests need, and what
two locks share has the same version in both.
"""

import subprocess
import sys

from tools import settings
from tools.setup import LOCKS, ROOT, project

UV = [sys.executable, "-m", "uv", "pip"]
OLDEST, NEWEST = "3.11", "3.14"
# platforms that a build must support; the core has wheels for all of them
PLATFORMS = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28", "x86_64-pc-windows-msvc")
FORM = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]


def groups() -> list[str]:
    """Return the names of the groups in the order in which they are locked."""
    return ["core", *project()["dependency-groups"]]


def backend() -> str:
    """Return the requirements of the build backend, one a line; they are part of the core's lock."""
    return "".join(f"{requirement}\n" for requirement in project().get("build-system", {}).get("requires", ()))


def lock(*options: str) -> None:
    """Write every lock, and remove those whose group no longer exists."""
    before: list[str] = []
    environment = settings.environment()
    for group in groups():
        target = LOCKS / f"{group}.txt"
        source = ["pyproject.toml", "-"] if group == "core" else ["--group", f"pyproject.toml:{group}"]
        command = [*UV, "compile", "--quiet", *FORM, "--python-version", OLDEST, *options, *before, *source, "--output-file", str(target)]
        told = subprocess.run(command, cwd=ROOT, check=False, env=environment, stdout=subprocess.DEVNULL, input=backend(), text=True)
        if failed := told.returncode:
            sys.exit(failed)
        before += ["--constraint", str(target)]
    for path in LOCKS.glob("*.txt"):
        if path.stem not in groups():
            path.unlink()


def resolve() -> int:
    """Check for every platform and Python that the core can be installed from wheels alone; return the number of failures."""
    failed = 0
    environment = settings.environment()
    for platform in PLATFORMS:
        for minor in range(int(OLDEST.split(".")[1]), int(NEWEST.split(".")[1]) + 1):
            where = ["--python-platform", platform, "--python-version", f"3.{minor}", "--target", str(ROOT / ".build/resolve")]
            only = ["--dry-run", "--reinstall", "--no-deps", "--only-binary", ":all:", "--require-hashes"]
            command = [*UV, "install", *only, *where, "--requirement", str(LOCKS / "core.txt")]
            run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
            told = [line.strip() for line in run.stderr.splitlines() if line.strip().startswith(("Resolved", "error:", "cause:"))]
            print(f"{platform} Python 3.{minor}: {'; '.join(told)}")
            failed += run.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(resolve() if sys.argv[1:] == ["--try"] else lock(*sys.argv[1:]))
