"""Draw the figures of the chapters for slides, each with the text that stands for it where it is not seen."""

from collections.abc import Iterable, Sequence

from macros.content.localized import LocalizedHandbook, Record
from macros.office.deck_slide import Figure
from macros.pdf import typst_data
from macros.pdf.typst_renderer import TypstRenderer, pages_of
from macros.project import Project

TEMPLATE = "wide-figure"
PPI = 200  # a slide fills a screen of 2,600 pixels


def figures(project: Project, view: LocalizedHandbook, renderer: TypstRenderer) -> dict[str, list[Figure]]:
    """Return the figures of each chapter that has some, by its key; a chapter with many names has several.

    Raises:
        TypstError: As TypstRenderer does.
    """
    data = typst_data.data(view, project.address, TEMPLATE)
    found = {}
    for key, told in _told(view).items():
        count = pages_of(renderer.render(TEMPLATE, data, key))
        each = [f"{key} {number}" for number in range(count)]
        found[key] = [
            Figure(renderer.render(TEMPLATE, data, of, kind="png", ppi=PPI), renderer.render(TEMPLATE, data, of, kind="svg"), told)
            for of in each
        ]
    return found


def _told(view: LocalizedHandbook) -> dict[str, str]:
    """Return what each figure shows, in words: the names in it by their group."""
    content, labels = view.content, view.content.labels
    services, partners = content.services, content.interfaces
    return {
        "sections/process": f"{labels['figure-process-summary']} {_names(content.process.steps)} {content.process.band}.",
        "sections/life-span": f"{content.life_span.indicative} {_ages(content.life_span.areas)}",
        "sections/services": f"{labels['figure-services-summary']} {_grouped(services.groups, services.services)}",
        "sections/interfaces": f"{labels['figure-interfaces-summary']} {_grouped(partners.groups, partners.interfaces)}",
    }


def _names(entries: Iterable[Record]) -> str:
    return ", ".join(entry.name for entry in entries) + "."


def _ages(areas: Iterable[Record]) -> str:
    return "; ".join(f"{area.name} ({area.ages})" if area.ages else area.name for area in areas) + "."


def _grouped(groups: Iterable[Record], entries: Sequence[Record]) -> str:
    return " ".join(f"{group.name}: {_names(entry for entry in entries if entry.group.id == group.id)}" for group in groups)
