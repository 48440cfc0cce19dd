"""Write the services as a catalogue for machines (CPSV-AP 3.2 as JSON-LD), in all languages."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from macros.content.models.counties import Municipality, Organiser
from macros.content.models.services import Service
from macros.data.entries import Entries, Entry
from macros.data.handbook_json import FOLDER
from macros.data.identity import address
from macros.project import Artifact, Project, Task

NAME, KIND = "services.jsonld", "data-catalogue"
CONTEXT = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "AdministrativeArea": "http://data.europa.eu/88u/dataset/atu-type",
}
Node = dict[str, Any]


def shared_tasks(project: Project) -> Iterator[Task]:
    """Yield the task that writes the catalogue."""
    yield lambda: (Artifact(NAME, KIND, "", _written(project), folder=FOLDER),)


def _written(project: Project) -> bytes:
    context: dict[str, Any] = dict(CONTEXT)
    if project.address:  # else everything is named from where the file lies
        context["@base"] = address(project, f"{FOLDER}/{NAME}")
    graph = [_filled(node) for node in _Catalogue(project).nodes()]
    nodes = ",\n  ".join(json.dumps(node, ensure_ascii=False) for node in graph)
    return f'{{\n "@context": {json.dumps(context)},\n "@graph": [\n  {nodes}\n ]\n}}\n'.encode()


class _Catalogue:
    def __init__(self, project: Project) -> None:
        self.project, self.handbook = project, project.handbook
        self.entries = Entries(project)
        self.organisers = tuple(self._own_organiser() or self.handbook.counties.organisers)
        self.contact = list(self._contact_point())

    def nodes(self) -> Iterator[Node]:
        """Yield the catalogue itself, the services, and all that they refer to."""
        services = self.entries.of("services")
        used = {law.act.id for entry in services for law in getattr(entry.model, "law", ())}
        yield from self._dataset(services)
        yield from (self._service(entry, entry.model) for entry in services if isinstance(entry.model, Service))
        yield from (self._group(entry) for entry in self.entries.of("service-groups"))
        yield from (self._act(source) for source in self.handbook.sources.sources if source.id in used)
        for organiser in self.organisers:
            yield from self._organiser(organiser)
        if any(isinstance(entry.model, Service) and entry.model.arranged_by == "municipalities" for entry in services):
            for municipality in self._municipalities():
                yield from self._municipality(municipality)
        yield from self.contact

    def _own_organiser(self) -> tuple[Organiser, ...]:
        """Return the organiser that publishes this copy: that of the edition, or the one with the name of the organisation."""
        if edition := self.handbook.edition:
            return tuple(organiser for organiser in self.handbook.counties.organisers if organiser.id == edition.organiser.id)
        name = self.handbook.organisation.name
        said = {*name.values()} if name else set()
        return tuple(organiser for organiser in self.handbook.counties.organisers if said & {*organiser.name.values()})

    def _municipalities(self) -> list[Municipality]:
        return [municipality for organiser in self.organisers for municipality in organiser.municipalities]

    def _dataset(self, services: list[Entry]) -> Iterator[Node]:
        edition, organisation = self.handbook.handbook, self.handbook.organisation
        licence = next((licence for licence in edition.licences if licence.id == "own"), None)
        publisher = (organisation.name if self.handbook.is_official else None) or (licence.holder if licence else edition.title)
        yield {
            "@id": "#catalogue",
            "@type": "dcat:Dataset",
            "dct:title": _texts(edition.title),
            "dct:description": _texts(edition.summary),
            "dct:publisher": _node("#publisher"),
            "dct:license": [_node(url) for url in dict(licence.url).values()] if licence and licence.url else None,
            "dct:issued": _day(edition.date),
            "dct:hasPart": [_node(f"#{entry.key}") for entry in services],
        }
        yield {"@id": "#publisher", "@type": "foaf:Agent", "dct:identifier": "publisher", "dct:title": _texts(publisher)}

    def _service(self, entry: Entry, service: Service) -> Node:
        arrange = (
            [f"#municipalities/{municipality.code}" for municipality in self._municipalities()]
            if service.arranged_by == "municipalities"
            else [f"#counties/{organiser.id}" for organiser in self.organisers]
        )
        return {
            "@id": f"#{entry.key}",
            "@type": "cpsv:PublicService",
            "dct:identifier": entry.key,
            "dct:title": _texts(service.name),
            "dct:description": [*_texts(service.summary), *(text for part in service.description for text in _texts(part))],
            "cv:hasCompetentAuthority": [_node(of) for of in arrange],
            "cv:hasLegalResource": [_node(f"#{key}") for key in dict.fromkeys(law.act.key for law in service.law)],
            "cv:contactPoint": [_node(node["@id"]) for node in self.contact if node["@type"] == "cv:ContactPoint"],
            "cv:thematicArea": _node(f"#{service.group.key}"),
            "cv:relatedService": [_node(f"#{related.key}") for related in service.related if related.kind == service.kind],
            "dcat:keyword": _texts(service.search_terms) if service.search_terms else None,
            "dct:isPartOf": _node("#catalogue"),
            "dct:date": _day(entry.checked) if entry.checked else None,
            "foaf:page": [_node(address(self.project, url)) for url in entry.urls.values()],
        }

    def _group(self, entry: Entry) -> Node:
        return {"@id": f"#{entry.key}", "@type": "skos:Concept", "skos:prefLabel": _texts(entry.model.name)}  # ty: ignore[missing-attribute] - of every group

    def _act(self, source: Any) -> Node:
        return {
            "@id": f"#sources/{source.id}",
            "@type": "eli:LegalResource",
            "dct:identifier": source.number,
            "dct:title": _texts(source.title),
            "foaf:page": _node(source.url) if source.url else None,
        }

    def _organiser(self, organiser: Organiser) -> Iterator[Node]:
        area = f"#counties/{organiser.id}/area"
        yield {
            "@id": f"#counties/{organiser.id}",
            "@type": "cv:PublicOrganisation",
            "dct:identifier": organiser.code,
            "skos:prefLabel": _texts(organiser.name),
            "dct:spatial": _node(area),
            "foaf:homepage": [_node(url) for url in organiser.site.values()],
        }
        yield {"@id": area, "@type": "AdministrativeArea", "dct:identifier": organiser.code, "dct:title": _texts(organiser.name)}

    def _municipality(self, municipality: Municipality) -> Iterator[Node]:
        area, names = f"#municipalities/{municipality.code}/area", _texts(municipality.name)
        yield {
            "@id": f"#municipalities/{municipality.code}",
            "@type": "cv:PublicOrganisation",
            "dct:identifier": municipality.code,
            "skos:prefLabel": names,
            "dct:spatial": _node(area),
        }
        yield {"@id": area, "@type": "AdministrativeArea", "dct:identifier": municipality.code, "dct:title": names}

    def _contact_point(self) -> Iterator[Node]:
        """Yield what the organisation has filled in of how clients contact it; nothing where it has filled in neither."""
        local = {field.id: field for field in self.handbook.organisation.fields}
        phone, form = local.get("advice-phone"), local.get("contact-form")
        numbers = [*dict.fromkeys(phone.value.values())] if phone and phone.value else []
        forms = [*dict.fromkeys(form.url.values())] if form and form.url else []
        if numbers or forms:
            yield {"@id": "#contact", "@type": "cv:ContactPoint", "cv:telephone": numbers, "cv:contactPage": [_node(url) for url in forms]}
        yield from ({"@id": url, "@type": "foaf:Document"} for url in forms)


def _node(identity: str) -> Node:
    return {"@id": identity}


def _texts(value: Mapping[str, Any]) -> list[Node]:
    """Return a text, or several in each language, with the language of each."""
    return [{"@value": text, "@language": code} for code, own in value.items() for text in (own if isinstance(own, tuple) else (own,))]


def _day(value: Any) -> Node:
    return {"@value": value.isoformat(), "@type": "xsd:date"}


def _filled(node: Node) -> Node:
    """Return a node without the properties that it lacks."""
    return {name: value for name, value in node.items() if value not in (None, [], "")}
