"""Files for translators of the sample, written and taken back by the project's own commands."""

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros import commands
from macros.editing.exchange.units import read_batch
from macros.pdf import proofs

FORMATS = {"xliff": ".xlf", "xliff2": ".xlf", "po": ".po", "xlsx": ".xlsx"}


@dataclass(frozen=True)
class Run:
    """What a command answered: its exit code, and all that it said."""

    code: int
    said: str


class Desk:
    """Somebody who sends texts of a handbook to translators."""

    def __init__(self, content: Path, folder: Path, capsys, monkeypatch):
        self.content, self.folder, self._capsys, self._monkeypatch = content, folder, capsys, monkeypatch

    def run(self, *arguments: object) -> Run:
        self._monkeypatch.setattr(sys, "argv", ["macros", "--content", str(self.content), "translate", *map(str, arguments)])
        self._capsys.readouterr()
        code = commands.main()
        told = self._capsys.readouterr()
        return Run(code, told.out + told.err)

    def export(self, form: str, *arguments: str, language: str = "en") -> Path:
        run = self.run("export", "--language", language, "--format", form, "--to", self.folder, *arguments)
        assert run.code == 0, run.said
        return self.folder / next(line for line in run.said.splitlines() if line.endswith(FORMATS[form])).rpartition("/")[2]

    def bring(self, file: Path, *arguments: str, language: str = "en") -> Run:
        return self.run("import", file, "--language", language, *arguments)

    def files(self) -> dict[str, bytes]:
        return {path.relative_to(self.content).as_posix(): path.read_bytes() for path in self.content.rglob("*") if path.is_file()}

    def changed_lines(self, before: dict[str, bytes]) -> list[tuple[str, str, str]]:
        """Every line that differs: the file, the line before, the line now."""
        found = []
        for name, now in self.files().items():
            old, new = (raw.decode().split("\n") for raw in (before[name], now))
            assert len(old) == len(new), name
            found += [(name, one, other) for one, other in zip(old, new, strict=True) if one != other]
        return found

    def units(self, language: str = "en"):
        return {unit.key: unit for unit in read_batch(self.content, language).units}


@pytest.fixture
def desk(sample_content, tmp_path, capsys, monkeypatch) -> Desk:
    monkeypatch.setenv("HANDBOOK_LANGUAGE", "en")
    monkeypatch.setattr(proofs, "overfull", lambda *_: ())  # sets every sheet, for seconds; tests/pdf has its tests
    return Desk(sample_content, tmp_path / "files", capsys, monkeypatch)
