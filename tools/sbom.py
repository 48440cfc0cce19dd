"""Write .build/sbom.json: what a build is made with (CycloneDX), each package of the core's lock with its hashes, licence and dependencies.

The lock says which packages and hashes, the environment what their licences and dependencies are. What the lock holds for other machines
only, and is therefore not installed here, is marked as optional.
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
TAKEN = ("bom-ref", "description", "licenses")  # what the environment knows better than the lock


def told(*arguments: str) -> dict:
    """Give what the tool writes about a lock or an environment."""
    form = ["--no-validate", "--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible", "--of", "JSON"]
    run = subprocess.run([sys.executable, "-m", "cyclonedx_py", *arguments, *form], capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(run.stderr)
    return json.loads(run.stdout)


def key(component: dict) -> tuple[str, Version]:
    """Tell a package and its version, however they are spelt."""
    return folded(component["name"]), Version(component["version"])


def joined(locked: dict, installed: dict) -> dict:
    """Put together what lock and environment say of the packages in the lock."""
    known = {key(component): component for component in installed["components"]}
    for component in locked["components"]:
        del component["description"]  # the line of the lock, which says nothing that is not in the component
        if found := known.get(key(component)):
            component.update({name: found[name] for name in TAKEN if name in found})
        else:
            component["scope"] = "optional"
    inside = {component["bom-ref"] for component in [*locked["components"], locked["metadata"]["component"]]}
    graph = {one["ref"]: inside.intersection(one.get("dependsOn", ())) for one in installed["dependencies"]}
    # what installs the project is no dependency that an environment knows of
    backends = {folded(Requirement(line).name) for line in backend().splitlines()}
    graph[locked["metadata"]["component"]["bom-ref"]] |= {one["bom-ref"] for one in locked["components"] if folded(one["name"]) in backends}
    locked["dependencies"] = [{"ref": ref, **({"dependsOn": sorted(graph[ref])} if graph.get(ref) else {})} for ref in sorted(inside)]
    return locked


def main() -> None:
    """Write the list, if it is valid by the standard's own schema."""
    text = json.dumps(joined(told("requirements", str(LOCKS / "core.txt")), told("environment", str(VENV))), indent=1, ensure_ascii=False)
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        sys.exit(f"The list is not valid: {error}")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(json.loads(text)['components'])} packages")


if __name__ == "__main__":
    main()
