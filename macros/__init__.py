"""What a page template in docs/ may call. Thin: the work is done in macros/pages."""

from functools import cache
from typing import Any


def define_env(env: Any) -> None:
    """Gives mkdocs-macros the handbook's macros. Called once for each language's build.

    Args:
        env: the plugin's environment.
    """
    from macros import site
    from macros.pages.fragments import Fragments

    if not site.is_readable():
        return  # a live preview of broken content has no pages

    @cache
    def fragments() -> Fragments:
        # made when the first page asks: only then is it known what there is to download
        return Fragments(site.current(), env.conf["extra"]["language"])

    def here() -> str:
        return env.page.file.src_uri.removesuffix(".md")

    @env.macro
    def fragment(name: str) -> str:
        """The HTML of a template in macros/pages/templates for the page that calls it."""
        return fragments().render(name, here())
