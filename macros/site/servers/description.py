"""Describe how a web server is to serve the site: what it says with each file, and what it answers where there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from macros.project import Project
from macros.site import policy, redirects

HASHED = r"-[0-9a-f]{10}\.\w+$"  # a file whose name changes with what it holds
FOREVER, SHORT, ASK = "public, max-age=31536000, immutable", "public, max-age=3600", "no-cache"
NOT_FOUND = "404.html"
FOR_HOSTS = ("_headers", "_redirects")  # of the site's root: read by a host, and no page for anybody
# what the browser need not do for the site. Names that a browser does not know it reports as an error, so there are no rare ones
FORBIDDEN = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")
SAID: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": policy.in_header(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in FORBIDDEN),
        "Cross-Origin-Opener-Policy": "same-origin",
    }
)
TEXTS: Mapping[str, str] = MappingProxyType(  # suffix -> type of what is text in UTF-8, and packed on its way
    {
        "html": "text/html",
        "css": "text/css",
        "js": "text/javascript",
        "json": "application/json",
        "jsonld": "application/ld+json",
        "webmanifest": "application/manifest+json",
        "atom": "application/atom+xml",
        "xml": "application/xml",
        "svg": "image/svg+xml",
        "csv": "text/csv",
        "ics": "text/calendar",
        "md": "text/markdown",
        "txt": "text/plain",
    }
)
BINARIES: Mapping[str, str] = MappingProxyType(  # packed in themselves
    {
        "woff2": "font/woff2",
        "png": "image/png",
        "jpg": "image/jpeg",
        "webp": "image/webp",
        "avif": "image/avif",
        "gif": "image/gif",
        "ico": "image/x-icon",
        "pdf": "application/pdf",
        "zip": "application/zip",
        "gz": "application/gzip",
        "apkg": "application/octet-stream",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "mp4": "video/mp4",
    }
)
FALLBACK = "application/octet-stream"


@dataclass(frozen=True)
class Description:
    """How a site is served.

    Attributes:
        root: The path of the site on its server, with a slash at both ends.
        folders: The folders of the languages other than the first, each with a slash at its end; each has a 404 page of its own.
        files: The folders of what is downloaded under names that stay.
        hashed: The folders in which every name changes with the content of the file.
        moved: Former addresses and the present ones, from the site's root.
    """

    root: str
    folders: Sequence[str]
    files: Sequence[str]
    hashed: Sequence[str]
    moved: Mapping[str, str]


def describe(project: Project) -> Description:
    """Describe how a site is served."""
    folders = [view.prefix for view in project.views.values()]
    return Description(
        root=urlsplit(project.address).path.rstrip("/") + "/",
        folders=[folder for folder in folders if folder],
        files=["data/", "downloads/"],
        hashed=[f"{folder}search/" for folder in folders],
        moved=redirects.table(project),
    )
