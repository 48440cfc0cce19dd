"""The page of organisers holds everything without a script: each municipality with its names, addresses, and what is not confirmed."""

import json
import re
from html.parser import HTMLParser

import pytest

from tests.site.html import one_line


class Organisers(HTMLParser):
    """What stands in each organiser's section, as a reader gets it: its text, its links, and its municipalities with their languages."""

    def __init__(self, html):
        super().__init__()
        self.links, self.text, self.municipalities = {}, {}, {}
        self._here = self._code = ""
        self._language = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "section":
            self._here = given.get("data-county", "")
        if self._here and tag == "a":
            self.links.setdefault(self._here, []).append(given["href"])
        if tag == "li":
            self._code = given.get("data-code", "")
        if tag == "span":
            self._language = given.get("lang", "")

    def handle_endtag(self, tag):
        if tag == "section":
            self._here = ""
        if tag == "li":
            self._code = ""
        if tag == "span":
            self._language = ""

    def handle_data(self, data):
        if self._here:
            self.text[self._here] = self.text.get(self._here, "") + data
        if self._code and data.strip():
            self.municipalities.setdefault(self._here, {}).setdefault(self._code, []).append((self._language, data.strip()))


@pytest.fixture(scope="module")
def pages(built, loaded_project):
    """The source of the page of each language, as it arrives: no script has run."""
    return {code: (built / view.pages["sections/counties"].url / "index.html").read_text(encoding="utf-8")
            for code, view in loaded_project.whole.items()}  # fmt: skip


@pytest.fixture(scope="module")
def read(pages):
    return {language: Organisers(html) for language, html in pages.items()}


def test_every_municipality_stands_with_its_names_in_its_organisers_section(read, handbook):
    for language, page in read.items():
        assert len(page.municipalities) == len(handbook.counties.organisers)
        assert sum(map(len, page.municipalities.values())) == 292
        for organiser in handbook.counties.organisers:
            for municipality in organiser.municipalities:
                found = page.municipalities[organiser.id][municipality.code]
                of = municipality.name
                assert [name for _, name in found] == list(dict.fromkeys((of[language], *of.values()))), (language, found)
                assert all(name == of[tongue or language] for tongue, name in found), (language, found)


def test_every_organiser_stands_with_its_names_and_only_its_own_addresses(read, handbook):
    for language, page in read.items():
        for organiser in handbook.counties.organisers:
            text = one_line(page.text[organiser.id])
            assert all(one_line(name) in text for name in organiser.name.values())
            addresses = [*dict.fromkeys((organiser.site[language], *organiser.site.values())), *(its.url for its in organiser.pages)]
            assert page.links[organiser.id] == addresses
            for address in addresses:  # to be read on paper too
                assert address.removeprefix("https://").rstrip("/") in page.text[organiser.id]


def test_what_nobody_has_confirmed_is_told_beside_it(read, loaded_project, handbook):
    for language, page in read.items():
        labels = loaded_project.views[language].content.labels
        doubted = labels["county-site-open"]
        for organiser in handbook.counties.organisers:
            text = " ".join(page.text[organiser.id].split())
            states = [its.state for its in organiser.pages]
            assert text.count(doubted) == (organiser.site_state == "open") + states.count("open"), organiser.id
            for its in organiser.pages:
                told = labels[f"county-page-{its.state}"].partition("}")[2].strip()
                assert told
                assert told in text


def test_urgent_help_the_words_to_look_for_and_the_islands_are_told(pages, loaded_project):
    for language, html in pages.items():
        counties = loaded_project.views[language].content.counties
        main = html[html.index("<article") : html.index("</article")]
        assert main.index('href="tel:112"') < main.index('data-county="')
        words = re.sub(r"<[^>]+>|\u00ad", "", main)
        assert counties.aland in words
        for group in counties.look_for:
            assert " · ".join(group.words) in words


def test_organisers_stand_in_alphabetical_order_with_a_link_to_each(pages, loaded_project):
    for language, html in pages.items():
        organisers = sorted(loaded_project.views[language].content.counties.organisers, key=lambda organiser: organiser.name.casefold())
        assert re.findall(r'data-county="([^"]+)"', html) == [organiser.id for organiser in organisers]
        jump = html[html.index("hb-county-jump") : html.index("</nav>", html.index("hb-county-jump"))]
        assert re.findall(r'href="#([^"]+)"', jump) == [organiser.id for organiser in organisers]


def test_the_open_data_have_every_municipality(built, loaded_project):
    for language in loaded_project.whole:
        text = (built / f"data/handbook-{language}.json").read_text(encoding="utf-8")
        organisers = json.loads(text)["content"]["counties"]["organisers"]
        found = [municipality for organiser in organisers for municipality in organiser["municipalities"]]
        assert len({municipality["code"] for municipality in found}) == 292
        espoo = next(municipality for municipality in found if municipality["code"] == "049")
        assert espoo == {"code": "049", "name": "Espoo", "name_language": "fi", "other_names": [{"language": "sv", "name": "Esbo"}]}
