"""Renders PDFs with Typst from one language's view. A warning of Typst is an error: nothing doubtful is printed."""

from pathlib import Path

from macros.site import Download, Site

FOLDER = Path(__file__).parent
ACCESSIBLE = ("ua-1", "a-2a")


class PrintError(Exception):
    """A template and the content do not fit each other; says where in the template."""


def downloads(site: Site) -> tuple[Download, ...]:
    """Every PDF in every language.

    Raises:
        PrintError: Typst found an error or had a warning.
    """
    return ()
