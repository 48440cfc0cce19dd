"""Make the files of a sheet right after its proof, while Typst still has its layout."""

from dataclasses import dataclass

from macros.pdf.typst_renderer import Sheet
from macros.project import Artifact, Task


@dataclass(frozen=True)
class SheetTask:
    """A task that makes files of a sheet.

    Attributes:
        make: Makes them.
        sheet: What is to be proved first; None: another sheet has the same texts.
    """

    make: Task
    sheet: Sheet | None = None

    def __call__(self) -> tuple[Artifact, ...]:
        """Make the files."""
        return self.make()
