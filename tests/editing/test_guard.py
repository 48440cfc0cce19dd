"""The editing page answers nobody but the person who started it, and whatever else is asked of it writes nothing."""

import socket
import time

import pytest

from macros.content.diagnostics import messages
from macros.editing import guard
from tests.editing.serving import FORM, Visitor, editor, raw

PAGE = "/edit/services/"
UNDONE = {"path": "services.0.name.fi", "value": "Varastettu"}


def accepting(_content, _text_of):
    return ()


@pytest.fixture
def running(sample_content):
    with editor(sample_content, judge=accepting) as found:
        yield found


@pytest.fixture
def known(running):
    """Somebody who has opened the editor."""
    visitor = Visitor(running.server.port)
    assert visitor.enter(running.opening()).status == 303
    return visitor


@pytest.fixture(autouse=True)
def untouched(sample_content):
    """Whatever a test asks for: all files stay as they are, and no new one is there."""
    before = {path: path.read_bytes() for path in sample_content.parent.rglob("*") if path.is_file()}
    yield
    after = {path: path.read_bytes() for path in sample_content.parent.rglob("*") if path.is_file()}
    after = {path: raw for path, raw in after.items() if path.name != "editing.lock"}
    assert after == before


def test_only_this_machine_is_listened_to(running):
    assert running.server.bound == "127.0.0.1"


def test_the_address_that_opens_the_editor_counts_once(running):
    opening = running.opening(PAGE)
    first, second = Visitor(running.server.port), Visitor(running.server.port)
    assert second.ask("GET", PAGE).status == 403
    entered = first.enter(opening)
    assert (entered.status, entered.headers["Location"]) == (303, PAGE)
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "key=" not in entered.headers["Location"]
    assert first.ask("GET", PAGE).status == 200
    assert second.enter(opening).status == 403


def test_whoever_asks_without_a_session_is_told_where_to_look(running, capsys):
    answer = Visitor(running.server.port).ask("GET", PAGE, Accept_Language="fi-FI,en;q=0.5")
    assert answer.status == 403
    assert "katso ikkunaa" in answer.body.lower()
    told = capsys.readouterr().out
    opening = told.split()[-1]
    assert f"{PAGE}?key=" in opening
    somebody = Visitor(running.server.port)
    somebody.ask("GET", PAGE)
    assert not capsys.readouterr().out, "it is told once until it is used"
    assert Visitor(running.server.port).enter(opening).status == 303
    somebody.ask("GET", PAGE)
    assert f"{PAGE}?key=" in capsys.readouterr().out


def test_a_site_that_asks_for_many_pages_leaves_the_opening_address_alone(running, capsys):
    opening = running.opening()
    for number in range(100):
        Visitor(running.server.port).ask("GET", f"/edit/{number}/")
    assert len(capsys.readouterr().out.splitlines()) < 10
    assert Visitor(running.server.port).enter(opening).status == 303


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_refusal_is_in_the_reader_s_language(running, language):
    answer = Visitor(running.server.port).ask("GET", "/", Host="evil.example", Accept_Language=language)
    assert f'<html lang="{language}">' in answer.body
    assert messages()["edit-foreign-host"]["fix"][language][1:] in answer.body


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1.evil.example:{port}",
        "localhost:1",
        "evil.example:{port}",
        "127.0.0.1:{port}@evil.example",
        "",
    ],
)
def test_another_host_is_not_answered(running, known, host):
    """A name of somebody else may be made to lead to this machine: DNS rebinding."""
    sent = [f"Host: {host.format(port=running.server.port)}", f"Cookie: {known.headers['Cookie']}", "Connection: close", "", ""]
    answer = raw(running.server.port, "\r\n".join(["GET / HTTP/1.1", *sent]).encode())
    assert answer.split(b" ")[1] == b"403"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_this_machine_is_answered_by_each_of_its_names(running, known, host):
    assert known.ask("GET", "/", Host=f"{host}:{running.server.port}").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:8000"},  # the preview, on another port
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": ""},
        {"Origin": "", "Referer": "http://evil.example/127.0.0.1:{port}"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/json"},
        {"Cookie": ""},
        {"Cookie": "handbook-editor-{port}=guessed"},
    ],
)
def test_a_form_from_elsewhere_is_not_taken(known, headers):
    fields = known.hidden(PAGE) | UNDONE
    headers = {name: value.format(port=known.port) for name, value in headers.items()}
    assert known.post(PAGE, fields, **headers).status in (403, 415)


@pytest.mark.parametrize("token", [None, "", "guessed", "ä"])
def test_a_form_without_the_token_of_the_session_is_not_taken(known, token):
    fields = known.hidden(PAGE) | UNDONE
    del fields["@token"]
    assert known.post(PAGE, fields | ({} if token is None else {"@token": token})).status == 403


