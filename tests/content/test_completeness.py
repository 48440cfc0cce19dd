"""The content is whole: nothing that a page shows is empty, what we added says where it comes from, and nothing is made up."""

import re
from collections.abc import Iterator

import pytest

from macros.content.models import GuidePart, Provision, Section
from macros.content.rules import files, walk
from macros.content.sourced import Sourced
from macros.content.types import BrochureText, PerLanguage, Reference, Text
from tests.conftest import ROOT

TEMPLATES = ROOT / "macros/pages/templates"
KINDS = {"services": "service", "interfaces": "interface"}  # the list's name in the content, and its template's

# Clients are not sent to a partner that says so in its summary. It has no areas of life, and every other partner has.
NOBODY_IS_SENT = {"fi": "Tämä ei ole palvelu, johon ohjataan asiakkaita.", "en": "You cannot refer clients here."}

# Hosts whose pages were seen, or that the brochure prints.
HOSTS = {
    "avi.fi", "creativecommons.org", "dinolehti.fi", "dvv.fi", "eduskunta.fi", "etelasavonha.fi", "eupl.eu", "evl.fi", "finlex.fi",
    "hel.fi", "hyvaks.fi", "hyvil.fi", "innokyla.fi", "kela.fi", "kotoutuminen.fi", "miunpalvelut.fi", "oikeus.fi", "oikeusministerio.fi",
    "oikeuspalveluvirasto.fi", "omahame.fi", "pohde.fi", "prosos.fi", "pshyvinvointialue.fi", "rikosseuraamus.fi",
    "saavutettavuusvaatimukset.fi", "sanastokeskus.fi", "sivusto.kykyviisari.fi", "socom.fi", "soste.fi", "stm.fi", "sttinfo.fi",
    "suomi.fi", "talentia-lehti.fi", "tem.fi", "thl.fi", "ttl.fi", "tyomarkkinatori.fi", "ulosottolaitos.fi", "valtioneuvosto.fi",
    "valvira.fi", "varha.fi", "webtechdesign.fi", "ym.fi",
}  # fmt: skip
ADDRESS = re.compile(r"https?://([^/\s\"'<>]+)\S*|\b((?:[a-z0-9-]+\.)+(?:fi|com|org|net|eu|io|info|se))\b", re.IGNORECASE)
PHONE = re.compile(r"\+\d[\d\s()-]{5,}\d|(?<![\d.:/])0\d[\d\s-]{3,}\d|\b(?:puh|tel)\b\.?:?\s*\d", re.IGNORECASE)
MAIL = re.compile(r"\S@\S|\S\s?[\[(](?:at|ät)[\])]\s?\S|mailto:", re.IGNORECASE)


def shown(kind: str) -> set[str]:
    """The fields that the page of a kind shows, as its template says."""
    return set(re.findall(r"\bitem\.(\w+)", (TEMPLATES / f"{KINDS[kind]}.html.jinja").read_text(encoding="utf-8")))


def entries(handbook, kind: str) -> Iterator[tuple[str, Provision]]:
    for entry in getattr(getattr(handbook, kind), kind):
        yield f"{kind}/{entry.id}", entry


def empty(value: object, languages: tuple[str, ...]) -> bool:
    """Whether a value says nothing, in one language at least."""
    if isinstance(value, PerLanguage):
        return not all(value.get(language) for language in languages)
    return not value or (isinstance(value, tuple) and any(empty(item, languages) for item in value))


def strings(handbook) -> Iterator[tuple[str, str]]:
    """Every string of the content but what an organisation fills in about itself, with its place."""
    for stem, content in files(handbook):
        if stem == "organisation":
            continue
        for path, value in walk(content):
            if isinstance(value, PerLanguage):
                for language, words in value.items():
                    for text in (words,) if isinstance(words, str) else words:
                        yield f"{stem}: {path} {language}", text
            elif isinstance(value, str):
                yield f"{stem}: {path}", value


