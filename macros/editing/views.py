"""Show and save in plain HTML, until the form is there: each view takes a Request and returns a Response."""

from html import escape

from macros.content.diagnostics import format_message
from macros.editing.request import Request, Response
from macros.editing.saving import Conflict, Refused
from macros.editing.writer import Put


def _page(title: str, body: str, language: str, status: int = 200) -> Response:
    head = f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{escape(title)}</title>'
    return Response(f"{head}<main><h1>{escape(title)}</h1>{body}</main>", status)


def refusal(status: int, code: str, language: str) -> Response:
    """Return the page that says why a request is not answered, and what to do."""
    what, fix = (format_message(code, language, part=part) for part in ("what", "fix"))
    return _page(f"{what[:1].upper()}{what[1:]}.", f"<p>{escape(fix[:1].upper() + fix[1:])}.</p>", language, status)


def index(request: Request) -> Response:
    """List the files."""
    items = "".join(f'<li><a href="/edit/{name}/">{name}</a>' for name in request.desk.names)
    return _page("content-data", f"<ul>{items}</ul>", request.language)


def entry(request: Request, file: str, entry: str) -> Response:  # noqa: ARG001 - the form of one entry
    """Show a file."""
    now = request.desk.open(file)
    hidden = f'<input type="hidden" name="token" value="{request.token}"><input type="hidden" name="seen" value="{now.seen}">'
    field = '<input name="path"><input name="value"><button>ok</button>'
    return _page(file, f'<form method="post">{hidden}{field}</form><pre>{escape(now.text)}</pre>', request.language)


def save(request: Request, file: str, entry: str) -> Response:  # noqa: ARG001 - the form of one entry
    """Save one text: `path` is its steps with dots between, as in services.0.name.fi."""
    form = dict(request.form)
    path = tuple(int(step) if step.isdecimal() else step for step in form["path"].split("."))
    outcome = request.desk.save(file, form["seen"], [Put(path, form["value"])])
    if isinstance(outcome, Refused):
        items = "".join(f"<li>{escape(found.at())}: {escape(found.what(request.language))}" for found in outcome.problems)
        return _page("refused", f"<ul>{items}</ul>", request.language, 422)
    if isinstance(outcome, Conflict):
        return _page("conflict", f"<pre>{escape(outcome.theirs)}</pre><pre>{escape(outcome.yours or '')}</pre>", request.language, 409)
    return Response(status=303, location=request.path)


def undo(request: Request) -> Response:
    """Take the last save back."""
    request.desk.undo()
    return Response(status=303, location="/")


def _later(request: Request, *_: str) -> Response:
    return _page("later", "", request.language, 501)


adding = add = removing = remove = move = accept = aside = save_aside = discard = _later
