"""What a page may call. Thin: the work is done in macros/site."""

from typing import Any


def define_env(env: Any) -> None:
    """Gives mkdocs-macros the handbook's macros. Called once for each language's build.

    Args:
        env: the plugin's environment.
    """
    from macros.site.page_renderer import placeholder

    @env.macro
    def fragment(name: str) -> str:
        """The place of a template of macros/site/templates in the page that calls it."""
        return placeholder(name)
