"""Answer the requests of the editing page: who may ask, which view answers, and what every answer states (WSGI)."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from mimetypes import guess_type
from typing import Any, Protocol
from urllib.parse import parse_qsl, quote

from macros.content.diagnostics import message_locale
from macros.editing import assets, guard, views
from macros.editing.files import NoFileError
from macros.editing.guard import Environ, RefusedError
from macros.editing.request import Request, Response
from macros.editing.sessions import Session

LANGUAGE = "handbook-editor-language"  # the cookie with the language that the reader chose
LANGUAGES = ("fi", "en")

View = Callable[..., Response]
# first step of an address -> the view of GET, the view of POST; None: such a request is not answered
FILES: Mapping[str, tuple[View | None, View | None]] = {
    "edit": (views.entry, views.save),
    "add": (views.adding, views.add),
    "remove": (views.removing, views.remove),
    "move": (None, views.move),
}
PLAIN: Mapping[str, tuple[View | None, View | None]] = {
    "/": (views.index, None),
    "/undo": (None, views.undo),
    "/review": (views.review, None),
    "/check": (views.check, None),
    "/accept": (None, views.accept),
    "/aside": (views.aside, views.save_aside),
    "/discard": (None, views.discard),
}


class Login(Protocol):
    """Tells whose request it is."""

    def of(self, environ: Environ) -> Session | None:
        """Return the session of a request; None where it has none."""
        ...

    def enter(self, key: str) -> str | None:
        """Return the header of a cookie for a key of the address that opens the editor; None where the key does not count."""
        ...


@dataclass
class Application:
    """The editing page as a WSGI application.

    Attributes:
        login: Tells whose request it is.
        hosts: Tells whether a host is ours.
        preview: The address of the live preview; empty: there is none.
        schemes: The schemes by which browsers may reach it.
        unknown: Called with the path that somebody asked for without a session.
    """

    login: Login
    hosts: Callable[[str], bool]
    preview: str = ""
    schemes: tuple[str, ...] = ("http",)
    unknown: Callable[[str], None] = field(default=lambda _: None)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        language = _language(environ)
        try:
            response = self._answer(environ, language)
        except RefusedError as refused:
            response = views.refusal(refused.status, refused.code, language)
        except NoFileError:
            response = views.refusal(404, "edit-no-page", language)
        except OSError as error:  # a full disk, a folder without permission, git
            print(error, file=sys.stderr, flush=True)
            response = views.refusal(500, "edit-system", language)
        body = response.body.encode() if isinstance(response.body, str) else response.body
        headers = [("Content-Type", response.type), ("Content-Length", str(len(body))), *guard.HEADERS, *response.headers]
        if response.location:
            headers.append(("Location", response.location))
        start_response(f"{response.status} {HTTPStatus(response.status).phrase}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _answer(self, environ: dict[str, Any], language: str) -> Response:
        guard.check_address(environ, self.hosts)
        path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
        query = _query(environ)
        is_post = environ["REQUEST_METHOD"] == "POST"
        if path.startswith("/static/"):
            return _static(path.removeprefix("/static/"))
        if not is_post and "key" in query and (cookie := self.login.enter(query["key"])):
            return Response(status=303, location=quote(path), headers=(("Set-Cookie", cookie),))
        session = self.login.of(environ)
        if session is None:
            self.unknown(path)
            raise RefusedError(403, "edit-no-session")
        form: tuple[tuple[str, str], ...] = ()
        if is_post:
            guard.check_sender(environ, self.schemes)
            form = _form(environ)
            guard.check_token(dict(form).get("@token", ""), session.token)
        request = Request(path, query, form, language, session.desk, session.token, session.person, self.preview)
        response = _viewed(request, is_post=is_post)
        if query.get("language") in LANGUAGES:
            cookie = f"{LANGUAGE}={language}; Path=/; SameSite=Strict; Max-Age=31536000"
            response = response.with_header("Set-Cookie", cookie)
        return response


def _viewed(request: Request, *, is_post: bool) -> Response:
    """Return the answer of the view of an address.

    Raises:
        RefusedError: The address is none of ours.
        NoFileError: Nor is it that of a file.
    """
    if request.path in PLAIN:
        return _chosen(PLAIN[request.path], is_post=is_post)(request)
    first, _, rest = request.path.removeprefix("/").partition("/")
    if first not in FILES:
        raise RefusedError(404, "edit-no-page")
    view = _chosen(FILES[first], is_post=is_post)
    for name in request.desk.names:
        if rest.startswith(f"{name}/"):
            try:
                return view(request, name, rest.removeprefix(f"{name}/"))
            except NoFileError:  # a file or an entry that was there, perhaps
                return views.gone(request, name)
    raise NoFileError(rest)


def _chosen(pair: tuple[View | None, View | None], *, is_post: bool) -> View:
    if view := pair[is_post]:
        return view
    raise RefusedError(405, "edit-no-page")


def _form(environ: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a form in their order, with the line ends of our files.

    Raises:
        RefusedError: It is too long, or no form.
    """
    raw = environ["wsgi.input"].read(guard.check_body(environ))
    try:
        fields = parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=guard.FIELDS, errors="strict")
    except ValueError:
        raise RefusedError(400, "edit-foreign-form") from None
    return tuple((name, value.replace("\r\n", "\n")) for name, value in fields)


def _query(environ: Environ) -> dict[str, str]:
    return dict(parse_qsl(environ.get("QUERY_STRING", "")[: guard.LONGEST], keep_blank_values=True))


def _language(environ: Environ) -> str:
    """Return the reader's language: the one asked for, chosen before, or preferred by the browser; else that of this program."""
    asked = _query(environ).get("language", "")
    chosen = [part.strip() for part in environ.get("HTTP_COOKIE", "").split(";")]
    known = next((part.partition("=")[2] for part in chosen if part.startswith(f"{LANGUAGE}=")), "")
    preferred = [part.partition(";")[0].strip()[:2].lower() for part in environ.get("HTTP_ACCEPT_LANGUAGE", "").split(",")]
    return next((code for code in (asked, known, *preferred) if code in LANGUAGES), message_locale())


def _static(name: str) -> Response:
    """Return a file of the page, by a name among those that there are.

    Raises:
        RefusedError: There is none of this name.
    """
    content = assets.content(name)
    if content is None:
        raise RefusedError(404, "edit-no-page")
    kind = guess_type(name)[0] or "application/octet-stream"
    return Response(content, type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
