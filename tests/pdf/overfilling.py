"""Overfill the places of the sheets one by one, and empty what may be left out: a handbook with one change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from macros.content import checks
from macros.content.document import FieldPath
from macros.content.localized import links, localize
from macros.content.models import Handbook
from macros.content.rule import files, walk
from macros.content.types.base import Model
from macros.content.types.references import Reference
from macros.content.types.texts import PerLanguage
from macros.pdf import proofs, training_pdfs
from macros.pdf.typst_renderer import Sheet
from macros.project import Project

LONG, WIDE = "long", "wide"  # ways to overfill: many more words, one word that has no syllables
MORE, LETTERS = 4000, 70  # characters that are added to a text, letters of a word


@dataclass(frozen=True)
class Overfilled:
    """A text in one language that is made too long, or is given a word that is too wide."""

    stem: str
    path: FieldPath
    language: str
    way: str

    @property
    def field(self) -> str:
        """The field, of whichever entry."""
        return ".".join([self.stem, *(step for step in self.path if isinstance(step, str))])

    def of(self, text: str) -> str:
        """Return the text as it is then."""
        return f"{text} {'X' * LETTERS}" if self.way == WIDE else text + f" {text}" * (MORE // len(text) + 1)


def every_case(project: Project) -> Iterator[Overfilled]:
    """Yield each text that a sheet prints, in each language, overfilled in each way."""
    printed = {language: printed_in(project, language) for language in project.languages}
    for stem, content in files(project.handbook):
        for path, value in walk(content):
            if isinstance(value, PerLanguage):
                for language, text in value.items():
                    if isinstance(text, str) and text in printed.get(language, ()):
                        yield from (Overfilled(stem, path, language, way) for way in (LONG, WIDE))


def sheets(project: Project, language: str) -> Iterator[Sheet]:
    """Yield the sheets of a language, and those that all languages share."""
    yield from proofs.sheets(project, [language])
    if language != project.sharing and language in project.whole:
        yield from training_pdfs.shared_sheets(project)


def printed_in(project: Project, language: str) -> set[str]:
    """Return the texts that the sheets of a language print."""
    return set().union(*(proofs.given(sheet) for sheet in sheets(project, language)))


def overfilled(project: Project, case: Overfilled) -> Project:
    """Return a handbook with one text overfilled."""

    def changed(stem, path, value):
        if (stem, path) != (case.stem, case.path):
            return value
        return type(value)({**value, case.language: case.of(value[case.language])})

    return localized(project, with_change(project.handbook, changed))


def emptied(project: Project, model: type[Model], field: str) -> Project | None:
    """Return a handbook in which every entry of a model leaves out an optional field; None where the check of the content refuses it."""

    def changed(_stem, _path, value):
        return value.model_copy(update={field: model.model_fields[field].get_default()}) if type(value) is model else value

    handbook = with_change(project.handbook, changed)
    edition = handbook.handbook
    first = edition.language(edition.whole[0])
    known = {link.key for link in links(handbook, first, "")}
    named = (value.key for _, content in files(handbook) for _, value in walk(content) if isinstance(value, Reference))
    if not known.issuperset(named) or any(problem for rule in checks.ALL for problem in rule(handbook)):
        return None
    return localized(project, handbook)


def optional_fields(handbook: Handbook) -> Iterator[tuple[type[Model], str]]:
    """Yield each field that an entry may leave out, and of which some entry of the handbook has a value."""
    seen = set()
    for _, content in files(handbook):
        for _, value in walk(content):
            if isinstance(value, Model):
                for name, field in type(value).model_fields.items():
                    empty = None if field.is_required() else field.get_default()
                    if not field.is_required() and not empty and getattr(value, name) and (type(value), name) not in seen:
                        seen.add((type(value), name))
                        yield type(value), name


def localized(project: Project, handbook: Handbook) -> Project:
    """Return a project with another handbook of the same languages."""
    return replace(project, handbook=handbook, views={code: localize(handbook, code) for code in project.languages})


def with_change(handbook: Handbook, change: Callable) -> Handbook:
    """Return a handbook in which a function has replaced values; it is given the stem of the file, the path and the value."""
    parts = {}
    for name in type(handbook).model_fields:
        value = getattr(handbook, name)
        stem = name.replace("_", "-")
        if isinstance(value, tuple):  # a folder of files
            parts[name] = tuple(_changed(part.id, (), part, change) for part in value)
        else:
            parts[name] = _changed(getattr(value, "id", None) or stem, (), value, change)
    return handbook.model_copy(update=parts)


def _changed(stem, path, value, change):
    if isinstance(value, Model):
        inside = {name: _changed(stem, (*path, name), getattr(value, name), change) for name in type(value).model_fields}
        value = value.model_copy(update={name: part for name, part in inside.items() if part is not getattr(value, name)})
    elif isinstance(value, tuple) and type(value) is tuple:
        value = tuple(_changed(stem, (*path, number), part, change) for number, part in enumerate(value))
    elif type(value) is dict:
        value = {name: _changed(stem, (*path, name), part, change) for name, part in value.items()}
    return change(stem, path, value)
