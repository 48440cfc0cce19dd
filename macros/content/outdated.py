"""Find the pages of a language on which a text is behind its source, and what their readers have to know of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from macros.content.document import FieldPath
from macros.content.localized import LocalizedHandbook, Record, identify
from macros.content.models import Handbook
from macros.content.rule import files
from macros.content.translations import State, Translation
from macros.content.types.base import Model
from macros.content.types.references import Reference

ACT = "act"  # the type of a source, and the field of an entry that rests on one


@dataclass(frozen=True)
class Outdated:
    """What is behind its source on a page.

    Attributes:
        language: The language of the source, in which the page says what holds.
        parts: The parts of the page in which a text is behind, where it is not the page as a whole.
        on_law: Whether any of it tells of law, so that a reader has to know in which language it holds.
    """

    language: str
    parts: tuple[Record, ...]
    on_law: bool


def outdated(handbook: Handbook, view: LocalizedHandbook, translations: Iterable[Translation]) -> LocalizedHandbook:
    """Return a view that knows what in it is stale: ``stale`` and ``outdated``.

    Args:
        handbook: The content.
        view: The handbook in one language.
        translations: Every translation with its state.
    """
    stale = [told for told in translations if told.state is State.STALE and told.language == view.language]
    if not stale:
        return view
    roots = dict(files(handbook))
    acts = frozenset(source.id for source in handbook.sources.sources if source.type == ACT)
    pages = {page.url: key for key, page in view.pages.items()}
    found: dict[str, list[tuple[Translation, Record, bool]]] = {}
    for told in stale:
        entries = [*_entries(roots[told.of.file], told.of.file, told.of.path)]
        link = next((view.links[key] for key, _ in reversed(entries) if key in view.links), None)
        page = pages.get(link.url.partition("#")[0], "") if link else ""
        if link and page:
            keys = [key for key, _ in entries]
            inside = entries[keys.index(page) :] if page in keys else entries
            found.setdefault(page, []).append((told, link, any(_on_law(model, acts) for _, model in inside)))
    return replace(view, stale={told.key: told.text for told in stale}, outdated={page: _told(page, of) for page, of in found.items()})


def _entries(value: Any, stem: str, path: FieldPath) -> Iterator[tuple[str, Model]]:
    """Yield the models on the way to a text, each with its key; empty where it has none."""
    for step in (None, *path):
        value = value if step is None else getattr(value, str(step)) if isinstance(value, Model) else value[step]
        if isinstance(value, Model):
            yield "/".join(identify(value, stem)) if value.kind else "", value


def _on_law(model: Model, acts: frozenset[str]) -> bool:
    """Tell whether a model states what it rests on in law, or is an act."""
    if getattr(model, "law", ()) or getattr(model, ACT, None) or getattr(model, "type", "") == ACT:
        return True
    return any(isinstance(cited, Reference) and cited.id in acts for cited in getattr(model, "sources", ()))


def _told(page: str, of: list[tuple[Translation, Record, bool]]) -> Outdated:
    links = {link.key: link for _, link, _ in of}
    parts = () if page in links else tuple(links.values())
    return Outdated(of[0][0].source_language, parts, any(on_law for *_, on_law in of))
