"""List every text that is translated, once: its key, source and target, its state, and where it stands."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros import covered
from macros.content import folder
from macros.content.document import FieldPath
from macros.content.loader import load
from macros.content.localized import identify
from macros.content.models import Handbook
from macros.content.rule import files
from macros.content.types.base import Model
from macros.content.types.scalars import LONGEST, PLACEHOLDER
from macros.content.types.texts import BrochureText, OfficialName, PerLanguage, ShortText, Text

TRANSLATED = (Text, OfficialName)  # not addresses, nor words to search by: those are chosen, not translated
MISSING, STALE, UNCONFIRMED, FRESH, SAME = "missing", "stale", "unconfirmed", "fresh", "same"
STATES = (MISSING, STALE, UNCONFIRMED, FRESH, SAME)


@dataclass(frozen=True)
class Unit:
    """A text with its translation.

    Attributes:
        key: What identifies the text, made of ids: it stays when entries are moved.
        file: The file, as a path in the folder of the content.
        path: The fields that lead to the text in it.
        source: The text that is translated, on one line.
        target: Its translation; empty where it is missing.
        state: One of `STATES`.
        former: Of a stale text, the source that the translation was made from, where it is known.
        value: The text in all languages.
        model: The class that has the field, or None where the file is no model (labels.yml).
        field: The name of the field.
        entry: The key of the nearest entry around it that has an address.
    """

    key: str
    file: str
    path: FieldPath
    source: str
    target: str
    state: str
    value: PerLanguage
    former: str = ""
    model: type[Model] | None = None
    field: str = ""
    entry: str = ""

    @property
    def limit(self) -> int:
        """The number of characters that the translation may have."""
        return ShortText.limit if isinstance(self.value, ShortText) else LONGEST

    @property
    def placeholders(self) -> tuple[str, ...]:
        """What is filled in when the text is printed: it has to stay as it is, wherever the translation puts it."""
        return tuple(sorted(PLACEHOLDER.findall(self.source)))

    @property
    def is_from_brochure(self) -> bool:
        """Whether the source is a text of the 2019 brochure."""
        return isinstance(self.value, BrochureText)


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

    def chosen(self, states: Collection[str] = (), file: str = "") -> tuple[Unit, ...]:
        """Return the units in one of some states and in one file; all where neither is given."""
        return tuple(unit for unit in self.units if (not states or unit.state in states) and file in ("", unit.file.removesuffix(folder.SUFFIX)))


def read_batch(content: Path, target: str) -> Batch:
    """Read all texts of a folder of content with their translations into a language.

    Raises:
        ContentError: The content is not in order, other than that texts are missing in that language.
        LookupError: The handbook has no such language, or it is the one that is translated from.
    """
    handbook = load(content, Handbook, lacking=target)
    first, *others = handbook.handbook.languages
    language = next((language for language in others if language.code == target), None)
    if language is None:
        raise LookupError([other.code for other in others])
    names = {file.id: Path(file.name).relative_to(content.name).as_posix() for group in folder.files(content, Handbook).values() for file in group}
    asked = {(text.file, text.path) for text in covered.missing(handbook, language)} if language.covers else set()
    units = []
    for stem, data in files(handbook):
        for found in _texts(data, stem):
            if language.covers and target not in found.value and (stem, found.path) not in asked:
                continue  # on no page that a partial language has
            given = found.value[target] if target in found.value else ""
            units.append(
                Unit(
                    key="/".join((stem, *found.steps)),
                    file=names[stem],
                    path=found.path,
                    source=found.value[first.code],
                    target=given,
                    state=UNCONFIRMED if given else MISSING,
                    value=found.value,
                    model=found.model,
                    field=found.field,
                    entry=found.entry,
                )
            )
    return Batch(handbook, first.code, target, tuple(units))


@dataclass(frozen=True)
class _Found:
    value: PerLanguage
    path: FieldPath = ()
    steps: tuple[str, ...] = ()  # the path with ids for numbers
    model: type[Model] | None = None
    field: str = ""
    entry: str = ""

    def inside(self, value: Any, step: str | int, **changed: Any) -> "_Found":
        name = getattr(value, "id", None) if isinstance(step, int) else None
        kept = {"model": self.model, "field": self.field, "entry": self.entry}
        return _Found(value, (*self.path, step), (*self.steps, name or str(step)), **kept | changed)


def _texts(content: Any, stem: str) -> Iterator[_Found]:
    """Yield each text of a file with what surrounds it."""
    waiting = [_Found(content)]
    while waiting:
        here = waiting.pop()
        value = here.value
        if isinstance(value, TRANSLATED):
            yield here
        elif isinstance(value, Model):
            kind, identity = identify(value, stem)
            entry = f"{kind}/{identity}" if identity else here.entry
            waiting += reversed(
                [here.inside(getattr(value, name), name, model=type(value), field=name, entry=entry) for name in type(value).model_fields]
            )
        elif isinstance(value, tuple):
            waiting += reversed([here.inside(item, number) for number, item in enumerate(value)])
        elif isinstance(value, dict):
            waiting += reversed([here.inside(item, name, field=name, model=None) for name, item in value.items()])
