"""Name entries for other programs: ids that are unique in the world and never change, and addresses as one file refers to another."""

from uuid import NAMESPACE_URL, UUID, uuid5

from macros.data.handbook_json import FOLDER
from macros.project import Project

HANDBOOK = UUID("5b0e4f0e-6d4c-5a53-9a0a-3e1d8f0c7b21")  # of what is published at no address: drawn once


def unique(project: Project, *names: str) -> str:
    """Return the id of something in this handbook, at its address if it has one. A page that moves keeps its id.

    Args:
        project: The handbook.
        names: What it is: a key, and what tells it from others with the same key.
    """
    space = uuid5(NAMESPACE_URL, project.address.rstrip("/") + "/") if project.address else HANDBOOK
    return str(uuid5(space, "/".join(names)))


def address(project: Project, url: str) -> str:
    """Return the address of a page or file for a file in the folder of the data: whole where the site has one, else relative to that file.

    Args:
        project: The handbook.
        url: The address from the root of the site.
    """
    if project.address:
        return f"{project.address.rstrip('/')}/{url}"
    return url.removeprefix(f"{FOLDER}/") if url.startswith(f"{FOLDER}/") else f"../{url}"
