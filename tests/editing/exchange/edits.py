"""Change returned files as translators and their programs do: each function is given a file and what to put into it."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import polib


def translate(file: Path, texts: dict[str, Any]) -> None:
    """Put translations into a file of any format, by the keys of the texts."""
    {".xlf": _xliff, ".po": _po, ".xlsx": _xlsx}[file.suffix](file, texts)


def _xliff(file: Path, texts: dict[str, str]) -> None:
    content = file.read_text(encoding="utf-8")
    for key, text in texts.items():
        content = into_target(content, key, escape(text))
    file.write_text(content, encoding="utf-8")


def into_target(content: str, key: str, written: str, state: str = "") -> str:
    """Return XLIFF, 1.2 or 2.1, with something in the target of a text."""
    start = re.search(rf'<(trans-unit id|unit id="[^"]*" name)="{re.escape(key)}"', content).start()
    end = content.index("unit>", start)
    unit = content[start:end]
    if "<target" in unit:
        unit = re.sub(r"(<target[^>]*?)(/>|>.*?</target>)", lambda found: f"{found[1]}>{written}</target>", unit, count=1, flags=re.DOTALL)
    else:
        unit = unit.replace("</source>", f"</source><target>{written}</target>", 1)
    unit = re.sub(r' state="[^"]*"', f' state="{state or "translated"}"', unit, count=1)
    return content[:start] + unit + content[end:]


def _po(file: Path, texts: dict[str, str]) -> None:
    opened = polib.pofile(str(file))
    for entry in opened:
        if entry.msgctxt in texts:
            entry.msgstr, entry.flags = texts[entry.msgctxt], []
    opened.save()


def _xlsx(file: Path, texts: dict[str, str]) -> None:
    def put(sheet):
        for row in sheet.iter_rows(min_row=2):
            if row[0].value in texts:
                row[3].value = texts[row[0].value]

    in_sheet(file, put)


def in_sheet(file: Path, change: Callable) -> None:
    """Change the sheet of texts of a workbook."""
    book = openpyxl.load_workbook(file)
    change(book.worksheets[0])
    book.save(file)


def in_archive(file: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Change a part of a workbook, byte by byte."""
    with zipfile.ZipFile(file) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, raw in parts.items():
            archive.writestr(part, raw)
