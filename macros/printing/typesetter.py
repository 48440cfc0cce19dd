"""Typst in this process: our fonts only, and a warning is an error, so that nothing doubtful is printed."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import typst

from macros.kept import kept
from macros.printing import fonts

TEMPLATES = Path(__file__).with_name("templates")
ACCESSIBLE = ("ua-1", "a-2a")
ASSERTED = "assertion failed: "  # what Typst puts before the words of an assert


class PrintError(Exception):
    """A template and the content do not fit each other; says where in the template."""


class Typesetter:
    """Renders the templates of one folder.

    Args:
        day: the date of the documents; the environment variable SOURCE_DATE_EPOCH (seconds) goes before it.
        templates: the folder.
        keep: where to keep what was rendered, for the next build of the same; None: everything is rendered anew.
    """

    def __init__(self, day: date, templates: Path = TEMPLATES, keep: Path | None = None) -> None:
        self._templates, self._keep = templates, keep
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        self.time = int(os.environ.get("SOURCE_DATE_EPOCH") or midnight.timestamp())
        self._compiler = typst.Compiler(root=str(templates), font_paths=[str(fonts.folder())], ignore_system_fonts=True)

    def render(self, template: str, inputs: Mapping[str, str], kind: str = "pdf", **options: Any) -> bytes:
        """One file.

        Args:
            template: name without suffix.
            inputs: what the template reads from sys.inputs.
            kind: "pdf", "png" or "svg".
            options: for Typst: pdf_standards, pdf_tags, ppi.

        Returns:
            The bytes; of a PNG or SVG those of the first page.

        Raises:
            PrintError: Typst found an error or had a warning.
        """
        if self._keep is None:
            return self._rendered(template, inputs, kind, options)
        chosen = json.dumps([template, kind, self.time, dict(inputs), options], sort_keys=True)
        made_of = [typst.__version__.encode(), *_sources(self._templates), chosen.encode()]
        return kept(self._keep, made_of, lambda: self._rendered(template, inputs, kind, options))

    def _rendered(self, template: str, inputs: Mapping[str, str], kind: str, options: Mapping[str, Any]) -> bytes:
        path = str(self._templates / f"{template}.typ")
        try:
            result, warnings = self._compiler.compile_with_warnings(
                input=path, format=kind, sys_inputs=dict(inputs), timestamp=self.time, **options
            )
        except typst.TypstError as error:
            raise PrintError(_plain(error.diagnostic, error.message)) from None
        if warnings:
            raise PrintError("\n".join(_plain(warning.diagnostic, warning.message) for warning in warnings))
        return result if isinstance(result, bytes) else result[0]


def _sources(templates: Path) -> Iterator[bytes]:
    """All that a file is made of but its inputs: the templates, the fonts and how this module calls Typst."""
    for file in (*sorted(templates.iterdir()), *fonts.faces(), Path(__file__)):
        yield from (file.name.encode(), file.read_bytes())


def measured(content: bytes) -> tuple[int, float]:
    """The number of pages of a PDF, and the width of the first in points."""
    from pikepdf import Pdf

    pages = Pdf.open(BytesIO(content)).pages
    left, _, right, _ = map(float, pages[0].mediabox)
    return len(pages), right - left


def _plain(diagnostic: str | None, message: str) -> str:
    """Template, line and message of what Typst reports: its own report names the place as ``┌─ path:line:column``.

    What a template itself asserts is said to an editor, who has nothing to look for in it: the words alone.
    """
    if message.startswith(ASSERTED):
        return message.removeprefix(ASSERTED)
    place = next((line.partition("┌─")[2].strip() for line in (diagnostic or "").splitlines() if "┌─" in line), "")
    path, _, rest = place.partition(":")
    where = f"{Path(path).name}:{rest.partition(':')[0]}: " if place else ""
    return f"{where}{message}"
