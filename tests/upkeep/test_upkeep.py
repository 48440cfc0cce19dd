"""Looking after the dependencies: known weaknesses, and the list of what is in a build."""

import json
import re
import subprocess
import sys
from contextlib import contextmanager

import pytest
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import HERE, ROOT, Answers, answering
from tests.upkeep.package_index import CLOSED
from tools import settings
from tools.audit import SOUND, UNTOLD, WEAK, judge

HASH = f"--hash=sha256:{'0' * 64}"


@contextmanager
def weaknesses(known):
    """Data on weaknesses as the tool asks for them: (name, version) -> the version that mends it."""

    class Weaknesses(Answers):
        def do_POST(self):  # noqa: N802 - the name that its class calls
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            name = asked["package"]["name"]
            answer = {}
            if mended := known.get((name, asked["version"])):
                ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": mended}]}]
                answer = {"vulns": [{"id": "PYSEC-1", "summary": "weak", "affected": [{"package": asked["package"], "ranges": ranges}]}]}
            self.answer(json.dumps(answer).encode(), "application/json")

    with answering(Weaknesses) as address:
        yield address.rstrip("/")


def audit(address, *locks):
    environment = HERE | {"OSV_URL": address, "NO_PROXY": "127.0.0.1"}
    command = [sys.executable, "-m", "tools.audit", *map(str, locks)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_known_weakness_is_told_and_no_other(tmp_path):
    lock = tmp_path / "core.txt"
    lock.write_text(f"alpha==1.0 \\\n    {HASH}\nbeta==2.0 \\\n    {HASH}\n", encoding="utf-8")
    with weaknesses({("alpha", "1.0"): "1.1", ("beta", "1.0"): "2.0"}) as address:
        run = audit(address, lock)
        assert run.returncode == WEAK
        assert run.stderr.splitlines() == ["alpha 1.0: PYSEC-1, mended in 1.1", "2 of 2 packages compared."]

        lock.write_text(lock.read_text().replace("alpha==1.0", "alpha==1.1"), encoding="utf-8")
        run = audit(address, lock)
        assert (run.returncode, run.stdout) == (SOUND, "2 of 2 packages compared.\n")


def test_all_versions_of_all_locks_are_compared():
    """Those for other machines too."""
    text = "".join(lock.read_text(encoding="utf-8") for lock in (ROOT / "requirements").iterdir())
    locked = set(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))
    here = {version for name, version in locked if name == "pymdown-extensions"}
    assert len(here) == 2, "a package with two versions is what this test is for"
    with weaknesses(dict.fromkeys((("pymdown-extensions", version) for version in here), "99")) as address:
        run = audit(address)
    assert run.returncode == WEAK
    assert {line.partition(":")[0] for line in run.stderr.splitlines()[:-1]} == {f"pymdown-extensions {version}" for version in here}
    assert run.stderr.splitlines()[-1] == f"{len(locked)} of {len(locked)} packages compared."


def test_data_out_of_reach_is_not_taken_for_no_weakness(tmp_path):
    lock = tmp_path / "core.txt"
    lock.write_text(f"alpha==1.0 \\\n    {HASH}\n", encoding="utf-8")
    run = audit(CLOSED, lock)
    assert run.returncode == UNTOLD
    first, *rest = run.stderr.splitlines()
    assert first == "Not compared: the data on weaknesses could not be reached or read."
    assert "refused" in rest[-1]
    assert "Traceback" not in run.stderr


def test_a_package_that_was_left_out_is_not_taken_for_sound():
    left_out = {"name": "alpha", "skip_reason": "Dependency not found and could not be audited: alpha (1.0)"}
    sound = {"name": "beta", "version": "1.0", "vulns": []}
    weak = {"name": "beta", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": []}]}
    for found, code in (([left_out, sound], UNTOLD), ([sound], UNTOLD), ([left_out, weak], WEAK)):
        judged, lines = judge([json.dumps({"dependencies": found})], {("alpha", "1.0"), ("beta", "1.0")})
        assert judged == code
        assert any("alpha" in line for line in lines)
        assert lines[-1] == "1 of 2 packages compared."


def listed_build():
    run = subprocess.run([sys.executable, "-m", "tools.sbom"], cwd=ROOT, env=HERE, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return (ROOT / ".build/sbom.json").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_list_of_a_build_has_every_package_of_its_lock():
    text = listed_build()
    assert listed_build() == text, "the same build has the same list"
    told = json.loads(text)
    locked = {}
    for part in re.split(r"\n(?=\S)", (ROOT / "requirements/core.txt").read_text(encoding="utf-8")):
        name, version = re.match(r"(\S+)==(\S+)", part).groups()
        locked[name, Version(version)] = set(re.findall(r"sha256:([0-9a-f]{64})", part))
    listed = {}
    for one in told["components"]:
        hashes = {each["content"] for reference in one["externalReferences"] for each in reference.get("hashes", ())}
        listed[canonicalize_name(one["name"]), Version(one["version"])] = hashes
        assert one.get("scope") == "optional" or one["licenses"], one["name"]
        assert one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}"
    assert listed == locked

    # what is for other machines only is told so, and the rest hangs together
    optional = {one["name"] for one in told["components"] if one.get("scope") == "optional"}
    assert optional >= {"brotlicffi", "cffi", "pycparser"}
    assert len(optional) <= 4
    needs = {one["ref"]: one.get("dependsOn", []) for one in told["dependencies"]}
    top = told["metadata"]["component"]
    assert (top["name"], top["licenses"][0]["license"]["id"]) == ("adult-social-work-handbook", "EUPL-1.2")
    reached, todo = set(), [top["bom-ref"]]
    while todo:
        reached.add(todo[0])
        todo += [ref for ref in needs[todo.pop(0)] if ref not in reached]
    assert reached == {top["bom-ref"], *(one["bom-ref"] for one in told["components"] if one.get("scope") != "optional")}


def test_settings_are_pips_own():
    listed = "global.index-url='http://one.test/simple'\n:env:.index-url='http://two.test/simple'\ninstall.cert='/etc/a b.pem'\n"
    assert settings.of_pip(listed) == {"index-url": "http://two.test/simple", "cert": "/etc/a b.pem"}


def test_every_setting_reaches_the_other_tools(monkeypatch, tmp_path):
    own = {
        "PIP_CONFIG_FILE": str(tmp_path / "pip.conf"),
        "PIP_CERT": "/etc/a b.pem",
        "PIP_PROXY": "http://proxy.test:1",
        "PIP_NO_INDEX": "1",
    }
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "pip.conf").write_text(
        "[global]\nindex-url = http://one.test/simple\nextra-index-url =\n  http://two.test/simple\n  http://three.test/simple\n"
        "find-links = /a\n  /b\ntrusted-host = one.test\n",
        encoding="utf-8",
    )
    told = settings.environment()
    expected = {
        "UV_DEFAULT_INDEX": "http://one.test/simple",
        "UV_INDEX": "http://two.test/simple http://three.test/simple",
        "UV_FIND_LINKS": "/a,/b",
        "UV_INSECURE_HOST": "one.test",
        "UV_NO_INDEX": "1",
        "SSL_CERT_FILE": "/etc/a b.pem",
        "REQUESTS_CA_BUNDLE": "/etc/a b.pem",
        "HTTPS_PROXY": "http://proxy.test:1",
        "HTTP_PROXY": "http://proxy.test:1",
        "UV_NO_CONFIG": "1",
    }
    assert {name: told.get(name) for name in expected} == expected
