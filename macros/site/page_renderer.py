"""Render the HTML fragments of pages from the templates in templates/. Everything that comes from the content is escaped."""

from collections.abc import Callable, Mapping, MutableMapping
from functools import update_wrapper
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from macros.build.cache import prune
from macros.build.hashed import followed
from macros.build.reads import derived
from macros.content.edition import logo
from macros.content.hyphenation import hyphenator
from macros.content.localized import Record
from macros.content.own_pages import HEADING
from macros.content.said import Foreign
from macros.lessons import Lessons
from macros.look import assets, motif, signs
from macros.project import Project
from macros.site import abroad, catalogue, contacts, everywhere, figures, headings, policy, text_format
from macros.site.addresses import relative
from macros.site.case_forms import CaseForms
from macros.site.context import Chapter, OwnPageContext, PageContext, SiteContext, TermsContext
from macros.site.everywhere import Everywhere
from macros.site.page_chrome import MENU, MenuContext, PageChrome
from macros.site.related import Related
from macros.site.site_map import SiteMap
from macros.site.structured_data import StructuredData
from macros.site.terms import Terms

TEMPLATES = catalogue.FOLDER
NO_TERMS = ("index", "print", "sections/glossary", "sections/sources")  # pages on which terms are not linked
LOGO_ROOM = (240, 48)  # pixels: how wide and how high the logo of an edition is at most
LATER = "<!-- size -->\N{NO-BREAK SPACE}MB"  # of a size that is not known yet: its unit is, so that search knows the word
TERMS_PLACE = "<!-- terms -->"  # position of the list of terms in the layout of a page


def compiled(folder: Path) -> FileSystemBytecodeCache:
    """Return the cache of compiled templates, shared by the environments of all languages."""
    folder.mkdir(parents=True, exist_ok=True)
    prune(folder)
    return FileSystemBytecodeCache(str(folder))


class _Environment(Environment):
    """The environment of the templates, whose globals stay as they are once a template is loaded."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template as one dict: Jinja makes one of its chain of two for each fragment that is rendered."""
        return {**self.globals, **(d or {})}


