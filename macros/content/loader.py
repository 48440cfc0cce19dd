"""Reads a folder of YAML files into one frozen model, or raises every problem of every file at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from macros.content.document import Document, FieldPath, read
from macros.content.problem import ContentError, Mark, Problem
from macros.content.rules import Broken, Rule
from macros.content.types import Context, Model, PerLanguage

SUFFIX = ".yml"
EDITION = "handbook"  # the file that lists the languages


@dataclass
class _File:
    """One file on its way from text to model."""

    name: str  # as shown to the reader, for example content-data/services.yml
    type: Any  # the annotation of its field in Handbook
    id: str
    document: Document | None = None
    problems: list[Problem] = field(default_factory=list)


Content = TypeVar("Content", bound=Model)


def load(folder: Path, model: type[Content], rules: Sequence[Rule] = (), glyphs: frozenset[str] = frozenset()) -> Content:
    """The checked content of a folder.

    Args:
        folder: the folder that holds the YAML files.
        model: what they hold: a field a file, named like it with underscores for hyphens; a tuple stands for a folder of files.
        rules: what is checked when every file fits its model.
        glyphs: the characters that the font has; empty: any character is accepted.

    Raises:
        ContentError: with every problem found in all files.
    """
    files = {name: list(_files(folder, name, info.annotation)) for name, info in model.model_fields.items()}
    every = [file for group in files.values() for file in group]
    for file in every:
        try:
            file.document = _document(read(folder.parent / file.name))
            file.problems += file.document.problems
        except Problem as problem:
            file.problems.append(problem)

    languages, ids = _languages(files[EDITION][0]), _ids(every)
    context = Context(tuple(languages), {kind: known and known.keys() for kind, known in ids.items()}, glyphs)
    values: dict[str, Any] = {}
    for name, group in files.items():
        checked = [_validate(file, context, languages, ids) for file in group]
        values[name] = tuple(checked) if is_folder(model.model_fields[name].annotation) else checked[0]

    problems = [*_strays(folder, every), *(replace(p, file=file.name) for file in every for p in file.problems)]
    content = model.model_construct(**values)
    if not problems:
        documents = {file.id: file for file in every}
        problems = [_placed(broken, documents[broken.file]) for rule in rules for broken in rule(content)]
    if problems:
        raise ContentError(problems)
    return content


@lru_cache(maxsize=128)
def _document(text: str) -> Document:
    """A text is parsed once: of an edit in a live preview only the file that was edited. Nobody changes a document."""
    return Document(text)


# ------------------------------------------------------------------------------------------- which files there are


def is_folder(annotation: Any) -> bool:
    """Whether a field of Handbook stands for a folder of files."""
    return get_origin(annotation) is tuple


def _files(folder: Path, name: str, annotation: Any) -> Iterator[_File]:
    stem = name.replace("_", "-")
    if is_folder(annotation):
        for path in sorted((folder / stem).glob(f"*{SUFFIX}")):
            yield _File(_shown(folder, path), get_args(annotation)[0], path.stem)
    else:
        yield _File(_shown(folder, folder / f"{stem}{SUFFIX}"), annotation, stem)


def _shown(folder: Path, path: Path) -> str:
    return path.relative_to(folder.parent).as_posix()


def _strays(folder: Path, files: list[_File]) -> Iterator[Problem]:
    """Files that nothing reads, for example one whose name has a typo."""
    names = [Path(file.name).name for file in files]
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in names:
            yield Problem("extra-file", file=_shown(folder, path), arguments=_guess(path.name, names))


def _languages(edition: _File) -> Mapping[str, str]:
    """Code and name of each language: read before anything is checked, as the texts' type depends on them."""
    data = edition.document.data if edition.document else None
    listed = data.get("languages") if isinstance(data, dict) else None
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return {e["code"]: e.get("name") or e["code"] for e in entries if isinstance(e.get("code"), str)}


# ------------------------------------------------------------------------------------------- ids


