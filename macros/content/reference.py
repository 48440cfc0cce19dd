"""Write the reference of fields in content-data/README.md: for each file, what belongs in it, from the texts of models/fields.yml."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

from macros import yaml_io
from macros.content import fields, limits
from macros.content.fields import described, described_file
from macros.content.folder import SUFFIX, is_folder
from macros.content.limits import Limits
from macros.content.models import Handbook
from macros.content.models.shared import Section, Sourced
from macros.content.types.base import Model
from macros.content.types.scalars import LONGEST

WORDS = Path(__file__).with_name("reference.yml")
README = "README.md"
MARKED = re.compile(r"(?P<start><!-- fields:(?P<language>\w+) -->\n).*?(?P<end><!-- /fields -->)", re.DOTALL)
NAMES = 2  # by which a group of fields is called that several fields have
BASES = {Section: "of-sections", Sourced: "of-sources"}  # whose fields stand once, and are named in the classes derived from them


@cache
def _words() -> dict[str, Any]:
    return yaml_io.read(WORDS)


def groups() -> Iterator[tuple[fields.Said, tuple[str, ...]]]:
    """Yield the groups in which files are shown to whoever writes the content: the name of each, and the stems of its files."""
    for group in _words()["groups"]:
        yield group["name"], tuple(group["files"])


def write(content: Path) -> None:
    """Write the reference into the README of a folder of content, between the marks of each language. One without marks is left alone."""
    path = content / README
    if path.is_file():
        before = path.read_text(encoding="utf-8")
        if (after := filled_in(before)) != before:
            path.write_text(after, encoding="utf-8")


def filled_in(readme: str) -> str:
    """Return the text of a README with the reference of each language between its marks."""
    return MARKED.sub(lambda at: f"{at['start']}\n{reference(at['language'])}\n{at['end']}", readme)


def reference(language: str) -> str:
    """Return the reference in a language of the messages, as Markdown."""
    return "\n".join(_Reference(language).lines())


class _Reference:
    def __init__(self, language: str) -> None:
        self.language = language
        self.names = _names(language)
        reached = {stem: list(_reached(_type(stem))) for _, stems in groups() for stem in stems}
        inner = [model for models in reached.values() for model in models]
        self.shared = [model for model in dict.fromkeys(inner) if inner.count(model) > 1]
        self.alike = _alike()
        self.own = {stem: [model for model in models if model not in self.shared] for stem, models in reached.items()}

    def word(self, name: str, **values: Any) -> str:
        found = _words()[name] if name in _words() else _words()["kinds"][name]
        return found[self.language].format_map(values)

    def anchor(self, name: str) -> str:
        return f"{self.language}-{name.lower()}"

    def heading(self, level: int, name: str, anchor: str) -> Iterator[str]:
        yield from (f'<a id="{self.anchor(anchor)}"></a>', "", f"{'#' * level} {name}", "")

    def link(self, name: str, anchor: str) -> str:
        return f"[{name}](#{self.anchor(anchor)})"

    def lines(self) -> Iterator[str]:
        """Yield the lines: the contents, the files in the order in which they are needed, and what they share."""
        yield from (self.word("intro", characters=LONGEST), "")
        for name, stems in groups():
            files = " · ".join(self.link(described_file(stem).name[self.language], stem) for stem in stems)
            yield f"- **{name[self.language]}**: {files}"
        yield from (f"- {self.link(self.word('shared'), 'shared')}", "")
        for name, stems in groups():
            yield from (f"### {name[self.language]}", "")
            for stem in stems:
                yield from self.file(stem)
        yield from self.heading(3, self.word("shared"), "shared")
        for base, name in BASES.items():
            yield from self.heading(4, self.word(name), name)
            yield from (self.word(f"{name}-help"), "")
            yield from self.table(base)
        yield from self.heading(4, self.word("of-all"), "of-all")
        yield from (self.word("of-all-help"), "")
        yield from self.rows([(model, name) for name, model in self.alike.items()], "of-all-")
        for model in self.shared:
            yield from self.heading(4, self.names[model], model.__name__)
            yield from self.table(model)

    def file(self, stem: str) -> Iterator[str]:
        told = described_file(stem)
        path = f"{stem}/" if is_folder(Handbook.model_fields[stem.replace("-", "_")].annotation) else f"{stem}{SUFFIX}"
        yield from self.heading(4, f"{told.name[self.language]} (`{path}`)", stem)
        yield from (told.help[self.language], "")
        if issubclass(found := _type(stem), Model):
            yield from self.table(found)
        for model in self.own[stem]:
            yield from self.heading(5, self.names[model], model.__name__)
            yield from self.table(model)

    def table(self, model: type[Model]) -> Iterator[str]:
        """Yield a row for each field that is the model's own, and name the others: those alike everywhere, and those of its base."""
        base = next((base for base in BASES if issubclass(model, base) and model is not base), None)
        own = [name for name in model.model_fields if base is None or name not in base.model_fields or _says(model, name)]
        alike = [] if model in BASES else [name for name in own if name in self.alike and _is_alike(model, name)]
        yield from self.rows([(model, name) for name in own if name not in alike])
        others = [self.link(f"{described(model, name).name[self.language].lower()} `{name}`", f"of-all-{name}") for name in alike]
        if base:
            others.append(self.link(self.word(BASES[base]).lower(), BASES[base]))
        if others:
            yield from (self.word("more", groups=", ".join(others)), "")

    def rows(self, of: list[tuple[type[Model], str]], mark: str = "") -> Iterator[str]:
        if of:
            columns = [column[self.language] for column in _words()["columns"]]
            yield from (_row(columns), _row(["---"] * len(columns)))
            yield from (self.row(model, name, f'<a id="{self.anchor(mark + name)}"></a>' if mark else "") for model, name in of)
            yield ""

    def row(self, model: type[Model], name: str, mark: str) -> str:
        told, allowed = described(model, name), limits.of(model, name)
        needed = self.word("required" if allowed.required else "optional")
        cells = [f"{mark}**{told.name[self.language]}** `{name}`", told.help[self.language], needed, self.limits(model, name, allowed)]
        return _row([*cells, self.example(told.example, allowed)])

    def limits(self, model: type[Model], name: str, allowed: Limits) -> str:
        """Return what a value may be, from the inside out: one value, in each language, in a list."""
        said = self.word("words") if allowed.listed and allowed.kind == "text" else self.kind(model, name, allowed)
        if allowed.per_language:
            said = self.word("some-languages" if allowed.some_languages else "each-language", of=said)
        if allowed.characters and allowed.characters != LONGEST:
            said = self.word("at-most", of=said, characters=allowed.characters)
        if allowed.lists:
            said = self.word("list-of-at-least" if (allowed.least or 0) > 1 else "list", of=said, least=allowed.least)
        if allowed.default:
            said = self.word("left-out", of=said, value=allowed.default)
        return said

    def kind(self, model: type[Model], name: str, allowed: Limits) -> str:
        choices = (f"`{value}` ({fields.choice(model, name, value)[self.language]})" for value in allowed.choices)
        kinds = (fields.kind_name(kind)[self.language].lower() for kind in allowed.kinds)
        group = self.link(self.names[allowed.model].lower(), allowed.model.__name__) if allowed.model else ""
        values = {"choices": ", ".join(choices), "kinds": ", ".join(kinds) or self.word("any-kind"), "group": group, **allowed.filled_in()}
        return self.word(allowed.kind, **values)

    def example(self, example: Any, allowed: Limits) -> str:
        if allowed.per_language and isinstance(example, dict):
            example = example.get(self.language, next(iter(example.values())))
        if example is None:
            return ""
        if isinstance(example, list):
            return f"`[{', '.join(each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in example)}]`"
        return example if allowed.per_language and allowed.kind in ("text", "brochure") else f"`{example}`"


