"""Leave out of the base what an edition does not have: languages that it does not publish, and optional guides."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, get_args

from macros.build.latest import of_each
from macros.content.document import Document, FieldPath
from macros.content.edition.references import references, to_leave_out
from macros.content.edition.typed import groups
from macros.content.folder import File
from macros.content.ids import fields_of
from macros.content.models.edition import Edition, Language, Rejected, Synonym
from macros.content.types.base import Model
from macros.content.types.scalars import OtherLanguage
from macros.content.types.texts import Fields, Official


def paths(file: File, languages: tuple[str, ...], left_out: Collection[str], hidden: Collection[str]) -> Iterator[FieldPath]:
    """Yield the paths in a file of the base that an edition does not have.

    Args:
        file: The file, not validated yet.
        languages: The languages of the base.
        left_out: Those that the edition does not publish.
        hidden: The keys of the entries that it leaves out, those inside of them included.
    """
    published = tuple(code for code in languages if code not in left_out)
    for path, found, value in groups(file.type, file.parsed.data, languages):
        if left_out:
            yield from _languages(path, found, value, languages, published)
        if hidden and issubclass(found, Model):
            if f"{found.kind}/{value.get('id')}" in hidden:
                yield path
            yield from to_leave_out(found, value, path, hidden)


def sources(files: Iterable[File], languages: tuple[str, ...]) -> frozenset[str]:
    """Return the keys of the sources that files refer to."""
    return frozenset().union(*(_sources(file.parsed, file.type, languages) for file in files))


@of_each
def _sources(document: Document, annotation: Any, languages: tuple[str, ...]) -> frozenset[str]:
    every = groups(annotation, document.data, languages)
    return frozenset(key for _, found, value in every for _, key in references(found, value) if key.startswith("sources/"))


def _languages(
    path: FieldPath, found: type, value: dict[str, Any], languages: tuple[str, ...], published: tuple[str, ...]
) -> Iterator[FieldPath]:
    if issubclass(found, Fields):
        kept = {*fields_of(found, published), *(get_args(OtherLanguage) if issubclass(found, Official) else ())}
        yield from ((*path, name) for name in fields_of(found, languages) if name in value and name not in kept)
    elif found is Edition and isinstance(value.get("languages"), list):
        for place, language in enumerate(value["languages"]):
            if isinstance(language, dict) and language.get("code") not in published:
                yield (*path, "languages", place)
    elif found is Language and value.get("fallback", published[0]) not in published:
        yield (*path, "fallback")
    elif found in (Rejected, Synonym) and value.get("language") not in published:
        yield path
