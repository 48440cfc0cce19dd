"""Decide who is answered: the address that was asked for, where a form was sent from, and what every answer forbids a browser."""

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

NONE, OWN = "'none'", "'self'"
POLICY: Mapping[str, str] = {
    "default-src": NONE,
    **dict.fromkeys(("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"), OWN),
    "base-uri": NONE,
    "frame-ancestors": NONE,
    "require-trusted-types-for": "'script'",
    "trusted-types": NONE,
}
# `no-referrer` would have browsers send forms with the origin `null`; nobody else is told of an address by this one either
HEADERS: tuple[tuple[str, str], ...] = (
    ("Content-Security-Policy", "; ".join(f"{name} {value}" for name, value in POLICY.items())),
    ("X-Frame-Options", "DENY"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
BODY = 2_000_000  # bytes of a form: the largest file of the content is a tenth of that
FIELDS = 20_000  # of a form
LONGEST = 2000  # characters of an address

Environ = Mapping[str, Any]


@dataclass
class RefusedError(Exception):
    """Raised for a request that is not answered: the status, and the code of the message that says why and what to do."""

    status: int
    code: str

    def __post_init__(self) -> None:
        super().__init__(self.code)


def check_address(environ: Environ, hosts: Callable[[str], bool]) -> None:
    """Refuse a request for another host: a name of somebody else may lead to this machine (DNS rebinding).

    Args:
        environ: The request.
        hosts: Tells whether a host, with its port, is ours.

    Raises:
        RefusedError: It is not answered.
    """
    if not hosts(environ.get("HTTP_HOST", "").lower()):
        raise RefusedError(403, "edit-foreign-host")
    if len(environ.get("PATH_INFO", "")) > LONGEST:
        raise RefusedError(414, "edit-no-page")
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD", "POST"):
        raise RefusedError(405, "edit-no-page")


def check_sender(environ: Environ, schemes: Collection[str] = ("http",)) -> None:
    """Refuse a form that another site has sent, or that does not say where it comes from.

    Raises:
        RefusedError: It is not answered.
    """
    host = environ.get("HTTP_HOST", "").lower()
    told = environ.get("HTTP_ORIGIN") or environ.get("HTTP_REFERER") or ""
    sender = urlsplit(told)
    is_same = sender.scheme in schemes and sender.netloc.lower() == host
    if not is_same or environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
        raise RefusedError(403, "edit-foreign-form")


def check_body(environ: Environ) -> int:
    """Return the length of a form.

    Raises:
        RefusedError: It is too long, or no form.
    """
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdecimal():
        raise RefusedError(400, "edit-foreign-form")
    if int(length) > BODY:
        raise RefusedError(413, "edit-too-large")
    if environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise RefusedError(415, "edit-foreign-form")
    return int(length)


def check_token(given: str, token: str) -> None:
    """Refuse a form that was not made for this session.

    Raises:
        RefusedError: It is not answered.
    """
    if not secrets.compare_digest(given.encode(), token.encode()):
        raise RefusedError(403, "edit-old-form")


def on_this_machine(port: int) -> Callable[[str], bool]:
    """Return what tells whether a host is this machine itself, at a port."""
    ours = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
    return ours.__contains__
