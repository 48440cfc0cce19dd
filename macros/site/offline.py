"""Make the copy of the site that opens from files, without a server: from the finished pages, by what they name."""

import re
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

from macros.build.archive import zipped
from macros.build.hashed import REFERENCES
from macros.project import Artifact, Project, Task
from macros.search import as_script
from macros.site import redirects
from macros.site.page_renderer import LATER

NAME, KIND = "handbook-offline.zip", "offline"
PATH = f"downloads/{NAME}"
FOLDER = NAME.removesuffix(".zip")  # all is in one folder, wherever a reader unpacks it
OPENED = (".html", ".css", ".js", ".woff2", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".pdf")  # by a browser
NOT_FOUND = "404.html"
KINDS = {"woff2": "font/woff2", "svg": "image/svg+xml", "png": "image/png", "css": "text/css"}  # of what style sheets name
SCRIPT = Path(__file__).with_name("offline.js")
PLACE = "assets/js/offline.js"
# what a page has for servers, crawlers and other sites only, or what browsers refuse to load into a page that is a file
DROPPED = re.compile(
    r'<(?:link|meta)\b[^>]*(?:\brel="(?:preload|manifest|alternate)"|\bhttp-equiv="Content-Security-Policy"|="https?://)[^>]*>\s*'
    r'|<script type="application/ld\+json"[^>]*>.*?</script>\s*',
    re.DOTALL,
)
# with the blank before it, which is found faster than a name behind one
ADDRESS = re.compile(r'\s(?P<name>href|src|poster|data-(?:to|home|index|more|engine|results))="(?P<to>[^"#?:]*)(?P<rest>[#?][^"]*)?"')
OUTSIDE = "data-hb-outside"
MARKED = re.compile(rf"<a\b([^>]*?) {OUTSIDE}([^>]*)>(.*?)</a>", re.DOTALL)


def shared_tasks() -> Iterator[Task]:
    """Yield the task that announces the copy, so that pages name it. It is made when all pages are there."""
    yield lambda: (Artifact(NAME, KIND, "", b""),)


def archive(site: Mapping[str, bytes], project: Project) -> bytes:
    """Return the copy as a zip file.

    Args:
        site: Every file of the site by its path.
        project: The handbook.
    """
    return zipped({f"{FOLDER}/{path}": content for path, content in sorted(files(site, project).items())})


def sized(site: Mapping[str, bytes], content: bytes) -> dict[str, bytes]:
    """Return the pages of the site that tell the size of the copy."""
    told = f"{max(1, round(len(content) / 1_000_000))}\N{NO-BREAK SPACE}MB".encode()
    place = LATER.encode()
    return {path: page.replace(place, told) for path, page in site.items() if path.endswith(".html") and place in page}


def files(site: Mapping[str, bytes], project: Project) -> dict[str, bytes]:
    """Return the files of the copy by their paths: all pages, and what they name that a browser opens."""
    former = {f"{unquote(url)}index.html" for url in redirects.table(project)}
    pages = [path for path in site if path.endswith(".html") and path.rpartition("/")[2] != NOT_FOUND and path not in former]
    indexes = {f"{path.removesuffix('.json')}.js": path for path in site if as_script.part(path)}
    there = {*pages, *indexes, *(path for path in site if path.endswith(OPENED) and not path.endswith(".html"))}
    links = _Links(there, project.address)
    made = {path: _page(site[path].decode("utf-8"), path, links, _said(path, project)).encode() for path in pages}
    made[PLACE] = SCRIPT.read_bytes()
    for path in sorted(links.named - {*made}):
        if path in indexes:
            made[path] = as_script.script(indexes[path], site[indexes[path]])
        else:
            made[path] = _sheet(path, site) if path.endswith(".css") else site[path]
    return made


class _Links:
    """Turns links of the site into links of the copy, and notes what they name.

    Args:
        there: The paths that are in the copy, if a page names them.
        address: The address of the published site; empty if nobody has told it.
    """

    def __init__(self, there: Collection[str], address: str) -> None:
        self.there, self.address = there, address.rstrip("/")
        self.named: set[str] = set()
        self.written = cache(self._written)

    def _written(self, folder: str, attribute: str) -> str:
        """Return what names a file or page, as a page in a folder of the copy writes it."""
        found = ADDRESS.fullmatch(attribute)
        if not found or not found["to"] or found["to"].startswith("/"):
            return attribute
        link = self._of(folder, found["to"])
        return f'{attribute[0]}{found["name"]}="{link}{found["rest"] or ""}"' if link else attribute[0] + OUTSIDE

    def _of(self, folder: str, link: str) -> str:
        """Return the link from a folder to a file or page of the copy, or of the published site; empty where there is none."""
        named = f"{link}index.html" if link.endswith("/") else link
        path = normpath(join(folder, unquote(named)))
        if path not in self.there and path.endswith(".json"):
            named, path = (f"{name.removesuffix('.json')}.js" for name in (named, path))
        if path in self.there:
            self.named.add(path)
            return named
        return f"{self.address}/{quote(normpath(join(folder, unquote(link))))}" if self.address else ""


def _said(path: str, project: Project) -> str:
    """Return what a page says of a link whose target is not in the copy, in the language of the page."""
    prefix = f"{path.partition('/')[0]}/"
    view = next((view for view in project.views.values() if view.prefix == prefix), next(iter(project.views.values())))
    return escape(view.content.labels["not-in-copy"])


def _page(html: str, path: str, links: _Links, outside: str) -> str:
    """Return a page of the site as a page of the copy."""
    folder = dirname(path)
    html = ADDRESS.sub(lambda found: links.written(folder, found[0]), DROPPED.sub("", html.replace(f", {LATER}", "")))
    if OUTSIDE in html:
        html = MARKED.sub(lambda found: f"<a{(found[1] + found[2]).replace(' download', '')}>{found[3]}</a> ({outside})", html)
    script = f'<script src="{"../" * path.count("/")}{PLACE}"></script>\n'
    return html.replace("<script", f"{script}<script", 1)  # before the search, which asks for the index


def _sheet(path: str, site: Mapping[str, bytes]) -> bytes:
    """Return a style sheet with the files that it names in it: browsers load no fonts from files into a page that is one."""

    def inlined(found: re.Match[str]) -> str:
        named = normpath(join(dirname(path), unquote(found["to"])))
        kind = KINDS.get(named.rpartition(".")[2])
        if kind is None or named not in site:
            return found[0]
        return found[0].removesuffix(found["to"]) + f"data:{kind};base64,{b64encode(site[named]).decode()}"

    return REFERENCES["css"].sub(inlined, site[path].decode("utf-8")).encode()
