"""Translate pydantic's errors in a file into diagnostics that an editor understands, at their places."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from macros.content.diagnostics import Diagnostic, messages
from macros.content.document import FieldPath
from macros.content.fields import FieldHelp, described, every_model
from macros.content.folder import File
from macros.content.ids import Ids, entry_type, fields_of
from macros.content.labels import Labels, declared
from macros.content.places import problem_at
from macros.content.syntax import NO_BLANK
from macros.content.types.texts import PerLanguage

# type of pydantic's error -> code of our message
MOST_WORDS = 20  # that a message lists
SIMPLE = {
    "tuple_type": "expects-list",
    "string_type": "expects-text",
    "string_too_short": "empty",
    "dict_type": "expects-fields",
    "model_type": "expects-fields",
    "model_attributes_type": "expects-fields",
}


def explain(errors: Sequence[ErrorDetails], file: File, languages: Mapping[str, str], ids: Ids) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each error. A misspelt field and the missing one that it caused are one diagnostic.

    A list is not called too short where it has enough entries and some of them are wrong: those are told themselves.

    Args:
        errors: Errors of pydantic's ValidationError.
        file: The file in which they were found.
        languages: Code and name of each language.
        ids: The ids of the whole handbook.
    """
    missing = {error["loc"] for error in errors if error["type"] == "missing"}
    typos = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            siblings = [str(loc[-1]) for loc in missing if loc[:-1] == error["loc"][:-1]]
            typos |= {(*error["loc"][:-1], near) for near in get_close_matches(str(error["loc"][-1]), siblings, 1)}
    for error in errors:
        if (error["type"] == "missing" and error["loc"] in typos) or _long_enough(error):
            continue
        path = error["loc"]
        code, arguments = _message(error, path, file, languages, ids)
        at = path[:-1] if error["type"] == "missing" else path
        yield problem_at(file.parsed, code, at, arguments, key=error["type"] in ("missing", "extra_forbidden"))