def _says(model: type[Model], name: str) -> bool:
    """Tell whether a class says itself what belongs in a field."""
    return "help" in fields.texts().get(model.__name__, {}).get(name, {})


def _is_alike(model: type[Model], name: str) -> bool:
    """Tell whether a field is described for all classes that have one of its name."""
    return _says(Model, name) and not any(_says(found, name) for found in model.__mro__ if found is not Model and issubclass(found, Model))


def _alike() -> dict[str, type[Model]]:
    """Return the fields that are alike everywhere, in text and limits, each with a class that has it."""
    found: dict[str, dict[Limits, type[Model]]] = {}
    for model in fields.every_model():
        for name in model.model_fields:
            if _is_alike(model, name):
                found.setdefault(name, {}).setdefault(limits.of(model, name), model)
    return {name: next(iter(kinds.values())) for name, kinds in found.items() if len(kinds) == 1 and name not in Sourced.model_fields}


def _type(stem: str) -> Any:
    annotation = Handbook.model_fields[stem.replace("-", "_")].annotation
    return get_args(annotation)[0] if is_folder(annotation) or not isinstance(annotation, type) else annotation


def _reached(model: Any) -> Iterator[type[Model]]:
    """Yield the groups of fields inside a file, each once, in the order in which the file has them."""
    waiting, seen = [model] if issubclass(model, Model) else [], {model}
    while waiting:
        found = waiting.pop(0)
        for name in found.model_fields:
            inner = limits.of(found, name).model
            if inner is not None and inner not in seen:
                seen.add(inner)
                yield inner
                waiting.append(inner)


def _names(language: str) -> dict[type[Model], str]:
    """Return what each group of fields is called: as an item of its list, or as the fields that hold one."""
    called: dict[type[Model], dict[str, None]] = {}
    for model in fields.every_model():
        for name in model.model_fields:
            allowed, told = limits.of(model, name), described(model, name)
            if allowed.model is not None:
                said = told.item[language] if allowed.lists and told.item else told.name[language]
                called.setdefault(allowed.model, {})[said] = None
    return {model: ", ".join(list(names)[:NAMES]) + (" …" if len(names) > NAMES else "") for model, names in called.items()}


def _row(cells: list[str]) -> str:
    escaped = (cell.replace("|", r"\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"
