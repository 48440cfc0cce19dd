"""Find what belongs to a page but is stored elsewhere in the content: its sources, changes that touch it, entries that refer to it."""

from collections.abc import Iterable, Iterator, Mapping

from macros.build.reads import current, derived
from macros.content import on_page
from macros.content.localized import LocalizedHandbook, Page, Record
from macros.content.on_page import is_link


class Related:
    """The connections between the pages of one language."""

    def __init__(self, view: LocalizedHandbook) -> None:
        self.view = view

    @derived
    def _keys(self) -> Mapping[str, str]:
        """The key of each page by its address."""
        return {page.url: page.key for page in self.view.pages.values()}

    def page_of(self, link: Record) -> str:
        """Return the key of the page that contains the target of a link; empty if no page does."""
        return self._keys.get(link.url.partition("#")[0], "")

    # ------------------------------------------------------------------------------------- sources

    def own(self, page: Page) -> Iterator[Record]:
        """Yield every record on a page, except those with a page of their own. Where it is noted what is read, they are read one by one."""
        return on_page.records(page.record, page) if current() is not None else iter(self._every_own[page.key])

    @derived
    def _every_own(self) -> Mapping[str, list[Record]]:
        """What is on each page, by its key: for what is derived of all pages, and not for a page, which reads its records one by one."""
        return {page.key: list(on_page.records(page.record, page)) for page in self.view.pages.values()}

    def texts_of_all(self) -> Iterator[tuple[Page, list[str]]]:
        """Yield each page with the texts on it."""
        for page in self.view.pages.values():
            yield page, list(on_page.texts_of(self._every_own[page.key]))

    def texts(self, page: Page) -> Iterator[str]:
        """Yield every text on a page."""
        return on_page.texts(page)

    def sources(self, key: str) -> list[str]:
        """Return the ids of a page's sources in the order of the texts: those of the page first, then acts and sources of its parts."""
        return self._sources(self.own(self.view.pages[key]))

    def _sources(self, records: Iterable[Record]) -> list[str]:
        found: dict[str, None] = {}
        for record in records:
            for link in getattr(record, "sources", []):
                if is_link(link):
                    found[link.id] = None
            if act := getattr(record, "act", None):
                found[act.id] = None
        return list(found)

    def open(self, key: str) -> list[Record]:
        """Return links to the open questions of a page: those of the page first, then of its parts."""
        return self._open(self.own(self.view.pages[key]))

    def _open(self, records: Iterable[Record]) -> list[Record]:
        return list({link.key: link for record in records for link in getattr(record, "open", [])}.values())

    @derived
    def _asking(self) -> Mapping[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for page in self.view.pages.values():
            for question in self._open(self._every_own[page.key]):
                found.setdefault(question.key, []).append(page.record.link)
        return found

    def asking(self, question: Record) -> list[Record]:
        """Return the pages that refer to an open question."""
        return self._asking.get(question.key, [])

    def checked(self, key: str) -> Record | None:
        """Return the day on which the page's texts were compared with their sources: of several days the earliest."""
        page = self.view.pages[key]
        days: list[Record] = [record.checked for record in self.own(page) if getattr(record, "checked", None)]
        return min(days, key=lambda day: day.iso, default=None)

    def reviewed(self, key: str) -> list[tuple[str, Record]]:
        """Return the parts of a page that an expert has reviewed: the name of each, with the review."""
        page = self.view.pages[key]
        parts = [record for record in self.own(page) if record is not page.record and getattr(record, "reviewed", None)]
        return [(part.link.title if hasattr(part, "link") else part.text, part.reviewed) for part in parts]

    @derived
    def cited_by(self) -> Mapping[str, list[Record]]:
        """The pages that cite a source, by the source's id."""
        found: dict[str, list[Record]] = {}
        for page in self.view.pages.values():
            for identity in self._sources(self._every_own[page.key]):
                found.setdefault(identity, []).append(page.record.link)
        return found

    # ------------------------------------------------------------------------------------- changes, needs, references

    @derived
    def all_changes(self) -> list[Record]:
        """The changes since 2019: those in force first, and newest first; changes without a date after those with one."""
        newest = sorted(self.view.content.changes.changes, key=lambda change: change.date.iso if change.date else "", reverse=True)
        return sorted(newest, key=lambda change: change.status != "in-force")

    @derived
    def _changes(self) -> Mapping[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for change in self.all_changes:
            for key in dict.fromkeys(self.page_of(link) for link in change.touches):
                found.setdefault(key, []).append(change)
        return found

    def changes(self, key: str) -> list[Record]:
        """Return the changes since 2019 that touch something on a page."""
        return self._changes.get(key, [])

    def for_need(self, need: Record) -> tuple[list[Record], list[Record]]:
        """Return the services and the partners that belong to a need."""
        content = self.view.content

        def fits(entry: Record) -> bool:
            return any(link.id == need.id for link in entry.needs)

        return [s for s in content.services.services if fits(s)], [p for p in content.interfaces.interfaces if fits(p)]

    @derived
    def _cases(self) -> Mapping[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for case in self.view.content.cases.cases:
            links = [*case.touches, *(link for step in (*case.steps, *case.other_ways) for link in step.see)]
            for key in dict.fromkeys(map(self.page_of, links)):
                found.setdefault(key, []).append(case.link)
        return found

    def cases(self, key: str) -> list[Record]:
        """Return links to the invented cases that touch a page or lead to something on it."""
        return self._cases.get(key, [])

    def used_by(self, item: Record) -> list[Record]:
        """Return the pages that refer to an entry but are not linked on its page; not the glossary or changes, which refer to most.

        The page of the invented cases is left out too: a page lists its cases one by one.
        """
        named = {link.key for name in ("related", "see", "needs") for link in getattr(item, name, []) or [] if is_link(link)}
        # what the page of such an entry lists itself
        kinds = {"needs": ("services", "interfaces"), "interfaces": ("partner-cards",)}.get(item.kind, ())
        named |= {"sections/glossary", "sections/changes", "sections/cases"}
        return [link for link in item.link.used_by if link.key in self.view.pages and link.key not in named and link.kind not in kinds]
