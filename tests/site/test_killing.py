"""Builds that are stopped at random moments, two at once, and on a disk that is full: see tests/build/killing.py."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.series import chance


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_whatever_stops_a_build_the_published_folder_is_whole():
    seed = chance("kills").randrange(1_000_000)
    command = [sys.executable, "-m", "tests.build.killing", "--kills=12", "--disks=2", "--pairs=2", "--faults", f"--seed={seed}"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(" ".join(command), run.stdout, sep="\n")
    assert run.returncode == 0, run.stderr[-5000:]
    assert "next build whole" in run.stdout
