"""A partial language in a copy of the sample: it is listed with what it covers, and every text that the check then asks for is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from macros import covered
from macros.content.document import Document
from macros.content.types.texts import PerLanguage, ShortText, Slug
from macros.editing.edits import Put
from macros.editing.writer import edited
from macros.project import read_project

MONTHS = [f"{number}. månaden" for number in range(1, 13)]


def language(code: str, name: str, pages: Sequence[str], files: Sequence[str] = (), **more: Any) -> dict[str, Any]:
    """Return the entry of a partial language for handbook.yml."""
    covers = {"pages": [*pages], "files": [*files]}
    return {"code": code, "name": name, "date_format": "{day} {month_name} {year}", "months": [*MONTHS], "covers": covers, **more}


def add(content: Path, *languages: dict[str, Any]) -> None:
    """List languages in handbook.yml, and give the labels that every language has of its own."""
    change(content, "handbook", lambda data: data["languages"].extend(languages))

    def name(data: dict[str, Any]) -> None:
        for label in [label for label in data if label.endswith("-sv")]:
            for entry in languages:
                data.setdefault(f"{label.removesuffix('-sv')}-{entry['code']}", {code: f"{code} {entry['name']}" for code in ("fi", "en")})

    change(content, "labels", name)


def translate(content: Path, code: str) -> int:
    """Write every text that a partial language lacks, with the code before the text of the first language; return their number."""
    handbook = read_project(content).handbook
    lacking = covered.missing(handbook, handbook.handbook.language(code))
    write(content, code, {text.place: _translated(text.value, code) for text in lacking})
    return len(lacking)


def complete(content: Path) -> None:
    """Write what the check asks for in every partial language, as an editor does who has added something that one of them covers."""
    for entry in read_project(content).handbook.handbook.languages:
        if entry.covers:
            translate(content, entry.code)


def _translated(value: PerLanguage, code: str) -> str:
    words = next(iter(value.values()))
    said = f"{code}-{words}" if isinstance(value, Slug) else f"{code}: {words}"
    return said[: ShortText.limit] if isinstance(value, ShortText) else said


def write(content: Path, code: str, texts: Mapping[str, str]) -> None:
    """Write texts at their places: each the stem of a file and the steps to the text, with slashes between them."""
    edits: dict[str, list[tuple[list[str], str]]] = {}
    for place, words in texts.items():
        stem, *steps = place.split("/")
        edits.setdefault(stem, []).append((steps, words))
    for stem, each in edits.items():
        (file,) = content.rglob(f"{stem}.yml")
        text = file.read_text(encoding="utf-8")
        data = Document(text).data
        file.write_text(edited(text, [Put((*_path(data, steps), code), words) for steps, words in each]), encoding="utf-8")


def _path(data: Any, steps: Sequence[str]) -> Iterator[str | int]:
    for name in steps:
        step = int(name) if isinstance(data, list) else name
        yield step
        data = data[step]


def change(content: Path, name: str, edit: Callable[[Any], object]) -> None:
    """Change the data of a file."""
    file = content / f"{name}.yml"
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    edit(data)
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000, default_style='"'), encoding="utf-8")
