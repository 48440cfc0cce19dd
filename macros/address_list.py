"""Writes the list of published addresses: content-data/addresses.yml, which the check and each build hold the site to."""

from collections.abc import Iterable
from pathlib import Path

from macros import outputs
from macros.build.paths import PATHS
from macros.content.diagnostics import told
from macros.content.rules.published import FILE, served
from macros.project import Artifact, Project, read_project
from macros.site import catalogue

SHOWN = 10  # files in a message


class LostError(Exception):
    """Files that were published and that the site has no more."""


def write(content: Path = PATHS.content) -> tuple[int, int]:
    """Write every address that the site answers at; give their number, and how many are new.

    Nothing that was published can fall out of the list in this way: where an address is lost, the check says so and nothing is written.

    Raises:
        ContentError: the content is not in order, or a page is lost.
        TypstError: a file can't be made, so that nobody knows its name.
        LostError: a file is lost.
    """
    project = read_project(content)
    artifacts = outputs.artifacts(project, cache=project.paths.rendered)
    hold(project, artifacts)
    files = paths(artifacts)
    listed = project.handbook.addresses
    target = content / f"{FILE}.yml"
    head = [line for line in target.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
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


def paths(artifacts: Iterable[Artifact]) -> frozenset[str]:
    """Return the address of every file that a site has beside its pages."""
    return frozenset(f"/{artifact.path}" for artifact in artifacts)


def hold(project: Project, artifacts: Iterable[Artifact]) -> None:
    """Hold a site to the files that were published.

    Raises:
        LostError: one of them is not among its files.
    """
    files = paths(artifacts)
    if gone := [file for file in project.handbook.addresses.files if file not in files]:
        raise LostError(told("lost-files", files=gone[:SHOWN], list=f"{project.paths.content.name}/{FILE}.yml"))