class PageRenderer:
    """Renders the pages of one language.

    Args:
        project: The handbook.
        language: Code of the language.
    """

    def __init__(self, project: Project, language: str) -> None:
        self.project, self.view = project, project.views[language]
        self.hyphenate = hyphenator(tuple(self.view.content.hyphenation.words))
        self.site_map = SiteMap(project, self.view)
        self.entries = self.site_map.entries
        self.environment = _Environment(
            loader=FileSystemLoader(TEMPLATES),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=compiled(project.paths.templates),
            auto_reload=False,  # each build and each edit has a renderer of its own
        )
        self.related = Related(self.view)
        self.filters = {
            "href": _href,
            "here": _here,
            "anchor": _anchor,
            "fill": _fill,
            "size": _size,
            "hyphenate": _in_its_language(self.hyphenate),
            "contacts": _in_its_language(contacts.linked),
            "capital": _in_its_language(text_format.capital),
            "by_letter": text_format.by_letter,
        }
        self.environment.filters |= self.filters
        self.context = self._context()
        self.environment.globals |= vars(self.context)
        self.structured_data = StructuredData(project, self.site_map, self.context.lessons)

    @property
    def deriving(self) -> tuple[object, ...]:
        """What derives something that pages read, of the content: for each renderer the same in the same order."""
        return self, self.site_map, self.related, self.context.lessons

    def _context(self) -> SiteContext:
        """Return the variables of every template."""
        content = self.view.content
        return SiteContext(
            project=self.project,
            root=self.site_map.root,
            view=self.view,
            content=content,
            labels=content.labels,
            links=self.view.links,
            entries=self.entries,
            downloads={artifact.kind: artifact for artifact in self.project.in_language(self.view.language)},
            related=self.related,
            lessons=Lessons(self.project.handbook, self.view),
            figures=figures,
            sources={source.id: source for source in content.sources.sources},
            readings={reading.id: reading for reading in content.sources.readings},
            questions={question.id: question for question in content.open_questions.questions},
            lines={line.id: line for line in content.lines.lines},
            local={field.id: field for field in content.organisation.fields},
            names=self.names,
            used_in=lambda term: self.term_pages.get(term.id, []),
            sections_of=lambda law: text_format.sections(law.sections, content.labels),
            navigation=lambda: self.site_map.groups,
            elsewhere=lambda: self.site_map.elsewhere,
            letter_id=lambda letter: f"letter-{ord(letter):x}",
            case_forms=CaseForms,
            motif=lambda *given: Markup(motif.inline(*given)),  # noqa: S704 - drawn, not written
            sign=lambda identity: Markup(signs.inline(identity)),  # noqa: S704 - drawn, not written
            icon=assets.ICON,
            logo=_logo(self.project.logo),
            preloaded=assets.preloaded(),
            policy=Markup(policy.in_page(preview=self.project.is_preview)),  # noqa: S704 - ours
        )

    def insert_fragments(self, html: str, key: str) -> str:
        """Replace the placeholders in a page with its fragments.

        Args:
            html: The page as converted by Markdown.
            key: kind/id of the page, or "index".
        """
        if self.entries[key].template == catalogue.OWN:
            url = self.entries[key].url
            html = followed(html, unquote(url), self.view.prefix, self.project.names)
            return self.honest(self._link_glossary_terms(self._framed(html, key), key), url)
        return catalogue.PLACEHOLDER.sub(lambda found: self.render(found[1], key), html)

    def _framed(self, html: str, key: str) -> str:
        """Return a page written in Markdown in the layout of all pages; its first heading becomes that of the page."""
        entry = self.entries[key]
        body = catalogue.PLACEHOLDER.sub(lambda found: self._page(found[1], key, entry.url, {}), html)
        first = HEADING.search(body)
        heading, rest = (first[1], body[: first.start()] + body[first.end() :]) if first else ("", body)
        context = OwnPageContext(entry, Markup(heading), Markup(rest), entry.url, {})  # noqa: S704 - of MkDocs
        return self.environment.get_template(f"{catalogue.OWN}.html.jinja").render(vars(context))

    def render(self, name: str, key: str) -> str:
        """Render a template for a page.

        Args:
            name: The template's name, without its suffix.
            key: kind/id of the page, or "index".
        """
        html = self._page(name, key, self.entries[key].url, {})
        return self.honest(html if key in NO_TERMS else self._link_glossary_terms(html, key), self.entries[key].url)

    def _page(self, name: str, key: str, current_url: str, single_page: Mapping[str, str]) -> str:
        page = self.view.pages.get(key)
        context = PageContext(key, page.record if page else None, self.entries[key], self._chapters, current_url, single_page)
        return self.environment.get_template(f"{name}.html.jinja").render(vars(context))

    def away(self, key: str, current_url: str) -> str:
        """Render a page for a file elsewhere: with links that lead from that file, and without the terms of the glossary in its text.

        Args:
            key: kind/id of the page.
            current_url: The address of the file, from the site's root.
        """
        return self._page(self.entries[key].template, key, current_url, {})

    def honest(self, html: str, current_url: str | None) -> str:
        """Return HTML of a partial language in which everything in another language says so; that of a whole one as it is.

        Args:
            html: A page or a part of one.
            current_url: The address of the page, from the site's root; None: the page is served at any address.
        """
        if not self.view.is_partial:
            return html

        def told(language: str) -> str:
            return str(escape(self.context.labels[f"in-language-{language}"]))

        place = self.context.root if current_url is None else current_url
        return abroad.marked(html, self.view.language, place, self.site_map.languages, told)

    # ------------------------------------------------------------------------------------- the whole handbook on one page

    def _chapters(self) -> list[Chapter]:
        """Return every page in the order of the navigation as a chapter of the single page, each with a prefix of its own for its ids."""
        groups = self.view.content.handbook.navigation
        keys = [key for group in groups for link in group.pages for key in (link.key, *catalogue.children(self.view, link.key))]
        single_page = {self.entries[key].url: key.replace("/", "-") + "--" for key in keys}
        current_url = self.entries[catalogue.PRINT].url
        chapters = []
        for key in keys:
            under = bool(self.view.pages[key].parent)
            html = headings.lowered(self._page(self.entries[key].template, key, current_url, single_page), 2 if under else 1)
            anchor = single_page[self.entries[key].url] + "top"
            chapters.append(Chapter(self.entries[key].title, anchor, under, Markup(html)))  # noqa: S704 - autoescaped
        return chapters

    # ------------------------------------------------------------------------------------- terms and names

    @derived
    def terms(self) -> Terms:
        """The glossary, prepared for finding its terms in texts."""
        return Terms(self.view.content.glossary.terms)

    @derived
    def term_pages(self) -> dict[str, list[Record]]:
        """The pages on which a term occurs, by the term's id."""
        found: dict[str, list[Record]] = {}
        for page, texts in self.related.texts_of_all():
            if page.key not in NO_TERMS:
                for term in self.terms.standing(texts):
                    found.setdefault(term, []).append(page.record.link)
        return found

    def _link_glossary_terms(self, html: str, key: str) -> str:
        """Link the terms in a page to their definitions, and list the definitions at its foot."""
        current_url = self.entries[key].url
        own = [term.id for term in self.view.content.glossary.terms if any(link.key == key for link in term.see)]
        html, found = self.terms.mark(html, lambda term: relative(term.url, current_url), skip=own)
        template = self.environment.get_template("parts/terms.html.jinja")
        return html.replace(TERMS_PLACE, template.render(vars(TermsContext(found, current_url))) if found else "")

    def names(self, item: Record) -> list[Record]:
        """Return the names of an entry in other languages: those of the handbook first, then those it is not written in.

        Returns:
            Records with ``language``, ``name`` and ``attested``.
        """
        known = getattr(item, "other_names", None) or []
        titles = {code: view.links[item.key].title for code, view in self.project.views.items() if code != self.view.language}
        own = [
            Record(language=code, name=title, attested=True)
            for code, title in titles.items()
            if not isinstance(title, Foreign) and not any(name.name == title and name.language == code for name in known)
        ]
        said = {self.view.language, *(name.language for name in own)}
        return own + [name for name in known if name.language not in said]

    # ------------------------------------------------------------------------------------- header, navigation, footer

    def chrome(self, key: str) -> PageChrome:
        """Return the renderer of what the theme's templates print around a page."""
        return PageChrome(self.site_map, self.environment, key, self.honest, self.structured_data, menu=lambda: self.menu)

    @derived
    def menu(self) -> Everywhere:
        """The menu of every page."""
        context = MenuContext(self.site_map.all_groups)
        return Everywhere.of(self.environment.get_template(f"chrome/{MENU}.html.jinja").render(vars(context)))


