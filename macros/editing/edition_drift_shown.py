"""Show what has changed for an edition: as text, as data, and as a page that stands by itself."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.content.diagnostics import format_message
from macros.content.drift.compare import Change, Changed, Drift
from macros.content.fields import described, every_model

TEMPLATES = Path(__file__).with_name("templates")
FORMAT = 1  # of the data; another number where fields change their meaning or go


def _name(change: Change, language: str) -> str:
    return f"{name} ({change.key})" if (name := _in(change.name, language)) else change.key


def _in(texts: Mapping[str, str], language: str) -> str:
    """Return a text in a language, or in the first that it has."""
    return texts.get(language) or next(iter(texts.values()), "")


def _said(change: Change, language: str, part: str = "what") -> str:
    """Return what has happened, or what to do, in one sentence."""
    return format_message(f"edition-drift-{change.kind}", language, {"name": _name(change, language), "to": change.to}, part)


def _summary(drift: Drift, language: str) -> str:
    count = len(drift.changes)
    code = "edition-drift-none" if not count else "edition-drift-one" if count == 1 else "edition-drift-many"
    of_same = "-same" if drift.since == drift.version else ""  # a version whose texts were changed afterwards
    return format_message(f"{code}{of_same}", language, {"since": drift.since, "version": drift.version, "count": count})


def text(drift: Drift, language: str) -> str:
    """Return what has changed as lines for a terminal."""
    return "\n".join([*_lines(drift, language), _summary(drift, language)])


def _lines(drift: Drift, language: str) -> Iterator[str]:
    for change in drift.changes:
        yield _said(change, language)
        yield from (f" --> {value.file}:{value.line}:{value.column}  ({value.field})" for value in change.own)
        for changed in change.texts:
            for code in dict.fromkeys((*changed.old, *changed.new)):
                yield f"  {_where(change.key, changed, code, language)}"
                yield from (f"    {sign} {side[code]}" for sign, side in (("-", changed.old), ("+", changed.new)) if code in side)
        if change.own and change.kind == "text-changed" and not change.texts:
            yield f"  {format_message('edition-drift-not-recorded', language)}"
        if fix := _said(change, language, "fix"):
            yield f"  {fix}"
        yield ""
    if drift.unrecorded:
        yield format_message("edition-drift-unrecorded", language, {"count": len(drift.unrecorded)})


def _where(key: str, changed: Changed, code: str, language: str) -> str:
    """Return which text it is: the name of its field as the form for editors has it, and the language of the text."""
    return f"{_field(key, changed, language)} ({code})".strip()


def _field(key: str, changed: Changed, language: str) -> str:
    kind, field = key.partition("/")[0], changed.field.partition("/")[0]
    models = [model for model in every_model() if model.kind == kind and field in model.model_fields]
    return described(models[0], field).name[language] if models else changed.field


def data(drift: Drift) -> dict[str, Any]:
    """Return what has changed as data; docs/maintainers/how-to/edition.md tells what each field is."""
    return {
        "format": FORMAT,
        "since": drift.since,
        "version": drift.version,
        "changes": [
            {
                "kind": str(change.kind),
                "key": change.key,
                "name": dict(change.name),
                "to": change.to,
                "own": [{"file": one.file, "line": one.line, "column": one.column, "field": one.field} for one in change.own],
                "texts": [{"field": one.field, "old": one.old, "new": one.new} for one in change.texts],
            }
            for change in drift.changes
        ],
        "unrecorded": [{"key": one.key, "file": one.file, "line": one.line, "column": one.column} for one in drift.unrecorded],
    }


def page(drift: Drift, language: str) -> str:
    """Return what has changed as a page: one file, without a script."""
    shown = [{"change": change, "what": _said(change, language), "fix": _said(change, language, "fix")} for change in drift.changes]
    names = {(change.key, one.field): _field(change.key, one, language) for change in drift.changes for one in change.texts}
    # not that of the editing page, which needs the packages of its group
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.get_template("drift.html.jinja")
    return template.render(
        language=language, drift=drift, shown=shown, names=names, summary=_summary(drift, language), message=partial(_message, language)
    )


def _message(language: str, code: str, /, **filled: Any) -> str:
    return format_message(code, language, filled)
