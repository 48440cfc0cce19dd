"""Check the provenance of our texts: their sources, the day of the check, the web addresses and the contacts in them."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from macros.build.latest import of_each, of_texts
from macros.content.document import FieldPath
from macros.content.edition.allowed import NAMES, is_own
from macros.content.models import Handbook
from macros.content.models.shared import GuidePart, Law, Section, Sourced
from macros.content.rule import Rule, Violation, files, is_from_brochure, is_ours, of_each_file, walk
from macros.content.types.base import Model
from macros.content.types.references import Reference
from macros.content.types.telephone import dialled
from macros.content.types.texts import BrochureText, Link, PerLanguage

LOCAL = "organisation"  # the file in which an organisation writes its own contacts
MANY = 2**16  # texts whose contacts are known: a check after an edit looks at those that are new
WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
HOST = re.compile(r"https?://([^/\s\"'<>?#:]+)|\b((?:[a-z0-9-]+\.)+(?:fi|com|org|net|eu|io|info|se))\b", re.IGNORECASE)
PHONE = re.compile(r"\+\d[\d\s()-]{5,}\d|(?<![\d.:/])0\d[\d\s-]{3,}\d|\b116 ?\d{3}\b(?!\.\w)|\b(?:puh|tel)\b\.?:?\s*\d", re.IGNORECASE)
MAIL = re.compile(r"\S@\S|\S\s?[\[(](?:at|ät)[\])]\s?\S|mailto:", re.IGNORECASE)


def added_without_source(handbook: Handbook) -> Iterator[Violation]:
    """Report text that we added to the brochure without a source, or without the day on which it was checked."""
    for stem, content in files(handbook):
        for path, identity in _without_source(content):
            if not is_own(handbook, identity):  # what an edition adds is its organiser's own word
                yield Violation(stem, path, "added-without-source")


@of_each
def _without_source(content: Any) -> tuple[tuple[FieldPath, str], ...]:
    """Return the path and the id of each entry of a file that tells neither its source nor when it was checked."""
    own_page = isinstance(content, Section) and not is_from_brochure(content)
    return tuple(
        (path, getattr(value, "id", ""))
        for path, value in walk(content)
        # a chapter with nothing of the brochure is about the handbook itself
        if isinstance(value, Sourced) and not (own_page and isinstance(value, Section | GuidePart))
        if _ours(value) and not (value.sources and value.checked)
    )


def _ours(entry: Sourced) -> bool:
    """Tell whether an entry has a text that is not the brochure's. Nested entries are judged on their own."""
    return any(is_ours(value) for path, value in _own(entry) if NAMES.isdisjoint(path))


def _own(entry: Sourced) -> Iterator[tuple[FieldPath, object]]:
    """Yield every value inside an entry with its path, but none of entries in it that have sources of their own."""
    inner = [path for path, value in walk(entry) if path and isinstance(value, Model) and "sources" in type(value).model_fields]
    yield from ((path, value) for path, value in walk(entry) if not any(path[: len(start)] == start for start in inner))


def unused_source(handbook: Handbook) -> Iterator[Violation]:
    """Report sources that nothing cites: readers would take them for what the handbook is based on."""
    used = frozenset().union(*(_cited(content) for _, content in files(handbook)))
    for number, source in enumerate(handbook.sources.sources):
        if source.id not in used:
            yield Violation("sources", ("sources", number, "id"), "unused-source", {"id": source.id})


@of_each
def _cited(content: Any) -> frozenset[str]:
    """Return the ids of the sources that a file cites."""
    return frozenset(value.id for _, value in walk(content) if isinstance(value, Reference) and value.kind == "sources")


def act_not_among_sources(stem: str, content: Any, _: None) -> Iterator[Violation]:
    """Report acts that an entry cites as its legal basis and not among its sources."""
    for path, value in walk(content):
        if isinstance(value, Sourced):
            known = {source.id for source in value.sources}
            for within, law in _own(value):
                if isinstance(law, Law) and law.act.id not in known:
                    yield Violation(stem, (*path, *within, "act"), "act-not-among-sources", {"id": law.act.id})


def host_of_nobody(handbook: Handbook) -> Iterator[Violation]:
    """Report web addresses in running text that no address field contains: nobody maintains them there."""
    known = frozenset().union(*(_looked_after(content) for _, content in files(handbook)))
    known |= {host.lower() for host in handbook.wording.addresses}
    for stem, content in files(handbook):
        for path, host in _named_in_text(content, stem):
            if host not in known:
                yield Violation(stem, path, "host-of-nobody", {"host": host})


@of_each
def _looked_after(content: Any) -> frozenset[str]:
    """Return the hosts of every address field of a file."""
    return frozenset(host for _, value in walk(content) for host in _addressed(value))


@of_each
def _named_in_text(content: Any, stem: str) -> tuple[tuple[FieldPath, str], ...]:
    """Return the hosts that stand in the texts of a file, each with its path."""
    return tuple((path, host) for path, text in _texts(stem, content) for host in hosts(text))


@of_texts(MANY)
def hosts(text: str) -> tuple[str, ...]:
    """Return the hosts named in a text, without www."""
    return tuple((found[1] or found[2]).lower().removeprefix("www.") for found in HOST.finditer(text))


def _addressed(value: object) -> list[str]:
    """Return the hosts of a field that is a web address, or one for each language."""
    addresses = value.values() if isinstance(value, Link) else [value] if isinstance(value, str) else []
    return [host for address in addresses if WEB.fullmatch(address) for host in hosts(address)]


def contact_in_text(stem: str, content: Any, known: Collection[str]) -> Iterator[Violation]:
    """Report telephone numbers and e-mail addresses outside the organisation's own file: they differ between places and go out of date.

    National numbers stand in fields of lines.yml, once each. Readers search by them, so that search terms may be numbers of lines.
    """
    for path, text in _texts(stem, content):
        if "search_terms" in path and dialled(text) in known:
            continue
        if found := _contact(text):
            yield Violation(stem, path, "contact-in-text", {"found": found})


@of_texts(MANY)
def _contact(text: str) -> str:
    """Return the telephone number or e-mail address in a text; empty where there is none."""
    found = PHONE.search(text) or MAIL.search(text)
    return found[0] if found else ""


def _numbers(handbook: Handbook) -> set[str]:
    """Return the numbers of the national lines."""
    return {number.number.tel for line in handbook.lines.lines for number in line.numbers}


def _texts(stem: str, content: Any) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text of ours in each language, except an organisation's text about itself and what an edition says of its county."""
    for path, value in walk(content) if stem != LOCAL else ():
        if isinstance(value, PerLanguage) and not isinstance(value, BrochureText | Link) and NAMES.isdisjoint(path):
            for language, words in value.items():
                for text in (words,) if isinstance(words, str) else words:
                    yield (*path, language), text


def _nothing(_: Handbook) -> None:
    """Need nothing but the file itself."""


ALL: tuple[Rule, ...] = (
    added_without_source,
    unused_source,
    of_each_file(act_not_among_sources, _nothing),
    host_of_nobody,
    of_each_file(contact_in_text, _numbers),
)
