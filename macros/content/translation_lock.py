"""Read and write the lock of translations: which source text each translation was last seen with, and whether a person accepted it.

A line is a record: the slot of the text, the language, the mark, the hash of the translation, and the source text itself. The source
stands in full, as the check shows it beside the new one when it has changed, also where there is no history to ask: in an archive, a
shallow clone, or after another tool has written the files. Records need no order and no other line, so two branches are merged by keeping
the lines of both (.gitattributes); what no longer holds does no harm and leaves with the next update.
"""

import re
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from macros.build import whole_file
from macros.build.latest import of_texts
from macros.build.lock import alone
from macros.build.paths import Paths
from macros.content.diagnostics import ContentError, Diagnostic, Location

FILE = "translations.lock"
UNCONFIRMED, ACCEPTED = "-", "accepted"
HEAD = """\
# Mistä lähtötekstistä kukin käännös on tehty, ja mitkä ihminen on hyväksynyt (accepted). Ei kirjoiteta käsin: python -m macros translate
# Which source each translation was made from, and which a person has accepted. Not written by hand: python -m macros translate
"""
LINE = re.compile(r"(?P<slot>\S+) (?P<language>[a-z]{2,3}) (?P<mark>-|accepted) (?P<translation>[0-9a-f]{8}) (?P<source>\S.*)")
CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})( .*)?")


@dataclass(frozen=True, order=True)
class Record:
    """What the lock knows of one translation.

    Attributes:
        slot: The slot of its text (text_keys.py).
        language: The language of the translation.
        source: The text that it was translated from.
        translation: The hash of the translation.
        mark: ACCEPTED where a person has accepted the translation of this source; else UNCONFIRMED.
    """

    slot: str
    language: str
    source: str
    translation: str
    mark: str = UNCONFIRMED

    @property
    def line(self) -> str:
        """The record as it is written."""
        return f"{self.slot} {self.language} {self.mark} {self.translation} {self.source}"


def plain(text: str) -> str:
    """Return a text as it is compared: however its letters are encoded and its lines are laid out."""
    return normalize("NFC", " ".join(text.split()))


@of_texts(most=20_000)  # a live preview asks for nearly the same ones after each edit
def digest(text: str) -> str:
    """Return the hash by which a text is known again."""
    return sha256(plain(text).encode()).hexdigest()[:8]


def read(content: Path) -> tuple[Record, ...]:
    """Return the records of a folder of content; none where it has no lock.

    Raises:
        ContentError: With every line that is no record, marks of a merge conflict included.
    """
    found, problems = scan(content)
    if problems:
        raise ContentError(problems)
    return found


def scan(content: Path) -> tuple[tuple[Record, ...], list[Diagnostic]]:
    """Return the records of a folder of content, and every line that is none. Between the marks of a merge conflict both sides count."""
    try:
        text = (content / FILE).read_bytes().decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return (), []
    name, records, problems = f"{content.name}/{FILE}", [], []
    for number, line in enumerate(text.splitlines()):
        if not line or line.startswith("#"):
            continue
        if found := LINE.fullmatch(line):
            records.append(Record(found["slot"], found["language"], found["source"], found["translation"], found["mark"]))
        else:
            code = "lock-conflict" if CONFLICT.fullmatch(line) else "lock-line"
            problems.append(Diagnostic(code, Location(number, 0, len(line)), file=name, source=line))
    return tuple(records), problems


@contextmanager
def held(content: Path) -> Generator[None]:
    """Keep others from writing the file between reading it and writing it. Not to be nested."""
    cache = Paths.below(content.resolve().parent).cache
    cache.mkdir(parents=True, exist_ok=True)
    with alone(cache / FILE):
        yield


def write(content: Path, records: Iterable[Record]) -> bool:
    """Write the records, each once and sorted, as a whole or not at all; tell whether the file had to be changed."""
    target = content / FILE
    text = HEAD + "".join(f"{record.line}\n" for record in sorted(set(records)))
    if target.exists() and target.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n") == text:
        return False
    whole_file.write(target, text)
    return True
