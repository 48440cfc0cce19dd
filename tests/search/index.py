"""Read the index of a built language's search."""

import json

from macros.search.site_index import BETWEEN


def read(folder):
    """The first part of the index in a language's folder of the site."""
    (file,) = (folder / "search").glob("index-*.json")
    return json.loads(file.read_text(encoding="utf-8"))


def later(folder):
    """The second part: words of other languages, and excerpts."""
    (file,) = (folder / "search").glob("more-*.json")
    return json.loads(file.read_text(encoding="utf-8"))


def pages(folder):
    """The addresses of the pages that search finds, from the site's root, each with its title."""
    return {page[0]: page[1] for page in read(folder)["pages"]}


def called(folder):
    """For each page its address, title, other names and headings."""
    index = read(folder)
    for url, title, *_, names, _, places in index["pages"]:
        headings = [_heading(place, index["repeated"]) for place in places]
        yield url, title, [name for name in names.split(BETWEEN) if name], [heading for heading in headings if heading]


def _heading(place, repeated):
    if isinstance(place, str):
        return place.partition(" ")[2]
    return (repeated[place] if isinstance(place, int) else place)[1]


def words(folder):
    """The words of the texts, as they are compared: base forms, without marks between the parts of compounds."""
    found, before = [], ""
    for written in read(folder)["words"].split(" "):
        before = before[: int(written[0], 36)] + written[1:]
        found.append(before.replace("=", ""))
    return found
