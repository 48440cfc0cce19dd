"""The written-down forms of words: inflected/<language>.txt, one word a line, made by `python -m macros words`."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path

FOLDER = Path(__file__).with_name("inflected")
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")  # what stands between spaces and hyphens is a word, as in the index

Inflect = Callable[[str], tuple[set[str], set[str]]]


@dataclass(frozen=True)
class Forms:
    """What is known of a word beside its base form.

    Attributes:
        forms: other forms, without those with which another one begins: a search finds words by their beginnings.
        parts: the words of which a compound is made.
    """

    forms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


UNKNOWN = Forms()


def split(text: str) -> list[str]:
    """The words of a text, in small letters and without soft hyphens.

    >>> split("Päihde- ja mielenterveyspalvelut")
    ['päihde', 'ja', 'mielenterveyspalvelut']
    """
    return WORD.findall(text.replace("\u00ad", "").lower())


@cache
def read(language: str) -> Mapping[str, Forms]:
    """The forms of a language; none where it has no file."""
    file = FOLDER / f"{language}.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return dict(_parse(line) for line in lines)


def _parse(line: str) -> tuple[str, Forms]:
    # "velkaneuvonta (velka neuvonta) velkaneuvon: nalla nan noista"
    found = re.fullmatch(r"(\S+)(?: \((.+?)\))?(?: (\S*): (.+))?", line)
    word, parts, stem, endings = found.groups()
    return word, Forms(tuple(stem + ending.strip("-") for ending in (endings or "").split()), tuple((parts or "").split()))


def text(words: Iterable[str], inflect: Inflect) -> str:
    """The content of a file of forms.

    Args:
        words: base forms. The parts of compounds are added to them.
        inflect: gives the other forms and the parts of a word.
    """
    lines: dict[str, str] = {}
    waiting = sorted(set(words))
    while waiting:
        word = waiting.pop()
        forms, parts = inflect(word)
        waiting += [part for part in sorted(parts) if part not in lines]
        kept = longest(forms - {word})
        lines[word] = word
        if parts:
            lines[word] += f" ({' '.join(sorted(parts))})"
        if kept:
            stem = os.path.commonprefix(kept)
            lines[word] += f" {stem}: {' '.join(form[len(stem) :] or '-' for form in kept)}"
    return "".join(f"{lines[word]}\n" for word in sorted(lines) if lines[word] != word)


def longest(words: Iterable[str]) -> list[str]:
    """Words without those with which another of them begins.

    >>> longest({"velka", "velkaa", "velan"})
    ['velan', 'velkaa']
    """
    ordered = sorted(set(words))
    return [word for word, after in zip_longest(ordered, ordered[1:], fillvalue="") if not after.startswith(word)]
