"""Check with Voikko where Typst may break the Finnish words of the texts, and write the exceptions: python -m tools.hyphens.

Typst breaks words by patterns, which do not know where the parts of a compound meet, and break between vowels. Each word that they would
break elsewhere than Voikko does (without breaks that are ugly) is written to macros/content/hyphenated/fi.txt, with its breaks.
Voikko is GPL: it is asked here, by its program, and no build needs it.
"""

import json
import re
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from itertools import accumulate
from pathlib import Path

import pypdfium2
import typst

from macros.content.hyphenation import BREAK, HYPHENATED, SOFT_HYPHEN, Hyphenator
from macros.content.rule import files, walk
from macros.content.types.texts import Text
from macros.look import typeface
from macros.project import Project, read_project

LANGUAGE = "fi"
WORD = re.compile(r"[^\W\d_]{4,}")
LONG = 10  # letters: a shorter word among the exceptions is not broken at all
LEAST = 4  # letters of a long word before its first break and after its last
PROGRAM = Path(__file__).with_name("program.sh")
# every word in a column of no width: each place where it may be broken is the end of a line
SHEET = """
#set page(width: 200pt, height: 800pt, margin: 10pt)
#set text(font: sys.inputs.family, size: 4pt, lang: sys.inputs.language, hyphenate: true)
#set par(leading: 1pt, spacing: 3pt)
#for word in json(bytes(sys.inputs.words)) { block(width: 1pt, breakable: false, word) }
"""
LINE_END = re.compile("[\ufffe\x02\u00ad]+")  # a hyphen at the end of a line, as PDFium tells it


def exceptions(project: Project) -> list[str]:
    """Return the words that are to be broken only where they are told, in the order of the alphabet."""
    content = project.views[LANGUAGE].content
    listed = Hyphenator(content.hyphenation.words)
    words = known(sorted({word.casefold() for word in words_of(project)}))
    ours, allowed = by_typst({word: listed(word) for word in words}), by_voikko(words)
    return [_broken(word, places(listed(word).replace(SOFT_HYPHEN, BREAK)), allowed[word]) for word in words if ours[word] - allowed[word]]


def words_of(project: Project) -> set[str]:
    """Return the words of all Finnish texts."""
    found: set[str] = set()
    for _, content in files(project.handbook):
        for _, value in walk(content):
            if isinstance(value, Text):
                found.update(WORD.findall(value.get(LANGUAGE, "")))
    return found


def by_typst(words: Mapping[str, str]) -> dict[str, frozenset[int]]:
    """Return where Typst may break words: by the word, given as it stands in the text, with the soft hyphens of the list."""
    inputs = {"words": json.dumps([*words.values()]), "language": LANGUAGE, "family": typeface.FAMILY}
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(typeface.folder())])
    content = typst.Compiler(font_paths=fonts).compile(input=SHEET.encode(), format="pdf", sys_inputs=inputs)
    with pypdfium2.PdfDocument(content) as document:
        lines = [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    found = [LINE_END.sub(BREAK, line.strip()) for line in lines if line.strip()]
    return {line.replace(BREAK, ""): places(line) for line in found}


def by_voikko(words: Collection[str]) -> dict[str, frozenset[int]]:
    """Return where Voikko breaks words."""
    said = asked("voikkohyphenate", words, f"-s{BREAK}", "no_ugly_hyphenation=1")
    return {word: places(line) for word, line in zip(words, said, strict=True)}


def known(words: Collection[str]) -> list[str]:
    """Return the words that Voikko knows: of others it can only guess the parts."""
    return [word for word, line in zip(words, asked("voikkospell", words), strict=True) if line.startswith("C")]


def asked(program: str, words: Iterable[str], *options: str) -> list[str]:
    """Return what a program of Voikko says of each word."""
    folder = Path(subprocess.run([PROGRAM, "voikko"], capture_output=True, text=True, check=True).stdout.strip()).parent
    run = subprocess.run([folder / program, *options], input="\n".join(words) + "\n", capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


def places(broken: str) -> frozenset[int]:
    """Return the places of the breaks in a word.

    >>> sorted(places("koti|palvelu|ja"))
    [4, 11]
    """
    return frozenset([*accumulate(map(len, broken.split(BREAK)))][:-1])


def _broken(word: str, listed: frozenset[int], allowed: frozenset[int]) -> str:
    """Return a word with its breaks: those of the list that Voikko has too, else Voikko's, if it is long."""
    kept = listed & allowed or {place for place in allowed if len(word) >= LONG and LEAST <= place <= len(word) - LEAST}
    return "".join(BREAK * (place in kept) + letter for place, letter in enumerate(word))


def main() -> int:
    """Write the file of exceptions."""
    found = exceptions(read_project())
    HYPHENATED.mkdir(exist_ok=True)
    (HYPHENATED / f"{LANGUAGE}.txt").write_text("".join(f"{word}\n" for word in found), encoding="utf-8")
    print(len(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
