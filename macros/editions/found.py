"""Find the editions that are to be built: their folders, and as much of edition.yml as gives each a place of its own."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from macros.content.diagnostics import Diagnostic, told
from macros.content.document import parsed, read
from macros.content.edition.allowed import OWN
from macros.content.edition.facts import CODE
from macros.content.folder import SUFFIX

FILE = f"{OWN}{SUFFIX}"


@dataclass(frozen=True)
class Found:
    """The folder of an edition.

    Attributes:
        folder: The folder.
        code: The code in edition.yml, or the name of the folder where none can be read: the build then says why.
        organiser: The id of its organiser; empty where none can be read.
    """

    folder: Path
    code: str
    organiser: str = ""


class NotFoundError(Exception):
    """Raised where it is not clear what to build; the message says it in the reader's language."""


def below(folder: Path) -> tuple[Path, ...]:
    """Return the folders of editions in a folder, by their names.

    Raises:
        NotFoundError: There is none.
    """
    folders = tuple(sorted(file.parent for file in folder.glob(f"*/{FILE}")))
    if not folders:
        raise NotFoundError(told("no-editions", folder=folder))
    return folders


def editions(folders: Iterable[Path]) -> tuple[Found, ...]:
    """Return the editions in folders, each once.

    Raises:
        NotFoundError: A folder does not exist, or two editions would have the same folder for their sites.
    """
    found = tuple(dict.fromkeys(map(_edition, folders)))
    if problems := [*_problems(found)]:
        raise NotFoundError("\n".join(problems))
    return found


def _edition(folder: Path) -> Found:
    data = None
    with suppress(Diagnostic, OSError):  # the build tells what is wrong, at its place
        data = parsed(read(folder / FILE)).data
    given = data if isinstance(data, dict) else {}
    code, organiser = given.get("code"), given.get("organiser")
    is_code = isinstance(code, str) and CODE.fullmatch(code)
    return Found(folder, code if is_code else folder.resolve().name, organiser if isinstance(organiser, str) else "")


def _problems(found: Sequence[Found]) -> Iterator[str]:
    seen: dict[str, Path] = {}
    for each in found:
        if not each.folder.is_dir():
            yield f"{told('no-edition')} ({each.folder})"
        elif each.code in seen:
            yield told("same-code", code=each.code, folder=each.folder, other=seen[each.code])
        seen.setdefault(each.code, each.folder)
