"""The catalogue of services has what CPSV-AP 3.2 makes mandatory, by shapes of our own, and says only what the handbook knows."""

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCTERMS, FOAF, RDF, SKOS

from tests.data.conftest import ADDRESS

# the library uses what it has itself put aside
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl")
SHAPES = Path(__file__).with_name("shapes.ttl")
CPSV, CV = rdflib.Namespace("http://purl.org/vocab/cpsv#"), rdflib.Namespace("http://data.europa.eu/m8g/")
ELI = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
FILE = "https://any.example/data/services.jsonld"


def read(files):
    return rdflib.Graph().parse(data=files["data/services.jsonld"], format="json-ld", publicID=FILE)


def report(graph):
    shapes = rdflib.Graph().parse(SHAPES)
    holds, _, text = pyshacl.validate(graph, shacl_graph=shapes)
    return "" if holds else text


def service(identity, at=FILE):
    return rdflib.URIRef(f"{at}#services/{identity}")


@pytest.mark.parametrize("which", ["files", "real_files", "own_files"])
def test_it_keeps_the_shapes(request, which):
    assert report(read(request.getfixturevalue(which))) == ""


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        (service("keeping"), DCTERMS.identifier),
        (service("keeping"), DCTERMS.title),
        (service("keeping"), DCTERMS.description),
        (service("keeping"), CV.hasCompetentAuthority),
        (rdflib.URIRef(f"{FILE}#counties/outer"), SKOS.prefLabel),
        (rdflib.URIRef(f"{FILE}#counties/outer"), DCTERMS.spatial),
        (rdflib.URIRef(f"{FILE}#sources/act-1-2001"), RDF.type),
        (rdflib.URIRef(f"{FILE}#catalogue"), DCTERMS.publisher),
    ],
)
def test_the_shapes_tell_what_is_missing(files, subject, predicate):
    graph = read(files)
    assert (subject, predicate, None) in graph
    graph.remove((subject, predicate, None))
    assert report(graph)


def test_every_service_is_in_it_in_each_language(real_files, real_address, loaded_project):
    graph, at = read(real_files), f"{real_address}data/services.jsonld"
    services = loaded_project.handbook.services.services
    assert {*graph.subjects(RDF.type, CPSV.PublicService)} == {service(entry.id, at) for entry in services}
    for entry in services:
        titles = {(text.language, str(text)) for text in graph.objects(service(entry.id, at), DCTERMS.title)}
        assert titles == {*entry.name.items()}
        acts = {*graph.objects(service(entry.id, at), CV.hasLegalResource)}
        assert acts == {rdflib.URIRef(f"{at}#sources/{law.act.id}") for law in entry.law}
    for act in graph.subjects(RDF.type, ELI.LegalResource):
        source = next(source for source in loaded_project.handbook.sources.sources if str(act).endswith(f"/{source.id}"))
        assert {str(number) for number in graph.objects(act, DCTERMS.identifier)} == {source.number}


def test_those_are_responsible_whom_the_handbook_names(real_files, real_address, loaded_project):
    graph, at = read(real_files), f"{real_address}data/services.jsonld"
    organisers = loaded_project.handbook.counties.organisers
    counties = {rdflib.URIRef(f"{at}#counties/{organiser.id}") for organiser in organisers}
    towns = {rdflib.URIRef(f"{at}#municipalities/{place.code}") for organiser in organisers for place in organiser.municipalities}
    for entry in loaded_project.handbook.services.services:
        named = {*graph.objects(service(entry.id, at), CV.hasCompetentAuthority)}
        assert named == (towns if entry.responsible["fi"].startswith("Kunta vastaa") else counties), entry.id
        assert entry.responsible["fi"].startswith("Kunta vastaa") or entry.responsible["fi"].startswith(
            "Hyvinvointialue, Helsingissä kaupunki"
        )


def test_a_copy_of_nobody_has_no_contact_and_no_address(files):
    assert b"ContactPoint" not in files["data/services.jsonld"]
    assert b"@base" not in files["data/services.jsonld"]


def test_an_own_copy_has_its_own_organiser_contact_and_address(own_files):
    graph = read(own_files)
    at = f"{ADDRESS}data/services.jsonld"
    assert {*graph.objects(service("keeping", at), CV.hasCompetentAuthority)} == {rdflib.URIRef(f"{at}#counties/outer")}
    (contact,) = graph.objects(service("keeping", at), CV.contactPoint)
    assert {str(number) for number in graph.objects(contact, CV.telephone)} == {"+358 55 111"}
    pages = {str(page) for page in graph.objects(contact, CV.contactPage)}
    assert pages == {"https://outer.example/lomake", "https://outer.example/form"}
    assert {str(page) for page in graph.objects(service("keeping", at), FOAF.page)} == {
        f"{ADDRESS}palvelut/hoito/", f"{ADDRESS}en/services/keeping/"}  # fmt: skip
    assert {str(name) for name in graph.objects(rdflib.URIRef(f"{at}#publisher"), DCTERMS.title)} >= {"Ulkoluodon hoitajat"}
