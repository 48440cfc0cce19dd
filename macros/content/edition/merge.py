"""Lay one file of an edition over the file of the base that has its name, entry by entry, and tell what it may not say."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.content.diagnostics import Diagnostic
from macros.content.document import Document, FieldPath
from macros.content.edition import allowed
from macros.content.edition.facts import Facts
from macros.content.edition.laid import Laid
from macros.content.edition.typed import groups
from macros.content.explain import guess
from macros.content.ids import entry_type, fields_of
from macros.content.places import problem_at
from macros.content.types.texts import Official, PerLanguage


@dataclass(frozen=True)
class Merge:
    """One file of an edition, and the file of the base that it is laid over."""

    facts: Facts
    base: Laid
    over: Document
    name: str  # of the edition's file, as readers are told it
    file_of: Callable[[str], str]  # gives the other file of the base that has an entry with an id; empty where none has

    def run(self, annotation: Any) -> list[Diagnostic]:
        """Put everything that the edition may say into the base, and return what is wrong with the rest, at its place.

        Args:
            annotation: The type of the file.
        """
        model = entry_type(annotation)[1]
        return list(self._fields(model, self.base.data, (), ()) if isinstance(self.base.data, dict) else ())

    def _problem(self, code: str, at: FieldPath, /, *, key: bool = False, **arguments: Any) -> Diagnostic:
        return problem_at(self.over, code, at, arguments, key=key, file=self.name)

    def _at(self, path: FieldPath) -> Any:
        value = self.over.data
        for step in path:
            value = value[step]
        return value

    def _fields(self, model: type | None, into: dict[str, Any], path: FieldPath, at: FieldPath) -> Iterator[Diagnostic]:
        given = self._at(at)
        may, ways = allowed.fields(model), allowed.ways(model)
        if not isinstance(given, dict):
            yield self._problem(
                "empty" if given is None else "expects-fields", at, example="  ".join(f"{name}: …" for name in (*ways, *may)[:2])
            )
            return
        known = fields_of(model, self.facts.languages)
        for name in given:
            here, there = (*at, name), (*path, name)
            if name in may and given[name] is None:
                yield self._problem("empty", here)
            elif name in may:
                yield from self._other_languages(known[name], here)
                self.base.put(there, self.over, self.name, here)
            elif name in ways:
                yield from self._below(known[name], into.get(name), there, here)
            elif name != "id":  # by which an entry is found
                yield self._national(name, here, (*may, *ways), known)

    def _national(self, name: str, at: FieldPath, may: tuple[str, ...], known: Mapping[Any, Any]) -> Diagnostic:
        if name in known:
            return self._problem("national-text", at, key=True, name=name, may=[*may])
        return self._problem("unknown-field", at, key=True, name=name, **guess(name, may))

    def _below(self, annotation: Any, into: Any, path: FieldPath, at: FieldPath) -> Iterator[Diagnostic]:
        is_list, model = entry_type(annotation)
        given = self._at(at)
        if not is_list:
            if isinstance(into, dict):
                yield from self._fields(model, into, path, at)
        elif not isinstance(given, list):
            yield self._problem("empty" if given is None else "expects-list", at)
        elif isinstance(into, list):
            yield from self._entries(model, into, path, at)

    def _entries(self, model: type | None, into: list[Any], path: FieldPath, at: FieldPath) -> Iterator[Diagnostic]:
        kind = getattr(model, "kind", "")
        known = {item["id"]: place for place, item in enumerate(into) if isinstance(item, dict) and "id" in item}
        seen: dict[str, int] = {}
        for number, item in enumerate(self._at(at)):
            here = (*at, number)
            identity = item.get("id") if isinstance(item, dict) else None
            if not isinstance(item, dict):
                yield self._problem("empty" if item is None else "expects-fields", here, example="id: …")
            elif not isinstance(identity, str):
                yield self._problem("entry-without-id", here, kind=kind)
            elif identity in seen:
                first = self.over.marks[*at, seen[identity], "id"][1].line + 1
                yield self._problem("duplicate-id", (*here, "id"), id=identity, file=self.name, first=first)
            elif identity in known:
                yield from self._fields(model, into[known[identity]], (*path, known[identity]), here)
            elif model in allowed.ADDED and (not self.facts.code or identity.startswith(f"{self.facts.code}-")):
                if self.facts.code:
                    yield from self._other_languages(model, here)
                    self.base.put((*path, len(into)), self.over, self.name, here)
            else:
                yield self._unknown(model, identity, known, (*here, "id"))
            if isinstance(identity, str):
                seen.setdefault(identity, number)

    def _unknown(self, model: type | None, identity: str, known: Mapping[str, int], at: FieldPath) -> Diagnostic:
        """Return what is told of an id that no entry has which this could add to."""
        kind, found = getattr(model, "kind", ""), guess(identity, known)
        if other := self.file_of(identity):
            return self._problem("id-of-other-file", at, id=identity, file=other)
        if model in allowed.ADDED and found["guess"][0] != "did-you-mean":
            return self._problem("unknown-or-own", at, id=identity, kind=kind, prefix=f"{self.facts.code}-", **found)
        return self._problem("unknown-id", at, id=identity, kind=kind, **found)

    def _other_languages(self, annotation: Any, at: FieldPath) -> Iterator[Diagnostic]:
        """Yield the texts in languages that the edition does not publish: nobody would ever read them."""
        for path, found, texts in groups(annotation, self._at(at), self.facts.languages, at):
            if issubclass(found, PerLanguage) and not issubclass(found, Official):
                for code in self.facts.left_out:
                    if code in texts:
                        yield self._problem("language-left-out", (*path, code), key=True, code=code, languages=[*self.facts.languages])
