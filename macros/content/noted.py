"""Make views of which it can be noted what is read: a live preview renders only the pages that show what an edit has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from macros.build.reads import KeyedValues, current
from macros.content.localized import LocalizedHandbook, Record

FIELDS = "__dict__"  # what vars() reads of a record: all its fields


class NotedRecord(Record):
    """A record of which it is noted what is read. Nothing else about it differs."""

    def __getattribute__(self, name: str) -> Any:
        """Return a field, and note that it is read, whether or not there is one."""
        if (reads := current()) is not None:
            reads[id(self)].add(name)
        return super().__getattribute__(name)

    def __eq__(self, other: object) -> bool:
        """Compare the fields, so that they are read."""
        return isinstance(other, Record) and vars(self) == vars(other)

    __hash__ = None  # as of any namespace


def noted(views: Mapping[str, LocalizedHandbook]) -> dict[str, LocalizedHandbook]:
    """Return views that note what is read of them. They have the records of those that are given."""
    for record in (record for view in views.values() for record in _records(view)):
        fields = vars(record)
        for name, value in fields.items():
            if type(value) is dict:
                fields[name] = KeyedValues(value)
        record.__class__ = NotedRecord
    return {code: replace(view, outdated=KeyedValues({**view.outdated})) for code, view in views.items()}


def _records(view: LocalizedHandbook) -> Iterator[Record]:
    """Yield every record of a view once."""
    seen: set[int] = set()
    waiting: list[Any] = [view.content, *view.links.values()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Record):
            if id(value) not in seen:
                seen.add(id(value))
                waiting += vars(value).values()
                yield value
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, Mapping):
            waiting += value.values()
