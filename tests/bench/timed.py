"""Run MkDocs and note how long each stage of the build takes, in every process: a line with its name and seconds, in the file STAGES.

Started as a script in the folder of a project, which it takes the modules from.
"""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from mkdocs.__main__ import cli

from macros.mkdocs_plugin.language import LanguagePlugin
from macros.mkdocs_plugin.plugin import HandbookPlugin
from macros.site.page_chrome import PageChrome
from macros.site.page_renderer import PageRenderer

FILE = "STAGES"
STAGES: dict[str, tuple[Any, str]] = {
    "load": (HandbookPlugin, "_read"),
    "pages": (PageRenderer, "insert_fragments"),
    "shell": (PageChrome, "render"),
    "search": (LanguagePlugin, "search_files"),
}


def noted(stage: str, work: Callable[..., Any], target: int) -> Callable[..., Any]:
    """Return a function that notes the time of its process that it takes."""

    @wraps(work)
    def timed(*given: Any, **named: Any) -> Any:
        start = sum(os.times()[:4])  # those of the children that have ended meanwhile as well
        try:
            return work(*given, **named)
        finally:
            os.write(target, f"{stage} {sum(os.times()[:4]) - start:.6f}\n".encode())

    return timed


if __name__ == "__main__":
    notes = os.open(os.environ[FILE], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for name, (owner, method) in STAGES.items():
        setattr(owner, method, noted(name, getattr(owner, method), notes))
    sys.exit(cli(["build", "--quiet"]))
