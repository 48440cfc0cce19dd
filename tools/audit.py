"""Compare every version of requirements/*.txt with the known weaknesses, and tell what was compared.

pip-audit alone ends well where its data could not be reached, as if there were no weakness: here a package that was not compared counts.
Ends with 0 where all were compared and none has a weakness, with 1 where one has, with 2 where it cannot be told. The variable OSV_URL
names another place of the data, for example an organisation's own copy.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tools import settings
from tools.setup import LOCKS, folded, names

SOUND, WEAK, UNTOLD = 0, 1, 2


def judge(told: str, expected: set[str]) -> tuple[int, list[str]]:
    """Give the exit code and the lines for what pip-audit told about the packages that are expected in it."""
    try:
        found = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return UNTOLD, ["Not compared: the data on weaknesses could not be reached or read."]
    compared = {folded(one["name"]) for one in found if "skip_reason" not in one}
    lines = [
        f"{one['name']} {one['version']}: {weakness['id']}"
        + (f", mended in {', '.join(weakness['fix_versions'])}" if weakness.get("fix_versions") else ", not mended yet")
        for one in found
        for weakness in one.get("vulns", [])
    ]
    code = WEAK if lines else SOUND
    if missing := sorted(expected - compared):
        lines.append(f"Not compared, the data on weaknesses does not have or give them: {', '.join(missing)}.")
        code = code or UNTOLD
    return code, [*lines, f"{len(expected & compared)} of {len(expected)} packages compared."]


def main(locks: list[Path]) -> int:
    """Ask about the locks, print what is known and give the exit code."""
    command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", "osv", "--format", "json", "--progress-spinner", "off"]
    if address := os.environ.get("OSV_URL"):
        command += ["--osv-url", address]
    command += ["--require-hashes", "--disable-pip", *(f"--requirement={lock}" for lock in locks)]
    run = subprocess.run(command, env=settings.environment(), capture_output=True, text=True, check=False)
    code, lines = judge(run.stdout, set().union(*map(names, locks)))
    if not run.stdout.strip():  # why, in the tool's own last words
        lines += run.stderr.strip().splitlines()[-1:]
    print("\n".join(lines), file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]] or sorted(LOCKS.glob("*.txt"))))
