"""Define the folders of a handbook: each can be anywhere, and no other module names one."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Paths:
    """The folders of a handbook.

    Attributes:
        root: The folder of mkdocs.yml.
        content: The YAML files.
        docs: Style sheets, scripts, and the pages that an organisation adds.
        overrides: The frame of every page, in place of the theme's.
        cache: The caches of builds; can be deleted between builds.
        edition: The folder of the edition that is laid over the content; None: the national handbook.
    """

    root: Path
    content: Path
    docs: Path
    overrides: Path
    cache: Path
    edition: Path | None = None

    @classmethod
    def below(cls, root: Path) -> "Paths":
        """Return the folders by their usual names in the folder of a project."""
        return cls(root, root / "content-data", root / "docs", root / "overrides", root / ".build")

    @property
    def rendered(self) -> Path:
        """The cache of files rendered by Typst."""
        return self.cache / "rendered"

    @property
    def fonts(self) -> Path:
        """The cache of web fonts."""
        return self.cache / "fonts"

    @property
    def templates(self) -> Path:
        """The cache of Jinja's compiled templates."""
        return self.cache / "templates"

    @property
    def sources(self) -> tuple[Path, ...]:
        """The folders that no build may overwrite."""
        return (self.content, self.docs, self.overrides, self.cache, *([self.edition] if self.edition else []))


PATHS = Paths.below(Path(__file__).parents[2])  # the folders of this project
