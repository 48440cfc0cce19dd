"""The editing page of a team: behind a login that nobody can forge, each save a commit on the person's own branch."""

import base64
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from macros.content import checks
from macros.content.diagnostics import ContentError
from macros.content.document import Document, read
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing.edits import Put
from macros.editing.team import serving
from macros.editing.team.settings import settings
from macros.editing.team.worktrees import Standing, Worktrees, person_of
from tests import sample
from tests.editing import forms
from tests.editing.serving import FORM, Visitor
from tests.programs import program, running

SECRET, KEPT = "s" * 32, "secret"  # and the file that it is in
GOOD = {"repository": "handbook", "worktrees": "people", "hosts": "[edit.example]", "mail": "example.org", "plain": "true"}


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def by_rules(content, text_of):
    load(content, Handbook, checks.ALL, text_of=text_of)
    return 2


def git(folder, *arguments):
    run = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, text=True, check=True)
    return run.stdout.strip()


@pytest.fixture
def repository(tmp_path):
    """A repository with the sample's texts on its main branch."""
    folder = tmp_path / "handbook"
    folder.mkdir()
    sample.lay_out(folder)
    (folder / ".gitignore").write_text(".build/\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "Begin")
    return folder


def commit(folder, subject):
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=Main", "-c", "user.email=main@example.org", "commit", "--quiet", "-m", subject)


def written(tmp_path, **given):
    lines = [f"{name}: {value}" for name, value in {**GOOD, **given}.items() if value is not None]
    (tmp_path / "secret").write_text(SECRET + "\n", encoding="utf-8")
    (tmp_path / "settings.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path / "settings.yml"


@contextmanager
def served(path):
    server = serving.server(settings(path), by_rules)
    server.start()
    try:
        yield server
    finally:
        server.close()


def visitor(port, login, **more):
    headers = {
        "Host": "edit.example",
        "X-Remote-User": login,
        "X-Proxy-Secret": SECRET,
        "Origin": "http://edit.example",
        "Content-Type": FORM,
    }
    return Visitor(port, {**headers, **more})


@pytest.fixture
def at_port(tmp_path, repository):
    assert repository.is_dir()
    with served(written(tmp_path, port=free_port(), secret=KEPT)) as server:
        yield server


def test_each_save_is_a_commit_on_the_branch_of_the_person(at_port, repository, tmp_path):
    session = at_port_session(at_port, "Maija@example.com")
    assert save_name(session, "Yksi") == "Saved"
    assert save_name(at_port_session(at_port, "ville"), "Kaksi") == "Saved"
    log = git(repository, "log", "--format=%an|%ae|%cn|%s|%(trailers:key=Handbook-Check,valueonly)", "main..edits/maija@example.com")
    assert log.strip() == "maija@example.com|maija@example.com|Handbook editor|Edit services|in order, 2 warnings"
    assert git(repository, "log", "--format=%ae", "main..edits/ville") == "ville@example.org"
    assert git(repository, "show", "--stat", "--format=", "edits/ville").splitlines()[0].split()[0] == "content-data/services.yml"
    assert git(repository, "status", "--porcelain") == "", "the main worktree is left alone"
    assert "fi: Yksi" in (tmp_path / "people/maija@example.com/content-data/services.yml").read_text(encoding="utf-8")
    assert "fi: Yksi" not in (tmp_path / "people/ville/content-data/services.yml").read_text(encoding="utf-8")
    assert git(tmp_path / "people/ville", "status", "--porcelain") == ""


def at_port_session(server, login):
    environ = {"HTTP_X_REMOTE_USER": login, "HTTP_X_PROXY_SECRET": SECRET}
    return server.application.login.of(environ)


def save_name(session, name):
    desk = session.desk
    return type(desk.save("services", desk.open("services").seen, [Put(("services", 0, "name", "fi"), name)])).__name__


def test_what_is_refused_is_no_commit(at_port, repository):
    session = at_port_session(at_port, "ville")
    assert save_name(session, "") == "Refused"
    assert git(repository, "rev-list", "--count", "main..edits/ville") == "0"


def test_a_save_that_git_does_not_take_is_no_save(at_port, tmp_path):
    session = at_port_session(at_port, "ville")
    folder = tmp_path / "people/ville"
    before = (folder / "content-data/services.yml").read_bytes()
    lock = Path(git(folder, "rev-parse", "--absolute-git-dir")) / "index.lock"
    lock.write_bytes(b"")
    with pytest.raises(OSError, match=r"index\.lock"):
        save_name(session, "Uusi")
    lock.unlink()
    assert (folder / "content-data/services.yml").read_bytes() == before
    assert save_name(session, "Uusi") == "Saved"


def test_a_save_that_is_taken_back_is_a_commit_too(at_port, repository):
    session = at_port_session(at_port, "ville")
    save_name(session, "Uusi")
    session.desk.undo()
    assert git(repository, "log", "--format=%s", "main..edits/ville").splitlines() == [
        "Take back the last edit of services",
        "Edit services",
    ]
    assert git(repository, "diff", "main", "edits/ville") == ""


def test_conflicts_with_the_main_branch_are_shown(at_port, repository, tmp_path):
    session = at_port_session(at_port, "ville")
    save_name(session, "Villen")
    worktrees = Worktrees(settings(tmp_path / "settings.yml"))
    assert worktrees.standing("ville") == Standing(1, 0)
    sample.edit(repository / "content-data", "values.yml", lambda text: f"# more\n{text}")
    commit(repository, "Change another file")
    assert worktrees.standing("ville") == Standing(1, 1)
    worktrees.refresh("ville")
    assert worktrees.standing("ville").behind == 0, "what fits is brought in"
    name = session.desk.open("services").document.data["services"][0]["name"]
    assert name["fi"] == "Villen"
    sample.edit(repository / "content-data", "services.yml", lambda text: text.replace(first(repository)["name"]["fi"], "Muiden", 1))
    commit(repository, "Change the same name")
    worktrees.refresh("ville")
    assert worktrees.standing("ville").conflicts == ("content-data/services.yml",)
    assert any("content-data/services.yml" in notice for notice in session.desk.notices("fi"))
    assert save_name(session, "Villen taas") == "Saved", "editing goes on"


def first(repository):
    return Document(read(repository / "content-data/services.yml")).data["services"][0]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Proxy-Secret": ""},
        {"X-Proxy-Secret": "guessed"},
        {"X-Proxy-Secret": "ä"},
        {"X-Remote-User": ""},
        {"X-Remote-User": "../main"},
        {"X-Remote-User": "maija, ville"},
        {"X-Remote-User": "-b"},
        {"X-Remote-User": "a" * 65},
        {"X-Remote-User": "x.lock"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
    ],
)
def test_a_forged_login_is_refused(at_port, tmp_path, headers):
    headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    assert visitor(at_port.port, "maija", **headers).ask("GET", "/").status == 403
    assert not (tmp_path / "people").exists(), "no worktree is made for it"


def test_a_form_from_another_site_is_not_taken(at_port, repository):
    maija = visitor(at_port.port, "maija")
    fields = maija.hidden("/edit/services/") | {"path": "services.0.name.fi", "value": "Varastettu"}
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "https://edit.example"}, {"Sec_Fetch_Site": "cross-site"}):
        assert maija.post("/edit/services/", fields, **headers).status == 403
    assert (
        maija.post("/edit/services/", fields | {"@token": visitor(at_port.port, "ville").hidden("/edit/services/")["@token"]}).status == 403
    )
    assert git(repository, "rev-list", "--count", "main..edits/maija") == "0"


