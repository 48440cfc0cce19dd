"""Read and write the files of inflected forms: inflected/<language>.txt, one word a line, made by `python -m macros words`."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("inflected")
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")  # a word as in the index: letters and digits between spaces and hyphens


@dataclass(frozen=True)
class Forms:
    """The inflected forms of a word.

    Attributes:
        forms: Its other forms.
        parts: The words of which it is made, if it is a compound.
        base: Its base form, if it is an inflected form itself; the forms are then those of the base form.
    """

    forms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    base: str = ""


Inflect = Callable[[str], Forms]
UNKNOWN = Forms()


def split(text: str) -> list[str]:
    """Return the words of a text, in lower case and without soft hyphens.

    >>> split("Päihde- ja mielenterveyspalvelut")
    ['päihde', 'ja', 'mielenterveyspalvelut']
    """
    return WORD.findall(text.replace("\u00ad", "").lower())


def file(language: str) -> Path:
    """Return the path of the forms of a language."""
    return FOLDER / f"{language}.txt"


@cache
def read(language: str) -> Mapping[str, Forms]:
    """Return the forms of a language; empty if it has no file."""
    return _Lines(file(language).read_text(encoding="utf-8").splitlines() if file(language).is_file() else [])


class _Lines(Mapping[str, Forms]):
    """The forms by their words. A line is taken apart when its word is asked for: all forms of all words take ten times the memory."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = {line.partition(" ")[0]: line for line in lines}

    def __getitem__(self, word: str) -> Forms:
        return _parse(self._lines[word])

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, word: object) -> bool:
        return word in self._lines


LINE = re.compile(r"\S+(?: = (?P<base>\S+))?(?: \((?P<parts>.+?)\))?(?: (?P<stem>\S*): (?P<endings>.+))?")


def _parse(line: str) -> Forms:
    # for example: velkaneuvonta (neuvonta velka) velkaneuvon: nalla nan noista; and: velat = velka
    found = LINE.fullmatch(line)
    if not found:
        raise ValueError(f"no line of word forms: {line}")
    forms = tuple(found["stem"] + ending.strip("-") for ending in (found["endings"] or "").split())
    return Forms(forms, tuple((found["parts"] or "").split()), found["base"] or "")


def text(words: Iterable[str], inflect: Inflect) -> str:
    """Return the content of a file of forms.

    Args:
        words: Base forms, or any others. The base forms and the parts of compounds are added to them. A word without other forms has a
            line too, which records that it has been looked up and need not be reported as new.
        inflect: Returns the forms of a word.
    """
    lines: dict[str, str] = {}
    waiting = sorted(set(words))
    while waiting:
        word = waiting.pop()
        known = inflect(word)
        waiting += [other for other in (known.base, *sorted(known.parts)) if other and other not in lines]
        lines[word] = _line(word, known)
    return "".join(f"{lines[word]}\n" for word in sorted(lines))


def _line(word: str, known: Forms) -> str:
    if known.base:
        return f"{word} = {known.base}"
    line = word
    if known.parts:
        line += f" ({' '.join(sorted(known.parts))})"
    if kept := sorted({*known.forms} - {word}):
        stem = os.path.commonprefix(kept)  # noqa: RUF071 - letters, not folders
        line += f" {stem}: {' '.join(form[len(stem) :] or '-' for form in kept)}"
    return line
