"""Show what is not the form of one entry: all content, the check of the whole, the translations to look at."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from macros.content import reference, translations
from macros.content.diagnostics import ContentError
from macros.content.text_keys import KeyedText
from macros.editing import faults, naming, searching, shown, words
from macros.editing.contents import ContentFile, Contents, address_of
from macros.editing.edition_desk import EditionDesk
from macros.editing.faults import Fault
from macros.editing.files import NoFileError
from macros.editing.formpage import told_of
from macros.editing.page import contents_of, render
from macros.editing.request import Request, Response
from macros.editing.searching import Hit
from macros.editing.shown import Told
from macros.editing.values import shape_at, value_at
from macros.project import Project
from macros.site.edit_links import addresses

MOST_FOUND = 50


def today() -> date:
    """Return the day of the editor."""
    return date.today()  # noqa: DTZ011 - the editor's own day


def index(request: Request) -> Response:
    """List all files, or what a search finds."""
    contents, language = contents_of(request), request.language
    query = " ".join(request.query.get("query", "").split())
    found = searching.found(contents, query, language) if query else []
    saved = shown.take(request.desk)
    return render(
        request, "index", words.say("all-content", language), saved=told_of(request, saved, None), query=query,
        found=[_hit(hit, language) for hit in found[:MOST_FOUND]],
        found_title=words.say("found" if found else "found-none", language, query=query, count=len(found)),
        found_more=words.say("found-more", language, shown=MOST_FOUND) if len(found) > MOST_FOUND else "",
        groups=() if query else _groups(contents, language),
    )  # fmt: skip


def _groups(contents: Contents, language: str) -> list[dict[str, Any]]:
    of_field: dict[str, list[ContentFile]] = {}
    for file in contents.files.values():
        of_field.setdefault(file.field, []).append(file)
    groups = [
        {
            "label": name[language],
            "files": [_file(file, language) for stem in stems for file in of_field.get(stem.replace("-", "_"), ()) if file.is_open],
        }
        for name, stems in reference.groups()
    ]
    return [group for group in groups if group["files"]]


def _file(file: ContentFile, language: str) -> dict[str, Any]:
    count = sum(len(value_at(file.data, (name,)) or ()) for name, _ in file.lists())
    problem = ""
    if file.problem or not isinstance(file.data, dict):
        told = faults.sentences(file.problem, language) if file.problem else ""
        problem = words.say("unreadable", language, reason=told, place=file.name)
    said = words.file_words(file.field, language)
    return {
        "title": naming.file_title(file, language), "address": address_of(file) if file.is_editable else "",
        "count": words.say("entries-count", language, count=count) if count else "", "problem": problem,
        "help": said.help if file.is_editable or problem else words.say("not-here", language),
    }  # fmt: skip


def _hit(hit: Hit, language: str) -> dict[str, Any]:
    above = naming.file_title(hit.file, language) if hit.root else words.say("own-texts", language)
    return {"title": hit.title, "address": address_of(hit.file, hit.root), "file": above, "passages": hit.passages}


def check(request: Request) -> Response:
    """Tell what is wrong in the whole handbook, and what is to be noticed."""
    contents, language = contents_of(request), request.language
    wrong = faults.everywhere(request.desk.problems(), contents, language)
    project = None if wrong else shown.project_of(request.desk)
    noticed = faults.everywhere(shown.remarks(project), contents, language) if project else []
    lead = words.say("check-bad", language, count=len(wrong)) if wrong else words.say("check-good", language)
    return render(
        request,
        "check",
        words.say("check-title", language),
        is_wrong=bool(wrong),
        lead=lead,
        wrong=wrong,
        warnings=noticed,
        way=naming.home(language),
    )


def refused(request: Request, file: ContentFile | None, wrong: Sequence[Fault]) -> Response:
    """Tell why something was not done that has no form."""
    language = request.language
    lead = words.say("errors-title", language, count=len(wrong))
    way = naming.way_to(file, language, is_entry=True) if file else naming.home(language)
    return render(request, "check", words.say("check-title", language), 422, is_wrong=True, lead=lead, wrong=wrong, warnings=(), way=way)


def review(request: Request) -> Response:
    """List the translations whose source has changed."""
    contents, language = contents_of(request), request.language
    project = shown.project_of(request.desk)
    saved = shown.take(request.desk)
    stems = {file.stem: file for file in contents.files.values()}
    texts = []
    for each in shown.stale(project):
        file = stems[each.of.file]
        title, place = _named(contents, file, each.of, language)
        texts.append({
            "title": title, "field": place, "key": each.key, "code": each.language, "before": each.before,
            "now": each.source, "text": each.text,
            "source_code": each.source_language, "address": faults.field_address(file, (*each.of.path, each.language)),
            "language": words.language_name(each.language, language, contents.languages),
            "source_language": words.language_name(each.source_language, language, contents.languages),
        })  # fmt: skip
    own = _behind(request.desk, project, contents, language) if isinstance(request.desk, EditionDesk) else None
    title, notice = words.say("review-title", language), saved.title if saved else ""
    return render(request, "review", title, texts=texts, own=own, notice=notice, way=naming.home(language))


def _behind(desk: EditionDesk, project: Project | None, contents: Contents, language: str) -> list[Fault]:
    """Return the texts of an edition of which a language was left behind, each with the way to its form; or why that can't be told."""
    try:
        found = desk.behind()
    except ContentError as error:
        return [Fault(faults.sentences(problem, language), problem.at()) for problem in error.problems]
    links = (project.views.get(language) or next(iter(project.views.values()))).links if project else {}
    forms = dict(addresses(project.handbook)) if project else {}
    told = []
    for change in found:
        said = words.say("review-own", language, language=words.language_name(change.to, language, contents.languages))
        for own in change.own:
            title = links[own.key].title if own.key in links else own.key
            told.append(Fault(said, title, f"/{forms[own.key]}" if own.key in forms else ""))
    return told


def _named(contents: Contents, file: ContentFile, of: KeyedText, language: str) -> tuple[str, str]:
    root = naming.root_of(file, of.path)
    inside = naming.place(contents, shape_at(file.shape, root), value_at(file.data, root), of.path[len(root) :], language)
    return naming.entry_title(file, root, language), inside


def accept(request: Request) -> Response:
    """Note that somebody has read a translation beside its source and that it holds: the two texts that she was shown."""
    sent = dict(request.form)
    project = shown.project_of(request.desk)
    code, _, key = sent.get("key", "").partition(" ")
    told = next((each for each in project.translations if (each.key, each.language) == (key, code)), None) if project else None
    if project is None or told is None:
        raise NoFileError(key)
    if told.text == sent.get("text") and told.source == sent.get("source"):
        translations.accept(request.desk.content, project.handbook, [(key, code)])
        shown.tell(request.desk, Told(words.say("accepted", request.language, count=1), can_undo=False))
    return Response(status=303, location="/review")
