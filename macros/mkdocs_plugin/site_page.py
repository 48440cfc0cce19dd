"""Define the page that MkDocs is given for each page of ours: one that does not hold its content in memory.

Most are one fragment, which is no Markdown: nothing need look for any in it.
"""

from collections.abc import MutableMapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from macros.site.catalogue import PLACEHOLDER


class SitePage(Page):
    """A page whose content is kept elsewhere: MkDocs renders all pages before it writes the first, and keeps them all to its end.

    Args:
        file: Its source.
        config: The settings of the build.
        texts: Keeps the content, by the address of the source.
    """

    def __init__(self, file: File, config: MkDocsConfig, texts: MutableMapping[str, str]) -> None:
        self._texts = texts
        super().__init__(None, file, config)

    @property
    def content(self) -> str | None:
        """The page as HTML; None until it is rendered."""
        return self._texts.get(self.file.src_uri)

    @content.setter
    def content(self, html: str | None) -> None:
        if html is None:
            self._texts.pop(self.file.src_uri, None)
        else:
            self._texts[self.file.src_uri] = html

    @property
    def _is_fragment(self) -> bool:
        """Whether the page, once macros have run, is the place of one fragment and nothing else."""
        return bool(self.markdown and PLACEHOLDER.fullmatch(self.markdown.strip()))

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the source to HTML."""
        if self._is_fragment:
            self.content, self.present_anchor_ids = self.markdown, set()
        else:
            super().render(config, files)
