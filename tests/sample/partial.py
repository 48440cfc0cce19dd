"""A partial language in a copy of the sample: it is listed with what it covers, and every text that the check then asks for is written."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from macros import covered
from macros.content.types.texts import Slug
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
    lacking: dict[str, list[covered.Missing]] = {}
    for text in (every := covered.missing(handbook, handbook.handbook.language(code))):
        lacking.setdefault(text.file, []).append(text)

    def write(texts: list[covered.Missing], data: Any) -> None:
        for text in texts:
            words, group = next(iter(text.value.values())), data
            for step in text.path:
                group = group[step]
            group[code] = f"{code}-{words}" if isinstance(text.value, Slug) else f"{code}: {words}"[:150]

    for stem, texts in lacking.items():
        folder = "training/" if any(module.id == stem for module in handbook.training) else ""
        change(content, f"{folder}{stem}", partial(write, texts))
    return len(every)


def change(content: Path, name: str, edit: Callable[[Any], object]) -> None:
    """Change the data of a file."""
    file = content / f"{name}.yml"
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    edit(data)
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000, default_style='"'), encoding="utf-8")
