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


def texts(folder):
    """For each page, by its address, the texts that its results may show."""
    given = iter(later(folder)["texts"])
    return {page[0]: [text for _ in page[-1] for text in next(given)] for page in read(folder)["pages"]}


def standing(folder):
    """For each word of the texts, as it is compared, the addresses of the pages that it leads to."""
    index = read(folder)
    of_place = [page[0] for page in index["pages"] for _ in page[-1]]
    return {
        word: {of_place[at] for at in _unpacked(written)} for word, written in zip(words(folder), index["places"].split(" "), strict=True)
    }


def _unpacked(written):
    """Numbers that were written as the steps between them, in digits of which the last one is 80 or more."""
    at, step = -1, 0
    for code in map(ord, written):
        if code < 80:
            step = step * 32 + code - 48
        else:
            at, step = at + step * 32 + code - 80, 0
            yield at


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
