"""A small handbook of the tests' own, complete and in order: no edit of the real texts can change what a test of the code is given.

It is about lamps. There are two or three of each kind, and some texts hold what would do harm: markup, templates, quotes, endless words.
Its labels are made from their declaration, so that a new label needs no line here.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from macros.content import checks
from macros.content.diagnostics import ContentError
from macros.content.labels import EACH_LANGUAGE, declared
from macros.content.loader import load
from macros.content.models import Handbook

SOURCE = Path(__file__).with_name("content-data")
LANGUAGES = ("fi", "en")
OTHERS = ("sv",)  # in which names are given


def lay_out(folder: Path) -> Path:
    """Write the sample into a folder and give its content folder."""
    content = shutil.copytree(SOURCE, folder / "content-data")
    (content / "labels.yml").write_text(labels(), encoding="utf-8")
    return content


def labels() -> str:
    """Return a file of labels in which each says its language and its name, and has what is filled in."""
    names = {name.replace(EACH_LANGUAGE, code): filled for name, filled in declared().items()
             for code in ((*LANGUAGES, *OTHERS) if EACH_LANGUAGE in name else ("",))}  # fmt: skip
    return "".join(f"{name}: {{{_label(name, filled)}}}\n" for name, filled in names.items())


def _label(name: str, filled: tuple[str, ...]) -> str:
    holes = "".join(f" {{{part}}}" for part in filled)
    return ", ".join(f'{language}: "{language} {name.replace("-", " ")}{holes}"' for language in LANGUAGES)


def edit(content: Path, name: str, change: Callable[[str], str]) -> None:
    """Change the text of a file of a content folder; a change without effect is a fault of the test."""
    file = content / name
    before = file.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, name
    file.write_text(after, encoding="utf-8")


def replaced(old: str, new: str) -> Callable[[str], str]:
    """Return a change for `edit`: the first occurrence of a text becomes another."""
    return lambda text: text.replace(old, new, 1)


def told(content: Path) -> list[tuple[str, str, str]]:
    """Return what the check tells of a content folder: code, file and the very line that it points at."""
    try:
        load(content, Handbook, checks.ALL)
    except ContentError as error:
        return [(problem.code, problem.file.removeprefix("content-data/"), problem.source.strip()) for problem in error.problems]
    return []
