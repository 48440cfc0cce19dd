"""Read edition.yml before anything is checked, as all other files of the edition depend on it, and tell what does not fit the base."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from macros.content.diagnostics import Diagnostic
from macros.content.document import Document, FieldPath
from macros.content.explain import guess
from macros.content.folder import File
from macros.content.languages import listed
from macros.content.places import problem_at

CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass
class Facts:
    """What the edition says of itself, as far as it is in order.

    Attributes:
        code: Begins the ids of its own entries; empty where it is not told.
        languages: The languages that it publishes, in the order of the base.
        left_out: The languages of the base that it does not publish.
        hidden: The keys of the optional guides that it leaves out.
        problems: What does not fit the base.
    """

    code: str = ""
    languages: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    problems: list[Diagnostic] = field(default_factory=list)


def read(own: File, handbook: File, guides: File, services: File) -> Facts:
    """Return what edition.yml says, compared with the base.

    Args:
        own: edition.yml.
        handbook: handbook.yml of the base.
        guides: guides.yml of the base.
        services: services.yml of the base.
    """
    names = tuple(listed(handbook))
    facts = Facts(languages=names)
    data = own.document.data if own.document else None
    if own.document is None or not isinstance(data, dict):
        return facts
    if isinstance(code := data.get("code"), str) and CODE.fullmatch(code):
        facts.code = code
    base = handbook.document.data if handbook.document else None
    facts.problems += [
        *_code(own.document, facts.code, services),
        *_version(own.document, base.get("version") if isinstance(base, dict) else None),
        *_languages(own.document, facts, names),
        *_hidden(own.document, facts, guides),
    ]
    return facts


def _items(document: Document, name: str) -> Iterator[tuple[FieldPath, str]]:
    given = document.data.get(name)
    yield from (((name, place), item) for place, item in enumerate(given if isinstance(given, list) else ()) if isinstance(item, str))


def begun(code: str, services: Iterable[str]) -> str:
    """Return the id of a national service that begins as the ids of an edition's own would; empty where none does."""
    return next((identity for identity in services if identity.startswith(f"{code}-")), "")


def _code(document: Document, code: str, services: File) -> Iterator[Diagnostic]:
    data: Mapping[str, Any] = services.document.data if services.document and isinstance(services.document.data, dict) else {}
    ids = [str(entry.get("id")) for entry in data.get("services") or () if isinstance(entry, dict)]
    if code and (identity := begun(code, ids)):
        yield problem_at(document, "code-of-national", ("code",), {"code": code, "id": identity})


def _version(document: Document, version: Any) -> Iterator[Diagnostic]:
    given = document.data.get("base")
    if isinstance(given, str) and isinstance(version, str) and given != version:
        yield problem_at(document, "other-base", ("base",), {"given": given, "version": version})


def _languages(document: Document, facts: Facts, names: tuple[str, ...]) -> Iterator[Diagnostic]:
    seen: dict[str, FieldPath] = {}
    unknown = False
    for path, code in _items(document, "languages"):
        if code in seen:
            yield problem_at(document, "twice", path, {"name": code, "first": document.marks[seen[code]][1].line + 1})
        elif names and code not in names:
            unknown = True
            near = get_close_matches(code, names, 1)
            advice = ("did-you-mean", {"near": near[0]}) if near else ("languages-are", {"languages": [*names]})
            yield problem_at(document, "language-not-in-base", path, {"code": code, "guess": advice})
        seen.setdefault(code, path)
    published = tuple(code for code in names if code in seen)
    if published and names[0] not in seen:  # official names, and what a partial language lacks, stand in it
        yield problem_at(document, "without-first-language", ("languages",), {"code": names[0]})
    elif published and not unknown:  # a misspelt language would make every text of that language look wrong
        facts.languages, facts.left_out = published, tuple(code for code in names if code not in seen)


def _hidden(document: Document, facts: Facts, guides: File) -> Iterator[Diagnostic]:
    data: Mapping[str, Any] = guides.document.data if guides.document and isinstance(guides.document.data, dict) else {}
    entries = [entry for entry in data.get("guides") or () if isinstance(entry, dict)]
    every = {f"guides/{entry.get('id')}": entry for entry in entries}
    optional = [key for key, entry in every.items() if entry.get("optional") == "true"]
    found: list[str] = []
    for path, given in _items(document, "hidden"):
        key = given if "/" in given else f"guides/{given}"
        if given in optional:
            parts = [part for part in every[key].get("parts") or () if isinstance(part, dict)]
            found += [key, *(f"guide-parts/{part.get('id')}" for part in parts)]
        elif key in every and key not in optional:
            yield problem_at(document, "not-optional", path, {"key": key, "optional": optional})
        elif entries:
            yield problem_at(document, "unknown-optional", path, {"key": given, **guess(key, optional)})
    facts.hidden = tuple(found)
