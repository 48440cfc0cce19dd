"""Tell of local details in the national files: they belong into an edition."""

from collections.abc import Iterator

from macros.content.edition.allowed import fields
from macros.content.models import Handbook
from macros.content.rule import Rule, Violation, files, walk
from macros.content.types.base import Model


def local_in_base(handbook: Handbook) -> Iterator[Violation]:
    """Report local details in the national files. They still work there, so that a handbook from before there were editions builds."""
    for stem, content in files(handbook) if handbook.edition is None else ():
        for path, value in walk(content):
            if isinstance(value, Model):
                for name in fields(type(value)):
                    if name in value.model_fields_set:
                        yield Violation(stem, (*path, name), "local-in-base", {"name": name})


WARNINGS: tuple[Rule, ...] = (local_in_base,)
