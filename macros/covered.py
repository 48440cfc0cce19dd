"""Check that a partial language has every text of what it covers: its pages, its files, and what stands around every page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.content import checks
from macros.content.document import FieldPath
from macros.content.former import named
from macros.content.localized import LocalizedHandbook, Record, localized
from macros.content.models import Handbook
from macros.content.models.edition import Language
from macros.content.rule import Rule, Violation, files, walk
from macros.content.said import Foreign
from macros.content.types.texts import PerLanguage
from macros.pdf import handbook_pdfs, printed_texts, typst_data
from macros.site import catalogue, printed_labels
from macros.site.related import Related

AROUND = ""  # stands for what is printed around every page
EDITION_FILE = "handbook"
EDITION = ("title", "subtitle", "summary", "origin", "unofficial")  # fields of the edition that every page or the home page prints


@dataclass(frozen=True)
class Missing:
    """A text that a partial language lacks, where it stands, and the pages and files that need it."""

    file: str
    path: FieldPath
    value: PerLanguage
    needed_by: tuple[str, ...]

    @property
    def place(self) -> str:
        """The place in one line: the stem of the file and the steps to the text."""
        return "/".join(map(str, (self.file, *self.path)))


def missing(handbook: Handbook, language: Language) -> list[Missing]:
    """Return the texts that a partial language lacks, each once, in the order of the files."""
    needed: dict[int, dict[str, None]] = {}
    for by, value in _needed(handbook, language):
        needed.setdefault(id(value), {})[by] = None
    return [
        Missing(stem, path, value, tuple(needed[id(value)]))
        for stem, content in files(handbook)
        for path, value in walk(content)
        if isinstance(value, PerLanguage) and id(value) in needed
    ]


def _needed(handbook: Handbook, language: Language) -> Iterator[tuple[str, PerLanguage]]:
    """Yield each text that is missing, with what needs it."""
    view = localized(handbook, language.code)
    for by, given in (*_around(view), *_pages(view), *_files(view)):
        yield from ((by, text.of) for text in _foreign(given) if text.of is not None)
    for page in named(handbook):
        if language.has_page(page.key) and language.code not in page.slug:
            yield page.key, page.slug


def _around(view: LocalizedHandbook) -> Iterator[tuple[str, Any]]:
    """Yield what is printed around every page, and on the home page."""
    edition = view.content.handbook
    yield AROUND, [getattr(edition, name) for name in EDITION]
    yield AROUND, [licence.name for licence in edition.licences if licence.id != "code"]
    yield AROUND, [group.title for group in edition.navigation if any(link.key in view.pages for link in group.pages)]
    yield AROUND, view.content.organisation
    sources = view.content.sources  # how acts were read is said beside each of them, and in the footer
    yield AROUND, [sources.readings_title, *(reading.text for reading in sources.readings)]
    templates = [catalogue.page(view, key).template for key in (catalogue.HOME, *view.pages)]
    labels = view.content.labels
    yield AROUND, [labels[name] for name in printed_labels.printed(templates, labels)]


def _pages(view: LocalizedHandbook) -> Iterator[tuple[str, Any]]:
    related = Related(view)
    for page in view.pages.values():
        yield page.key, list(related.texts(page))


def _files(view: LocalizedHandbook) -> Iterator[tuple[str, Any]]:
    texts = typst_data.content(view)
    for told in view.content.downloads.files:
        if told.id in view.files:
            yield told.key, told
            if template := handbook_pdfs.template_of(told.id):
                yield told.key, list(printed_texts.printed(template, texts))


def _foreign(value: Any) -> Iterator[Foreign]:
    """Yield the texts in another language within a value, but not the names of what it only refers to."""
    if isinstance(value, Foreign):
        yield value
    elif isinstance(value, Record) and not hasattr(value, "used_by"):
        for item in vars(value).values():
            yield from _foreign(item)
    elif isinstance(value, list | Mapping):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _foreign(item)


def incomplete(handbook: Handbook) -> Iterator[Violation]:
    """Report every text that a partial language lacks of what it covers, and what it can't cover."""
    for place, language in enumerate(handbook.handbook.languages):
        if language.covers:
            wrong = [*_uncoverable(handbook, language, ("languages", place, "covers"))]
            yield from wrong or _incomplete(handbook, language)


def _uncoverable(handbook: Handbook, language: Language, path: FieldPath) -> Iterator[Violation]:
    pages = localized(handbook, handbook.handbook.whole[0]).pages
    for number, page in enumerate(language.covers.pages if language.covers else ()):
        here = (EDITION_FILE, (*path, "pages", number))
        if page.key not in pages:
            yield Violation(*here, "covers-no-page", {"key": page.key})
        elif (above := pages[page.key].parent) and not language.has_page(above):
            yield Violation(*here, "covers-not-above", {"key": page.key, "above": above})
    for number, file in enumerate(language.covers.files if language.covers else ()):
        if not handbook_pdfs.template_of(file.id):
            yield Violation(EDITION_FILE, (*path, "files", number), "covers-no-file", {"id": file.id})


def _incomplete(handbook: Handbook, language: Language) -> Iterator[Violation]:
    for text in missing(handbook, language):
        around = AROUND in text.needed_by
        needed = ("printed-around", {}) if around else list(text.needed_by)
        given = {"language": f"{language.name} ({language.code})", "code": language.code, "needed": needed}
        yield Violation(text.file, text.path, "not-covered-text", given)


ALL: tuple[Rule, ...] = (*checks.ALL, incomplete)
