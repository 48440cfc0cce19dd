"""The feed of the changes keeps the rules of RFC 4287, and a feed reader gets every change."""

import re
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import feedparser
import pytest

from macros.data.handbook_json import FOLDER
from tests.data.conftest import ADDRESS

A = "{http://www.w3.org/2005/Atom}"
IRI, TIME = re.compile(r"[a-z][a-z0-9+.-]*:\S+"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def rules(feed):
    """Yield what of the mandatory parts of RFC 4287 (sections 4.1 and 4.2) is broken."""
    entries = feed.findall(f"{A}entry")
    for element in (feed, *entries):
        yield from told_once(element)
        yield from linked(element)
    if feed.find(f"{A}author/{A}name") is None and any(entry.find(f"{A}author/{A}name") is None for entry in entries):
        yield "no author"
    ids = [entry.findtext(A + "id") for entry in entries]
    if len(ids) != len({*ids}):
        yield "two entries with one id"


def told_once(element):
    """Yield what is wrong with id, title and day."""
    for name in ("id", "title", "updated"):
        if len(element.findall(A + name)) != 1 or not element.findtext(A + name):
            yield f"{element.tag}: not one {name}"
    if not IRI.fullmatch(element.findtext(A + "id") or ""):
        yield "id: not a whole address"
    if not TIME.fullmatch(element.findtext(A + "updated") or ""):
        yield "updated: no time of RFC 3339"


def linked(element):
    """Yield what is wrong with the links."""
    links = element.findall(A + "link")
    alternates = [(link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate"]
    if len(alternates) != len({*alternates}):
        yield "two alternate links of one type and language"
    if not all(link.get("href") for link in links):
        yield "a link to nowhere"
    if not (alternates or element.find(A + "content") is not None):
        yield "neither content nor alternate"


def read(files, language):
    return ET.fromstring(files[f"data/changes-{language}.atom"])  # noqa: S314 - our own file


@pytest.mark.parametrize("which", ["files", "real_files", "own_files"])
def test_it_keeps_the_rules(request, which):
    for language in ("fi", "en"):
        assert [*rules(read(request.getfixturevalue(which), language))] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda feed: feed.remove(feed.find(f"{A}author")),
        lambda feed: feed.remove(feed.find(f"{A}updated")),
        lambda feed: feed.find(f"{A}entry").remove(feed.find(f"{A}entry/{A}id")),
        lambda feed: setattr(feed.find(f"{A}entry/{A}updated"), "text", "2020-01-01"),
        lambda feed: setattr(feed.find(f"{A}entry/{A}id"), "text", "changes/x"),
        lambda feed: feed.append(feed.find(f"{A}entry")),
    ],
)
def test_the_rules_tell_what_is_wrong(files, spoil):
    feed = read(files, "en")
    spoil(feed)
    assert [*rules(feed)] != []


def test_a_reader_gets_every_change_with_what_it_means(real_files, loaded_project):
    for language, view in loaded_project.whole.items():
        feed = feedparser.parse(real_files[f"data/changes-{language}.atom"])
        assert not feed.bozo
        assert feed.feed.language == language
        said = {entry.title: entry.content[0].value for entry in feed.entries}
        assert {*said} == {change.title for change in view.content.changes.changes}
        assert all(
            change.text in said[change.title] and change.consequence in said[change.title] for change in view.content.changes.changes
        )
        updated = [entry.updated for entry in feed.entries]
        assert updated == sorted(updated, reverse=True)
        assert feed.feed.updated == updated[0]


def test_without_an_address_no_domain_is_named_and_links_lead_from_where_the_feed_lies(files, sample_site):
    for language, view in sample_site.whole.items():
        feed = read(files, language)
        links = [link.get("href", "") for link in feed.iterfind(f".//{A}link")]
        assert not [link for link in links if "://" in link]
        at = f"https://any.example/below/{FOLDER}/changes-{language}.atom"
        whole = {urljoin(at, link) for link in links}
        assert whole >= {f"https://any.example/below/{change.url}" for change in view.content.changes.changes} | {at}


def test_at_an_address_links_are_whole_and_ids_are_its_own(files, own_files):
    ours, theirs = read(files, "fi"), read(own_files, "fi")
    assert all(link.get("href", "").startswith(ADDRESS) for link in theirs.iterfind(f".//{A}link"))
    assert theirs.findtext(f"{A}author/{A}name") == "Ulkoluodon hoitajat"
    ids = [{element.text for element in feed.iter(f"{A}id")} for feed in (ours, read(files, "en"), theirs)]
    assert len(set.union(*ids)) == sum(map(len, ids))
