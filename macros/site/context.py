"""Define the variables of the site's templates: one class for each kind of template, whose fields are the names that it may use.

docs/maintainers/templates.md is written from these classes (python -m tools.templates), and a test compares them with the templates.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

from markupsafe import Markup

from macros.content.localized import LocalizedHandbook, Record
from macros.lessons import Lessons
from macros.project import Artifact, Project
from macros.site.case_forms import CaseForms
from macros.site.catalogue import Entry
from macros.site.related import Related
from macros.site.site_map import Group


@dataclass(frozen=True)
class SiteContext:
    """The variables of every template: one language of the handbook, and its visual design.

    Attributes:
        project: the handbook in all languages, and the address of the site.
        root: the path of the site on its server, with a slash at both ends. The filter `href` reads it.
        view: the language: its code, its folder in the site, its pages.
        content: the texts of the language; a field has the name it has in macros/content/models/.
        labels: the words of the interface (labels.yml), by name.
        links: the targets of references, by key (kind/id).
        entries: every page of the language, by key: those of `view.pages`, the home page and the page that holds all.
        downloads: the artifacts of the language and those for all languages, by kind.
        related: connections between pages: sources, changes, open questions, references.
        lessons: the training of the language: modules, questions, minutes.
        figures: the functions of macros/site/figures.py, which compute the numbers of the figures.
        sources: the entries of sources.yml, by id.
        readings: the ways in which acts were read, by id.
        questions: the open questions, by id.
        lines: the national lines, by id.
        local: the fields that an organisation fills in (organisation.yml), by id.
        names: returns the names of an entry in other languages: records of `language`, `name` and `attested`.
        used_in: returns links to the pages on which a term of the glossary occurs.
        sections_of: returns the sections of a legal basis in words.
        navigation: returns the groups of the navigation with their pages.
        elsewhere: returns in a partial language the group that leads to other languages, None in a whole one.
        letter_id: returns the id of a letter in the glossary.
        case_forms: returns the rows of endings of records with a name, and the row of each.
        motif: returns a drawing as inline SVG.
        sign: returns the icon of a value by its id, as inline SVG.
        icon: the path of the site's icon.
        logo: path, title, width and height of the logo of an edition; empty: it has none.
        preloaded: the paths of the fonts that every page needs at once.
        policy: what the pages may load and run, for the head of each.
    """

    project: Project
    root: str
    view: LocalizedHandbook
    content: Record
    labels: Mapping[str, str]
    links: Mapping[str, Record]
    entries: Mapping[str, Entry]
    downloads: Mapping[str, Artifact]
    related: Related
    lessons: Lessons
    figures: ModuleType
    sources: Mapping[str, Record]
    readings: Mapping[str, Record]
    questions: Mapping[str, Record]
    lines: Mapping[str, Record]
    local: Mapping[str, Record]
    names: Callable[[Record], list[Record]]
    used_in: Callable[[Record], list[Record]]
    sections_of: Callable[[Record], str]
    navigation: Callable[[], Sequence[Group]]
    elsewhere: Callable[[], Group | None]
    letter_id: Callable[[str], str]
    case_forms: Callable[[Iterable[Record]], CaseForms]
    motif: Callable[..., Markup]
    sign: Callable[[str], Markup]
    icon: str
    logo: Mapping[str, object]
    preloaded: Sequence[str]
    policy: str


@dataclass(frozen=True)
class Chapter:
    """A page as a part of the page that holds all."""

    title: str
    anchor: str
    under: bool  # whether its page is below another one
    html: Markup


@dataclass(frozen=True)
class PageContext:
    """The variables of a page, and of every part that it includes.

    Attributes:
        key: kind/id of the page, "index" or "print".
        item: the entry that the page is about; None on the home page and the page that holds all.
        entry: the page itself: its title, description, address and template.
        chapters: returns every page as a part of one; only for the page that holds all.
        current_url: the address of the page, from the site's root. The filter `href` reads it.
        single_page: on the page that holds all, the prefix of the ids of each page by its address; else empty.
        package: whether the page is in a package for learning platforms; here never.
    """

    key: str
    item: Record | None
    entry: Entry
    chapters: Callable[[], Sequence[Chapter]]
    current_url: str
    single_page: Mapping[str, str]
    package: bool = False


@dataclass(frozen=True)
class PackageContext:
    """The variables of the page of a package for learning platforms.

    Attributes:
        item: the module.
        entry: its page on the site. The filter `anchor` reads it.
        styles: the paths of its style sheets, from its own root.
        scripts: the paths of its scripts, from its own root.
        current_url: empty: links are paths from its own root.
        single_page: empty, as on a page of the site.
        package: whether the page is in a package; here always.
    """

    item: Record
    entry: Entry
    styles: Sequence[str]
    scripts: Sequence[str]
    current_url: str
    single_page: Mapping[str, str]
    package: bool = True


@dataclass(frozen=True)
class RedirectContext:
    """The variables of the page at a former address.

    Attributes:
        entry: the page to which it redirects.
        current_url: the former address, from the site's root. The filter `href` reads it.
        canonical: the whole address of the page; empty where the site has none of its own.
    """

    entry: Entry
    current_url: str
    canonical: str


@dataclass(frozen=True)
class OwnPageContext:
    """The variables of a page that an organisation has written in Markdown.

    Attributes:
        entry: the page itself: its title, description and address.
        heading: its first heading; empty where it has none.
        body: the rest of its text, as HTML.
        current_url: the address of the page, from the site's root. The filter `href` reads it.
        single_page: empty.
        package: whether the page is in a package for learning platforms; here never.
    """

    entry: Entry
    heading: Markup
    body: Markup
    current_url: str
    single_page: Mapping[str, str]
    package: bool = False


@dataclass(frozen=True)
class TermsContext:
    """The variables of the list of terms at the foot of a page.

    Attributes:
        terms: the terms of the glossary that occur on the page, in their order.
        current_url: the address of the page, from the site's root. The filter `href` reads it.
    """

    terms: Sequence[Record]
    current_url: str
