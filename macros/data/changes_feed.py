"""Write the changes since 2019 in one language as a feed (Atom, RFC 4287)."""

from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element, SubElement, tostring

from macros.content.localized import LocalizedHandbook, Record
from macros.data.handbook_json import FOLDER
from macros.data.identity import address, unique
from macros.project import Artifact, Project, Task

KIND = "data-feed"
ATOM, TYPE = "http://www.w3.org/2005/Atom", "application/atom+xml"


def tasks(project: Project, view: LocalizedHandbook) -> Iterator[Task]:
    """Yield the task that writes the feed."""
    yield partial(_written, project, view)


def _written(project: Project, view: LocalizedHandbook) -> tuple[Artifact]:
    name = f"changes-{view.language}.atom"
    chapter, edition = view.content.changes, view.content.handbook
    newest = sorted(chapter.changes, key=lambda change: _updated(change, view), reverse=True)
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": view.language})
    updated = max((_updated(change, view) for change in chapter.changes), default=edition.date.iso)
    _head(feed, unique(project, chapter.key, view.language), f"{edition.title}: {chapter.title}", updated)
    SubElement(feed, "subtitle").text = chapter.summary
    SubElement(feed, "link", {"rel": "self", "type": TYPE, "href": address(project, f"{FOLDER}/{name}")})
    _link(feed, project, chapter, view)
    _author(feed, view)
    licence = next((licence for licence in edition.licences if licence.id == "own"), None)
    if licence:
        SubElement(feed, "rights").text = ", ".join(filter(None, (licence.name, licence.url)))
    for change in newest:
        feed.append(_entry(project, view, change))
    content = tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"
    return (Artifact(name, KIND, view.language, content, folder=FOLDER),)


def _entry(project: Project, view: LocalizedHandbook, change: Record) -> Element:
    labels = view.content.labels
    entry = Element("entry")
    _head(entry, unique(project, change.key, view.language), change.title, _updated(change, view))
    _link(entry, project, change, view)
    SubElement(entry, "category", {"term": change.topic.id, "label": change.topic.title})
    state = [] if change.status == "in-force" else [labels[f"change-{change.status}"]]
    when = ", ".join([*state, *([change.date.text] if change.date else [])])
    SubElement(entry, "summary", {"type": "text"}).text = f"{when}: {change.text}" if when else change.text
    text = SubElement(entry, "content", {"type": "text"})
    text.text = "\n\n".join(filter(None, (when, change.text, f"{labels['change-means']} {change.consequence}")))
    return entry


def _updated(change: Record, view: LocalizedHandbook) -> str:
    """Return the day of a change in the feed: when its text was last checked, which is never in the future."""
    return (change.checked or view.content.changes.checked or view.content.handbook.date).iso


def _head(element: Element, identity: str, title: str, day: str) -> None:
    SubElement(element, "id").text = f"urn:uuid:{identity}"
    SubElement(element, "title").text = title
    SubElement(element, "updated").text = f"{day}T00:00:00Z"


def _link(element: Element, project: Project, of: Record, view: LocalizedHandbook) -> None:
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "hreflang": view.language, "href": address(project, of.url)})


def _author(feed: Element, view: LocalizedHandbook) -> None:
    """Name who publishes the feed: the organisation, or else who holds the rights in the texts."""
    licences, organisation = view.content.handbook.licences, view.content.organisation
    holder = next((licence.holder for licence in licences if licence.id == "own"), view.content.handbook.title)
    SubElement(SubElement(feed, "author"), "name").text = organisation.name if organisation.is_official else holder
