"""Define the macros that a page may call. The work is done in macros/site."""

from typing import Any


def define_env(env: Any) -> None:
    """Register the handbook's macros with mkdocs-macros. Called once for each language's build.

    Args:
        env: The environment of mkdocs-macros.
    """
    from macros.site.catalogue import placeholder

    @env.macro
    def fragment(name: str) -> str:
        """Return the placeholder of a template of macros/site/templates in the page that calls it."""
        return placeholder(name)
