"""Each municipality has the one organiser that the Act gives it; only addresses that somebody has read are given, and doubts are marked."""

import json
import re
from pathlib import Path

import pytest

from macros.content.localized import localize
from macros.search import forms

HERE = Path(__file__).parent
CODES = {name: codes.split() for name, codes in json.loads((HERE / "municipality-codes.json").read_text(encoding="utf-8")).items()}
# sections 6 and 7 of Act 616/2021 as enacted: the names in the genitive, as the Act writes them
ACT = json.loads((HERE / "municipalities-of-the-act.json").read_text(encoding="utf-8"))
MERGED = {"Pertunmaan", "Valtimon"}  # into Mäntyharju and Nurmes, within the same county
IN_THE_ACT = {"Uusikaupungin": "Uusikaupunki", "Uusikaarlepyyn": "Uusikaarlepyy"}  # whose first part is inflected elsewhere
HELSINKI = "helsinki"  # a city that is no county, so that the Act's list leaves it out
PAGES = {
    "southwest-finland": "https://www.varha.fi/en/services/sosiaalipaivystys-ja-kriisipaivystys",
    "kanta-hame": "https://omahame.fi/sosiaali-ja-kriisipaivystys",
    "paijat-hame": "https://paijat-sote.fi/apua-ja-tukea-arkeen/aikuisille/sosiaalipaivystys/",
    "central-ostrobothnia": "https://soite.fi/palvelut-ja-yhteys/paivystys-ja-kiireellinen-apu/sosiaalipaivystys/",
    "north-ostrobothnia": "https://pohde.fi/palvelut/sosiaali-ja-kriisipaivystys",
    "kainuu": "https://hyvinvointialue.kainuu.fi/sosiaalipaivystys-0",
}
UNCONFIRMED = {("helsinki", "site"), ("paijat-hame", "emergency")}
MOVED = {"satakunta": "https://satakunnanhyvinvointialue.fi/", "kainuu": "https://hyvinvointialue.kainuu.fi/"}  # sata.fi led there
FORMER = ("sata.fi", "kainuunhyvinvointialue.fi", "sote.kainuu.fi", "kymha.fi", "eksote.fi", "keski-uudenmaansote.fi")


@pytest.fixture(scope="module")
def organisers(handbook):
    return {organiser.id: organiser for organiser in handbook.counties.organisers}


def test_every_municipality_has_the_organiser_of_the_fixed_table(organisers):
    assert {name: sorted(m.code for m in organiser.municipalities) for name, organiser in organisers.items()} == CODES
    assert len(organisers) == 22
    codes = [code for group in CODES.values() for code in group]
    assert len(codes) == len(set(codes)) == 292


def is_genitive(written, name):
    """Whether the words of a genitive are those of a name or forms of them; a form that begins another one is not in the list of forms."""

    def fits(form, word):
        return form == word or any(other.startswith(form) and len(other) - len(form) <= 2 for other in forms.read("fi")[word].forms)

    return name == IN_THE_ACT.get(written) or all(map(fits, forms.split(written), forms.split(name)))


def test_every_municipality_has_the_organiser_that_the_act_gives_it(organisers):
    of = {organiser.name["fi"]: organiser for organiser in organisers.values()}
    assert set(of) - set(ACT) == {organisers[HELSINKI].name["fi"]}
    for county, listed in ACT.items():
        there = [municipality.name["fi"] for municipality in of[county].municipalities]
        for written in set(listed) - MERGED:
            found = [name for name in there if is_genitive(written, name)]
            assert len(found) == 1, (county, written, found)
        assert len(there) == len(set(listed) - MERGED), county


def test_the_numbers_in_the_text_are_those_of_the_data(handbook, organisers):
    for text in handbook.counties.lead[0].values():
        assert re.findall(r"\d+", text) == [str(len(organisers) - 1)]


def test_every_address_is_secure_and_none_is_a_former_one(organisers):
    for organiser in organisers.values():
        addresses = [*organiser.site.values(), *(page.url for page in organiser.pages)]
        for address in addresses:
            assert address.startswith("https://")
            assert not [host for host in FORMER if address.split("/")[2].removeprefix("www.") == host]
    for name, address in MOVED.items():
        assert organisers[name].site["fi"] == address
    assert organisers["ostrobothnia"].site["sv"] == "https://osterbottensvalfard.fi/"


def test_only_pages_that_were_read_are_given_and_what_is_not_known_is_marked(organisers):
    assert {name: [page.url for page in organiser.pages] for name, organiser in organisers.items() if organiser.pages} == {
        name: [url] for name, url in PAGES.items()
    }
    marked = {(name, "site") for name, organiser in organisers.items() if organiser.site_state == "open"}
    marked |= {(name, page.about) for name, organiser in organisers.items() for page in organiser.pages if page.state == "open"}
    assert marked == UNCONFIRMED
    assert not [page for organiser in organisers.values() for page in organiser.pages if page.state == "dated"]


def test_every_organiser_has_a_name_in_finnish_swedish_and_english(organisers):
    for organiser in organisers.values():
        assert {"fi", "sv", "en"} <= set(organiser.name)


def test_a_name_that_a_language_lacks_stands_as_it_is_written_first(handbook, organisers):
    english = localize(handbook, "en").content.counties.organisers
    porvoo = next(municipality for organiser in english for municipality in organiser.municipalities if municipality.code == "638")
    assert (porvoo.name, porvoo.name_language) == ("Porvoo", "fi")
    assert [(other.language, other.name) for other in porvoo.other_names] == [("sv", "Borgå")]
    ostrobothnia = next(organiser for organiser in english if organiser.id == "ostrobothnia")
    assert ostrobothnia.site == organisers["ostrobothnia"].site["fi"]
    assert [other.site for other in ostrobothnia.other_sites] == [organisers["ostrobothnia"].site["sv"]]
