"""Tell search engines which pages there are: a sitemap for each language, the index of them, and robots.txt, which names the index."""

from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from macros.content.localized import LocalizedHandbook
from macros.project import Artifact, Project, Task
from macros.site.site_map import SiteMap

KIND, INDEX, ROBOTS = "sitemap", "sitemap.xml", "robots.txt"
FOLDER = ""  # the root of the site: a sitemap may name only what is in its own folder and below
SITEMAPS, XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"
register_namespace("xhtml", XHTML)


def tasks(project: Project, view: LocalizedHandbook) -> Iterator[Task]:
    """Yield the task of a language, where the site has an address of its own: all that is told here are whole addresses."""
    if project.address:
        yield partial(_sitemap, project, view)


def shared_tasks(project: Project) -> Iterator[Task]:
    """Yield the task for all languages. Crawlers read robots.txt only where the site is at the root of its server."""
    if project.address:
        yield partial(_index, project)


def _sitemap(project: Project, view: LocalizedHandbook) -> tuple[Artifact]:
    """Return the pages of a language, each with its translations. No date of a change is told, as none is known of a page."""
    site_map = SiteMap(project, view)
    root = Element("urlset", {"xmlns": SITEMAPS})
    for entry in site_map.entries.values():
        translations = site_map.translations(entry.key)
        if not translations:
            continue
        page = SubElement(root, "url")
        SubElement(page, "loc").text = project.absolute(entry.url)
        for code, url in [*((other.code, other.url) for other in translations), ("x-default", translations[0].url)]:
            SubElement(page, f"{{{XHTML}}}link", rel="alternate", hreflang=code, href=project.absolute(url))
    return (_file(_name(view.language), f"{KIND}-of-language", view.language, root),)


def _index(project: Project) -> tuple[Artifact, ...]:
    root = Element("sitemapindex", {"xmlns": SITEMAPS})
    for code in project.languages:
        SubElement(SubElement(root, "sitemap"), "loc").text = project.absolute(_name(code))
    robots = f"User-agent: *\nDisallow:\n\nSitemap: {project.absolute(INDEX)}\n".encode()
    return _file(INDEX, KIND, "", root), Artifact(ROBOTS, ROBOTS, "", robots, folder=FOLDER, is_listed=False)


def _name(language: str) -> str:
    return f"{KIND}-{language}.xml"


def _file(name: str, kind: str, language: str, root: Element) -> Artifact:
    content = tostring(root, encoding="utf-8", xml_declaration=True)
    return Artifact(name, kind, language, content, folder=FOLDER, is_listed=False)
