"""What everything that we add to the brochure carries: its sources, the day of the check, what is open, the expert's review if any."""

from macros.content.types import Date, Model, Ref, Text


class Review(Model):
    """A review by an expert in the field. Filled in only when a person has done it."""

    by: Text
    date: Date


class Sourced(Model):
    """What we added to the brochure: where it comes from and when it was compared with that."""

    sources: tuple[Ref["sources"], ...] = ()
    checked: Date | None = None
    open: tuple[Ref["open-questions"], ...] = ()  # what nobody could check: told on a page of its own, here only linked to
    reviewed: Review | None = None
