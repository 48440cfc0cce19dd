"""Define what a file that a translator returns holds, whatever its format."""

from dataclasses import dataclass, field
from enum import StrEnum

from macros.content.diagnostics import Diagnostic, Location


class Format(StrEnum):
    """A format of files for translators; its value is the ending of their names."""

    XLIFF = "xlf"
    XLIFF2 = "xliff"
    PO = "po"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Returned:
    """A text of a returned file.

    Attributes:
        key: The key of the text.
        row: The line, or row of a spreadsheet, that it begins in, counted from 1.
        source: What the file says was translated.
        target: The translation; empty where there is none.
        is_unfinished: Whether the translator's program says that it is not done.
        was_formatted: Whether parts of it were formatted: our texts are plain, so that is left out.
        problem: The code of a message, where the text can't be taken.
        column: The column of the translation in a spreadsheet, counted from 1.
    """

    key: str
    row: int
    source: str
    target: str
    is_unfinished: bool = False
    was_formatted: bool = False
    problem: str = ""
    column: int = 1

    def diagnostic(self, code: str, file: str, /, **arguments: object) -> Diagnostic:
        """Return a problem with this text, told at its row and with its key."""
        return Diagnostic(code, Location(self.row - 1, self.column - 1), arguments, where=self.key, file=file, source=self.target)


@dataclass(frozen=True)
class ReturnedFile:
    """A returned file: its texts, and the handbook and languages that it names; empty where it names none."""

    texts: tuple[Returned, ...]
    handbook: str = ""
    source: str = ""
    target: str = ""
    passed_over: int = field(default=0)  # texts that the file has without a key: a translator's own rows


class UnreadableError(Exception):
    """Raised for a file that is not what it should be. ``code`` and ``arguments`` are those of a message."""

    def __init__(self, code: str, **arguments: object) -> None:
        super().__init__(code)
        self.code, self.arguments = code, arguments
