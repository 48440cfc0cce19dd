"""Read a folder of YAML files into one frozen model, or raise every problem of every file at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from macros.build.latest import forgets, of_each
from macros.content import folder as folders
from macros.content.diagnostics import ContentError, Diagnostic
from macros.content.document import Document, parsed, read
from macros.content.edition.allowed import OWN, OWN_FILES
from macros.content.edition.overlay import Overlay
from macros.content.explain import explain, guess
from macros.content.folder import File, is_folder
from macros.content.ids import Ids, gather, with_place
from macros.content.languages import listed, reconciled
from macros.content.places import problem_at
from macros.content.rule import Rule, Violation
from macros.content.types.base import Context, KnownIds, Model

EDITION = "handbook"  # the file that lists the languages

Content = TypeVar("Content", bound=Model)
_latest: list[Document] = []  # of the folder that was read last: after an edit only the edited file is parsed anew
forgets(_latest.clear)
Read = Callable[[Path], str]  # gives the text of a file, or raises a Diagnostic: what is checked need not lie in the folder yet


def load(  # noqa: PLR0913 - what it is read from, and what it is held to
    folder: Path,
    model: type[Content],
    rules: Sequence[Rule] = (),
    glyphs: frozenset[str] = frozenset(),
    today: date | None = None,
    *,
    lacking: str = "",
    text_of: Read = read,
    edition: Path | None = None,
) -> Content:
    """Return the checked content of a folder.

    Args:
        folder: The folder with the YAML files.
        model: The model of the content: one field for each file, with underscores for hyphens; a tuple is a folder of files.
        rules: Checks that run when every file fits its model.
        glyphs: The characters of the font; empty: every character is accepted.
        today: The day after which nothing can have been done. None: the day of the edition or today, whichever is later, so that a
            device whose clock is behind still accepts a valid handbook.
        lacking: A language in which any text may be missing, as it is about to be translated. Not the first one.
        text_of: Reads a file.
        edition: The folder of an edition that is laid over the content; None: the national handbook.

    Raises:
        ContentError: With every problem found in all files, those of the edition at their places in its own files.
    """
    files = folders.files(folder, model)
    problems = _read(folder, model, files, edition, text_of)
    every = [file for group in files.values() for file in group]
    handbook = files[EDITION][0]
    languages, ids = listed(handbook), gather(every)
    parts: tuple[str, ...] = ()
    if languages:
        languages, parts = reconciled(handbook, languages, every, lacking)
    known = {kind: of and frozenset(of) for kind, of in ids.items()}
    today = today or max(date.today(), _day_of(handbook))  # noqa: DTZ011 - the editor's own day
    context = Context(tuple(languages), KnownIds(known), glyphs, with_place(every), today, parts)
    values: dict[str, Any] = {name: info.default for name, info in model.model_fields.items() if not info.is_required()}
    for name, group in files.items():
        checked = [_validate(file, replace(context, ids=KnownIds(known)), languages, ids) for file in group]  # each asks for itself
        values[name] = tuple(checked) if is_folder(model.model_fields[name].annotation) else checked[0]

    problems += [*folders.same_names(every), *(replace(p, file=p.file or file.name) for file in every for p in file.problems)]
    content = model.model_construct(**values)
    documents = {file.id: file for file in every}
    if not problems:
        problems = [_placed(broken, documents[broken.file]) for rule in rules for broken in rule(content)]
    if problems:
        raise ContentError(problems)
    return content


def _read(folder: Path, model: type[Model], files: dict[str, list[File]], edition: Path | None, text_of: Read) -> list[Diagnostic]:
    """Read the files, lay the edition over them, and return what is wrong with any file as a whole, and with the edition."""
    every = [file for group in files.values() for file in group]
    documents: list[Document] = []

    def document(text: str) -> Document:
        documents.append(parsed(text))
        return documents[-1]

    for file in every:
        try:
            file.document = document(text_of(folder.parent / file.name))
            file.problems += file.document.problems
        except Diagnostic as problem:
            file.problems.append(problem)
    problems = list(folders.unexpected_files(folder, model, every))
    if edition:
        overlay = Overlay(edition, folder, files, text_of, document)
        files[OWN] = [overlay.lay()]
        problems += overlay.problems
    _latest[:] = documents
    return problems


def placed(  # noqa: PLR0913 - what was read, and what is told of it
    folder: Path,
    model: type[Model],
    found: Iterable[Violation],
    text_of: Read = read,
    edition: Path | None = None,
    *,
    own: bool = False,
) -> tuple[Diagnostic, ...]:
    """Return the violations of valid content as diagnostics at their places in the files.

    Args:
        folder: The folder from which the content was read.
        model: Its model.
        found: The violations.
        text_of: Read its files.
        edition: The folder of the edition that was laid over it.
        own: Leave out those of an edition that stand in national files, which it can't change.
    """
    files = folders.files(folder, model)
    if edition:
        _read(folder, model, files, edition, text_of)
    named = {file.id: file for group in files.values() for file in group}
    problems = []
    for broken in found:
        file = named[broken.file]
        file.document = file.document or parsed(text_of(folder.parent / file.name))
        problem = _placed(broken, file)
        if not (own and edition) or file.id in OWN_FILES or problem.file != file.name:
            problems.append(problem)
    return tuple(problems)


def _day_of(edition: File) -> date:
    """Return the day of the edition, before it is validated."""
    data = edition.document.data if edition.document else {}
    try:
        return date.fromisoformat(data["date"])
    except (KeyError, TypeError, ValueError):
        return date.min


def _validate(file: File, context: Context, languages: Mapping[str, str], ids: Ids) -> Any:
    """Return the model of a file, or None with the problems noted. Without valid languages only their list can be judged."""
    if file.document is None or not (languages or file.id == EDITION):
        return None
    try:
        return _model(file.document, file.type, file.id if file.is_one_of_many else "", context)
    except ValidationError as error:
        errors = [e for e in error.errors(include_url=False) if languages or _judged_first(e)]
        # a place with a syntax problem has a wrong value too
        told = {(problem.file or file.name, problem.mark) for problem in file.document.problems}
        file.problems += [p for p in explain(errors, file, languages, ids) if (p.file or file.name, p.mark) not in told]
        return None


@of_each
def _model(document: Document, annotation: Any, identity: str, context: Context) -> Any:
    """Return the model of a file: made once of those that an edit, or an edition, leaves as they were.

    Args:
        document: The file.
        annotation: Its type.
        identity: Of one of many, the id that is its name, and need not be repeated in it; else empty.
        context: What its values are validated against.
    """
    data = document.data
    if identity and isinstance(data, dict):
        data = {"id": identity, **data}
    return _adapter(annotation).validate_python(data, context=context)


def _judged_first(error: ErrorDetails) -> bool:
    """Tell whether an error concerns the list of languages itself, or a field that seems to be a misspelling of it."""
    path = error["loc"]
    meant = error["type"] == "extra_forbidden" and len(path) == 1 and "did-you-mean" in guess(str(path[0]), ["languages"])["guess"]
    return path[:1] in ((), ("languages",)) or meant


@cache
def _adapter(annotation: Any) -> TypeAdapter:
    return TypeAdapter(annotation)


def _placed(broken: Violation, file: File) -> Diagnostic:
    problem = problem_at(file.parsed, broken.code, broken.path, broken.arguments)
    return replace(problem, file=problem.file or file.name)
