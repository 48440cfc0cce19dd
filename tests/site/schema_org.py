"""The part of the vocabulary of schema.org that our pages use, written by hand from its documentation: what a type may say, and with what.

A value is a word of XML Schema (``text``, ``url``, ``date``, ``duration``, ``number``) or the name of a type. What a type inherits is
written out. No copy of the vocabulary is kept here: a property that is missing from this list is an error until somebody has looked it up.
"""

import re
from collections.abc import Iterator
from typing import Any

CONTEXT = "https://schema.org"
WORDS = {
    "text": r".+",
    "url": r"\S+",
    "date": r"\d{4}-\d{2}-\d{2}",
    "duration": r"PT[1-9]\d*M",
    "language": r"[a-z]{2,3}",
}
THING = {"name": "text", "url": "url", "description": "text", "alternateName": "text"}
PLACED = {**THING, "inLanguage": "language", "publisher": "GovernmentOrganization", "isPartOf": "@id"}
LEARNING = {
    **PLACED,
    "learningResourceType": "text",
    "timeRequired": "duration",
    "teaches": "text",
    "provider": "GovernmentOrganization",
    "hasPart": "LearningResource",
}
TYPES = {
    "WebSite": PLACED,
    "WebPage": {**PLACED, "breadcrumb": "@id", "mainEntity": "@id", "lastReviewed": "date"},
    "BreadcrumbList": {"itemListElement": "ListItem"},
    "ListItem": {"position": "number", "name": "text", "item": "url"},
    "GovernmentOrganization": THING,
    "GovernmentService": {
        **THING,
        "serviceType": "text",
        "audience": "Audience",
        "areaServed": "AdministrativeArea",
        "provider": "GovernmentOrganization",
    },
    "Audience": {"audienceType": "text"},
    "AdministrativeArea": THING,
    "LearningResource": LEARNING,
    "Course": LEARNING,
    "DefinedTermSet": {**PLACED, "hasDefinedTerm": "DefinedTerm"},
    "DefinedTerm": THING,
    "FAQPage": {**PLACED, "mainEntity": "Question"},
    "Question": {**THING, "acceptedAnswer": "Answer"},
    "Answer": {"text": "text"},
}


def faults(data: Any) -> list[str]:
    """What a machine that knows the vocabulary would reject in the data of a page."""
    if data.keys() != {"@context", "@graph"} or data["@context"] != CONTEXT:
        return [f"not a graph of {CONTEXT}"]
    known = {node["@id"] for node in nodes(data["@graph"]) if "@id" in node and "@type" in node}
    found = [fault for node in data["@graph"] for fault in _faults(node, TYPES)]
    pointed = [
        value
        for node in nodes(data["@graph"])
        for name, value in node.items()
        if name in ("breadcrumb", "mainEntity") and "@type" not in value
    ]
    return found + [f"nothing is {value}" for value in pointed if isinstance(value, dict) and value["@id"] not in known]


def _faults(node: Any, allowed: Any) -> Iterator[str]:
    kind = node.get("@type")
    if kind not in allowed:
        yield f"no type {kind}"
        return
    for name, given in node.items():
        if name in ("@type", "@id"):
            continue
        if name not in TYPES[kind]:
            yield f"{kind} has no {name}"
            continue
        for value in given if isinstance(given, list) else [given]:
            yield from _wrong(kind, name, value)
        if given in ("", [], None):
            yield f"{kind}.{name} says nothing"


def _wrong(kind: str, name: str, value: Any) -> Iterator[str]:
    wanted = TYPES[kind][name]
    if wanted == "@id":
        good = isinstance(value, dict) and value.keys() == {"@id"}
    elif wanted == "number":
        good = isinstance(value, int)
    elif wanted in WORDS:
        good = isinstance(value, str) and bool(re.fullmatch(WORDS[wanted], value, re.DOTALL))
    else:
        good = isinstance(value, dict)
        yield from _faults(value, (wanted,)) if good else ()
    if not good:
        yield f"{kind}.{name}: {value!r} is no {wanted}"


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a value, at any depth."""
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from nodes(item)
