"""A built page, read as its readers get it."""

from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

SOFT_HYPHEN = "\u00ad"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# what depends on the words of a language: where a glossary term occurs, and whether the 2019 name is another one
OF_WORDS = {"hb-term", "hb-formerly"}
PARTS_OF_WORDS = {
    "hb-terms",
    "hb-letters",
    "hb-letter",
    "hb-county-jump",
    "hb-county",
}  # with all that is in them: terms of the page, the glossary and the organisers in their alphabetical order
NOTE = "note"  # the role of what tells that the text of a page is behind its source: a page is so in one language only
SILENT = {"script", "style", "template", "noscript"}


def one_line(text: str) -> str:
    """A text without what only lays it out: soft hyphens, line breaks, runs of spaces, and a capital where a page begins with it."""
    return " ".join(text.replace(SOFT_HYPHEN, "").split()).casefold()


# links that a browser follows by itself
FOLLOWED = ("stylesheet", "icon", "apple-touch-icon", "preload", "preconnect", "dns-prefetch", "manifest")


class HtmlPage(HTMLParser):
    """What a page holds: its text, tags, ids, links and what it fetches."""

    def __init__(self, root: Path, file: Path) -> None:
        super().__init__()
        self.url = file.relative_to(root).as_posix().removesuffix("index.html")
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.main: list[str] = []  # the skeleton of the article: tags with their ids
        self.words: list[str] = []
        self._open: list[str] = []
        self._article = 0
        self._of_words = 0
        self.source = file.read_text(encoding="utf-8")
        self.feed(self.source)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "article":
            self._article += 1
        if given.get("name") == "description":
            self.words.append(f"{given['content']}\n")
        if self._of_words or given.get("class") in PARTS_OF_WORDS or given.get("role") == NOTE:
            self._of_words += tag not in VOID
        elif self._article and given.get("class") not in OF_WORDS:
            self.main.append(f"{tag}#{given['id']}" if given.get("id") else tag)

    def handle_endtag(self, tag):
        self._of_words -= bool(self._of_words)
        if tag == "article":
            self._article -= 1
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data):
        if not set(self._open) & SILENT:
            self.words.append(data)

    @cached_property
    def text(self) -> str:
        return one_line("".join(self.words))

    @cached_property
    def ids(self) -> list[str]:
        return [given["id"] for _, given in self.tags if given.get("id")]

    @cached_property
    def links(self) -> list[str]:
        return [given["href"] for tag, given in self.tags if tag == "a" and given.get("href")]

    @cached_property
    def fetched(self) -> list[str]:
        """Every address that a browser asks for while it shows the page."""
        found = []
        for tag, given in self.tags:
            if tag in ("script", "img", "iframe", "source", "audio", "video", "embed", "input") and given.get("src"):
                found.append(given["src"])
            if tag == "link" and given.get("rel") in FOLLOWED:
                found.append(given["href"])
            if given.get("srcset"):
                found += [part.split()[0] for part in given["srcset"].split(",")]
        return found

    def target(self, link: str) -> tuple[str, str]:
        """Path and anchor of a link, from the site's root."""
        whole = urlsplit(urljoin(f"http://site/{self.url}", link))
        return whole.path.removeprefix("/"), whole.fragment


def pages(root: Path) -> dict[str, HtmlPage]:
    """Every page of a built site by its address from the root."""
    return {page.url: page for page in (HtmlPage(root, file) for file in sorted(root.rglob("*.html")))}


def sitemap(file: Path) -> dict[str, dict[str, str]]:
    """The pages of a sitemap: the address of each with those of its translations, by language."""
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    found = {}
    root = ET.parse(file).getroot()  # noqa: S314 - our own file
    for entry in root.findall("s:url", space):
        assert [part.tag.partition("}")[2] for part in entry].count("loc") == 1
        links = [link.attrib for link in entry.findall("x:link", space)]
        assert {link["rel"] for link in links} == {"alternate"}
        found[entry.findtext("s:loc", "", space)] = {link["hreflang"]: link["href"] for link in links}
    return found
