"""Read the pages in Markdown that an organisation has added to those of the handbook.

``ohje.md`` is a page in the first language, ``ohje.en.md`` the same page in English. Its title is ``title`` of its front matter or its
first heading, its place in the menu ``group``, the id of a group of handbook.yml.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any
from unicodedata import normalize
from urllib.parse import quote

from macros.content.diagnostics import ContentError, Diagnostic, Location
from macros.content.document import Document
from macros.content.explain import guess
from macros.content.former import PRINT
from macros.content.localized import LocalizedHandbook, OwnPage
from macros.content.models.edition import Edition
from macros.content.rules.addresses import WRITTEN, WRITTEN_ONCE

FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
LANGUAGE = re.compile(r"(.+)\.([a-z]{2,3})")  # a file name without suffix that ends in the code of a language
FRAGMENT = re.compile(r"\bfragment\(\s*[\"']([^\"']*)[\"']")
INDEX = ("index", "README")  # names of the page of a folder itself, as in MkDocs
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class MarkdownFolder:
    """The folder of the pages, and what is known only to the program that renders Markdown.

    Attributes:
        folder: The folder of the pages.
        html: Converts Markdown to HTML.
        fragments: The names of the fragments that a page may include.
        refused: Finds in HTML what a browser leaves out of a page of the site; gives each as it is written.
    """

    folder: Path
    html: Callable[[str], str]
    fragments: Collection[str] = ()
    refused: Callable[[str], Iterable[str]] = lambda _: ()


def with_pages(
    views: Mapping[str, LocalizedHandbook], files: Collection[str], markdown: MarkdownFolder, former: Mapping[str, str] = NONE
) -> dict[str, LocalizedHandbook]:
    """Return the views with the pages that are written in their languages.

    Args:
        views: The view of every language, the first language first.
        files: The paths of the Markdown files, from their folder.
        markdown: The folder and its converter.
        former: The key of the page to which each former address leads, in every language.

    Raises:
        ContentError: With every problem in any of them.
    """
    problems: list[Diagnostic] = []
    found: dict[str, list[OwnPage]] = {code: [] for code in views}
    for file in sorted(files):
        try:
            page = _read(file, views, markdown)
            found[page.language].append(page)
        except Diagnostic as problem:
            problems.append(replace(problem, file=f"{markdown.folder.name}/{file}"))
            continue
        problems += [replace(problem, file=f"{markdown.folder.name}/{file}") for problem in _refused(page, markdown)]
    for code, pages in found.items():
        problems += [replace(problem, file=f"{markdown.folder.name}/{page.file}") for page, problem in _taken(pages, views, code, former)]
    if problems:
        raise ContentError(problems)
    return {code: replace(view, own=tuple(found[code])) for code, view in views.items()}


def _read(file: str, views: Mapping[str, LocalizedHandbook], markdown: MarkdownFolder) -> OwnPage:
    path = PurePosixPath(file)
    name, language = path.stem, next(iter(views))
    if told := LANGUAGE.fullmatch(name):
        name, language = told.groups()
        if language not in views:
            raise Diagnostic("page-language", arguments={"language": language, "languages": list(views)})
    try:
        text = normalize("NFC", (markdown.folder / file).read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise Diagnostic("not-utf8") from None
    front, body = _front(text)
    view = views[language]
    _known(text, "group", front.get("group"), [group.id for group in view.content.handbook.navigation])
    for fragment in FRAGMENT.finditer(body):
        if fragment[1] not in markdown.fragments:
            mark = _mark(text, len(text) - len(body) + fragment.start(1), len(fragment[1]))
            raise Diagnostic("no-such-fragment", mark, {"name": fragment[1], "known": list(markdown.fragments)}, source=_line(text, mark))
    heading = HEADING.search(markdown.html(body))
    title = front.get("title") or (unescape(TAG.sub("", heading[1])).strip() if heading else "")
    if not title:
        raise Diagnostic("page-without-title", source=text.partition("\n")[0])
    folder = "" if path.parent == PurePosixPath() else f"{path.parent}/"
    address = folder if name in INDEX else f"{folder}{name}/"
    return OwnPage(
        language=language,
        file=file,
        key=f"{folder}{'index' if name in INDEX else name}",
        url=view.prefix + quote(address),
        title=title,
        summary=front.get("description") or "",
        group=front.get("group") or "",
        text=text,
    )


def _refused(page: OwnPage, markdown: MarkdownFolder) -> Iterator[Diagnostic]:
    """Yield what a browser leaves out of a page, each kind where it stands first."""
    begin = len(page.text) - len(_front(page.text)[1])
    for written in dict.fromkeys(markdown.refused(markdown.html(page.text[begin:]))):
        at = page.text.lower().find(written.lower(), begin)
        mark = _mark(page.text, at, len(written)) if at >= 0 else Location(0)
        yield Diagnostic("left-out-of-page", mark, {"what": written}, source=_line(page.text, mark))


def _front(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter of a file as data, and the rest of its text."""
    found = FRONT.match(text)
    if not found:
        return {}, text
    if not found[1].strip():
        return {}, text[found.end() :]
    try:
        document = Document(found[1])
        if document.problems:
            raise document.problems[0]
    except Diagnostic as problem:  # the front matter begins on the second line of the file
        raise replace(problem, mark=replace(problem.mark, line=problem.mark.line + 1)) from None
    if not isinstance(document.data, dict):
        raise Diagnostic("expects-fields", Location(1), {"example": "title: …"}, source=document.lines[0])
    return document.data, text[found.end() :]


def _known(text: str, field: str, value: Any, choices: list[str]) -> None:
    if value is not None and value not in choices:
        found = re.search(rf"^{field}:[ \t]*", text, re.MULTILINE)
        mark = _mark(text, found.end() if found else 0, len(str(value)))
        raise Diagnostic("choice", mark, {"value": value, "choices": choices, **guess(str(value), choices)}, source=_line(text, mark))


def _mark(text: str, at: int, length: int) -> Location:
    return Location(text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1, length)


def _line(text: str, mark: Location) -> str:
    return text.split("\n")[mark.line]


def _taken(
    pages: list[OwnPage], views: Mapping[str, LocalizedHandbook], language: str, former: Mapping[str, str]
) -> Iterator[tuple[OwnPage, Diagnostic]]:
    """Yield each page that has the address or the name of another one, with the diagnostic: one of the two would be overwritten."""
    view = views[language]
    edition: Edition = view.content.handbook
    names = {"index": edition.title, PRINT: view.content.labels["print-title"]}
    names |= {page.key: page.record.link.title for page in view.pages.values()}
    known = {view.prefix: edition.title, f"{view.prefix}{edition.print_slug}/": names[PRINT]}
    known |= {page.url: page.record.link.title for page in view.pages.values()}
    reserved = {name.partition(".")[0] for name in (WRITTEN if view.prefix else (*WRITTEN, *WRITTEN_ONCE, *views))}
    for page in pages:
        address, name = page.url.casefold(), page.key.casefold()  # some file systems ignore case
        if other := known.get(address) or names.get(name):
            yield page, Diagnostic("page-taken", arguments={"url": page.url, "other": other})
        elif key := former.get(address):
            yield page, Diagnostic("page-at-former", arguments={"url": page.url, "other": names[key]})
        elif page.key.partition("/")[0] in reserved:
            yield page, Diagnostic("reserved-address", arguments={"slug": page.key.partition("/")[0]})
        known.setdefault(address, page.file)
