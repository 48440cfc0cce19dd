"""The commands that editors run, as they are run: without make, without a shell, and on systems that can't copy a process."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.conftest import ENVIRONMENT
from tests.editing.serving import Visitor

PATIENCE = 120  # seconds until a preview is there
QUICK = {"HANDBOOK_WITHOUT": "printing,training,office,data,pictures", "PYTHONUNBUFFERED": "1"}
OPENS = re.compile(r"The editor opens at (http://127\.0\.0\.1:(\d+)/\S+)")
WITHOUT_FORK = "import os, sys, runpy; del os.fork, os.forkpty; sys.argv[0] = 'macros'; runpy.run_module('macros', run_name='__main__')"


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def editing(folder, *arguments, start=("-m", "macros"), **environment):
    """Run a command of the editor; gives the process, a visitor and the address that opens the editor, and stops it as Ctrl+C does."""
    command = [sys.executable, *start, "--content", str(folder / "content-data"), *arguments]
    process = subprocess.Popen(
        command,
        env={**ENVIRONMENT, **QUICK, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout
        opens = next(found for line in process.stdout if (found := OPENS.search(line)))
        yield Visitor(int(opens[2])), opens[1]
    finally:
        os.killpg(process.pid, signal.SIGINT)
        rest = process.communicate(timeout=60)[0]
    assert process.returncode == 0, rest
    assert "Traceback" not in rest


def is_open(port):
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.slow
@pytest.mark.parametrize("start", [("-m", "macros"), ("-c", WITHOUT_FORK)])
def test_the_editor_starts_and_stops(sample_content, start):
    with editing(sample_content.parent, "edit", "--no-browser", "--no-preview", "--port", "0", start=start) as (visitor, opening):
        assert visitor.enter(opening).status == 303
        assert visitor.ask("GET", "/edit/services/").status == 200
    assert not is_open(visitor.port)


@pytest.mark.slow
def test_the_check_needs_no_copy_of_the_process(sample_content):
    content = str(sample_content).replace("/content-data", "//content-data/")  # as people give paths
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_FORK, "--content", content, "check"], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "in order" in run.stdout


def test_the_preview_leads_to_the_editor_and_stops_with_it(project, sample_handbook):
    port = free_port()
    with editing(project, "serve", "--port", "0", "--preview-port", str(port)) as (visitor, _):
        end, page = time.monotonic() + PATIENCE, ""
        while "</html>" not in page and time.monotonic() < end:
            time.sleep(0.5)
            with contextlib.suppress(OSError):
                page = Visitor(port).ask("GET", "/palvelut/").body
        service = sample_handbook.services.services[0]
        assert sample_handbook.services.title["fi"] in page
        assert f'href="{visitor.origin}/edit/services/"' in page
        assert f"/edit/services/{service.id}" not in page, "an entry with a page of its own is edited from there"
    assert not is_open(visitor.port)
    assert not is_open(port)


@pytest.mark.slow
def test_a_port_that_is_taken_is_told(sample_content):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        command = [sys.executable, "-m", "macros", "--content", str(sample_content), "edit", "--no-browser", "--no-preview", "--port", port]
        run = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert f"the port {port} is in use already" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.slow
def test_what_is_not_installed_is_told_with_the_command(sample_content):
    hidden = "import sys, runpy; sys.modules['waitress'] = None; sys.argv[0] = 'macros'; runpy.run_module('macros', run_name='__main__')"
    command = [sys.executable, "-c", hidden, "--content", str(sample_content), "edit"]
    run = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "-m tools.setup editing" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_name_in_other_letters_is_told(sample_content):
    """Windows and macOS would open it all the same, and servers of Linux not."""
    (sample_content / "services.yml").rename(sample_content / "Services.yml")
    run = subprocess.run(
        [sys.executable, "-m", "macros", "--content", str(sample_content), "check"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "Services.yml" in run.stderr
    assert 'did you mean "services.yml"' in run.stderr
