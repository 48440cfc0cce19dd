"""Two editions of organisers that nobody can take for real ones, and the real texts with these organisers among the others.

The real handbook knows no such organisers, so that nobody can publish these editions by mistake.
"""

import shutil
from pathlib import Path

from macros.editing.edition_move import NotMovedError, move
from tests.sample import edit

FOLDER = Path(__file__).parent
KUVITELMA, SATULA = FOLDER / "kuvitelma", FOLDER / "satula"
BOTH = (KUVITELMA, SATULA)
ORGANISER = """
  - id: {code}
    code: "{number}"
    name: {{fi: {name}n hyvinvointialue, sv: {name} välfärdsområde, en: Wellbeing Services County of {name}}}
    site: {{fi: https://{code}.example/}}
    sources: [act-616-2021]
    checked: 2026-11-20
    municipalities:
      - {{code: "9{number}", name: {{fi: {name}}}}}
"""


def base(folder: Path, content: Path) -> Path:
    """Return a copy of the real content in which the organisers of the two editions are, and no details of another organisation.

    Where one has filled in `organisation.yml`, they are moved out first, as the check tells it: no edition may be laid over them.
    """
    copy = shutil.copytree(content, folder / "content-data")
    with_organisers(copy)
    try:
        move(copy, folder / "moved", "kuvitelma")
    except NotMovedError as error:
        assert error.problem.code == "nothing-local", error.problem
    return copy


def with_organisers(content: Path) -> None:
    """Add the organisers of the two editions to a content folder."""
    added = "".join(
        ORGANISER.format(code=name.lower(), name=name, number=number).lstrip("\n") for name, number in (("Kuvitelma", 98), ("Satula", 97))
    )
    edit(content, "counties.yml", lambda text: text.rstrip("\n") + "\n" + added)
