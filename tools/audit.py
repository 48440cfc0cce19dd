"""Compare every version in requirements/*.txt with the known vulnerabilities, and report what was compared.

pip-audit itself succeeds when its data can't be reached, as if there were no vulnerability: here a package that was not compared counts
as a failure. Exit codes: 0 if all were compared and none is vulnerable, 1 if one is, 2 if that can't be decided. The environment variable
OSV_URL overrides the source of the data, for example with an organisation's own copy.
"""

import json
import os
import subprocess
import sys
from itertools import groupby, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from tools import settings
from tools.setup import LOCKS, folded, pins

SOUND, WEAK, UNTOLD = 0, 1, 2


def judge(told: list[str], expected: set[tuple[str, str]]) -> tuple[int, list[str]]:
    """Return the exit code and the lines to print for pip-audit's output, list by list, about the expected packages."""
    try:
        found = [one for text in told for one in json.loads(text)["dependencies"] if "skip_reason" not in one]
    except (ValueError, KeyError, TypeError):
        return UNTOLD, ["Not compared: the data on weaknesses could not be reached or read."]
    compared = {(folded(one["name"]), one["version"]) for one in found}
    lines = [
        f"{one['name']} {one['version']}: {weakness['id']}"
        + (f", mended in {', '.join(weakness['fix_versions'])}" if weakness.get("fix_versions") else ", not mended yet")
        for one in found
        for weakness in one.get("vulns", [])
    ]
    code = WEAK if lines else SOUND
    if missing := sorted(expected - compared):
        lines.append(f"Not compared, the data on weaknesses does not have or give them: {', '.join(map(' '.join, missing))}.")
        code = code or UNTOLD
    return code, [*lines, f"{len(expected & compared)} of {len(expected)} packages compared."]


def lists(locked: set[tuple[str, str]]) -> list[str]:
    """Return lists of requirements for every machine, each with at most one version of a package."""
    versions = [list(same) for _, same in groupby(sorted(locked), key=lambda pin: pin[0])]
    return ["".join(f"{name}=={version}\n" for name, version in filter(None, layer)) for layer in zip_longest(*versions)]


def ask(requirements: str) -> subprocess.CompletedProcess:
    """Run pip-audit on a list of requirements."""
    command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", "osv", "--format", "json", "--progress-spinner", "off"]
    if address := os.environ.get("OSV_URL"):
        command += ["--osv-url", address]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "requirements.txt"
        file.write_text(requirements, encoding="utf-8")
        command += ["--no-deps", "--disable-pip", "--requirement", str(file)]
        return subprocess.run(command, env=settings.environment(), capture_output=True, text=True, check=False)


def main(locks: list[Path]) -> int:
    """Check the locks, print the result and return the exit code."""
    locked = {pin for lock in locks for pin in pins(lock)}
    runs = [ask(requirements) for requirements in lists(locked)]
    code, lines = judge([run.stdout for run in runs], locked)
    # the last line of the tool's own errors, where it failed
    lines += dict.fromkeys(run.stderr.strip().splitlines()[-1] for run in runs if run.stderr and not run.stdout.strip())
    print("\n".join(lines), file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]] or sorted(LOCKS.glob("*.txt"))))
