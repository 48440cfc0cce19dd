"""Open a file that a translator returns: find out by its content what it is, and refuse what could do harm."""

import zlib
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from macros.editing.exchange import po, sheet, xliff, xliff2, xml_io
from macros.editing.exchange.returned import ReturnedFile, UnreadableError
from macros.editing.exchange.xml_io import etree

MAX_BYTES = 20_000_000  # of a file: ten times what all texts need
MAX_UNPACKED, MAX_PARTS = 100_000_000, 500  # of the parts of a workbook
ARCHIVE, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # how such files begin; so does a workbook with a password
WORKBOOK = "xl/workbook.xml"
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # of an encoding


def opened(path: Path, source: str, target: str) -> ReturnedFile:
    """Return what a returned file holds.

    Args:
        path: The file.
        source: The language that is translated from; a workbook is read by the languages of its columns.
        target: The language that is translated into.

    Raises:
        UnreadableError: It can't be read, or is no file for translators.
    """
    try:
        if not path.is_file():
            raise UnreadableError("translate-no-file")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError("unreadable", reason=error.strerror) from None
    if len(raw) > MAX_BYTES:
        raise UnreadableError("too-large", size=path.stat().st_size, limit=MAX_BYTES)
    if raw.startswith(ARCHIVE):
        _unpackable(raw)
        return sheet.read(raw, source, target)
    if raw.startswith(OLD_OFFICE):
        raise UnreadableError("translate-old-office")
    if _is_xml(raw):
        return _xliff(xml_io.parse(raw))
    if b"msgid" in raw:
        return po.read(raw)
    raise UnreadableError("translate-unknown-format")


def _is_xml(raw: bytes) -> bool:
    start = raw[:100]
    for mark in MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip().startswith(b"<")


def _xliff(root: etree._Element) -> ReturnedFile:
    name = etree.QName(root)
    if name.localname == "xliff" and name.namespace == xliff.NAMESPACE:
        return xliff.read(root)
    if name.localname == "xliff" and name.namespace == xliff2.NAMESPACE:
        return xliff2.read(root)
    if name.localname.lower() == "html":
        raise UnreadableError("translate-web-page")
    raise UnreadableError("translate-other-xml", name=name.localname)


def _unpackable(raw: bytes) -> None:
    """Refuse an archive that is no workbook, or that would fill the memory.

    Raises:
        UnreadableError: Says which.
    """
    try:
        with ZipFile(BytesIO(raw)) as archive:
            _judge_parts(archive)
    except (BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise UnreadableError("translate-no-workbook", reason=str(error)) from None


def _judge_parts(archive: ZipFile) -> None:
    parts = archive.infolist()
    if WORKBOOK not in archive.namelist():
        raise UnreadableError("translate-other-archive")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableError("translate-bomb", limit=MAX_UNPACKED)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            xml_io.refuse_declarations(archive.read(part))
