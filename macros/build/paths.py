"""Say where everything of a handbook lies: each folder can lie anywhere, and nothing else names one."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Paths:
    """The folders of a handbook.

    Attributes:
        root: the folder of mkdocs.yml.
        content: the YAML files.
        docs: style sheets, scripts, and the pages that an organisation adds.
        overrides: the blocks in the theme's templates.
        cache: what builds keep for each other; can be deleted between builds.
    """

    root: Path
    content: Path
    docs: Path
    overrides: Path
    cache: Path

    @classmethod
    def below(cls, root: Path) -> "Paths":
        """Return the folders by their usual names in the folder of a project."""
        return cls(root, root / "content-data", root / "docs", root / "overrides", root / ".build")

    @property
    def rendered(self) -> Path:
        """Where builds keep what Typst made."""
        return self.cache / "rendered"

    @property
    def fonts(self) -> Path:
        """Where builds keep the web fonts."""
        return self.cache / "fonts"

    @property
    def templates(self) -> Path:
        """Where Jinja keeps compiled templates."""
        return self.cache / "templates"

    @property
    def sources(self) -> tuple[Path, ...]:
        """The folders that no build may overwrite."""
        return (self.content, self.docs, self.overrides, self.cache)


PATHS = Paths.below(Path(__file__).parents[2])  # of this project
