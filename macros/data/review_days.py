"""Write a calendar of the days by which each page and each telephone number has to be looked at again (iCalendar, RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from macros.content import on_page
from macros.content.localized import LocalizedHandbook, Record
from macros.content.rules.lines import due
from macros.data.handbook_json import FOLDER
from macros.data.identity import address, unique
from macros.project import Artifact, Project, Task

KIND = "data-review-days"
WIDEST = 75  # octets of a line of the file
FOLD = "\r\n "


def tasks(project: Project, view: LocalizedHandbook) -> Iterator[Task]:
    """Yield the task that writes the calendar."""
    yield partial(_written, project, view)


def _written(project: Project, view: LocalizedHandbook) -> tuple[Artifact]:
    name = f"{view.content.handbook.title}: {view.content.labels['review-days']}"
    lines = [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", f"-//{_text(view.content.handbook.title)}//{view.language.upper()}")]
    lines += [("CALSCALE", "GREGORIAN"), ("NAME", _text(name)), ("X-WR-CALNAME", _text(name))]
    for record, checked in _checked(view):
        lines += _event(project, view, record, checked)
    lines.append(("END", "VCALENDAR"))
    content = "".join(_folded(f"{name}:{value}") for name, value in lines).encode("utf-8")
    return (Artifact(f"review-days-{view.language}.ics", KIND, view.language, content, folder=FOLDER),)


def _checked(view: LocalizedHandbook) -> Iterator[tuple[Record, Record]]:
    """Yield what has to be looked at: every page with the earliest day of a check of something on it, and every line with its own."""
    lines = {line.key for line in view.content.lines.lines}
    for page in view.pages.values():
        records = [record for record in on_page.records(page.record, page) if getattr(record, "key", "") not in lines]
        if days := [record.checked for record in records if getattr(record, "checked", None)]:
            yield page.record, min(days, key=lambda day: day.iso)
    yield from ((line, line.checked) for line in view.content.lines.lines if line.checked)


def _event(project: Project, view: LocalizedHandbook, record: Record, checked: Record) -> Iterable[tuple[str, str]]:
    labels = view.content.labels
    day = checked.iso.replace("-", "")
    yield from (("BEGIN", "VEVENT"), ("UID", unique(project, record.key, view.language)), ("DTSTAMP", f"{day}T000000Z"))
    yield "DTSTART;VALUE=DATE", due(date.fromisoformat(checked.iso)).strftime("%Y%m%d")
    yield "SUMMARY", _text(labels["review-day"].replace("{title}", record.link.title))
    yield "DESCRIPTION", _text(f"{labels['review-day-checked'].replace('{date}', checked.text)} {record.key}")
    if project.address:  # an address in a calendar is a whole one
        yield "URL", address(project, record.url)
    yield from (("TRANSP", "TRANSPARENT"), ("END", "VEVENT"))


def _text(value: str) -> str:
    r"""Return a text as the value of a property.

    >>> _text("a, b; c\\d")
    'a\\, b\\; c\\\\d'
    """
    return "".join(f"\\{sign}" if sign in "\\;," else sign for sign in value).replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line of content in lines of the file, broken between characters and not inside of one."""
    parts, width = [""], 0
    for sign in line:
        more = len(sign.encode("utf-8"))
        if width + more > WIDEST:
            parts.append("")
            width = 1  # the space that begins what goes on
        parts[-1] += sign
        width += more
    return FOLD.join(parts) + "\r\n"
