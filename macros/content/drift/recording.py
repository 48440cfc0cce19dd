"""Record what an edition can stand beside in the national handbook as it is now."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from macros.content.drift.own import Own
from macros.content.edition import allowed
from macros.content.edition.base_lock import BaseRecord, Entry, Texts
from macros.content.folder import SUFFIX
from macros.content.ids import entry_type, fields_of
from macros.content.localized import identify
from macros.content.models import Handbook
from macros.content.models.local import LocalEdition
from macros.content.rule import files, walk
from macros.content.said import title_field
from macros.content.text_keys import keyed_texts
from macros.content.translation_lock import digest
from macros.content.translations import State, Translation
from macros.content.types.base import Model
from macros.content.types.texts import PerLanguage


def recorded(handbook: Handbook, states: Iterable[Translation], own: Collection[Own], languages: Collection[str]) -> BaseRecord:
    """Return the record of the national handbook for one edition.

    Args:
        handbook: The national handbook, without the edition.
        states: Its translations.
        own: What the edition says of its own: the texts beside it are recorded in full.
        languages: The languages that it publishes.
    """
    beside = {value.key for value in own}
    texts = _texts(handbook, languages)
    entries = {}
    for key, entry, name in _entries(handbook):
        others = {field: parts for field, parts in texts.get(key, {}).items() if field != name}
        entries[key] = Entry(
            name=_in(getattr(entry, name), languages),
            slug=_in(getattr(entry, "slug", None), languages),
            digest=digest(repr(sorted(others.items()))),
            texts=others if key in beside else {},
        )
    stale = {f"{one.key} {one.language}" for one in states if one.state is State.STALE and one.language in languages}
    hashes = {f"{value.key}/{value.field}": {code: digest(text) for code, text in value.texts.items()} for value in own if value.texts}
    return BaseRecord(
        version=handbook.handbook.version, fields=tuple(sorted(fields())), entries=entries, stale=tuple(sorted(stale)), own=hashes
    )


def _entries(handbook: Handbook) -> Iterator[tuple[str, Model, str]]:
    """Yield the key of every entry that an edition can add to, the entry, and the name of the field that names it."""
    for stem, content in files(handbook):
        for _, value in walk(content):
            if isinstance(value, Model) and value.kind and allowed.fields(type(value)):
                yield "/".join(identify(value, stem)), value, title_field(value)


def _texts(handbook: Handbook, languages: Collection[str]) -> dict[str, dict[str, tuple[Texts, ...]]]:
    """Return the texts of every entry: key -> field -> the texts of that field in their order, in some languages."""
    found: dict[str, dict[str, tuple[Texts, ...]]] = {}
    for text in keyed_texts(handbook):
        field = text.slot.removeprefix(f"{text.entry}/")
        fields_found = found.setdefault(text.entry, {})
        fields_found[field] = (*fields_found.get(field, ()), _in(text.value, languages))
    return found


def _in(value: PerLanguage | None, languages: Collection[str]) -> Texts:
    return {code: str(text) for code, text in value.items() if code in languages} if value else {}


def fields() -> Iterator[str]:
    """Yield every field that an edition may fill in, after its file."""
    yield from (f"edition{SUFFIX}: {name}" for name in LocalEdition.model_fields)
    for name in allowed.files():
        if name not in allowed.OWN_FILES:
            model = entry_type(Handbook.model_fields[name].annotation)[1]
            yield from (f"{name.replace('_', '-')}{SUFFIX}: {path}" for path in _paths(model))


def _paths(model: Any) -> Iterator[str]:
    yield from allowed.fields(model)
    for name in allowed.ways(model):
        yield from (f"{name}/{path}" for path in _paths(entry_type(fields_of(model, ())[name])[1]))


def is_of_each_county(kind: str) -> bool:
    """Tell whether each county has details of its own of every entry of a kind, and not only a note here and there."""
    return any(
        model.kind == kind and {*allowed.fields(model)} - {"local_note"}
        for base in allowed.FIELDS
        for model in (base, *base.__subclasses__())
    )
