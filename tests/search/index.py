"""Read the index of a built language's search."""

import json


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
        whole = [place if isinstance(place, list) else index["repeated"][place] for place in places]
        yield url, title, names, [place[1] for place in whole if place[1]]


def words(folder):
    """The words of the texts, as they are compared: base forms, without marks between the parts of compounds."""
    found, before = [], ""
    for written in read(folder)["words"].split(" "):
        before = before[: int(written[0], 36)] + written[1:]
        found.append(before.replace("=", ""))
    return found
