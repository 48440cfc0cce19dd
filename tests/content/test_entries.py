"""Every entry that can be referred to is found, in the order of the files."""

from macros.content.localized import entries, identify
from macros.content.types.base import Model


def walked(value, name=""):
    """Every entry as a walk through all fields finds it."""
    if isinstance(value, tuple):
        for item in value:
            yield from walked(item, name)
    elif isinstance(value, Model):
        kind, identity = identify(value, name)
        if kind:
            yield kind, identity, value
        for field in type(value).model_fields:
            yield from walked(getattr(value, field), field)


def test_entries_are_those_of_a_walk_through_everything(sample_handbook, handbook):
    for each in (sample_handbook, handbook, sample_handbook):
        found, expected = [*entries(each)], [*walked(each)]
        assert len(found) > 100
        assert [(kind, identity, id(entry)) for kind, identity, entry in found] == [
            (kind, identity, id(entry)) for kind, identity, entry in expected
        ]
