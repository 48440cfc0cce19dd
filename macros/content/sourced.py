"""What everything that we add to the brochure carries: its sources, the day of the check, and the expert's review if there was one."""

from macros.content.types import Day, Model, Ref, Text


class Review(Model):
    """A review by an expert in the field. Filled in only when a person has done it."""

    by: Text
    date: Day


class Sourced(Model):
    """What we added to the brochure: where it comes from and when it was compared with that."""

    sources: tuple[Ref["sources"], ...] = ()
    checked: Day | None = None
    reviewed: Review | None = None