def ours(entry: Sourced) -> bool:
    """Whether an entry has text that is not the brochure's. Entries inside it answer for themselves."""
    inner = [path for path, value in walk(entry) if path and isinstance(value, Sourced)]
    return any(
        isinstance(value, Text) and not isinstance(value, BrochureText)
        for path, value in walk(entry)
        if not any(path[: len(start)] == start for start in inner)
    )


def tells_of_the_work(chapter: object) -> bool:
    """Whether a file is about the work. A chapter that has nothing of the brochure may be about the handbook itself."""
    return not isinstance(chapter, Section) or any(isinstance(value, BrochureText) for _, value in walk(chapter))


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_shows_what_a_reader_needs_first(kind):
    assert {"description", "for_whom", "how", "responsible", "law", "related", "needs"} <= shown(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_a_page_shows_is_filled_in_every_language(handbook, kind):
    languages = tuple(language.code for language in handbook.handbook.languages)
    names = {*shown(kind), "name", "summary", "other_names", "search_terms", "sources", "checked"} - {"needs"}
    for place, entry in entries(handbook, kind):
        fields = sorted(names & {*type(entry).model_fields})
        assert [name for name in fields if empty(getattr(entry, name), languages)] == [], place


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_names_its_areas_of_life_unless_nobody_is_sent_there(handbook, kind):
    for place, entry in entries(handbook, kind):
        for language, sentence in NOBODY_IS_SENT.items():
            assert (sentence in entry.summary[language]) == (len(entry.needs) == 0), f"{place} {language}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_box_of_the_brochure_has_its_name_in_the_brochure(handbook, kind):
    hub = {group.id for group in handbook.services.groups if group.hub}
    for place, entry in entries(handbook, kind):
        assert (entry.brochure_name is None) == (kind == "services" and entry.group.id in hub), place


def test_what_we_added_has_sources_and_the_day_of_the_check(handbook):
    for stem, content in files(handbook):
        for path, value in walk(content):
            if isinstance(value, Sourced) and ours(value) and (tells_of_the_work(content) or not isinstance(value, (Section, GuidePart))):
                assert value.sources, f"{stem}: {path}"
                assert value.checked, f"{stem}: {path}"
                assert value.checked <= handbook.handbook.date, f"{stem}: {path}"


def test_no_review_is_claimed(handbook):
    for stem, content in files(handbook):
        for path, value in walk(content):
            assert getattr(value, "reviewed", None) is None, f"{stem}: {path}"


def test_every_source_is_used(handbook):
    used = {
        value.id for _, content in files(handbook) for _, value in walk(content) if isinstance(value, Reference) and value.kind == "sources"
    }
    assert {source.id for source in handbook.sources.sources} == used


def test_no_host_is_invented(handbook):
    for place, text in strings(handbook):
        for match in ADDRESS.finditer(text):
            host = next(filter(None, match.groups())).lower().removeprefix("www.")
            assert host in HOSTS, f"{place}: {text}"


def test_no_telephone_number_and_no_e_mail_address_is_in_the_content(handbook):
    for place, text in strings(handbook):
        assert not PHONE.search(text), f"{place}: {text}"
        assert not MAIL.search(text), f"{place}: {text}"


@pytest.mark.parametrize("text", ["+358 9 123 4567", "Soita 040 123 4567.", "09-1234567", "puh. 12345"])
def test_a_telephone_number_is_seen(text):
    assert PHONE.search(text)


@pytest.mark.parametrize("text", ["112", "1.1.2023", "2017–2019", "kello 08.00", "1301/2014", "act-790-2022", "2026-11-24", "18–64"])
def test_other_numbers_are_not_taken_for_telephone_numbers(text):
    assert not PHONE.search(text)


@pytest.mark.parametrize("text", ["nimi@alue.fi", "nimi(at)alue.fi", "mailto:a"])
def test_an_e_mail_address_is_seen(text):
    assert MAIL.search(text)


@pytest.mark.parametrize("text", ["https://keksitty.fi/a", "katso hyvinvointialue.fi", "www.example.org"])
def test_an_invented_host_is_seen(text):
    hosts = {next(filter(None, match.groups())).lower().removeprefix("www.") for match in ADDRESS.finditer(text)}
    assert hosts
    assert not hosts & HOSTS