def test_the_token_of_another_session_does_not_count(running, known):
    other = Visitor(running.server.port)
    other.enter(running.opening())
    fields = known.hidden(PAGE) | UNDONE
    assert known.post(PAGE, fields | {"@token": other.hidden(PAGE)["@token"]}).status == 403


def test_what_is_asked_for_by_get_changes_nothing(known):
    for path in ("/undo", "/accept", "/discard", "/move/services/x"):
        assert known.ask("GET", path).status == 405
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"):
        assert known.ask(method, "/").status in (400, 405)


@pytest.mark.parametrize(
    "path",
    [
        "/edit/../../etc/passwd",
        "/edit/..%2f..%2fsecret/",
        "/edit/%2e%2e/%2e%2e/secret/",
        "/edit//etc/passwd",
        "/edit/%2fetc%2fpasswd/",
        "/edit/services%00/",
        "/edit/Services/",
        "/edit/SERVICES/",
        "/edit/services.yml/",
        "/edit/training%5cm1/",
        "/edit/..\\..\\secret/",
        "/edit/.schema/services/",
        "/edit/C:/secret/",
        "/static/../server.py",
        "/static/%2e%2e/server.py",
        "/static/..%5cserver.py",
        "/static//etc/passwd",
        "/" + "a" * 5000,
    ],
)
def test_a_path_that_leads_elsewhere_leads_nowhere(running, known, sample_content, path):
    (sample_content.parent / "secret.yml").write_text("title: secret\n", encoding="utf-8")
    try:
        fields = known.hidden(PAGE)
        request = (
            f"{{}} {path} HTTP/1.1\r\nHost: 127.0.0.1:{running.server.port}\r\nCookie: {known.headers['Cookie']}\r\nConnection: close\r\n"
        )
        shown = raw(running.server.port, f"{request.format('GET')}\r\n".encode())
        assert shown.split(b" ")[1] in (b"404", b"414", b"400")
        assert b"secret</" not in shown
        body = "&".join(f"{name}={value}" for name, value in (fields | UNDONE).items())
        posted = f"{request.format('POST')}Origin: {known.origin}\r\nContent-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        assert raw(running.server.port, posted.encode()).split(b" ")[1] in (b"404", b"405", b"414", b"400")
    finally:
        (sample_content.parent / "secret.yml").unlink()


def test_a_body_of_ten_megabytes_is_refused_before_it_is_read(running, known):
    head = f"POST {PAGE} HTTP/1.1\r\nHost: 127.0.0.1:{running.server.port}\r\nCookie: {known.headers['Cookie']}\r\nContent-Type: {FORM}\r\n"
    answer = raw(running.server.port, f"{head}Content-Length: 10000000\r\n\r\n".encode() + b"a" * 1000)
    assert answer.split(b" ")[1] == b"413"


def test_a_body_of_no_stated_length_is_refused_where_it_is_too_long(running, known):
    sent = [f"Host: 127.0.0.1:{running.server.port}", f"Cookie: {known.headers['Cookie']}", "Transfer-Encoding: chunked", "", ""]
    head = "\r\n".join([f"POST {PAGE} HTTP/1.1", *sent])
    with socket.create_connection(("127.0.0.1", running.server.port), timeout=20) as connection:
        connection.sendall(head.encode())
        sent = 0
        try:
            while sent < 10_000_000:
                connection.sendall(b"10000\r\n" + b"a" * 65536 + b"\r\n")
                sent += 65536
        except OSError:
            pass
        assert sent < 10_000_000 or connection.recv(20).split(b" ")[1] == b"413"


def drip(connection):
    for _ in range(1000):
        connection.sendall(b"a")
        time.sleep(0.2)


def test_a_body_that_drips_is_cut_off(sample_content):
    with editor(sample_content, patience=1, judge=accepting) as running:
        head = f"POST {PAGE} HTTP/1.1\r\nHost: 127.0.0.1:{running.server.port}\r\nContent-Type: {FORM}\r\nContent-Length: 1000\r\n\r\n"
        with socket.create_connection(("127.0.0.1", running.server.port), timeout=20) as connection:
            connection.sendall(head.encode())
            with pytest.raises(OSError, match=r"[Bb]roken|reset"):
                drip(connection)
        assert Visitor(running.server.port).ask("GET", "/").status == 403, "it goes on for others"


def test_every_answer_forbids_what_it_does_not_need(running, known):
    answers = [known.ask("GET", path) for path in ("/", PAGE, "/nowhere")]
    answers += [Visitor(running.server.port).ask("GET", "/"), known.ask("GET", "/", Host="evil.example"), known.post("/undo", {})]
    for answer in answers:
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "Server" not in answer.headers
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_length_that_is_stated_is_a_number():
    with pytest.raises(guard.RefusedError):
        guard.check_body({"CONTENT_LENGTH": "-1", "CONTENT_TYPE": FORM})
    with pytest.raises(guard.RefusedError):
        guard.check_body({"CONTENT_LENGTH": "٣", "CONTENT_TYPE": FORM})
