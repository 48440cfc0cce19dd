"""Say of the handbook what is true of whose it is: choose among the sentences of handbook.yml, and fill them into the texts.

A text of ours names a sentence, or a fact such as the languages, as ``{name}``. The brochure's own text has none.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from macros.build.latest import of_each, of_latest
from macros.content.document import FieldPath
from macros.content.edition.allowed import is_own
from macros.content.models import Handbook
from macros.content.models.edition import Language, Sentence
from macros.content.rule import files, is_ours, walk
from macros.content.said import said
from macros.content.types.base import Model
from macros.content.types.texts import FilledText, Text

NAMED = re.compile(r"\{([a-z]+(?:-[a-z]+)*)\}")
FACTS = ("languages", "partial-languages", "publisher", "permission-by", "permission-date")


def names(handbook: Handbook) -> frozenset[str]:
    """Return what texts may have in braces: the facts, and the ids of the sentences."""
    return frozenset((*FACTS, *(sentence.id for sentence in handbook.handbook.sentences)))


def naming(handbook: Handbook) -> Mapping[str, Sequence[tuple[FieldPath, Text]]]:
    """Return our texts that name something in braces, each with its path, by the stem of their file."""
    return {stem: texts for stem, content in files(handbook) if (texts := _naming(content))}


@of_each
def _naming(content: Any) -> tuple[tuple[FieldPath, Text], ...]:
    return tuple((path, value) for path, value in walk(content) if _names_any(value))


def _names_any(value: Any) -> bool:
    return is_ours(value) and not isinstance(value, FilledText) and any(map(NAMED.search, value.values()))


@of_latest
def filled(handbook: Handbook) -> Handbook:
    """Return the handbook with every text as its readers get it. A file without such texts is the same as before."""
    told = {language.code: _told(handbook, language) for language in handbook.handbook.languages}
    stems = naming(handbook)
    changed = {}
    for name in Handbook.model_fields:
        value = getattr(handbook, name)
        parts = value if isinstance(value, tuple) else (value,)
        if any((getattr(part, "id", None) or name.replace("_", "-")) in stems for part in parts):
            changed[name] = _filled(value, told)
    return handbook.model_copy(update=changed) if changed else handbook


def _filled(value: Any, told: Mapping[str, Callable[[str], str]]) -> Any:
    """Return a value with its texts filled in; the same object where there is nothing to fill in."""
    if _names_any(value):
        texts = {code: told[code](text) if code in told else text for code, text in value.items()}
        return type(value)(texts)
    if isinstance(value, tuple):
        items = tuple(_filled(item, told) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if isinstance(value, Model):
        given = {name: getattr(value, name) for name in type(value).model_fields}
        changed = {name: new for name, old in given.items() if (new := _filled(old, told)) is not old}
        return value.model_copy(update=changed) if changed else value
    return value


def _told(handbook: Handbook, language: Language) -> Callable[[str], str]:
    """Return what fills in a text in a language."""
    facts = _facts(handbook, language)
    holds = _holds(handbook)
    fallback = handbook.handbook.fallback(language)
    said = {sentence.id: _filled_in(_said(sentence, holds, language.code, fallback), facts) for sentence in handbook.handbook.sentences}
    return partial(_filled_in, values=facts | said)


def _filled_in(text: str, values: Mapping[str, str]) -> str:
    made = NAMED.sub(lambda found: values.get(found[1], found[0]), text)
    return re.sub(" {2,}", " ", made).strip()  # where nothing is said


def _said(sentence: Sentence, holds: frozenset[str], code: str, fallback: str) -> str:
    chosen = next((choice.text for choice in sentence.choices if holds.issuperset(choice.when)), None)
    return said(chosen, code, fallback) if chosen else ""


def _holds(handbook: Handbook) -> frozenset[str]:
    """Return what is true of the handbook, of what the choices ask for."""
    whole, every = len(handbook.handbook.whole), len(handbook.handbook.languages)
    true = {
        "official": handbook.is_official,
        "permitted": bool(handbook.edition and handbook.edition.permission),
        "one-language": every == 1,
        "several-languages": whole > 1,
        "partial-language": whole < every,
        "local-services": any(is_own(handbook, service.id) for service in handbook.services.services),
    }
    return frozenset(name for name, is_true in true.items() if is_true)


def _facts(handbook: Handbook, language: Language) -> dict[str, str]:
    """Return the facts in the words of a language; empty where there is nothing to tell."""
    fallback = handbook.handbook.fallback(language)
    labels = {name: said(text, language.code, fallback) for name, text in handbook.labels.items()}
    whole = handbook.handbook.whole
    partly = [other.code for other in handbook.handbook.languages if other.code not in whole]
    permission, name = handbook.edition.permission if handbook.edition else None, handbook.organisation.name
    return {
        "languages": _in_languages(whole, labels),
        "partial-languages": _in_languages(partly, labels),
        "publisher": said(name, language.code, fallback) if name else "",
        "permission-by": permission.by if permission else "",
        "permission-date": language.in_words(permission.date) if permission else "",
    }


def _in_languages(codes: Sequence[str], labels: Mapping[str, str]) -> str:
    return listed([labels[f"in-language-{code}"].strip("()") for code in codes], labels)


def listed(words: Sequence[str], labels: Mapping[str, str]) -> str:
    """Return words as a list in a sentence: "a, b ja c"."""
    if len(words) < 2:  # noqa: PLR2004 - a list in words needs two
        return "".join(words)
    return f"{', '.join(words[:-1])} {labels['list-and']} {words[-1]}"
