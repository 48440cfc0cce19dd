"""Render Typst templates in this process, with our fonts only; a warning is an error, so that nothing doubtful is published."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from threading import local
from typing import Any, Literal

import typst

from macros.build.cache import cached, digest
from macros.build.latest import of_texts
from macros.look import typeface
from macros.look.alphabets import ALPHABETS
from macros.pdf import first_page, marks

TEMPLATES = Path(__file__).with_name("templates")
Kind = Literal["pdf", "png", "svg"]
ACCESSIBLE = ("ua-1", "a-2a")
MAIN, DATA, OWN, PROOF = "main.typ", "data.json", "own.json", "proof.json"  # files that templates find beside them, and no folder holds
PROOFED, STANDING = "proofed", "standing"  # the labels of what a proof finds, and of marks that every sheet has (templates/proof.typ)
FIRST_PAGE = "first page"  # what is made of a PDF, in the cache
# renders of nothing before the proof of the sheet that was proved last, as of another edition, and before that of another sheet: at the
# end of a render Typst forgets what the last ten have not used, at the end of a query nothing
SAME_SHEET, OTHER_SHEET = 1, 5
INCH = 72  # points
MILLIMETRE = INCH / 25.4


class TypstError(Exception):
    """Raised when a template and its data do not fit together; the message names the place in the template."""


@dataclass(frozen=True)
class Data:
    """What a template is given, as JSON.

    Typst keeps what it has laid out, for as long as nothing that was read for it has changed. What differs between editions, or between
    versions of a sheet, is a file of its own, so that the next one is laid out anew only where something of that is printed. Neither is an
    input of Typst (sys.inputs): a changed input would make it forget everything.

    Attributes:
        shared: What is the same in every edition.
        own: What each has for itself.
    """

    shared: str
    own: str = "{}"

    @property
    def parts(self) -> tuple[str, str]:
        """Both."""
        return self.shared, self.own


@dataclass(frozen=True)
class Sheet:
    """A file that Typst makes of texts.

    Attributes:
        name: Its name in the folder of downloads.
        template: The name of its template, without suffix.
        data: What the template is given.
        of: Which of the template's files it is.
    """

    name: str
    template: str
    data: Data
    of: str = ""


@dataclass
class _Proved:
    """A sheet on which everything fits.

    Attributes:
        data: What its template was given.
        standing: Where on it stands what an edition says of its own; None: nobody has asked yet. What is printed has these marks too.
    """

    data: Data
    standing: list[marks.Mark] | None = None


class TypstRenderer:
    """Renders the templates of one folder; safe to share between threads.

    Args:
        day: Date of the documents; the environment variable SOURCE_DATE_EPOCH (seconds) overrides it.
        templates: The folder.
        cache: Folder of the cache of rendered files; None: everything is rendered anew.
    """

    def __init__(self, day: date, templates: Path = TEMPLATES, cache: Path | None = None) -> None:
        self._templates, self._cache = templates, cache
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        self._time = int(os.environ.get("SOURCE_DATE_EPOCH") or midnight.timestamp())
        self._sources = digest(_sources(templates)) if cache else b""
        self._fonts = typst.Fonts(include_system_fonts=False, font_paths=typeface.folders())
        self._proved: dict[tuple[str, str, str], list[_Proved]] = {}  # by what sheets of several editions have in common
        self._own = local()  # a compiler for each thread: one at a time may use it

    def render(self, template: str, data: Data, of: str = "", kind: Kind = "pdf", **options: Any) -> bytes:
        """Render one file.

        Args:
            template: Name without suffix.
            data: What the template reads.
            of: Argument of the template's function ``sheet``, for a template that makes several files: which of them to render.
            kind: "pdf", "png" or "svg".
            options: Options of Typst: pdf_standards, pdf_tags, ppi.

        Returns:
            The bytes of the file; of a PNG or SVG those of the first page.

        Raises:
            TypstError: Typst reported an error or a warning.
        """
        chosen = [template, of, kind, self._time, options]
        return self._kept(chosen, data, lambda: self._rendered(template, data, of, kind, options))

    def proof(self, template: str, data: Data, of: str = "") -> list[dict[str, Any]]:
        """Lay out a file without writing it, and return what does not fit: what macros/pdf/marks.py tells of its marks.

        Args:
            template: As for render.
            data: The same.
            of: The same.

        Raises:
            TypstError: Typst reported an error.
        """
        proved = self._proved.setdefault((template, of, data.shared), [])
        faults = json.loads(self._kept([template, of, PROOF], data, lambda: self._proofed(template, data, of, proved)))
        if not (faults or proved):
            proved.append(_Proved(data))
        return faults

    def first_page(self, content: bytes, width: int) -> bytes:
        """Draw the first page of a PDF without laying it out anew; a render as PNG would draw every page of it.

        Args:
            content: The PDF.
            width: The width of the picture, in pixels.

        Returns:
            A PNG.
        """
        of = Data(sha256(content).hexdigest())
        try:
            return self._kept([FIRST_PAGE, width], of, lambda: first_page.drawn(content, width))
        except typst.TypstError as error:
            raise TypstError(_plain(error.diagnostic, error.message)) from None

    def _kept(self, chosen: list[Any], data: Data, make: Callable[[], bytes]) -> bytes:
        """Return what is made of some data, from the cache if there is one. chosen: whatever else it depends on."""
        if self._cache is None:
            return make()
        beside = (data.own, json.dumps(chosen, sort_keys=True))
        return cached(self._cache, [self._sources, _hashed(data.shared), *(text.encode() for text in beside)], make)

    def _proofed(self, template: str, data: Data, of: str, proved: list[_Proved]) -> bytes:
        """Return what does not fit, as JSON. It is looked for only where a sheet does not stand as one of those that were proved."""
        mine = _Proved(data)
        for each in tuple(proved):  # another thread may add one meanwhile
            if marks.fits_as(self._standing(mine, template, of), self._standing(each, template, of)):
                return b"[]"
        self._forget((template, of))
        (found,) = self._queried(template, data, of, PROOFED)
        faults = marks.judged(found)
        if not faults:
            proved.append(mine)
        return json.dumps(faults).encode()

    def _standing(self, sheet: _Proved, template: str, of: str) -> list[marks.Mark]:
        """Return where on a sheet stands what an edition says of its own."""
        if sheet.standing is None:
            sheet.standing = self._queried(template, sheet.data, of, STANDING)
        return sheet.standing

    def _queried(self, template: str, data: Data, of: str, label: str) -> list[Any]:
        """Return the values that have a label in a sheet, or in its proof."""
        files = _files(template, data, of, proof=label == PROOFED)
        compiler = typst.Compiler(files, root=str(self._templates), font_paths=self._fonts)
        try:
            return json.loads(compiler.query(f"<{label}>", field="value"))
        except RuntimeError:
            self._rendered(template, data, of, "pdf", {})  # raises the same with the place in the template
            raise

    def _forget(self, sheet: tuple[str, str]) -> None:
        """Let Typst forget proofs: those of other sheets soon, those of the same sheet in other editions later, as these are much alike."""
        former, self._own.proofed = getattr(self._own, "proofed", sheet), sheet
        for _ in range(SAME_SHEET if former == sheet else OTHER_SHEET):
            self._compiler().compile(input=b"", format="svg")

    def _rendered(self, template: str, data: Data, of: str, kind: Kind, options: Mapping[str, Any]) -> bytes:
        try:
            result, warnings = self._compiler().compile_with_warnings(
                input=_files(template, data, of), format=kind, timestamp=self._time, **options
            )
        except typst.TypstError as error:
            raise TypstError(_plain(error.diagnostic, error.message)) from None
        if warnings:
            raise TypstError("\n".join(_plain(warning.diagnostic, warning.message) for warning in warnings))
        pages = [result] if isinstance(result, bytes) else result or []
        return _cleaned(pages[0]) if kind == "pdf" else pages[0]

    def _compiler(self) -> typst.Compiler:
        if not hasattr(self._own, "compiler"):
            self._own.compiler = typst.Compiler(root=str(self._templates), font_paths=self._fonts)
        return self._own.compiler


def _files(template: str, data: Data, of: str, *, proof: bool = False) -> Any:  # the types of typst do not know such files
    """Return the files that Typst finds beside the templates: the source that asks for all of a template or one sheet, and the data."""
    main = f'#import "{template}.typ": sheet\n#sheet({json.dumps(of)})' if of else f'#include "{template}.typ"'
    texts = {MAIN: main, DATA: data.shared, OWN: data.own, PROOF: json.dumps(proof)}
    return {name: text.encode() for name, text in texts.items()}


@of_texts(500)  # the data of all sheets in some languages, and more
def _hashed(text: str) -> bytes:
    """Return the hash of the data of a template, of which many files are made."""
    return digest([text.encode()])


def _sources(templates: Path) -> Iterator[bytes]:
    """Yield all inputs of a render that are the same for every file: Typst, the templates, the fonts, the modules that make the file."""
    yield version("typst").encode()
    own = (Path(__file__).with_name(f"{name}.py") for name in ("typst_renderer", "text_layer", "marks", "first_page"))
    for file in (*sorted(templates.iterdir()), *typeface.faces(), *own):
        yield from (file.name.encode(), file.read_bytes())
    yield from (alphabet.version.encode() for alphabet in ALPHABETS)


def _cleaned(content: bytes) -> bytes:
    from macros.pdf import text_layer

    return text_layer.cleaned(content)


def pages_of(content: bytes) -> int:
    """Return the number of pages of a PDF."""
    from pikepdf import Pdf

    return len(Pdf.open(BytesIO(content)).pages)


def _plain(diagnostic: str | None, message: str) -> str:
    """Return template, line and message of a diagnostic of Typst, which names the place as ``┌─ path:line:column``."""
    place = next((line.partition("┌─")[2].strip() for line in (diagnostic or "").splitlines() if "┌─" in line), "")
    path, _, rest = place.partition(":")
    where = f"{Path(path).name}:{rest.partition(':')[0]}: " if place else ""
    return f"{where}{message}"
