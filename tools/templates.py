"""Write docs/maintainers/templates.md: the variables of the site's templates, from the classes that define them."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from macros.editions.overview import OverviewContext
from macros.project import read_project
from macros.site.context import OwnPageContext, PackageContext, PageContext, RedirectContext, SiteContext, TermsContext
from macros.site.page_chrome import ChromeContext, MenuContext
from macros.site.page_renderer import TEMPLATES, PageRenderer
from tools.setup import ROOT

DOCUMENT = ROOT / "docs/maintainers/templates.md"
SUFFIX = ".html.jinja"


@dataclass(frozen=True)
class Kind:
    """A kind of template: the class of its variables, and a glob of its files in macros/site/templates."""

    title: str
    context: type[Any]
    place: str

    @property
    def templates(self) -> Iterator[str]:
        """The paths of its templates, without those that are a kind of their own."""
        others = {f"{kind.place}{SUFFIX}" for kind in KINDS if kind != self}
        paths = (path.relative_to(TEMPLATES).as_posix() for path in sorted(TEMPLATES.glob(f"{self.place}{SUFFIX}")))
        return (path for path in paths if path not in others)


# included and imported templates have the variables of the template that uses them
KINDS = (
    Kind("A page", PageContext, "*"),
    Kind("A page that an organisation has written", OwnPageContext, "own"),
    Kind("A former address", RedirectContext, "redirect"),
    Kind("The list of editions", OverviewContext, "overview"),
    Kind("Around a page", ChromeContext, "chrome/*"),
    Kind("The menu of every page", MenuContext, "chrome/menu"),
    Kind("The terms of a page", TermsContext, "parts/terms"),
    Kind("A package for learning platforms", PackageContext, "package"),
)
BEGINNING = """# What a template may use

<!-- Written by .venv/bin/python -m tools.templates, from the classes that are named below: change those. -->

The templates stand in `macros/site/templates/`. Each has the names of its own kind and those that every template has. A part that is
included or imported has the names of the template that does so, and what that one sets. A name that is not given ends the build.

All that comes from the content is escaped. A record (`Record`) has the fields of its model in `macros/content/models/`, in one language:
texts as plain strings, references as links with `url`, `title` and `summary`, days with `iso` and `text`.
"""


def meanings(context: type[Any]) -> dict[str, str]:
    """Return the description of each field from the docstring of a class."""
    told = (inspect.getdoc(context) or "").partition("Attributes:\n")[2]
    return {name: " ".join(words.split()) for name, words in re.findall(r"^    (\w+): (.*(?:\n     .*)*)", told, re.MULTILINE)}


def document(filters: Mapping[str, Callable[..., Any]]) -> str:
    """Return the whole document.

    Args:
        filters: The filters of the environment by name, without Jinja's own.
    """
    parts = [BEGINNING.rstrip(), *_of_context("Every template", SiteContext)]
    for kind in KINDS:
        parts += _of_context(kind.title, kind.context, f"Templates: `{kind.place}{SUFFIX}`. ")
    parts += ["\n## Filters\n", "| name | what it gives |", "|---|---|"]
    parts += [f"| `{name}` | {(inspect.getdoc(filters[name]) or '').splitlines()[0]} |" for name in sorted(filters)]
    return "\n".join(parts) + "\n"


def _of_context(title: str, context: type[Any], templates: str = "") -> Iterator[str]:
    places: dict[str, str] = {}
    told = meanings(context)
    yield f"\n## {title}\n"
    summary = (inspect.getdoc(context) or "").splitlines()[0]
    yield f"{summary} {templates}Class: `{context.__name__}` in `{_path(context.__module__)}`.\n"
    yield "| name | type | what it is |\n|---|---|---|"
    for field in fields(context):
        written = inspect.formatannotation(field.type)
        places |= {name: _path(module) for module, name in re.findall(r"\b(macros[\w.]+)\.(\w+)", written)}
        kind = re.sub(r"\b[\w.]+\.(?=\w)", "", written).replace("|", r"\|")
        yield f"| `{field.name}` | `{kind}` | {told[field.name][:1].upper()}{told[field.name][1:]} |"
    yield "\n" + "; ".join(f"`{name}`: `{place}`" for name, place in sorted(places.items())) + "."


def _path(module: str) -> str:
    return module.replace(".", "/") + ".py"


def current() -> str:
    """Return the document for the present templates."""
    project = read_project()
    renderer = PageRenderer(project, project.languages[0])
    return document(renderer.filters)


if __name__ == "__main__":
    DOCUMENT.parent.mkdir(parents=True, exist_ok=True)
    DOCUMENT.write_text(current(), encoding="utf-8")
