"""What there is on paper for the orientation: plan, mentor's guide, slides for every module, and the terms as cards to cut out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from macros.content.view import Record, View, plain
from macros.printing import sheet, template_names
from macros.printing.typesetter import ACCESSIBLE, Typesetter, measured
from macros.site import Download, Job, Site
from macros.training.lessons import Ask, Lessons

FOLDER = "training"
GUIDE, PLAN = "mentor-guide", "orientation-plan"  # one in each language
SLIDES = "slides"  # one for each module and language
CARDS = "glossary-cards"  # one for all languages


@dataclass(frozen=True)
class _Paper:
    """A paper to be set. Its kind is the name of its template, and for slides that of the module as well."""

    template: str
    language: str  # "" where it serves all
    data: str
    module: str = ""

    def set_by(self, typesetter: Typesetter) -> tuple[Download]:
        content = typesetter.render(self.template, self.data, self.module, pdf_standards=list(ACCESSIBLE))
        kind = "-".join(filter(None, (self.template, self.module)))
        name = "-".join(filter(None, (kind, self.language)))
        pages, _ = measured(content)
        return (Download(f"{FOLDER}/{name}.pdf", kind, self.language, content, pages),)


def jobs(site: Site, view: View, typesetter: Typesetter) -> Iterator[Job]:
    """What makes every paper of the training in one language. A job raises PrintError as Typesetter does."""
    content = papers(site, view)
    each = [_Paper(template, view.language, _given(template, content)) for template in (GUIDE, PLAN)]
    data = _given(SLIDES, content)
    slides = [_Paper(SLIDES, view.language, data, module["id"]) for module in content["modules"]]
    return (partial(paper.set_by, typesetter) for paper in (*each, *slides))


def shared_jobs(site: Site, typesetter: Typesetter) -> Iterator[Job]:
    """What makes the cards, in all languages. The job raises PrintError as Typesetter does."""
    yield partial(_Paper(CARDS, "", _given(CARDS, cards(site))).set_by, typesetter)


def _given(template: str, data: Mapping[str, Any]) -> str:
    """Return the JSON that a template is given: what it names of some data, and no more."""
    return json.dumps(template_names.chosen(data, template_names.named(template)), ensure_ascii=False)


def papers(site: Site, view: View) -> dict[str, Any]:
    """What the papers of one language are made from: the look, the words, the figures' data and the modules with their questions."""
    lessons = Lessons(site.handbook, view)
    modules = [_module(module, lessons) for module in lessons.modules]
    return _data(view) | {"address": site.address.rstrip("/") + "/" if site.address else "", "modules": modules}


def cards(site: Site) -> dict[str, Any]:
    """What the cards are made from: each term in every language. The words around the cards are those of the first language."""
    first = next(iter(site.views.values()))
    in_languages = zip(*(view.content.glossary.terms for view in site.views.values()), strict=True)
    terms = [
        [{"language": language, "term": term.term, "definition": term.definition} for language, term in zip(site.views, same, strict=True)]
        for same in in_languages
    ]
    name = next(file.name for file in first.content.trainers.files if file.id == CARDS)
    return _data(first) | {"name": name, "terms": terms}


def _data(view: View) -> dict[str, Any]:
    return {"content": sheet.content(view), "language": view.language, "soft": {}, **sheet.look()}


def _module(module: Record, lessons: Lessons) -> dict[str, Any]:
    """A module as the templates take it: what rests on a chapter does not name the chapter's parts again."""
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


def _question(ask: Ask) -> dict[str, Any]:
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
