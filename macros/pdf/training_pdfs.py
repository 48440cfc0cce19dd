"""Render the PDFs of the orientation: plan, mentor's guide, slides for every module, and the terms as cards to cut out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from macros.content.localized import LocalizedHandbook, Record, plain
from macros.lessons import Lessons, QuestionView
from macros.pdf import form, template_names, typst_data
from macros.pdf.typst_renderer import ACCESSIBLE, TypstRenderer, measured
from macros.project import Artifact, Project, Task

FOLDER = "training"
GUIDE, PLAN = "mentor-guide", "orientation-plan"  # one in each language
FORM = f"{PLAN}-form"  # the plan to fill in on a screen
SLIDES = "slides"  # one for each module and language
CARDS = "glossary-cards"  # one for all languages


@dataclass(frozen=True)
class _Paper:
    """A PDF to render. Its kind is the name of its template, and for slides that of the module as well."""

    template: str
    language: str  # "" if it is for all languages
    data: str
    module: str = ""
    is_form: bool = False

    def set_by(self, renderer: TypstRenderer) -> tuple[Artifact]:
        content = renderer.render(self.template, self.data, self.module, pdf_standards=list(ACCESSIBLE))
        content = form.fillable(content) if self.is_form else content
        kind = FORM if self.is_form else "-".join(filter(None, (self.template, self.module)))
        name = "-".join(filter(None, (kind, self.language)))
        pages, _ = measured(content)
        return (Artifact(f"{FOLDER}/{name}.pdf", kind, self.language, content, pages),)


def tasks(project: Project, view: LocalizedHandbook, renderer: TypstRenderer) -> Iterator[Task]:
    """Return the tasks that render the training PDFs of one language. A task raises TypstError as TypstRenderer does."""
    content = papers(project, view)
    each = [_Paper(template, view.language, _template_data(template, content)) for template in (GUIDE, PLAN)]
    data = _template_data(SLIDES, content)
    slides = [_Paper(SLIDES, view.language, data, module["id"]) for module in content["modules"]]
    to_fill = _Paper(PLAN, view.language, _template_data(PLAN, content | {"fillable": True}), is_form=True)
    return (partial(paper.set_by, renderer) for paper in (*each, to_fill, *slides))


def shared_tasks(project: Project, renderer: TypstRenderer) -> Iterator[Task]:
    """Yield the task that renders the cards, in all languages. It raises TypstError as TypstRenderer does."""
    yield partial(_Paper(CARDS, "", _template_data(CARDS, cards(project))).set_by, renderer)


def _template_data(template: str, data: Mapping[str, Any]) -> str:
    """Return the JSON for a template: only the part of the data whose names it uses."""
    return json.dumps(template_names.chosen(data, template_names.named(template)), ensure_ascii=False)


def papers(project: Project, view: LocalizedHandbook) -> dict[str, Any]:
    """Return the data for the training PDFs of one language: the look, the texts, and the modules with their questions."""
    lessons = Lessons(project.handbook, view)
    modules = [_module(module, lessons) for module in lessons.modules]
    return _data(view) | {"address": project.address.rstrip("/") + "/" if project.address else "", "modules": modules, "fillable": False}


def cards(project: Project) -> dict[str, Any]:
    """Return the data for the cards: each term in every whole language. The other texts are in the first language."""
    first = next(iter(project.views.values()))
    in_languages = zip(*(view.content.glossary.terms for view in project.whole.values()), strict=True)
    terms = [
        [
            {"language": language, "term": term.term, "definition": term.definition}
            for language, term in zip(project.whole, same, strict=True)
        ]
        for same in in_languages
    ]
    name = next(file.name for file in first.content.trainers.files if file.id == CARDS)
    return _data(first) | {"name": name, "terms": terms}


def _data(view: LocalizedHandbook) -> dict[str, Any]:
    return {"content": typst_data.content(view), "language": view.language, "unread": view.unread, "soft": {}, **typst_data.look()}


def _module(module: Record, lessons: Lessons) -> dict[str, Any]:
    """Return the template data of a module; drops references to sections of a chapter that is listed itself."""
    record = plain(module)
    for task in record["tasks"]:
        above = [entry["url"] for entry in task["rests_on"]]
        task["rests_on"] = [entry for entry in task["rests_on"] if not any(_is_part(entry["url"], url) for url in above)]
    return record | {
        "number": lessons.number(module.id),
        "minutes": lessons.minutes(module.id),
        "reading_minutes": lessons.reading_minutes(module.id),
        "questions": [_question(ask) for ask in lessons.questions(module.id)],
    }


def _is_part(url: str, of: str) -> bool:
    return url != of and "#" not in of and url.startswith(of)


def _question(ask: QuestionView) -> dict[str, Any]:
    return {
        "id": ask.id,
        "number": ask.number,
        "type": ask.type,
        "stem": ask.stem,
        "source": plain(ask.source),
        "options": [asdict(option) for option in ask.options],
        "rows": [asdict(row) for row in ask.rows],
        "solved": [asdict(row) for row in ask.solved],
        "choices": [asdict(choice) for choice in ask.choices],
        "feedback": ask.feedback,
    }