def _logo(drawing: str) -> dict[str, Any]:
    """Return what pages tell of the logo of an edition, as large as there is room for; nothing where there is none."""
    if not drawing:
        return {}
    widest, highest = LOGO_ROOM
    ratio = logo.ratio(drawing)
    height = min(highest, widest / ratio)
    return {"path": assets.LOGO, "title": logo.title(drawing), "width": round(height * ratio) or 1, "height": round(height) or 1}


@pass_context
def _href(context: Context, target: Any) -> str:
    """Return the address of a link, a page or a path from the site's root, relative to the current page."""
    url = target if isinstance(target, str) else target.url
    url = context["project"].names.get(url, url)
    path, _, anchor = url.partition("#")
    single_page = context.get("single_page") or {}
    if path in single_page:  # on the page that holds all pages
        return "#" + single_page[path] + (anchor or "top")
    return everywhere.address(url, context["current_url"], context["root"])


@pass_context
def _here(context: Context, text: str, *pages: str) -> Markup:
    """Return a text where the current page is one of some, by their keys; elsewhere nothing."""
    return everywhere.here(text, context["key"], *pages)


@pass_context
def _anchor(context: Context, identity: str) -> str:
    """Return an id on the current page; on the page that holds all pages it gets the prefix of its chapter."""
    return context["single_page"].get(context["entry"].url, "") + identity


def _in_its_language(change: Callable[[str], str]) -> Callable[[str], str]:
    """Return a function on texts that keeps the language of a text in another language."""

    def changed(text: str) -> str:
        return Foreign(change(text), text.language, text.of) if isinstance(text, Foreign) else change(text)

    return update_wrapper(changed, change, assigned=("__doc__",))


def _fill(text: str, **values: Any) -> str:
    """Return a label with its placeholders {name} replaced; other braces are left as they are."""
    if any(isinstance(value, Foreign) for value in values.values()):
        text, values = escape(text), {name: escape(value) for name, value in values.items()}
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def _size(count: int) -> str:
    """Return a number of bytes as kB, at least 1; for a file that is made after the pages, the place where its size is written then."""
    return f"{max(1, round(count / 1000))}\N{NO-BREAK SPACE}kB" if count else Markup(LATER)  # noqa: S704 - ours
