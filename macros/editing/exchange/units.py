"""List every text that is translated, once: its key, source and translation, its state, and where it stands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros import covered
from macros.content import folder, translation_lock
from macros.content.document import FieldPath
from macros.content.loader import load
from macros.content.localized import identify
from macros.content.models import Handbook
from macros.content.rule import files
from macros.content.translations import Translation, states
from macros.content.types.base import Model
from macros.content.types.scalars import LONGEST, PLACEHOLDER
from macros.content.types.texts import BrochureText, ShortText


@dataclass(frozen=True)
class Around:
    """What stands around a text: the class and the name of its field, and the key of the nearest entry that has an address."""

    model: type[Model] | None = None  # None in a file that is no model: labels.yml
    field: str = ""
    entry: str = ""


@dataclass(frozen=True)
class Unit:
    """A text with its translation into one language.

    Attributes:
        told: The text and its translation, with the state.
        file: The file, as a path in the folder of the content.
        around: What stands around it.
    """

    told: Translation
    file: str
    around: Around

    @property
    def key(self) -> str:
        """What identifies the text, made of ids: it stays when entries are moved."""
        return self.told.key

    @property
    def path(self) -> FieldPath:
        """The fields that lead to the translation in the file."""
        return (*self.told.of.path, self.told.language)

    @property
    def source(self) -> str:
        """The text that is translated."""
        return self.told.source

    @property
    def target(self) -> str:
        """Its translation; empty where it is missing."""
        return self.told.text

    @property
    def limit(self) -> int:
        """The number of characters that the translation may have."""
        return ShortText.limit if isinstance(self.told.of.value, ShortText) else LONGEST

    @property
    def placeholders(self) -> tuple[str, ...]:
        """What is filled in when the text is printed: it stays as it is, wherever the translation puts it."""
        return tuple(sorted(PLACEHOLDER.findall(self.source)))

    @property
    def is_from_brochure(self) -> bool:
        """Whether the source is a text of the 2019 brochure."""
        return isinstance(self.told.of.value, BrochureText)


@dataclass(frozen=True)
class Batch:
    """All texts of a handbook with their translations into one language.

    Attributes:
        handbook: The content. In the language of the translations, texts may be missing.
        source, target: The codes of the two languages.
        units: The texts, in the order of the files.
    """

    handbook: Handbook
    source: str
    target: str
    units: tuple[Unit, ...]

    @property
    def name(self) -> str:
        """The name by which a file for translators says which handbook it is of."""
        return self.handbook.handbook.title[self.source]

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that have texts, without their ending, as a person chooses them."""
        return tuple(dict.fromkeys(unit.file.removesuffix(folder.SUFFIX) for unit in self.units))

    def chosen(self, states: Collection[str] = (), file: str = "") -> tuple[Unit, ...]:
        """Return the units in one of some states and in one file; all where neither is given."""
        return tuple(
            unit for unit in self.units if (not states or unit.told.state in states) and file in ("", unit.file.removesuffix(folder.SUFFIX))
        )


class NoLanguageError(Exception):
    """Raised for a language into which nothing is translated. ``known`` are those that it could be."""

    def __init__(self, known: Collection[str]) -> None:
        super().__init__(*known)
        self.known = list(known)


def read_batch(content: Path, target: str) -> Batch:
    """Read all texts of a folder of content with their translations into a language.

    Raises:
        ContentError: The content is not in order, other than that texts are missing in that language.
        NoLanguageError: The handbook has no such language, or it is the one that is translated from.
    """
    handbook = load(content, Handbook, lacking=target)
    first, *others = handbook.handbook.languages
    language = next((language for language in others if language.code == target), None)
    if language is None:
        raise NoLanguageError([other.code for other in others])
    parts = dict(files(handbook))
    names = _names(content)
    asked = {(text.file, text.path) for text in covered.missing(handbook, language)} if language.covers else set()
    units = tuple(
        Unit(told, names[told.of.file], around(parts[told.of.file], told.of.file, told.of.path))
        for told in states(handbook, translation_lock.read(content))
        if told.language == target and (told.text or not language.covers or (told.of.file, told.of.path) in asked)
    )
    return Batch(handbook, first.code, target, units)


def _names(content: Path) -> Mapping[str, str]:
    every = [file for group in folder.files(content, Handbook).values() for file in group]
    return {file.id: Path(file.name).relative_to(content.name).as_posix() for file in every}


def around(value: Any, stem: str, path: FieldPath) -> Around:
    """Return what stands around the text at a path of a file."""
    found = Around()
    for step in path:
        if isinstance(value, Model):
            kind, identity = identify(value, stem)
            found = Around(type(value), str(step), f"{kind}/{identity}" if identity else found.entry)
            value = getattr(value, str(step))
        else:
            found = found if isinstance(step, int) else Around(None, str(step), found.entry)
            value = value[step]
    return found
