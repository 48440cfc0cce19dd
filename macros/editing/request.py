"""Define what the views of the editing page are given, and what they return."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from macros.editing.desk import Desk

AROUND = "@"  # begins what a form sends besides the fields of an entry: no field can have such a name


@dataclass(frozen=True)
class Request:
    """What is asked for, by somebody who may.

    Attributes:
        path: The address from the root, decoded.
        query: The fields after the question mark.
        form: The fields of the form that was sent, in their order; empty where none was.
        language: The language of the page.
        desk: What is edited.
        token: What every form has to send back, in a field ``@token``.
        person: Who edits, where the editor serves several people.
        preview: The address of the live preview; empty: there is none.
    """

    path: str
    query: Mapping[str, str]
    form: tuple[tuple[str, str], ...]
    language: str
    desk: Desk
    token: str
    person: str = ""
    preview: str = ""


@dataclass(frozen=True)
class Response:
    """What is answered: HTML, where nothing else is said; with a location and the status 303, another address."""

    body: str | bytes = ""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    location: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    def with_header(self, name: str, value: str) -> "Response":
        """Return the same answer with one more header."""
        return replace(self, headers=(*self.headers, (name, value)))
