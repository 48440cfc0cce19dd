"""Rules of the content that one field alone can't tell: each is a function that yields what breaks it."""

from collections.abc import Iterator
from typing import get_args

from macros.content.models import Handbook
from macros.content.models.chapters import Area, Chapter
from macros.content.models.edition import LocalField
from macros.content.models.shared import Section
from macros.content.rule import Rule, Violation, files, is_from_brochure, walk
from macros.content.types.references import Reference


def not_in_navigation(handbook: Handbook) -> Iterator[Violation]:
    """Every chapter and guide stands in the navigation, or under a chapter that does."""
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
    """A page has one place in the navigation. Those under a chapter have theirs there."""
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


# entries that templates ask for by their id: file, list and ids. A test compares them with what the templates name.
NEEDED = (
    ("handbook", "licences", ("brochure", "own", "code")),
    ("guides", "guides", ("contact", "urgent-help", "plain-words")),
    ("organisation", "fields", get_args(LocalField.model_fields["id"].annotation)),
    ("trainers", "files", ("mentor-guide", "glossary-cards")),
)


def missing_entry(handbook: Handbook) -> Iterator[Violation]:
    """What a template names is there."""
    for stem, name, ids in NEEDED:
        there = {entry.id for entry in getattr(getattr(handbook, stem), name)}
        for identity in ids:
            if identity not in there:
                path = (name,)
                yield Violation(stem, path, "missing-entry", {"id": identity})


def chapter_without_sheet(handbook: Handbook) -> Iterator[Violation]:
    """The brochure has pages for each chapter that is listed, and sets it once.

    It has them for the chapters with text of 2019, and for those whose class says nothing that the brochure does not set.
    """
    known = [stem for stem, content in files(handbook) if isinstance(content, Chapter) or is_from_brochure(content)]
    seen = set()
    for i, chapter in enumerate(handbook.brochure.chapters):
        path = ("chapters", i)
        if chapter.id not in known:
            yield Violation("brochure", path, "no-sheet", {"id": chapter.id, "chapters": known})
        if chapter.id in seen:
            yield Violation("brochure", path, "same-chapter", {"id": chapter.id})
        seen.add(chapter.id)


def end_before_start(handbook: Handbook) -> Iterator[Violation]:
    """A span of ages or weeks runs forwards."""
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
    """An age limit is drawn hard and with its number only where a source gives it."""
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