def _long_enough(error: ErrorDetails) -> bool:
    """Tell whether a list that is called too short has enough entries as it is written: pydantic counts only those that are right."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


Message = tuple[str, Mapping[str, Any]]  # code and arguments of a message


def _message(error: ErrorDetails, path: FieldPath, file: File, languages: Mapping[str, str], ids: Ids) -> Message:
    kind, name, more = error["type"], str(path[-1] if path else ""), error.get("ctx", {})
    match kind:
        case "missing":
            return _missing(name, path, file, languages)
        case "extra_forbidden":
            return "unknown-field", {"name": name, **_field_guess(name, file.type, path[:-1], languages)}
        case "unknown_id":
            return "unknown-id", {**more, **guess(more["id"], ids.get(more["kind"]))}
        case "bad_reference":
            return "bad-reference", {"guess": _other_kind(more["kind"], more["id"], more["kinds"], ids)}
    return _of_value(kind, error, file, more) or _of_form(kind, error, _fields_at(file.type, path, languages))


def _field_guess(name: str, annotation: Any, path: FieldPath, languages: Mapping[str, str]) -> dict[str, Any]:
    """Return the message arguments that suggest a known field: of a text, whose fields are languages, all of them."""
    found, known = _type_at(annotation, path, languages), _fields_at(annotation, path, languages)
    guessed = guess(name, known)
    is_text = isinstance(found, type) and issubclass(found, PerLanguage)
    return {"guess": ("languages-are", {"languages": [*known]})} if is_text and guessed["guess"][0] == "remove-it" else guessed


def _of_value(kind: str, error: ErrorDetails, file: File, more: Mapping[str, Any]) -> Message | None:
    """Return the message for a value of the right form that is not allowed."""
    if kind == "literal_error":
        return "choice", {
            "value": error["input"],
            "choices": _choices(re.findall("'([^']*)'", more["expected"]), _described(file.type, error["loc"], {})),
        }
    if error["input"] is None:
        return "empty", {}
    if kind == "glyph":
        code = "letter" if unicodedata.category(more["character"]).startswith(("L", "M")) else "glyph"
        return code, {**more, "found": more["character"], "code": f"U+{ord(more['character']):04X}"}
    if kind == "too_short":
        return "too-few", {"limit": more["min_length"]}
    if kind == "too_long" and "max_length" in more:
        return "too-many", {"limit": more["max_length"]}
    return (code, more) if (code := kind.replace("_", "-")) in messages() else None


def _of_form(kind: str, error: ErrorDetails, names: Sequence[str]) -> Message:
    """Return the message for a value of the wrong form, where a list, a text or the fields of these names are expected."""
    code = SIMPLE.get(kind, "other")
    if code == "expects-fields" and isinstance(error["input"], str) and (found := NO_BLANK.match(error["input"])):
        return "no-blank", {"name": found["name"]}
    return code, {"reason": error["msg"], "example": "  ".join(f"{name}: …" for name in names[:2])}


def _missing(name: str, path: FieldPath, file: File, languages: Mapping[str, str]) -> Message:
    if file.type is Labels and len(path) == 1:
        filled = "".join(f" {{{part}}}" for part in declared().get(name, ()))
        texts = ", ".join(f'{code}: "…{filled}"' for code in languages)
        return "missing-label", {"name": name, "example": f"{name}: {{{texts}}}"}
    if name in languages:
        return "missing-language", {"language": f"{languages[name]} ({name})", "code": name}
    told = _described(file.type, path, languages)
    return "missing-field", {"name": name, "called": ("called", {"called": told.name}) if told else ""}


def _choices(values: list[str], told: FieldHelp | None) -> list[Any]:
    """Return the choices of a field as they are written, each with what it is called where that is another word."""
    if told is None:
        return values
    return [
        {language: value if said == value.replace("-", " ") else f"{value} ({said})" for language, said in told.choices[value].items()}
        for value in values
    ]


def _described(annotation: Any, path: FieldPath, languages: Mapping[str, str]) -> FieldHelp | None:
    """Return what is said of the field at a path of a file; nothing where the class is none of the handbook's."""
    model = _type_at(annotation, path[:-1], languages)
    return described(model, str(path[-1])) if model in every_model() else None


def _type_at(annotation: Any, path: FieldPath, languages: Mapping[str, str]) -> Any:
    """Return the class of what stands at a path of a file; None where nothing may."""
    for step in path:
        is_list, found = entry_type(annotation)
        annotation = found if isinstance(step, int) and is_list else fields_of(found, tuple(languages)).get(step) if not is_list else None
    return entry_type(annotation)[1] if annotation is not None else None


def _fields_at(annotation: Any, path: FieldPath, languages: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the fields that are allowed at a path of a file."""
    return tuple(fields_of(_type_at(annotation, path, languages), tuple(languages)))


def _other_kind(kind: str, name: str, kinds: list[str], ids: Ids) -> tuple[str, Mapping[str, Any]]:
    """Suggest the reference that was meant by one of an unknown kind: the nearest kind, preferably one with an entry of this id."""
    having = [other for other in kinds if name in (ids.get(other) or ())]
    near = get_close_matches(kind, having, 1) or get_close_matches(kind, kinds, 1) or having[:1]
    return ("did-you-mean", {"near": f"{near[0]}/{name or '…'}"}) if near else ("kinds-are", {"kinds": first(kinds)})


def first(words: list[str]) -> list[str]:
    """Return as many words as a message holds that can be read."""
    return words if len(words) <= MOST_WORDS else [*words[:MOST_WORDS], "…"]


def guess(word: str, words: Any) -> dict[str, Any]:
    """Return the message arguments that suggest the known word nearest to an unknown one."""
    known = [str(each) for each in words or ()]
    near = get_close_matches(word, known, 1) or [each for each in known if each.startswith(f"{word}-")]  # or its beginning
    return {"guess": ("did-you-mean", {"near": near[0]}) if near else ("remove-it", {})}
