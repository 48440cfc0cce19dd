"""Check that the style sheets and scripts named in mkdocs.yml and the templates exist: MkDocs itself does not check."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.content.diagnostics import ContentError, Diagnostic, Location
from macros.site.page_renderer import TEMPLATES

NAMED = re.compile(r'"(assets/(?:css|js)/[^"]+)"')  # an asset named in a template of ours


def check(settings: Path, docs: Path, listed: Iterable[str]) -> None:
    """Check that every asset that a page will load exists.

    Args:
        settings: mkdocs.yml.
        docs: The folder of the files.
        listed: The entries of extra_css and extra_javascript in mkdocs.yml.

    Raises:
        ContentError: With the place of each file that is missing.
    """
    problems = [*_missing(settings, docs, listed), *_named(docs)]
    if problems:
        raise ContentError(problems)


def _missing(source: Path, docs: Path, files: Iterable[str], root: Path | None = None) -> Iterator[Diagnostic]:
    lines = source.read_text(encoding="utf-8").splitlines()
    for file in files:
        if not (docs / file).is_file() and "//" not in file:  # not an address on another host
            line = next((number for number, line in enumerate(lines) if file in line), 0)
            mark = Location(line, max(0, lines[line].find(file)), len(file))
            name = source.relative_to(root or source.parent).as_posix()
            yield Diagnostic("no-asset", mark, {"file": f"{docs.name}/{file}"}, file=name, source=lines[line])


def _named(docs: Path) -> Iterator[Diagnostic]:
    for template in sorted(TEMPLATES.rglob("*.jinja")):
        files = dict.fromkeys(NAMED.findall(template.read_text(encoding="utf-8")))
        yield from _missing(template, docs, files, TEMPLATES.parents[2])
