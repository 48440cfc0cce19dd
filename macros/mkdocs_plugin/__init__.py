"""The plugin of MkDocs, and the only part that knows MkDocs: one build of the site makes every language of it."""

from macros.mkdocs_plugin.plugin import HandbookPlugin

__all__ = ["HandbookPlugin"]
