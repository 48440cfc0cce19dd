"""Define the options of the plugin in mkdocs.yml."""

from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError

from macros.content.diagnostics import told
from macros.outputs import PARTS


class Parts(config_options.OptionallyRequired[tuple[str, ...]]):
    """Names of parts: a list, or one text separated by commas, as in an environment variable."""

    def run_validation(self, value: object) -> tuple[str, ...]:
        """Check that each name is the name of a part."""
        names = value if isinstance(value, (list, tuple)) else str(value).split(",")
        parts = tuple(name for name in (str(name).strip() for name in names) if name)
        if strays := [name for name in parts if name not in PARTS]:
            raise ValidationError(told("no-part", part=strays, parts=list(PARTS)))
        return parts


class Options(Config):
    """The settings in mkdocs.yml below ``handbook``."""

    content = config_options.Dir(default="content-data")
    """The folder of the texts, relative to the folder of mkdocs.yml. The loader reports problems in it, or that it is missing."""

    cache = config_options.Dir(default=".build")
    """The folder of what builds keep for each other, from the folder of mkdocs.yml; it may be missing."""

    edition = config_options.Optional(config_options.Type(str))
    """The folder of an edition that is laid over the texts, relative to where one is; none: the national handbook."""

    without = Parts(default=())
    """Parts to leave out (``macros.outputs.PARTS``): a quick build has no PDFs and no training files."""
