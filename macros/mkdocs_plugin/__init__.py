"""The MkDocs plugin, and the only part that knows MkDocs: one build makes the site in every language."""

from macros.mkdocs_plugin.plugin import HandbookPlugin

__all__ = ["HandbookPlugin"]
