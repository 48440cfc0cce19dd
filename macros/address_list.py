"""Write the list of published addresses, content-data/addresses.yml, and check a build against it."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from macros import covered, outputs
from macros.build.paths import PATHS
from macros.content.diagnostics import told
from macros.content.rules.published import FILE, served
from macros.project import Artifact, Project, read_project
from macros.site import catalogue

SHOWN = 10  # lost files that a message names


class LostError(Exception):
    """Raised with published files that the site no longer has."""


def write(content: Path = PATHS.content, edition: Path | None = None) -> tuple[int, int]:
    """Write every address at which the site answers; return their number, and how many are new.

    No published address can drop out of the list this way: where one is lost, the check reports it and nothing is written.

    Raises:
        ContentError: The content has problems, or a page is lost.
        TypstError: A file can't be rendered, so that its address is unknown.
        LostError: A file is lost.
    """
    project = read_project(content, paths=replace(PATHS, edition=edition), rules=covered.ALL)
    artifacts = outputs.artifacts(project, cache=project.paths.rendered)
    hold(project, artifacts)
    files = paths(artifacts)
    listed = project.handbook.addresses
    target = _list(project)
    before = target.read_text(encoding="utf-8") if target.exists() else ""
    head = [line for line in before.splitlines() if line.startswith("#")]
    pages = {f"/{url}": key or catalogue.HOME for url, key in served(project.handbook).items()}
    lines = [
        *head,
        "pages:" if pages else "pages: []",
        *(f"  - {{address: {address}, page: {key}}}" for address, key in sorted(pages.items())),
        "files:" if files else "files: []",
        *(f"  - {file}" for file in sorted(files)),
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    new = {*pages, *files} - {line.address for line in listed.pages} - {*listed.files}
    return len(pages) + len(files), len(new)


def _list(project: Project) -> Path:
    """Return the file that lists what has been published: an edition has its own."""
    return (project.paths.edition or project.paths.content) / f"{FILE}.yml"


def paths(artifacts: Iterable[Artifact]) -> frozenset[str]:
    """Return the addresses of the files that a site has in addition to its pages, of those that others may link to."""
    return frozenset(f"/{artifact.path}" for artifact in artifacts if artifact.is_listed)


def hold(project: Project, artifacts: Iterable[Artifact]) -> None:
    """Check that a site still has every published file.

    Raises:
        LostError: One of them is missing.
    """
    files = paths(artifacts)
    if gone := [file for file in project.handbook.addresses.files if file not in files]:
        raise LostError(told("lost-files", files=gone[:SHOWN], list=f"{_list(project).parent.name}/{FILE}.yml"))
