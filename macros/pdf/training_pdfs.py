"""Render the PDFs of the orientation: plan, mentor's guide, slides for every module, and the terms as cards to cut out."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from macros.build.latest import of_each, of_each_asked
from macros.content import whereabouts
from macros.content.localized import LocalizedHandbook, Record, plain
from macros.lessons import Lessons, QuestionView
from macros.look.palette import Palette
from macros.pdf import form, printed_texts, template_names, typst_data
from macros.pdf.sheet_task import SheetTask
from macros.pdf.typst_renderer import ACCESSIBLE, Data, Sheet, TypstRenderer, pages_of
from macros.project import Artifact, Project

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
    data: Data
    palette: Palette
    module: str = ""
    is_form: bool = False

    @property
    def kind(self) -> str:
        return FORM if self.is_form else "-".join(filter(None, (self.template, self.module)))

    @property
    def name(self) -> str:
        return f"{FOLDER}/{'-'.join(filter(None, (self.kind, self.language)))}.pdf"

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.name, self.template, self.data, self.module)

    def set_by(self, renderer: TypstRenderer) -> tuple[Artifact]:
        content = renderer.render(self.template, self.data, self.module, pdf_standards=list(ACCESSIBLE))
        content = form.fillable(content, self.palette) if self.is_form else content
        pages = pages_of(content)
        return (Artifact(self.name, self.kind, self.language, content, pages),)


def tasks(project: Project, view: LocalizedHandbook, renderer: TypstRenderer) -> Iterator[SheetTask]:
    """Return the tasks that render the training PDFs of one language. A task raises TypstError as TypstRenderer does."""
    return (SheetTask(partial(paper.set_by, renderer), paper.sheet) for paper in _papers(project, view.language))


def shared_tasks(project: Project, renderer: TypstRenderer) -> Iterator[SheetTask]:
    """Yield the task that renders the cards, in all languages. It raises TypstError as TypstRenderer does."""
    paper = _shared(project)
    yield SheetTask(partial(paper.set_by, renderer), paper.sheet)


def sheets(project: Project, view: LocalizedHandbook) -> Iterator[Sheet]:
    """Yield every training PDF of one language, for their proofs."""
    return (paper.sheet for paper in _papers(project, view.language))


def shared_sheets(project: Project) -> Iterator[Sheet]:
    """Yield the cards, in all languages, for their proof."""
    yield _shared(project).sheet


@of_each_asked
def _papers(project: Project, language: str) -> tuple[_Paper, ...]:
    """Return the PDFs of one language, made once: each is proved and rendered."""
    view = project.views[language]
    content = papers(project, view)
    read = [_Paper(template, language, _template_data(template, content, view), view.palette) for template in (GUIDE, PLAN)]
    filled_in = _Paper(PLAN, language, _template_data(PLAN, content | {"fillable": True}, view), view.palette, is_form=True)
    data = _template_data(SLIDES, content, view)
    return (*read, filled_in, *(_Paper(SLIDES, language, data, view.palette, module["id"]) for module in content["modules"]))


@of_each
def _shared(project: Project) -> _Paper:
    """Return the cards, made once as well."""
    return _Paper(CARDS, "", _template_data(CARDS, cards(project)), project.handbook.palette)


def _template_data(template: str, data: Mapping[str, Any], view: LocalizedHandbook | None = None) -> Data:
    """Return what a template is given: only the part of the data whose names it uses; of one language, with its soft hyphens."""
    used = template_names.chosen(data, template_names.named(template))
    used |= {"content": printed_texts.needed(template, used["content"])}
    return typst_data.written(used, view)


def papers(project: Project, view: LocalizedHandbook) -> dict[str, Any]:
    """Return the data for the training PDFs of one language: the look, the texts, and the modules with their questions."""
    lessons = Lessons(project.handbook, view)
    modules = [_module(module, lessons) for module in lessons.modules]
    local_notes = {module.id: [plain(note) for note in lessons.local_notes(module.id)] for module in lessons.modules}
    address = project.address.rstrip("/") + "/" if project.address else ""
    return _data(view) | {"address": address, "modules": modules, "module_notes": local_notes, "fillable": False}


def cards(project: Project) -> dict[str, Any]:
    """Return the data for the cards: each term in every whole language. The other texts are in the first language."""
    first = next(iter(project.views.values()))
    in_languages = zip(*(view.content.glossary.terms for view in project.whole.values()), strict=True)
    terms = [
        [
            {"language": language, "term": term.term, "definition": term.definition, "names": _other_names(project.whole[language], term)}
            for language, term in zip(project.whole, same, strict=True)
        ]
        for same in in_languages
    ]
    name = next(file.name for file in first.content.trainers.files if file.id == CARDS)
    return _data(first) | {"name": name, "terms": terms}


def _other_names(view: LocalizedHandbook, term: Record) -> list[dict[str, str]]:
    """Return the names of a term in languages that the handbook is not written in, each with what is said before and after it."""
    labels = view.content.labels
    return [
        {
            "language": name.language,
            "name": name.name,
            "label": labels[f"name-in-{name.language}"],
            "note": "" if name.attested else labels["own-translation"],
        }
        for name in term.other_names
    ]


def _data(view: LocalizedHandbook) -> dict[str, Any]:
    standing = {"language": view.language, "unread": view.unread, "outdated": False}  # training files have no place that says so
    return {"content": typst_data.content(view), **standing, "logo": typst_data.logo_of(view), **typst_data.look(view.palette)}


def _module(module: Record, lessons: Lessons) -> dict[str, Any]:
    """Return the template data of a module; drops references to sections of a chapter that is listed itself."""
    record = plain(module)
    for target, link in zip(record["reading"], module.reading, strict=True):
        target["place"] = lessons.place(link)
    for task in record["tasks"]:
        above = [entry["url"] for entry in task["rests_on"]]
        task["rests_on"] = [entry for entry in task["rests_on"] if not any(_is_part(entry["url"], url) for url in above)]
    return record | {
        "number": lessons.number(module.id),
        "minutes": lessons.minutes(module.id),
        "reading_minutes": lessons.reading_minutes(module.id),
        "session": [plain(part) for part in lessons.session(module.id)],
        "questions": [_question(ask, lessons) for ask in lessons.questions(module.id)],
    }


def _is_part(url: str, of: str) -> bool:
    return url != of and "#" not in of and url.startswith(of)


def _question(ask: QuestionView, lessons: Lessons) -> dict[str, Any]:
    return {
        "id": ask.id,
        "number": ask.number,
        "type": ask.type,
        "stem": ask.stem,
        "source": {**plain(ask.source), "way": whereabouts.way(lessons.place(ask.source), ask.source.title)},
        "options": [asdict(option) for option in ask.options],
        "rows": [asdict(row) for row in ask.rows],
        "solved": [asdict(row) for row in ask.solved],
        "choices": [asdict(choice) for choice in ask.choices],
        "feedback": ask.feedback,
    }
