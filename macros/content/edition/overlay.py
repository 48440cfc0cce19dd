"""Lay the folder of an edition over the files of the base, before anything is checked."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from macros.build.latest import of_each
from macros.content.diagnostics import Diagnostic
from macros.content.document import Document
from macros.content.edition import allowed, base_lock, facts, logo, without
from macros.content.edition.allowed import ADDRESSES, OWN
from macros.content.edition.inside import inside, link
from macros.content.edition.laid import Laid, left
from macros.content.edition.merge import Merge
from macros.content.edition.typed import groups
from macros.content.explain import first
from macros.content.folder import KNOWN, PASSING, SCHEMAS, SUFFIX, File, advice
from macros.content.models import Handbook
from macros.content.places import problem_at

USUAL = tuple(f"{stem}{SUFFIX}" for stem in ("organisation", "services", "interfaces", "guides"))  # told first
Files = Mapping[str, list[File]]


def shown(path: Path) -> str:
    """Return a path of an edition as readers are told it: from where they are, if it is below."""
    full, here = path.absolute(), Path.cwd()
    return (full.relative_to(here) if full.is_relative_to(here) else full).as_posix()


class Overlay:
    """The folder of an edition, and the files of the base that it is laid over.

    Args:
        folder: The folder of the edition.
        content: The folder of the base.
        files: The files of the base by their field in Handbook, read already.
        text_of: Reads the text of a file.
        document: Parses a text.
    """

    def __init__(
        self, folder: Path, content: Path, files: Files, text_of: Callable[[Path], str], document: Callable[[str], Document]
    ) -> None:
        self.folder, self.text_of, self.document = folder, text_of, document
        self.own = File(shown(folder / f"{OWN}{SUFFIX}"), Handbook.model_fields[OWN].annotation, OWN)
        self.files = files
        self.by_path = {Path(file.name).relative_to(content.name).as_posix(): name for name, group in files.items() for file in group}
        self.problems: list[Diagnostic] = []

    def lay(self) -> File:
        """Change the documents of the base to those of the edition, note every problem, and return edition.yml."""
        if not self.folder.is_dir():
            self.problems.append(Diagnostic("no-edition", file=shown(self.folder)))
            return self.own
        self.own.document = self._read(self.folder / f"{OWN}{SUFFIX}")
        known = facts.read(self.own, *(self.files[name][0] for name in ("handbook", "guides", "services")))
        self.problems += [replace(problem, file=self.own.name) for problem in known.problems]
        self._leave_out(known)
        self._addresses()
        self._record()
        for path in sorted(self._found()):
            self._merge(path, known)
        return self.own

    def _leave_out(self, known: facts.Facts) -> None:
        """Remove from the base what the edition does not have, and the sources that nothing else refers to."""
        languages = (*known.languages, *known.left_out)
        files = [file for file in self._every() if file.id != ADDRESSES and file.document]
        before = without.sources(files, languages) if known.hidden else frozenset()
        for file in files:
            self.problems += _filled_in(file.parsed, file.type, file.name, languages)
            self._leave(file, languages, known.left_out, frozenset(known.hidden))
        if orphans := before - without.sources(files, languages) if known.hidden else ():
            for file in files:
                self._leave(file, languages, (), frozenset(orphans))

    def _leave(self, file: File, languages: tuple[str, ...], left_out: tuple[str, ...], hidden: frozenset[str]) -> None:
        """Remove languages and entries from a file of the base."""
        out = (file.type, languages, left_out, hidden)
        file.document = left(file.parsed, out, lambda: without.paths(file, languages, left_out, hidden))

    def _every(self) -> Iterator[File]:
        yield from (file for group in self.files.values() for file in group)

    def _read(self, path: Path) -> Document | None:
        try:
            document = self.document(self.text_of(inside(self.folder, path)))
        except Diagnostic as problem:
            self.problems.append(replace(problem, file=shown(path)))
            return None
        self.problems += [replace(problem, file=shown(path)) for problem in document.problems]
        return document

    def _addresses(self) -> None:
        """Put the addresses that the edition has published in place of those of the national site."""
        file, path = self.files[ADDRESSES][0], self.folder / f"{ADDRESSES}{SUFFIX}"
        file.name, file.problems = shown(path), []
        file.document = self._read(path) if path.exists() else Document("pages: []\n")

    def _record(self) -> None:
        """Note where the record of the national texts is broken, so that its editors hear of it before the next version comes."""
        try:
            base_lock.read(self.folder, shown(self.folder / base_lock.FILE))
        except Diagnostic as problem:
            self.problems.append(problem)

    def _found(self) -> Iterator[str]:
        """Yield the files that are parts of files of the base, and note all others that an edition can't have."""
        allowed_files = [path for path, name in self.by_path.items() if name in allowed.files()]
        folders = {path.rpartition("/")[0] for path in self.by_path}
        for above, below, here in os.walk(self.folder):
            place = Path(above)
            below[:] = sorted(name for name in below if name != SCHEMAS and not PASSING.fullmatch(name) and self._is_inside(place / name))
            for name in sorted(here):
                path = (place / name).relative_to(self.folder).as_posix()
                if path == logo.NAME:
                    self.problems += logo.check(place / name, shown(place / name)) if self._is_inside(place / name) else ()
                elif path in allowed_files:
                    yield path
                elif path in self.by_path:
                    self._note(
                        "national-file", place / name, files=first(sorted(allowed_files, key=lambda path: (path not in USUAL, path)))
                    )
                elif path not in (f"{OWN}{SUFFIX}", f"{ADDRESSES}{SUFFIX}", base_lock.FILE, *KNOWN) and not PASSING.fullmatch(name):
                    names = [*(Path(file).name for file in allowed_files), f"{OWN}{SUFFIX}", logo.NAME]
                    in_place = path.rpartition("/")[0] in folders
                    guess = advice(place / name, names, is_open=False) if in_place else ("move-it-out", {})
                    self._note("unread-file", place / name, guess=guess)

    def _is_inside(self, path: Path) -> bool:
        """Tell whether a path is something in the folder itself; note where it is a link."""
        if problem := link(self.folder, path):
            self.problems.append(replace(problem, file=shown(path)))
        return problem is None

    def _note(self, code: str, path: Path, /, **arguments: object) -> None:
        self.problems.append(Diagnostic(code, arguments=arguments, file=shown(path)))

    def _merge(self, path: str, known: facts.Facts) -> None:
        over = self._read(self.folder / path)
        file = next(file for file in self._every() if file.name.endswith(f"/{path}"))
        if over and isinstance(file.document, Laid):
            file.document = base = Laid(file.document)
            name = shown(self.folder / path)
            told = [replace(problem, file=name) for problem in over.problems]
            marks = {problem.mark for problem in told}
            merge = Merge(known, base, over, name, partial(self._other_with, file, known.languages))
            found = [problem for problem in merge.run(file.type) if problem.mark not in marks]
            self.problems += found
            base.problems += [*told, *found]  # a place of which something is told already is not judged again

    def _other_with(self, here: File, languages: tuple[str, ...], identity: str) -> str:
        """Return the path of a file, other than the one that is merged, which has an entry to which an edition can add something."""
        for path, name in self.by_path.items():
            for file in self.files[name] if name in allowed.edited() and name != OWN else ():
                if file is not here and file.document and file.name.endswith(f"/{path}"):
                    every = groups(file.type, file.document.data, languages)
                    if any(value.get("id") == identity and allowed.fields(found) for _, found, value in every):
                        return path
        return ""


@of_each
def _filled_in(document: Document, annotation: Any, file: str, languages: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """Return the local values that stand in a file of the base: they belong to another organisation, or into the edition."""
    return tuple(
        problem_at(document, "local-in-base", (*path, name), {"name": name}, key=True, file=file)
        for path, found, value in groups(annotation, document.data, languages)
        for name in allowed.fields(found)
        if name in value
    )
