"""Make the page that lists the editions in a folder, one in each whole language: whose they are, how old, and which could not be built."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from macros.build import whole_file
from macros.content.localized import day
from macros.content.models.edition import Language
from macros.editions import records
from macros.editions.records import Facts, Record
from macros.look import tokens
from macros.look.palette import NATIONAL
from macros.project import Project
from macros.site.page_renderer import PageRenderer

TEMPLATE = "overview.html.jinja"
STYLE = Path(__file__).with_name("overview.css")


@dataclass(frozen=True)
class Home:
    """A home page of an edition.

    Attributes:
        name: The name of its organiser, in the language of the page.
        address: Its address from the overview.
        language: The code of its language.
        language_name: The name of that language, in the language itself.
    """

    name: str
    address: str
    language: str
    language_name: str


@dataclass(frozen=True)
class Card:
    """What the overview says of an edition.

    Attributes:
        homes: Its home pages, that in the language of the overview first, if there is one; none: there is no site.
        name: The name of its organiser, where there is no site.
        name_language: The language of that name.
        version: The version of the national handbook.
        date: The day of that version, in words.
        official: Whether its organiser publishes it as its own.
        allowed: Whether the publishers of the brochure have allowed it.
        is_built: Whether the newest build has succeeded.
    """

    homes: tuple[Home, ...]
    name: str
    name_language: str
    version: str = ""
    date: str = ""
    official: bool = False
    allowed: bool = False
    is_built: bool = False


@dataclass(frozen=True)
class OverviewContext:
    """The variables of the page that lists the editions in a folder.

    Attributes:
        cards: the editions.
        others: the same page in other languages.
        style: the style sheet.
        policy: what the page may load: nothing but that style.
    """

    cards: Sequence[Card]
    others: Sequence[Home]
    style: Markup
    policy: str


def write(base: Project, target: Path) -> Path:
    """Write the page in every whole language of the national handbook, each at once; return the path of that in the first.

    Args:
        base: The national handbook.
        target: The folder of the sites and their records.
    """
    found = [*records.read(target)]
    for language, content in pages(base, found).items():
        whole_file.write(target / name(base, language), content)
    return target / name(base, base.languages[0])


def name(base: Project, language: str) -> str:
    """Return the name of the page in a language: a folder with the code of an edition can't have it."""
    return "index.html" if language == base.languages[0] else f"index.{language}.html"


def pages(base: Project, found: Sequence[Record]) -> dict[str, str]:
    """Return the page in every whole language.

    Args:
        base: The national handbook.
        found: What is known of the editions.
    """
    style = tokens.css(NATIONAL.colours) + STYLE.read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    made = {}
    for code in base.whole:
        renderer = PageRenderer(base, code)
        others = [Home("", name(base, other), other, _language(base, other).name) for other in base.whole if other != code]
        context = OverviewContext([_card(base, code, record) for record in found], others, Markup(style), policy)  # noqa: S704 - ours alone
        made[code] = renderer.environment.get_template(TEMPLATE).render(vars(context))
    return made


def _card(base: Project, code: str, record: Record) -> Card:
    facts = record.facts
    first = next((language for language in (code, *base.languages) if language in record.names), "")
    if facts is None:
        return Card((), record.names.get(first, record.code), first)
    homes = tuple(sorted(_homes(base, record.code, facts), key=lambda home: home.language != code))
    written = day(date.fromisoformat(facts.date), _language(base, code)).text
    given = {"version": facts.version, "date": written, "official": facts.official, "allowed": facts.allowed, "is_built": record.is_built}
    return Card(homes, homes[0].name, homes[0].language, **given)


def _homes(base: Project, edition: str, facts: Facts) -> Iterator[Home]:
    for code in facts.languages:
        said = facts.names.get(code) or next(iter(facts.names.values()), edition)
        yield Home(said, f"{edition}/{facts.homes[code]}index.html", code, _language(base, code).name)


def _language(base: Project, code: str) -> Language:
    return base.handbook.handbook.language(code)
