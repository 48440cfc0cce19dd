"""Say in the words of schema.org what a page is about, for machines that read it: only what the page itself says to its readers."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from macros.content.localized import Record
from macros.lessons import Lessons
from macros.project import Project
from macros.site.catalogue import Entry
from macros.site.site_map import SiteMap
from macros.site.titles import kind

CONTEXT = "https://schema.org"
Node = dict[str, Any]
_dumped = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class About:
    """What the data of a page is made from.

    Attributes:
        entry: The page.
        name, description: As its title and its description have them.
        crumbs: Its place in the handbook: what leads to it, and the page itself.
        place: Gives an address as the page writes it: whole where the site has one of its own, else relative to the page.
    """

    entry: Entry
    name: str
    description: str
    crumbs: Sequence[Record]
    place: Callable[[str], str]


class StructuredData:
    """The data of the pages of one language.

    Args:
        project: The handbook.
        site_map: The pages of the language.
        lessons: Its modules.
    """

    def __init__(self, project: Project, site_map: SiteMap, lessons: Lessons) -> None:
        self.project, self.view, self.site_map, self.lessons = project, site_map.view, site_map, lessons
        self.makers = {
            "services": self._service,
            "modules": self._module,
            "guides": self._questions,
            "sections/glossary": self._glossary,
            "sections/learning-path": self._path,
        }

    def of(self, about: About) -> Markup:
        """Return the data of a page as JSON that can stand in a script element, whatever the texts hold."""
        entry = about.entry
        page = self._page(about)
        graph = [self._site(about), page]
        if len(about.crumbs) > 1:
            page["breadcrumb"] = {"@id": f"{page['@id']}-place"}
            graph.append(self._crumbs(about, page["breadcrumb"]))
        make = self.makers.get(entry.key) or self.makers.get(entry.key.partition("/")[0])
        record = self.view.pages[entry.key].record if entry.key in self.view.pages else None
        if make and record and (made := make(record, about, page)):
            page["mainEntity"] = {"@id": made["@id"]}
            graph.append(made)
        return htmlsafe_json_dumps({"@context": CONTEXT, "@graph": graph}, dumps=_dumped)

    # ------------------------------------------------------------------------------------- every page

    def _site(self, about: About) -> Node:
        """Return the handbook in this language; with its publisher, where an organisation is one."""
        home = about.place(self.view.prefix)
        title = self.view.content.handbook.title
        return self._kept(
            {
                "@type": "WebSite",
                "@id": f"{home}#website",
                "url": home,
                "name": title,
                "inLanguage": self.view.language,
                "publisher": self._publisher(),
            }
        )

    def _publisher(self) -> Node | None:
        """Return the organisation that publishes the handbook: an authority, as the page calls itself unofficial without one."""
        organisation = self.view.content.organisation
        return {"@type": "GovernmentOrganization", "name": organisation.name} if organisation.is_official else None

    def _page(self, about: About) -> Node:
        entry = about.entry
        url = about.place(entry.url)
        record = self.view.pages[entry.key].record if entry.key in self.view.pages else None
        review = getattr(record, "reviewed", None)
        return self._kept(
            {
                "@type": "WebPage",
                "@id": f"{url}#page",
                "url": url,
                "name": about.name,
                "description": about.description,
                "inLanguage": self.view.language,
                "isPartOf": {"@id": f"{about.place(self.view.prefix)}#website"},
                "lastReviewed": review.date.iso if review else None,
            }
        )

    def _crumbs(self, about: About, identity: Node) -> Node:
        known = [crumb for crumb in about.crumbs if crumb.url is not None]
        items = [
            {"@type": "ListItem", "position": number, "name": crumb.title, "item": about.place(crumb.url)}
            for number, crumb in enumerate(known, 1)
        ]
        return {"@type": "BreadcrumbList", **identity, "itemListElement": items}

    # ------------------------------------------------------------------------------------- pages of one kind

    def _service(self, service: Record, _about: About, page: Node) -> Node:
        """Return a service of the authorities. Who provides it is said only where an organisation has said so."""
        provider = self._publisher()
        land = {"@type": "AdministrativeArea", "name": self.view.content.labels["area-served"]}
        return self._kept(
            {
                "@type": "GovernmentService",
                "@id": f"{page['url']}#service",
                "url": page["url"],
                "name": service.name,
                "alternateName": service.brochure_name if service.brochure_name != service.name else None,
                "description": service.summary,
                "serviceType": service.group.title,
                "audience": [{"@type": "Audience", "audienceType": text} for text in service.for_whom],
                "areaServed": None if provider else land,  # a provider serves its own area, which it alone knows
                "provider": provider,
            }
        )

    def _module(self, module: Record, about: About, page: Node) -> Node:
        """Return a module: a course where an organisation gives it, else what anyone can learn from."""
        path = self.view.links["sections/learning-path"]
        return self._learning(module, page) | {
            "learningResourceType": kind(about.entry, self.view.content.labels),
            "timeRequired": f"PT{self.lessons.minutes(module.id)}M",
            "teaches": [objective.text for objective in module.objectives],
            "isPartOf": {"@id": f"{about.place(path.url)}#learning"},
        }

    def _path(self, chapter: Record, about: About, page: Node) -> Node:
        """Return the orientation as a whole, with its modules."""
        parts = [
            {
                "@type": "LearningResource",
                "@id": f"{about.place(module.url)}#learning",
                "name": module.title,
                "url": about.place(module.url),
            }
            for module in self.lessons.modules
        ]
        return self._learning(chapter, page) | {"hasPart": parts}

    def _learning(self, record: Record, page: Node) -> Node:
        provider = self._publisher()
        return self._kept(
            {
                "@type": "Course" if provider else "LearningResource",
                "@id": f"{page['url']}#learning",
                "url": page["url"],
                "name": record.title,
                "description": record.summary,
                "inLanguage": self.view.language,
                "provider": provider,
            }
        )

    def _glossary(self, chapter: Record, about: About, page: Node) -> Node:
        identity = f"{page['url']}#terms"
        terms = [
            {"@type": "DefinedTerm", "@id": about.place(term.url), "name": term.term, "description": term.definition}
            for term in chapter.terms
        ]
        return {"@type": "DefinedTermSet", "@id": identity, "url": page["url"], "name": chapter.title,
                "inLanguage": self.view.language, "hasDefinedTerm": terms}  # fmt: skip

    def _questions(self, guide: Record, about: About, page: Node) -> Node | None:
        """Return a guide as questions and answers; None where most of its headings ask nothing."""
        asked = [part for part in guide.parts if part.title.endswith("?") and (part.paragraphs or part.items)]
        if 2 * len(asked) <= len(guide.parts):
            return None
        return {
            "@type": "FAQPage",
            "@id": f"{page['url']}#questions",
            "url": page["url"],
            "name": guide.title,
            "inLanguage": self.view.language,
            "mainEntity": [*self._answered(asked, about)],
        }

    def _answered(self, parts: Sequence[Record], about: About) -> Iterator[Node]:
        for part in parts:
            text = "\n".join((*part.paragraphs, *part.items))
            answer = {"@type": "Answer", "text": text}
            yield {"@type": "Question", "@id": about.place(part.url), "name": part.title, "acceptedAnswer": answer}

    @staticmethod
    def _kept(node: Node) -> Node:
        """Return a node without what nobody has said."""
        return {name: value for name, value in node.items() if value not in (None, "", [])}
