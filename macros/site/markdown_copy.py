"""Write the whole handbook of a language as Markdown, and llms.txt, by which programs that read texts find it."""

from collections.abc import Iterator
from functools import cache, partial
from urllib.parse import urljoin

from macros.content.localized import LocalizedHandbook, Record
from macros.data.handbook_json import FOLDER
from macros.project import Artifact, Project, Task
from macros.site import catalogue
from macros.site.page_renderer import PageRenderer, relative

KIND, GUIDE_KIND = "data-markdown", "data-llms"
GUIDE = "llms.txt"


def name(language: str) -> str:
    """Return the name of the copy in a language."""
    return f"handbook-{language}.md"


def tasks(project: Project, view: LocalizedHandbook) -> Iterator[Task]:
    """Yield the task that writes the copy of a language."""
    yield partial(_written, project, view)


def shared_tasks(project: Project) -> Iterator[Task]:
    """Yield the task that writes llms.txt, which stands at the root of the site."""
    yield lambda: (Artifact(GUIDE, GUIDE_KIND, "", guide(project).encode(), folder=""),)


def _written(project: Project, view: LocalizedHandbook) -> tuple[Artifact]:
    renderer = PageRenderer(project, view.language)
    here = f"{FOLDER}/{name(view.language)}"
    content = "\n\n".join(_Copy(project, renderer, here).parts()) + "\n"
    return (Artifact(name(view.language), KIND, view.language, content.encode(), folder=FOLDER),)


class _Copy:
    def __init__(self, project: Project, renderer: PageRenderer, here: str) -> None:
        self.project, self.renderer, self.view, self.here = project, renderer, renderer.view, here
        self.labels = renderer.context.labels
        self._address = cache(self._absolute)

    def parts(self) -> Iterator[str]:
        """Yield the head of the copy, and every page in the order of the navigation."""
        edition = self.view.content.handbook
        yield f"# {edition.title}"
        yield f"> {edition.summary}"
        yield self.labels["version"].replace("{version}", edition.version).replace("{date}", edition.date.text)
        yield f"{edition.origin} {self.view.content.organisation.imprint}"
        yield "\n".join(f"- {licence.holder}: {_linked(licence)}" for licence in edition.licences)
        for group in edition.navigation:
            for link in group.pages:
                yield from self._page(link.key, 1)
                for key in catalogue.children(self.view, link.key):
                    yield from self._page(key, 2)

    def _page(self, key: str, below: int) -> Iterator[str]:
        """Yield a page below its heading with its address, the day of its check, and its sources."""
        from macros.site.markdown import markdown  # a parser of HTML, which a build of the pages alone need not hold

        entry = self.renderer.entries[key]
        page = relative(entry.url, self.here)

        def address(href: str) -> str:
            return self._address(page + href if href.startswith("#") else href)

        first, *rest = markdown(self.renderer.away(key, self.here), address, below).split("\n\n")
        day = self.renderer.related.checked(key)
        sources = [self.renderer.context.sources[identity] for identity in self.renderer.related.sources(key)]
        yield first
        yield f"<{self._address(page)}>"
        if entry.description not in rest:
            yield entry.description
        yield from rest
        if day:
            yield self.labels["checked"].replace("{date}", day.text)
        if sources:
            links = (f"[{source.title}]({self._address(relative(source.link.url, self.here))})" for source in sources)
            yield f"{self.labels['sources']}: {'; '.join(links)}"

    def _absolute(self, href: str) -> str:
        return urljoin(f"{self.project.address.rstrip('/')}/{self.here}", href) if self.project.address else href


def guide(project: Project) -> str:
    """Return llms.txt: what the handbook is, its copies as Markdown, its data and its chapters, in each language."""
    parts = []
    for view in project.whole.values():
        edition, chapter = view.content.handbook, view.content.open_data
        of = {file.id: file for file in chapter.files}
        copy = f"{FOLDER}/{name(view.language)}"
        files = [
            _line(project, of["markdown"].name, copy, of["markdown"].purpose),
            _line(project, chapter.title, chapter.url, chapter.summary),
        ]
        pages = [_line(project, link.title, link.url, link.summary) for group in edition.navigation for link in group.pages]
        head = f"{'#' if not parts else '##'} {edition.title}\n\n> {edition.summary}\n\n{edition.origin}"
        parts += [head, f"## {chapter.title} ({view.language})\n\n" + "\n".join(files)]
        parts += [f"## {view.content.labels['contents']} ({view.language})\n\n" + "\n".join(pages)]
    return "\n\n".join(parts) + "\n"


def _line(project: Project, title: str, url: str, summary: str) -> str:
    address = f"{project.address.rstrip('/')}/{url}" if project.address else url
    return f"- [{title}]({address}): {summary}"


def _linked(licence: Record) -> str:
    return f"[{licence.name}]({licence.url})" if licence.url else licence.name
