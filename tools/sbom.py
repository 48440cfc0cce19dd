"""Write .build/sbom.json, the components of a build (CycloneDX): each package of the core's lock with hashes, licence and dependencies.

Packages and hashes come from the lock, their licences and dependencies from the environment. A package that the lock holds for other
machines only, and that is therefore not installed here, is marked as optional.
"""

import json
import subprocess
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.version import Version

from tools.lock import backend
from tools.setup import LOCKS, ROOT, VENV, folded

TARGET = ROOT / ".build/sbom.json"
TAKEN = ("bom-ref", "description", "licenses")  # fields that the environment provides better than the lock


def told(*arguments: str) -> dict:
    """Return the list that cyclonedx-py writes for a lock or an environment."""
    form = ["--no-validate", "--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible", "--of", "JSON"]
    run = subprocess.run([sys.executable, "-m", "cyclonedx_py", *arguments, *form], capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(run.stderr)
    return json.loads(run.stdout)


def key(component: dict) -> tuple[str, Version]:
    """Return the normalized name and version of a package."""
    return folded(component["name"]), Version(component["version"])


def joined(locked: dict, installed: dict) -> dict:
    """Merge the lists of lock and environment for the packages in the lock."""
    known = {key(component): component for component in installed["components"]}
    for component in locked["components"]:
        del component["description"]  # only the line of the lock, whose content the component has anyway
        if found := known.get(key(component)):
            component.update({name: found[name] for name in TAKEN if name in found})
        else:
            component["scope"] = "optional"
    inside = {component["bom-ref"] for component in [*locked["components"], locked["metadata"]["component"]]}
    graph = {one["ref"]: inside.intersection(one.get("dependsOn", ())) for one in installed["dependencies"]}
    # the build backend is not among the dependencies in an environment's metadata
    backends = {folded(Requirement(line).name) for line in backend().splitlines()}
    graph[locked["metadata"]["component"]["bom-ref"]] |= {one["bom-ref"] for one in locked["components"] if folded(one["name"]) in backends}
    locked["dependencies"] = [{"ref": ref, **({"dependsOn": sorted(graph[ref])} if graph.get(ref) else {})} for ref in sorted(inside)]
    return locked


def main() -> None:
    """Write the list, if it is valid against the standard's own schema."""
    text = json.dumps(joined(told("requirements", str(LOCKS / "core.txt")), told("environment", str(VENV))), indent=1, ensure_ascii=False)
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        sys.exit(f"The list is not valid: {error}")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(json.loads(text)['components'])} packages")


if __name__ == "__main__":
    main()
