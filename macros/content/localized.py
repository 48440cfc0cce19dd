"""Localize the handbook: plain strings, dates in words, references as link records. All renderers read the result."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from macros.build.latest import of_each, of_latest
from macros.content.edition.allowed import is_own
from macros.content.models import Handbook
from macros.content.models.edition import Addresses, Language
from macros.content.models.guides import Guide
from macros.content.models.shared import Section
from macros.content.said import said, title, title_field
from macros.content.sentences import filled
from macros.content.types.base import Model
from macros.content.types.references import Reference
from macros.content.types.telephone import Phone
from macros.content.types.texts import BrochureText, FormerSlugs, Official, PerLanguage, Slug
from macros.look.palette import NATIONAL, Palette


class Record(SimpleNamespace):
    """A group of named values. Unlike a dict it has no methods that could hide a field called ``values`` or ``items``."""

    def __repr__(self) -> str:
        # links list who refers to them, and those their links: the repr of a record would hardly end
        return f"Record({getattr(self, 'key', '') or ', '.join(vars(self))})"


HOLDERS = (list, Record)  # the values that may hold records


@dataclass(frozen=True)
class Page:
    """A page of the site in one language."""

    key: str  # kind/id, the same in every language
    url: str  # from the site's root, without a leading slash: en/services/home-care/
    record: Record
    parent: str = ""  # key of the page above


@dataclass(frozen=True)
class OwnPage:
    """A page in Markdown that an organisation has added, in one language.

    Attributes:
        language: Its code.
        file: Its path from the folder of such pages.
        key: The path without suffix and language, the same in every language.
        url: Its address from the site's root.
        title, summary: Its name and its subject; the summary may be empty.
        group: The id of its group in the navigation; empty: a group of its own.
        text: The Markdown source, with its front matter.
    """

    language: str
    file: str
    key: str
    url: str
    title: str
    summary: str
    group: str
    text: str


@dataclass(frozen=True)
class LocalizedHandbook:
    """The handbook in one language.

    Attributes:
        language: The code of the language.
        prefix: The folder of the language in the site: "" for the first one, else for example "en/".
        content: The handbook as Records; a field has the name it has in models/.
        pages: Every page with an address of its own, by key.
        links: The targets of references, by key: Records of kind, id, key, title, summary and url. In a partial language what it
            does not cover has the address that it has in the fallback language.
        own: Pages that an organisation has added.
        fallback: Of a partial language, the code of the language in which the rest is offered; else empty.
        files: Of a partial language, the ids of the files that it covers.
        palette: The colours that it is shown and printed in.
        logo: The logo of an edition as SVG; empty: there is none.
        unread: Whether nobody whose own language it is has read the texts yet.
        stale: The texts whose source has changed since they were translated, by the keys of texts (text_keys.py).
        outdated: The pages that they stand on, by key, with what a reader has to know (outdated.py).
    """

    language: str
    prefix: str
    content: Record
    pages: Mapping[str, Page] = field(default_factory=dict)
    links: Mapping[str, Record] = field(default_factory=dict)
    own: tuple[OwnPage, ...] = ()
    fallback: str = ""
    files: tuple[str, ...] = ()
    palette: Palette = NATIONAL
    logo: str = ""
    unread: bool = False
    stale: Mapping[str, str] = field(default_factory=dict)
    outdated: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_partial(self) -> bool:
        """Whether the language covers only a part of the handbook."""
        return bool(self.fallback)


def localize(handbook: Handbook, code: str) -> LocalizedHandbook:
    """Return the handbook in one language.

    Args:
        handbook: The checked content.
        code: A language of handbook.yml.
    """
    handbook = filled(handbook)
    language = handbook.handbook.language(code)
    fallback = handbook.handbook.fallback(language) if language.covers else ""
    above = prefix(handbook, language)
    pages: dict[str, Page] = {}
    known = {link.key: link for link in links(handbook, language, above)}
    writer = _Writer(language, above, known, pages, fallback)
    content = writer.record(handbook, Record(url=above, key=""))
    content.organisation.is_official, content.organisation.imprint = handbook.is_official, _imprint(handbook, content)
    content.organisation.whose = _whose(content)
    content.handbook.whole_title = ", ".join(filter(None, (content.handbook.title, content.organisation.whose)))
    content.local_services = [service.key for service in content.services.services if is_own(handbook, service.id)]
    content.local_notes = [*_local_notes(content)] if handbook.edition else []
    for key, referrers in writer.referrers.items():
        known[key].used_by = [known[referrer] for referrer in dict.fromkeys(referrers) if referrer != key]
    files = tuple(file.id for file in language.covers.files) if language.covers else ()
    made = LocalizedHandbook(code, above, content, pages, known, fallback=fallback, files=files, unread=language.unread)
    return replace(made, palette=handbook.palette)


localized = of_latest(localize)  # the same, made once of the latest handbook


def _imprint(handbook: Handbook, content: Record) -> str:
    """Return the sentence that says who publishes the handbook, or that nobody official does."""
    name, labels = content.organisation.name, content.labels
    if not name:
        return content.handbook.unofficial
    return labels["published-by" if handbook.is_official else "draft-of"].replace("{name}", name)


def _whose(content: Record) -> str:
    """Return whose handbook it is, beside its title on the front page, on covers and in the names of files; empty for the national one."""
    name = content.organisation.name
    if not name or content.organisation.is_official:
        return name or ""
    return content.labels["draft-name"].replace("{name}", name)


def _local_notes(value: Any, above: str = "", within: str = "") -> Iterator[Record]:
    """Yield what only the edition says, in the order of the files.

    Each has the name and the key of what it stands beside, and the id of the chapter or guide that this is or is a part of.
    """
    for item in value if isinstance(value, list) else ():
        if isinstance(item, HOLDERS):
            yield from _local_notes(item, above, within)
    if isinstance(value, Record) and not hasattr(value, "used_by"):  # no link: what it leads to is found where it stands
        own = getattr(value, "name", None) or getattr(value, "title", None)
        name = ": ".join(filter(None, (above, own))) if isinstance(own, str) else above
        fields = vars(value)
        within = value.id if fields.get("kind") in (Section.kind, Guide.kind) else within
        notes, contact, url = (fields.get(f"local_{field}") for field in ("note", "contact", "url"))
        if notes or contact or url:
            yield Record(key=value.key, within=within, title=name, note=notes or [], contact=contact, url=url)
        is_page = isinstance(own, str) and "local_note" in fields and "parts" in fields
        for field_name, inner in fields.items():
            if isinstance(inner, HOLDERS) and not field_name.startswith("local"):
                yield from _local_notes(inner, name if is_page else above, within)


def prefix(handbook: Handbook, language: Language) -> str:
    """Return the folder of a language in the site; empty for the first language, which is at the root."""
    return "" if language == handbook.handbook.languages[0] else f"{language.code}/"


def day(value: date, language: Language) -> Record:
    """Return a date in its machine-readable and its written form."""
    return Record(iso=value.isoformat(), text=language.in_words(value))


def identify(entry: Any, name: str) -> tuple[str, str]:
    """Return kind and id of an entry; a chapter's id is the name of its file. Both are empty for an entry that can't be referred to."""
    if not isinstance(entry, Model) or not entry.kind:
        return "", ""
    return entry.kind, getattr(entry, "id", None) or name.replace("_", "-")


class _Addresses:
    """The addresses of entries in one language. What a partial language does not cover has its address in the fallback language."""

    def __init__(self, handbook: Handbook, language: Language, top: str) -> None:
        self.handbook, self.language, self.top = handbook, language, top
        self.elsewhere: Mapping[str, str] = {}
        self.fallback = handbook.handbook.fallback(language)
        if language.covers:
            other = handbook.handbook.language(self.fallback)
            self.elsewhere = {link.key: link.url for link in links(handbook, other, prefix(handbook, other))}

    def of(self, entry: Model, key: str, above: str) -> str:
        """Return the address of an entry: a page of its own if it has a slug, else an anchor on the page above."""
        slug = getattr(entry, "slug", None)
        if not isinstance(slug, Slug):
            return f"{above.partition('#')[0]}#{key.partition('/')[2]}"
        if not self.language.has_page(key):
            return self.elsewhere[key]
        return f"{above.partition('#')[0]}{said(slug, self.language.code, self.fallback)}/"

    def above(self, entry: Model, above: str) -> str:
        """Return the address of the page above an entry, given that of the entry around it."""
        if not entry.under:
            return above
        return self.of(getattr(self.handbook, entry.under.replace("-", "_")), f"sections/{entry.under}", self.top)


def links(handbook: Handbook, language: Language, top: str) -> Iterator[Record]:
    """Yield the targets of references in one language: Records of kind, id, key, title, summary and url."""
    code, fallback = language.code, handbook.handbook.fallback(language)
    addresses = _Addresses(handbook, language, top)

    def targets(found: _Found, above: str) -> Iterator[Record]:
        above = addresses.above(found.model, above)
        if found.identity:
            key = f"{found.model.kind}/{found.identity}"
            above = addresses.of(found.model, key, above)
            summary = getattr(found.model, "summary", None)
            yield Record(kind=found.model.kind, id=found.identity, key=key, url=above, title=title(found.model, code, fallback),
                         summary=said(summary, code, fallback) if summary else "", used_by=[])  # fmt: skip
        for inner in found.inside:
            yield from targets(inner, above)

    for file in _files(handbook):
        yield from targets(file, top)


def entries(handbook: Handbook) -> Iterator[tuple[str, str, Model]]:
    """Yield every entry that can be referred to, in the order of the files: its kind, its id, and itself."""

    def within(all_found: Iterable[_Found]) -> Iterator[tuple[str, str, Model]]:
        for found in all_found:
            if found.identity:
                yield found.model.kind, found.identity, found.model
            yield from within(found.inside)

    return within(_files(handbook))


class _Found(NamedTuple):
    """A model with an id, or with a page above it that it names; its id, which may be empty; those that are found inside it."""

    model: Model
    identity: str
    inside: tuple["_Found", ...]


def _files(handbook: Handbook) -> Iterator[_Found]:
    """Yield each file, with the entries in it."""
    for name in type(handbook).model_fields:
        value = getattr(handbook, name)
        for content in value if isinstance(value, tuple) else (value,):
            if isinstance(content, Model):
                yield _Found(content, identify(content, name)[1], _entries(content))


@of_each
def _entries(content: Model) -> tuple[_Found, ...]:
    """Return the entries of a file, the same for every language."""
    return tuple(found for name in type(content).model_fields for found in _found(getattr(content, name), name))


def _found(value: Any, name: str) -> Iterator[_Found]:
    if isinstance(value, tuple):
        for item in value:
            yield from _found(item, name)
    elif isinstance(value, Model):
        identity = identify(value, name)[1]
        inside = (found for field_name in type(value).model_fields for found in _found(getattr(value, field_name), field_name))
        if identity or value.under:
            yield _Found(value, identity, tuple(inside))
        else:
            yield from inside


class _Writer:
    """Converts models to Records, and collects the pages and who refers to what on the way."""

    def __init__(self, language: Language, prefix: str, links: Mapping[str, Record], pages: dict[str, Page], fallback: str) -> None:
        self.language, self.prefix, self.links, self.pages, self.fallback = language, prefix, links, pages, fallback
        self.referrers: dict[str, list[str]] = {}

    def record(self, model: Model, above: Record, name: str = "") -> Record:
        kind, identity = identify(model, name)
        record = Record()
        if model.under:
            chapter = self.links[f"sections/{model.under}"]
            above = Record(url=chapter.url, key=chapter.key)
        if identity:
            link = self.links[f"{kind}/{identity}"]
            record = Record(kind=kind, id=identity, key=link.key, url=link.url, link=link)
            if isinstance(getattr(model, "slug", None), Slug):
                if self.language.has_page(link.key):
                    self.pages[link.key] = Page(link.key, link.url, record, parent=above.key)
                above = record
            elif kind not in ("navigation", "sources", "licences"):
                above = Record(url=above.url, key=link.key if not above.key else above.key)
        self.fill(vars(record), model, above, has_id=bool(identity))
        return record

    def fill(self, fields: dict[str, Any], model: Model, above: Record, *, has_id: bool) -> None:
        """Add what the fields of a model say to the fields of its record."""
        given, of_title = vars(model), title_field(model)
        for field_name in type(model).model_fields:
            value = given[field_name]
            traits = _traits(type(value))
            if field_name == "slug" or (field_name == "id" and has_id) or traits.is_hidden:
                continue
            if field_name == of_title and traits.is_per_language:  # the name by which the language knows the entry
                fields[field_name] = title(model, self.language.code, self.fallback)
            else:
                fields[field_name] = traits.write(self, value, above, field_name)
            if traits.is_official:
                fields |= self.beside(value, field_name)
        if brochure := brochure_fields(model):
            fields["brochure_fields"] = brochure

    def beside(self, value: Official, name: str) -> dict[str, Any]:
        """Return what stands beside a value that exists by itself in some languages: the language it is in, and its other languages."""
        shown = value.found(self.language.code)
        others = [(code, value[code]) for code in value if code != shown and value[code] != value[shown]]
        return {f"{name}_language": shown, f"other_{name.rstrip('s')}s": [Record(language=code, **{name: other}) for code, other in others]}

    def value(self, value: Any, above: Record, name: str) -> Any:
        return _traits(type(value)).write(self, value, above, name)

    def per_language(self, value: PerLanguage, above: Record, name: str) -> Any:
        return self.value(said(value, self.language.code, self.fallback), above, name)

    def reference(self, value: Reference, above: Record, name: str) -> Record:
        if above.key and name not in ("sources", "act"):
            self.referrers.setdefault(value.key, []).append(above.key)
        return self.links[value.key]

    def day(self, value: date, _above: Record, _name: str) -> Record:
        return day(value, self.language)

    def phone(self, value: Phone, _above: Record, _name: str) -> Record:
        return Record(text=value.text, tel=value.tel)

    def items(self, value: tuple[Any, ...], above: Record, name: str) -> list[Any]:
        return [self.value(item, above, name) for item in value]

    def named_items(self, value: dict[str, Any], above: Record, name: str) -> dict[str, Any]:
        return {key: self.value(item, above, name) for key, item in value.items()}

    def as_it_is(self, value: Any, _above: Record, _name: str) -> Any:
        return value


class _Traits(NamedTuple):
    """What is to know of all values of a type."""

    write: Callable[[_Writer, Any, Record, str], Any]
    is_hidden: bool
    is_per_language: bool
    is_official: bool
    is_from_brochure: bool


WRITE: Mapping[type, Callable[[_Writer, Any, Record, str], Any]] = {
    Model: _Writer.record,
    PerLanguage: _Writer.per_language,
    Reference: _Writer.reference,
    date: _Writer.day,
    Phone: _Writer.phone,
    tuple: _Writer.items,
    dict: _Writer.named_items,
    object: _Writer.as_it_is,
}


@cache
def _traits(kind: type) -> _Traits:
    write = next(write for of, write in WRITE.items() if issubclass(kind, of))
    return _Traits(write, *(issubclass(kind, of) for of in ((FormerSlugs, Addresses), PerLanguage, Official, BrochureText)))


def brochure_fields(model: Model) -> list[str]:
    """Return the names of the fields of a model whose text is the brochure's."""
    return [name for name in type(model).model_fields if _from_brochure(getattr(model, name))]


def _from_brochure(value: Any) -> bool:
    if type(value) is tuple:
        return any(_traits(type(item)).is_from_brochure for item in value)
    return _traits(type(value)).is_from_brochure


def plain(value: Any) -> Any:
    """Return a localized value as dicts and lists, ready for JSON. Links are reduced to what identifies them."""
    if isinstance(value, str):  # most values; to tell what another one is takes longer
        return value
    if isinstance(value, Record):
        fields = vars(value)
        if "used_by" in fields:
            return {name: fields[name] for name in ("kind", "id", "title", "url")}
        return {name: plain(item) for name, item in fields.items() if name != "link"}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value
