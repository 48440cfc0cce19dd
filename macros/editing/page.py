"""Render the pages of the editor: templates, with the words of the page in the reader's language."""

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.editing import naming, words
from macros.editing.contents import Contents
from macros.editing.request import Request, Response

TEMPLATES = Path(__file__).with_name("templates")


@lru_cache
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["within"] = words.within
    return made


def contents_of(request: Request) -> Contents:
    """Return the content as somebody edits it, with what is set aside."""
    return request.desk.read()


def render(request: Request, template: str, title: str, status: int = 200, **names: Any) -> Response:
    """Return a page.

    Args:
        request: What is answered.
        template: Its name without ending.
        title: The title of the page.
        status: The status of the answer.
        names: What the template names besides.
    """
    return Response(_page(request.language, template, title, token=request.token, **_around(request), **names), status)


def render_bare(language: str, title: str, lead: str, status: int) -> Response:
    """Return a page for somebody who may be nobody known: it tells nothing of the content."""
    return Response(_page(language, "message", title, token="", other_query=_other(language, {}), aside=(), lead=lead), status)


def _page(language: str, template: str, title: str, **names: Any) -> str:
    given = {"way": (), "is_wrong": False, "notices": (), **names}
    return (
        _environment()
        .get_template(f"{template}.html.jinja")
        .render(say=partial(_say, language), language=language, other_language=_other_language(language), title=title, **given)
    )


def _say(reader: str, name: str, /, **filled: Any) -> str:
    return words.say(name, reader, **filled)


def _around(request: Request) -> dict[str, Any]:
    names = request.desk.aside
    around = {"other_query": _other(request.language, request.query), "notices": request.desk.notices(request.language)}
    if not names:
        return {"aside": (), **around}
    found = contents_of(request)
    aside = [(naming.file_title(found.files[name], request.language), f"/edit/{name}/") for name in names]
    return {"aside": aside, **around}


def _other(language: str, query: Mapping[str, str]) -> str:
    return urlencode({**{name: value for name, value in query.items() if name != "key"}, "language": _other_language(language)})


def _other_language(language: str) -> str:
    return next(code for code in words.LANGUAGES if code != language)
