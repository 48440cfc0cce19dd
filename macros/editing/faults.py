"""Bring each problem that the check tells of to the field of the form that it concerns, or to the page where it is mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from macros.content.diagnostics import Diagnostic, format_message
from macros.content.document import FieldPath, parsed
from macros.editing import naming
from macros.editing.contents import ContentFile, Contents, address_of
from macros.editing.parts import Part, Problem, element_id
from macros.editing.saving import Conflict, Outcome, Refused
from macros.editing.values import shape_at, value_at

IN_PARENT = {"missing-field": "name", "missing-language": "code"}  # told at what is around it: the argument that names it


@dataclass(frozen=True)
class Fault:
    """A problem as a page tells it: what is wrong, where, and the address at which it is mended."""

    told: str
    where: str
    link: str = ""
    is_whole: bool = False  # whether it is about the entry as a whole, and not about a field of it


def sentences(problem: Diagnostic, language: str) -> str:
    """Return what is wrong and what to do, as sentences: those for a form, where what a message says is only for files."""
    in_form = format_message(problem.code, language, problem.arguments, "form")
    parts = (in_form,) if in_form else (problem.what(language), problem.fix(language))
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in parts if part)


def path_of(problem: Diagnostic, file: ContentFile, texts: Mapping[str, str]) -> tuple[FieldPath, object]:
    """Return the path of a problem in its file, and the data of the file as it would be."""
    data = parsed(texts[file.address]).data if file.address in texts else file.data
    path = naming.path_of(problem.where, data)
    if problem.code in IN_PARENT:
        path = (*path, str(problem.arguments.get(IN_PARENT[problem.code], "")))
    return path, data


@dataclass(frozen=True)
class _Place:
    """A place in the content: a path in a file, and the data of the file as they would be."""

    file: ContentFile
    path: FieldPath
    data: object


def split(
    problems: Iterable[Diagnostic], contents: Contents, texts: Mapping[str, str], here: tuple[str, FieldPath], language: str
) -> tuple[list[Problem], list[Fault]]:
    """Return the problems of an entry, with their paths in it, and those of all others.

    Args:
        problems: What the check has found.
        contents: All files as they are.
        texts: The text of each file that would change, by its address.
        here: The address of the file of the entry, and the path of the entry in it.
        language: The language of the page.
    """
    mine, others = [], []
    named = {file.name: file for file in contents.files.values()}
    for problem in problems:
        file = named.get(problem.file)
        told = sentences(problem, language)
        if file is None:
            others.append(Fault(told, problem.at()))
            continue
        path, data = path_of(problem, file, texts)
        root = naming.root_of(file, path)
        if file.address == here[0] and path[: len(here[1])] == here[1] and (here[1] or not root):
            mine.append(Problem(path[len(here[1]) :], told))
        else:
            others.append(_elsewhere(contents, _Place(file, path, data), told, language))
    return mine, others


def everywhere(problems: Iterable[Diagnostic], contents: Contents, language: str) -> list[Fault]:
    """Return problems of the content as it is, each with the way to its entry."""
    return split(problems, contents, {}, ("", ()), language)[1]


def _elsewhere(contents: Contents, place: _Place, told: str, language: str) -> Fault:
    file, path = place.file, place.path
    root = naming.root_of(file, path)
    title = naming.entry_title(file, root, language)
    inside = naming.place(contents, shape_at(file.shape, root), value_at(place.data, root), path[len(root) :], language)
    where = f"{title}{naming.BETWEEN}{inside}" if inside else title
    return Fault(told, where, field_address(file, path) if file.is_editable else "")


def field_address(file: ContentFile, path: FieldPath) -> str:
    """Return the address of the form in which a value is edited, and of its field there."""
    inside = path[len(naming.root_of(file, path)) :]
    return f"{address_of(file, path)}#{element_id('.'.join(map(str, inside)))}" if inside else address_of(file, path)


def shown_in(form: Part, title: str, language: str, contents: Contents) -> list[Fault]:
    """Return the problems of a form in its order, each with the link to its field; those of the entry as a whole under its title."""
    found: list[Fault] = []
    for part in form.every():
        if part.name:
            found += [Fault(told, part.known or part.label, f"#{_target(part)}") for told in part.errors]
        else:
            found += [Fault(told, title, is_whole=True) for told in part.errors]
        for box in part.inputs:
            name = part.known or part.label
            if box.language:
                name = f"{name}, {naming.words.language_name(box.language, language, contents.languages)}"
            found += [Fault(told, name, f"#{box.id if part.kind not in ('locked', 'fixed', 'raw') else part.id}") for told in box.errors]
    return found


def _target(part: Part) -> str:
    return f"{part.id}-shown" if part.kind == "list" else part.id


def of_outcome(outcome: Outcome | None, contents: Contents) -> tuple[Diagnostic, ...]:
    """Return why something was not saved."""
    if isinstance(outcome, Refused):
        return outcome.problems
    return (Diagnostic("edit-changed-meanwhile", file=contents.files[outcome.file].name),) if isinstance(outcome, Conflict) else ()
