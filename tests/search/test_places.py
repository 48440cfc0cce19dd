"""Search finds the organiser of a municipality by its names: in capitals, without dots, inflected; other answers keep their places."""

import pytest

from tests.content.test_counties import ACT, IN_THE_ACT, MERGED
from tests.search.test_search import GOLDEN, LANGUAGES

DOTS = str.maketrans("äöåÄÖÅ", "aoaAOA")
INFLECTED = {
    "Espooseen": "west-uusimaa",
    "Raaseporissa": "west-uusimaa",
    "Kauniaisten": "west-uusimaa",
    "Helsingissä": "helsinki",
    "Hyvinkäällä": "central-uusimaa",
    "Iissä": "north-ostrobothnia",
    "Uudessakaupungissa": "southwest-finland",
    "Paraisilla": "southwest-finland",
    "Mänttä-Vilppulaan": "pirkanmaa",
    "Virroilla": "pirkanmaa",
    "Isossakyrössä": "south-ostrobothnia",
    "Pedersören kunnassa": "ostrobothnia",
    "Kristiinankaupungista": "ostrobothnia",
    "Hämeenlinnaan": "kanta-hame",
    "Lopella": "kanta-hame",
}
TAKEN = {"Halso"}  # a name that begins another word as readers type it, hälsovård: it is found, but not first
# words of the field that are like names of places or their forms, and the page that they mean
ALIKE = {"luototus": "services/social-credit", "kunta": "interfaces/wellbeing-promotion", "terveys": "needs/health"}


def municipalities(handbook):
    """Each name of each municipality, with the id of its organiser."""
    for organiser in handbook.counties.organisers:
        for municipality in organiser.municipalities:
            yield from ((municipality.name[language], organiser.id) for language in municipality.name)


def missed(engine, view, questions):
    """The questions whose first result does not lead to the organiser's place on the page."""
    failed = {}
    for (query, identity), urls in zip(questions, engine.urls(*(query for query, _ in questions)), strict=True):
        if urls[:1] != [view.links[f"counties/{identity}"].url]:
            failed[query] = urls[:2]
    return failed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", [str, str.upper, lambda name: name.translate(DOTS)], ids=["as-written", "in-capitals", "without-dots"])
def test_the_name_of_a_municipality_leads_to_its_organiser(searches, loaded_project, handbook, language, typed):
    questions = [(typed(name), identity) for name, identity in municipalities(handbook)]
    assert len(questions) > 292
    failed = missed(searches[language], loaded_project.views[language], questions)
    assert {*failed} <= {typed(name) for name in TAKEN}, failed
    for name in failed:
        assert "sections/counties" in searches[language].keys(name)[0]


def test_a_municipality_is_found_in_a_case_form(searches, loaded_project):
    """Also in the genitive of every name, as the Act writes it."""
    of = {organiser.name["fi"]: organiser.id for organiser in loaded_project.handbook.counties.organisers}
    genitives = [(name, of[county]) for county, names in ACT.items() for name in names if name not in {*MERGED, *IN_THE_ACT}]
    failed = missed(searches["fi"], loaded_project.views["fi"], [*INFLECTED.items(), *genitives])
    assert {*failed} <= {"Pedersören kunnassa"}, failed  # its second word is a subject of its own
    for name in failed:
        assert "sections/counties" in searches["fi"].keys(name)[0][:3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_municipalities_come_before_no_other_answer(searches, language):
    questions = [question for question in GOLDEN[language]["found"] if "sections/counties" not in question["expected"]]
    found = searches[language].keys(*(question["query"] for question in questions))
    assert [question["query"] for question, keys in zip(questions, found, strict=True) if "sections/counties" in keys[:3]] == []


def test_words_like_the_names_of_municipalities_mean_what_they_did(searches):
    found = searches["fi"].keys(*ALIKE)
    assert {word: keys[0] for word, keys in zip(ALIKE, found, strict=True)} == ALIKE


def test_a_subject_typed_with_a_place_comes_before_the_place(searches):
    (keys,) = searches["fi"].keys("velkaneuvonta espoo")
    assert keys[0] == "interfaces/debt-counselling"
    assert "sections/counties" in keys[:3]


@pytest.mark.parametrize("name", ["Rautavaara", "Uusikaupunki", "Pedersören kunta", "S:t Karins", "St Karins", "Karins"])
def test_a_name_of_several_parts_means_the_place(searches, name):
    (keys,) = searches["fi"].keys(name)
    assert keys[0] == "sections/counties"


def test_the_parts_of_a_name_do_not_mean_the_place(searches):
    """Rautavaara is no answer to vaara, danger, nor Uusikaupunki to kaupunki or Pedersören kunta to kunta."""
    words = ("vaara", "velka", "kaupunki", "kunta", "s", "t")
    places = {"north-savo", "southwest-finland", "ostrobothnia"}
    for word, urls in zip(words, searches["fi"].urls(*(f"{word} " for word in words)), strict=True):
        assert not {url.partition("#")[2] for url in urls} & places, word