def test_a_login_names_a_branch_or_nothing():
    assert person_of("Maija.Virtanen@kunta.example") == "maija.virtanen@kunta.example"
    for name in ("", ".", "..", "a..b", "a/b", "a b", "@", "a@{b", "-a", "ä", "a\n", "a.lock", "ſ"):
        assert person_of(name) is None, name


@pytest.mark.parametrize(
    ("given", "line", "code"),
    [
        ({"port": "8010", "secret": "nowhere"}, "secret: nowhere", "team-no-secret"),
        ({"port": "8010"}, "port: 8010", "team-port-without-secret"),
        ({"port": "99999", "secret": "secret"}, "port: 99999", "bad-number"),
        ({}, "repository: handbook", "team-one-way-in"),
        ({"socket": "nowhere/s"}, "socket: nowhere/s", "team-no-folder"),
        ({"socket": "s", "hosts": "[https://edit.example]"}, "hosts: [https://edit.example]", "bad-host"),
        ({"socket": "s", "logins": "X-User"}, "logins: X-User", "unknown-field"),
        ({"socket": "s", "login": "X User"}, "login: X User", "bad-header"),
        ({"socket": "s", "main": "--upload-pack=x"}, "main: --upload-pack=x", "bad-branch"),
        ({"socket": "s", "repository": "."}, "repository: .", "team-no-repository"),
        ({"socket": "s", "mail": None}, "repository: handbook", "missing-field"),
        ({"socket": "s", "mail": "edits@example.org"}, "mail: edits@example.org", "bad-host"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_a_mistake_in_the_settings_is_told_at_its_place(tmp_path, given, line, code):
    with pytest.raises(ContentError) as caught:
        settings(written(tmp_path, **given))
    assert (code, line, "settings.yml") in {(problem.code, problem.source, problem.file) for problem in caught.value.problems}


@pytest.mark.usefixtures("repository")
def test_a_weak_secret_is_refused(tmp_path):
    path = written(tmp_path, port="8010", secret=KEPT)
    (tmp_path / "secret").write_text("short", encoding="utf-8")
    with pytest.raises(ContentError, match="secret"):
        settings(path)


# ------------------------------------------------------------------------------------------- behind a real nginx


@contextmanager
def nginx(home, way_in, port):
    """Run nginx as docs/maintainers/how-to/team-server.md sets it up, with a Basic login."""
    (home / "people.txt").write_text("maija:{PLAIN}correct\nville:{PLAIN}horse\n", encoding="utf-8")
    kept = "".join(f"{kind}_temp_path {home}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    documented = (Path(__file__).parents[2] / "docs/maintainers/how-to/team-server.md").read_text(encoding="utf-8")
    location = documented.partition("<!-- nginx: basic -->")[2].partition("```nginx\n")[2].partition("```")[0]
    assert "proxy_set_header X-Remote-User $remote_user;" in location
    location = location.replace("/etc/nginx/handbook-people", str(home / "people.txt")).replace("/run/handbook/editor.sock", str(way_in))
    settings_ = f"daemon off; master_process off; pid {home}/pid; error_log stderr error; events {{}}"
    (home / "nginx.conf").write_text(f"{settings_} http {{ access_log off; {kept} server {{ listen 127.0.0.1:{port}; {location} }} }}")
    with running(program("nginx"), "-e", "stderr", "-p", str(home), "-c", str(home / "nginx.conf")):
        for _ in range(100):
            try:
                Visitor(port).ask("GET", "/")
            except OSError:
                time.sleep(0.1)
            else:
                break
        yield


@pytest.mark.slow
def test_behind_nginx_with_a_login(tmp_path, repository):
    home, port = tmp_path / "nginx", free_port()
    home.mkdir()
    with served(written(tmp_path, socket="editor.sock", hosts=f"['127.0.0.1:{port}']")), nginx(home, tmp_path / "editor.sock", port):
        assert oct((tmp_path / "editor.sock").stat().st_mode)[-3:] == "660"

        def logged_in(name, word, **more):
            basic = base64.b64encode(f"{name}:{word}".encode()).decode()
            origin = f"http://127.0.0.1:{port}"
            return Visitor(port, {"Authorization": f"Basic {basic}", "Origin": origin, "Content-Type": FORM, **more})

        assert Visitor(port).ask("GET", "/").status == 401
        assert logged_in("maija", "wrong").ask("GET", "/").status == 401
        assert Visitor(port, {"X-Remote-User": "maija"}).ask("GET", "/").status == 401
        forged = logged_in("ville", "horse", **{"X-Remote-User": "maija"})
        assert forged.ask("GET", "/").status == 200
        assert not (tmp_path / "people/maija").exists(), "the header of the browser counts for nothing"
        assert (tmp_path / "people/ville").exists()
        maija = logged_in("maija", "correct")
        assert maija.ask("GET", "/edit/services/").status == 200
        assert maija.ask("POST", "/edit/services/", "a" * 3_000_000).status == 413
        address = f"/edit/services/{first(repository)['id']}"
        sent = forms.read(maija.ask("GET", address).body).pairs
        changed = [(name, "Maijan lamput" if name == "name.fi" else value) for name, value in sent]
        assert ("name.fi", "Maijan lamput") in changed
        assert maija.ask("POST", address, urlencode(changed)).status == 303
        assert git(repository, "log", "--format=%an: %s", "main..edits/maija") == "maija: Edit services"
        told = maija.ask("GET", "/").body
        assert "edits/maija" in told
    assert git(repository, "branch", "--list", "edits/*", "--format=%(refname:short)").splitlines() == ["edits/maija", "edits/ville"]