@cache
def _entry_type(annotation: Any) -> tuple[bool, type[Model] | None]:
    """Whether an annotation is a list, and the model of what is in it, through Annotated, Optional and tuple."""
    if get_origin(annotation) is Annotated:
        return _entry_type(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _entry_type(next(a for a in get_args(annotation) if a is not NoneType))
    if get_origin(annotation) is tuple:
        return True, _entry_type(get_args(annotation)[0])[1]
    return False, annotation if isinstance(annotation, type) and issubclass(annotation, Model) else None


def _entries(annotation: Any, data: Any, path: FieldPath) -> Iterator[tuple[str, str, FieldPath]]:
    """Kind, id and path of each entry that has an id, in data that has not been checked yet."""
    is_list, model = _entry_type(annotation)
    if model is None:
        return
    for here, value in [((*path, i), v) for i, v in enumerate(data)] if is_list and isinstance(data, list) else [(path, data)]:
        if not isinstance(value, dict):
            continue
        if model.kind and isinstance(value.get("id"), str):
            yield model.kind, value["id"], (*here, "id")
        for name, info in model.model_fields.items():
            yield from _entries(info.annotation, value.get(name), (*here, name))


def _kinds(annotation: Any) -> Iterator[str]:
    _, model = _entry_type(annotation)
    if model is not None:
        if model.kind:
            yield model.kind
        for info in model.model_fields.values():
            yield from _kinds(info.annotation)


def _ids(files: list[_File]) -> dict[str, dict[str, tuple[_File, FieldPath]] | None]:
    """Kind -> id -> where it stands. None for a kind of which a file can't be read: its good ids would look unknown."""
    ids: dict[str, Any] = {kind: {} for file in files for kind in _kinds(file.type)}
    for file in files:
        if file.document is None:
            ids.update(dict.fromkeys(_kinds(file.type)))
    for file in files:
        if file.document is None:
            continue
        found = list(_entries(file.type, file.document.data, ()))
        if getattr(file.type, "kind", ""):
            found.append((file.type.kind, file.id, ()))
            if isinstance(file.document.data, dict) and (own := file.document.data.get("id", file.id)) != file.id:
                file.problems.append(_problem(file.document, "not-file-name", ("id",), {"id": own, "stem": file.id}))
        for kind, name, path in found:
            if ids[kind] is None:
                continue
            first_file, first = ids[kind].setdefault(name, (file, path))
            if (first_file, first) != (file, path) and path:
                line = first_file.document.marks[first][1].line + 1
                arguments = {"id": name, "file": first_file.name, "first": line}
                file.problems.append(_problem(file.document, "duplicate-id", path, arguments))
    return ids


# ------------------------------------------------------------------------------------------- one file against its model


def _validate(file: _File, context: Context, languages: Mapping[str, str], ids: Mapping[str, Any]) -> Any:
    """The model of a file, or None with the problems noted. While no languages are known, only their list can be judged."""
    if file.document is None or not (languages or file.id == EDITION):
        return None
    try:
        return _adapter(file.type).validate_python(file.document.data, context=context)
    except ValidationError as error:
        errors = [e for e in error.errors(include_url=False) if languages or _judged_first(e)]
        file.problems += _explain(errors, file, languages, ids)
        return None


def _judged_first(error: dict[str, Any]) -> bool:
    """Whether an error is about the list of languages itself, or about a field that seems to be meant for it."""
    path = error["loc"]
    meant = error["type"] == "extra_forbidden" and len(path) == 1 and get_close_matches(str(path[0]), ["languages"], 1)
    return path[:1] in ((), ("languages",)) or bool(meant)


@cache
def _adapter(annotation: Any) -> TypeAdapter:
    return TypeAdapter(annotation)


def _explain(errors: list[dict[str, Any]], file: _File, languages: Mapping[str, str], ids: Mapping[str, Any]) -> Iterator[Problem]:
    missing = {error["loc"] for error in errors if error["type"] == "missing"}
    typos = set()  # a typo and the missing field it caused are one problem
    for error in errors:
        if error["type"] == "extra_forbidden":
            siblings = [str(loc[-1]) for loc in missing if loc[:-1] == error["loc"][:-1]]
            typos |= {(*error["loc"][:-1], near) for near in get_close_matches(str(error["loc"][-1]), siblings, 1)}
    for error in errors:
        if error["type"] == "missing" and error["loc"] in typos:
            continue
        path = tuple(p for p in error["loc"] if p != "[key]")
        code, arguments = _message(error, path, file, languages, ids)
        at = path[:-1] if error["type"] == "missing" else path
        key = error["type"] in ("missing", "extra_forbidden") or "[key]" in error["loc"]
        yield _problem(file.document, code, at, arguments, key=key)


def _message(
    error: dict[str, Any], path: FieldPath, file: _File, languages: Mapping[str, str], ids: Mapping[str, Any]
) -> tuple[str, dict[str, Any]]:
    kind, given, name, more = error["type"], error["input"], str(path[-1] if path else ""), error.get("ctx", {})
    if kind == "missing":
        return (
            ("missing-language", {"language": f"{languages[name]} ({name})", "code": name})
            if name in languages
            else ("missing-field", {"name": name})
        )
    if kind == "extra_forbidden":
        return "unknown-field", {"name": name, **_guess(name, _fields_at(file.type, path[:-1], languages))}
    if kind == "unknown_id":
        return "unknown-id", {**more, **_guess(more["id"], ids[more["kind"]])}
    if kind == "literal_error":
        return "choice", {"value": given, "choices": more["expected"].replace("'", "")}
    if given is None or kind == "string_too_short":
        return "empty", {}
    if kind == "glyph":
        return "glyph", {**more, "found": more["character"], "code": f"U+{ord(more['character']):04X}"}
    if kind == "too_short":
        return "too-few", {"limit": more["min_length"]}
    simple = {"tuple_type": "expects-list", "string_type": "expects-text", "dict_type": "expects-fields", "empty": "empty",
              "model_type": "expects-fields", "model_attributes_type": "expects-fields"}  # fmt: skip
    if simple.get(kind) == "expects-fields":
        names = _fields_at(file.type, path, languages)
        return "expects-fields", {"example": "  ".join(f"{n}: …" for n in list(names)[:2])}
    if kind in simple or kind.startswith(("bad_", "too_long")):
        return simple.get(kind, kind.replace("_", "-")), more
    return "other", {"reason": error["msg"]}


def _fields_at(annotation: Any, path: FieldPath, languages: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the fields that may stand at a path of a file."""
    for step in path:
        is_list, model = _entry_type(annotation)
        if isinstance(step, int):
            annotation = model
        elif model is not None and not is_list and step in model.model_fields:
            annotation = model.model_fields[step].annotation
        else:
            return ()
    if isinstance(annotation, type) and issubclass(annotation, PerLanguage):
        return tuple(languages)
    model = _entry_type(annotation)[1]
    if model is not None:
        return tuple(model.model_fields)
    per_language = next((a for a in get_args(annotation) if isinstance(a, type) and issubclass(a, PerLanguage)), None)
    return tuple(languages) if per_language else ()


def _guess(word: str, words: Any) -> dict[str, Any]:
    near = get_close_matches(word, [str(w) for w in words or ()], 1)
    return {"guess": ("did-you-mean", {"near": near[0]}) if near else ("remove-it", {})}


# ------------------------------------------------------------------------------------------- places


def _problem(document: Document, code: str, path: FieldPath, arguments: Mapping[str, Any], *, key: bool = False) -> Problem:
    """A problem at a path of a document, or at its nearest known parent."""
    known = path
    while known and known not in document.marks:
        known = known[:-1]
    mark = document.marks.get(known, (Mark(), Mark()))[0 if key else 1]
    if found := arguments.get("found"):  # the very words that are meant
        mark = document.find(found, mark)
    source = document.lines[mark.line] if mark.line < len(document.lines) else ""
    return Problem(code, mark, arguments, _where(document.data, path), source=source)


def _where(data: Any, path: FieldPath) -> str:
    """A path as a reader knows it: entries by their id, others by their number."""
    names = []
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        name = data.get("id") if isinstance(step, int) and isinstance(data, dict) else None
        names.append(name if isinstance(name, str) else str(step + 1) if isinstance(step, int) else step)
    return " › ".join(names)


def _placed(broken: Broken, file: _File) -> Problem:
    return replace(_problem(file.document, broken.code, broken.path, broken.arguments), file=file.name)
