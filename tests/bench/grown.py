"""The real content many times over: every service, partner, need and guide again, under ids, addresses and names of its own.

Copies keep what the rules ask of each entry, and stand where rules ask for every entry: in the menu, among the objectives of the training,
on the cards. Their own references lead to the originals. What has a number of its own, such as the sheets of paper and the figures, is
not made of such content: no county would print thirty brochures in one.
"""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

LISTS = {"services": "services", "interfaces": "interfaces", "needs": "needs", "guides": "guides"}  # file -> field of its entries
NAMES = ("name", "title", "question")  # of an entry: no two of them are alike
# files and fields that list every entry of a kind, with what their references begin with
KINDS = tuple(f"{kind}/" for kind in LISTS)
NAMED_IN = (("handbook.yml", "navigation", "pages", ("guides/",)), ("partner-cards.yml", "cards", "interfaces", ("",)),
            ("training/*.yml", "objectives", "covers", KINDS), ("training/*.yml", "tasks", "rests_on", KINDS))  # fmt: skip
LIMIT = "MAX_BYTES, MAX_DEPTH = 1_000_000"  # of a file: what keeps a build from reading anything of any size


def grow(project: Path, times: int) -> None:
    """Write every entry of the lists of a copied project into its file so many times, and lift the limit of a file there."""
    for name, field in LISTS.items():
        _change(project / f"content-data/{name}.yml", lambda data, field=field: _repeat(data[field], times))
    for files, groups, field, kinds in NAMED_IN:
        for file in (project / "content-data").glob(files):
            _change(file, lambda data, groups=groups, field=field, kinds=kinds: _name(data.get(groups, ()), field, kinds, times))
    reader = project / "macros/content/document.py"
    text = reader.read_text(encoding="utf-8")
    assert LIMIT in text
    reader.write_text(text.replace(LIMIT, f"{LIMIT}_000"), encoding="utf-8")


def _change(file: Path, change: Callable[[Any], None]) -> None:
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    change(data)
    written = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000, default_style='"')
    file.write_text(written, encoding="utf-8")


def _repeat(entries: list[dict[str, Any]], times: int) -> None:
    entries += [_copied(entry, turn) for turn in range(2, times + 1) for entry in tuple(entries)]


def _name(groups: list[dict[str, Any]], field: str, kinds: tuple[str, ...], times: int) -> None:
    for group in groups:
        named = group.get(field, [])
        named += [f"{entry}-{turn}" for turn in range(2, times + 1) for entry in tuple(named) if entry.startswith(kinds)]


def _copied(entry: dict[str, Any], turn: int) -> dict[str, Any]:
    """Return a copy of an entry, with every id in it, its addresses and its names changed."""
    made = _renamed(copy.deepcopy(entry), turn)
    made["slug"] = {language: f"{slug}-{turn}" for language, slug in entry["slug"].items()}
    for field in NAMES:
        if isinstance(made.get(field), dict):
            made[field] = {language: f"{words} {turn}" for language, words in made[field].items()}
    return made


def _renamed(value: Any, turn: int) -> Any:
    if isinstance(value, dict):
        found = {name: _renamed(item, turn) for name, item in value.items() if name != "former_slugs"}
        return found | {"id": f"{value['id']}-{turn}"} if isinstance(value.get("id"), str) else found
    return [_renamed(item, turn) for item in value] if isinstance(value, list) else value
