"""Check that pages can be told apart by their names."""

from collections.abc import Iterator

from macros.content.localized import identify
from macros.content.models import Handbook
from macros.content.rule import Rule, Violation, files, walk
from macros.content.said import title_field
from macros.content.types.base import Model
from macros.content.types.texts import PerLanguage, Slug


def same_title(handbook: Handbook) -> Iterator[Violation]:
    """Check that no two pages of a kind have the same name in a language. Between kinds the site adds the kind to the name."""
    seen: dict[tuple[str, str, str], str] = {}
    for stem, content in files(handbook):
        for path, value in walk(content):
            if not isinstance(value, Model) or not isinstance(getattr(value, "slug", None), Slug):
                continue
            kind, identity = identify(value, stem)
            field = title_field(value)
            names = getattr(value, field, None)
            for code, name in names.items() if isinstance(names, PerLanguage) else ():
                other = seen.setdefault((code, kind, name.casefold()), f"{kind}/{identity}")
                if other != f"{kind}/{identity}":
                    yield Violation(stem, (*path, field, code), "same-title", {"title": name, "other": other})


ALL: tuple[Rule, ...] = (same_title,)
