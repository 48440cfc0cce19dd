"""Name files after what they hold: a changed file has another address, so no cache mixes the files of two editions of a site.

Templates, style sheets and scripts go on writing the plain path of a file. Pages get the address from ``Named.path``; a style sheet or a
script that names others by a relative address is changed to name them as they are now, before its own name is made.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

FOLDER = "assets/"  # all that lies in it is named so
# elsewhere, what pages are made of is named so; a document, which others may link to, keeps its name
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico")
KINDS = (".css", ".js", ".mjs", ".woff", ".woff2", ".ttf", ".otf", *PICTURES)
FIXED = re.compile(r"(?:favicon|apple-touch-icon)[^/]*")  # at the root: browsers ask for them by these names, whatever a page says
NAME = re.compile(r"-[0-9a-f]{10}\.\w+$")  # by which a server knows a name that it may have kept for ever
# how a file of a kind names another one: the whole, with the address as the group "to"
REFERENCES = {
    "css": re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?P<to>[^"'()\s]+)"""),
    "js": re.compile(r"""\b(?:from|import)\s*\(?\s*["'](?P<to>\.[^"']+)"""),
    "webmanifest": re.compile(r'"src"\s*:\s*"(?P<to>[^"]+)'),
}
REFERENCES["mjs"] = REFERENCES["js"]
ATTRIBUTE = re.compile(r"""(?<=\s)(?:src|href|poster)=["']?(?P<to>[^"'\s>]+)""")


@dataclass(frozen=True)
class Named:
    """A file under its name.

    Attributes:
        path: Its path, with a part of the hash of its content.
        content: Its content, in which the files that it names have their names too.
    """

    path: str
    content: bytes


def is_named(path: str) -> bool:
    """Tell whether a file, by its path from the root of the site, gets a name after its content."""
    return path.startswith(FOLDER) or (path.lower().endswith(KINDS) and not FIXED.fullmatch(path))


def hashed(path: str, content: bytes) -> str:
    """Return a path with a part of the hash of the content.

    >>> hashed("assets/css/site.css", b"")
    'assets/css/site-e3b0c44298.css'
    """
    stem, dot, suffix = path.rpartition(".")
    return f"{stem}-{sha256(content).hexdigest()[:10]}{dot}{suffix}"


def named(files: Mapping[str, bytes]) -> dict[str, Named]:
    """Return files under their names, by their plain paths. Files that name each other in a circle keep the plain path in one place."""
    made: dict[str, Named] = {}
    begun: set[str] = set()

    def name(path: str) -> str:
        if path not in made:
            if path in begun:
                return path
            begun.add(path)
            content = files[path]
            if kind := REFERENCES.get(path.rpartition(".")[2].lower()):
                content = _renamed(content.decode("utf-8"), kind, dirname(path), lambda to: name(to) if to in files else "").encode()
            made[path] = Named(hashed(path, content), content)
        return made[path].path

    for path in files:
        name(path)
    return made


def followed(html: str, folder: str, above: str, names: Mapping[str, str]) -> str:
    """Return HTML that somebody has written by hand, in which it names files as they are named now.

    Args:
        html: The HTML.
        folder: The folder of the page, from the root of the site.
        above: The folder of its language, which may hold copies of the files.
        names: The path of each file by its plain path.
    """
    return _renamed(html, ATTRIBUTE, folder, lambda to: names.get(to) or names.get(to.removeprefix(above), ""))


def _renamed(text: str, reference: re.Pattern[str], folder: str, name: Callable[[str], str]) -> str:
    """Return a text in which each reference has the last part of its address replaced: a file changes its name, never its folder."""

    def changed(found: re.Match[str]) -> str:
        address = re.fullmatch(r"([^?#]*)(.*)", found["to"], re.DOTALL)
        assert address  # noqa: S101 - it matches any text
        path, more = address.groups()
        to = name(normpath(join(folder, unquote(path)))) if path and ":" not in path else ""
        if not to:
            return found[0]
        return found[0].removesuffix(found["to"]) + join(dirname(path), quote(to.rpartition("/")[2])) + more

    return reference.sub(changed, text)
