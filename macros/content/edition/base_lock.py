"""Read and write the record that an edition keeps of the national texts beside which it was made: later versions are compared with it.

It holds the texts themselves where the edition says something beside them, and of every other entry to which it could add something their
hash: so no history of the national handbook is needed, and what is added later is compared as well. Only commands write it, never a build.
"""

import json
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from macros.build import whole_file
from macros.content.diagnostics import Diagnostic, Location
from macros.content.edition.inside import inside

FILE = "base.lock"
COMMIT = "HANDBOOK_COMMIT"  # variable of the environment in which handbook.py of an edition's repository tells the commit
ABOUT = (
    "Mitä valtakunnallisia tekstejä paikalliset tiedot täydentävät. Ei kirjoiteta käsin: python -m macros edition drift --accept",
    "Which national texts the local details stand beside. Not written by hand: python -m macros edition drift --accept",
)
Texts = dict[str, str]  # language -> text


class Entry(BaseModel):
    """An entry of the national handbook that an edition can add to.

    Attributes:
        name: Its name.
        slug: Its part of the address, by which an entry with a new id is known again.
        digest: The hash of its other texts.
        texts: These texts, where the edition says something beside them: field -> the texts of that field, in their order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Texts
    slug: Texts = {}
    digest: str
    texts: dict[str, tuple[Texts, ...]] = {}


class BaseRecord(BaseModel):
    """What is known of the national handbook at one version.

    Attributes:
        version: The version.
        commit: The commit at which an edition's own repository had it, for its handbook.py to know a tag that has moved; empty: not known.
        fields: The fields that an edition may fill in, with the file: services.yml: services/local_note.
        entries: The entries that it can add to, by their keys.
        stale: The translations that no longer said what their source said: key and language.
        own: The hashes of the edition's own texts: entry and field -> language -> hash. Tells which translations its edits left behind.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    version: str
    commit: str = ""
    fields: tuple[str, ...]
    entries: dict[str, Entry]
    stale: tuple[str, ...] = ()
    own: dict[str, Texts] = {}

    @property
    def text(self) -> str:
        """The record as it is written: sorted, a text a line, without what is empty."""
        given = {"about": ABOUT, **self.model_dump(exclude_defaults=True)}
        return json.dumps(given, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read(folder: Path, name: str) -> BaseRecord | None:
    """Return the record of an edition, None where it has none.

    Args:
        folder: The folder of the edition.
        name: The file, as readers are told it.

    Raises:
        Diagnostic: The file is no record, or somebody else's change was not joined with it, or it is a link.
    """
    try:
        text = inside(folder, folder / FILE).read_bytes().decode("utf-8-sig")
        given = json.loads(text)
        if isinstance(given, dict):
            given.pop("about", None)
        return BaseRecord.model_validate(given)
    except FileNotFoundError:
        return None
    except Diagnostic as problem:
        raise replace(problem, file=name) from None
    except OSError as error:
        raise Diagnostic("unreadable", arguments={"reason": error.strerror}, file=name) from None
    except json.JSONDecodeError as error:
        line = error.lineno - 1
        mark = Location(line, error.colno - 1)
        raise Diagnostic("base-lock-broken", mark, file=name, source=[*error.doc.split("\n"), ""][line]) from None
    except (UnicodeDecodeError, ValidationError):
        raise Diagnostic("base-lock-broken", file=name) from None


def write(folder: Path, record: BaseRecord) -> None:
    """Write the record of an edition, as a whole or not at all."""
    whole_file.write(folder / FILE, record.text)
