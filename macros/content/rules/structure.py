"""Check what no single field can tell: rules between entries and files."""

from collections.abc import Iterator
from typing import get_args

from macros.content.models import Handbook
from macros.content.models.chapters import Area
from macros.content.models.edition import LocalField
from macros.content.models.shared import Section
from macros.content.rule import Rule, Violation, files, is_from_brochure, walk
from macros.content.types.references import Reference


def not_in_navigation(handbook: Handbook) -> Iterator[Violation]:
    """Check that every chapter and guide is in the navigation, or below a chapter that is."""
    listed = {page.key for group in handbook.handbook.navigation for page in group.pages}
    chapters = [
        Reference("sections", stem).key
        for stem, content in files(handbook)
        if isinstance(content, Section) and content.kind == "sections" and not content.under
    ]
    guides = [Reference("guides", guide.id).key for guide in handbook.guides.guides]
    for key in (*chapters, *guides):
        if key not in listed:
            yield Violation("handbook", ("navigation",), "not-in-navigation", {"key": key})


def twice_in_navigation(handbook: Handbook) -> Iterator[Violation]:
    """Check that a page is in the navigation once. Pages below a chapter are placed by it."""
    seen = {
        Reference("sections", stem).key
        for stem, content in files(handbook)
        if isinstance(content, Section) and content.kind == "sections" and content.under
    }
    for path, value in walk(handbook.handbook.navigation, ("navigation",)):
        if isinstance(value, Reference):
            if value.key in seen:
                yield Violation("handbook", path, "twice-in-navigation", {"key": value.key})
            seen.add(value.key)


# entries that templates look up by their id: file, list and ids. A test compares them with the templates.
NEEDED = (
    ("handbook", "licences", ("brochure", "own", "code")),
    ("guides", "guides", ("contact", "urgent-help", "plain-words", "working-aids")),
    ("organisation", "fields", get_args(LocalField.model_fields["id"].annotation)),
    ("lines", "lines", ("emergency",)),
    ("trainers", "files", ("mentor-guide", "glossary-cards")),
    ("downloads", "files", ("partner-cards",)),
)


def missing_entry(handbook: Handbook) -> Iterator[Violation]:
    """Check that every entry named in a template exists."""
    for stem, name, ids in NEEDED:
        there = {entry.id for entry in getattr(getattr(handbook, stem), name)}
        for identity in ids:
            if identity not in there:
                path = (name,)
                yield Violation(stem, path, "missing-entry", {"id": identity})


def chapter_without_sheet(handbook: Handbook) -> Iterator[Violation]:
    """Check that the brochure can set each listed chapter, and lists it once.

    It can set the chapters with text of 2019, and those whose class says so (`has_sheet`).
    """
    known = [stem for stem, content in files(handbook) if isinstance(content, Section) and (content.has_sheet or is_from_brochure(content))]
    seen = set()
    for i, chapter in enumerate(handbook.brochure.chapters):
        path = ("chapters", i)
        if chapter.id not in known:
            yield Violation("brochure", path, "no-sheet", {"id": chapter.id, "chapters": known})
        if chapter.id in seen:
            yield Violation("brochure", path, "same-chapter", {"id": chapter.id})
        seen.add(chapter.id)


def end_before_start(handbook: Handbook) -> Iterator[Violation]:
    """Check that a span of ages or weeks does not end before it starts."""
    for path, value in walk(handbook.life_span):
        if isinstance(value, Area) and value.start and value.end and value.end.age <= value.start.age:
            at = (*path, "end", "age")
            yield Violation("life-span", at, "end-before-start")
    for module in handbook.training:
        for i, task in enumerate(module.tasks):
            if task.last_week is not None and task.last_week < task.week:
                at = ("tasks", i, "last_week")
                yield Violation(module.id, at, "end-before-start")


def hard_edge_without_source(handbook: Handbook) -> Iterator[Violation]:
    """Check that an age limit is drawn hard and with its number only where a source gives it."""
    for path, value in walk(handbook.life_span):
        if isinstance(value, Area):
            for name in ("start", "end"):
                edge = getattr(value, name)
                if edge and edge.hard and not edge.sources:
                    yield Violation("life-span", (*path, name), "hard-edge-without-source")


ALL: tuple[Rule, ...] = (
    not_in_navigation,
    twice_in_navigation,
    missing_entry,
    chapter_without_sheet,
    end_before_start,
    hard_edge_without_source,
)
