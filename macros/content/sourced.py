"""What everything that we add to the brochure carries: its sources, the day of the check, what is open, the expert's review if any."""

from typing import Annotated

from macros.content.types import Date, Model, Reference, Text, To


class Review(Model):
    """A review by an expert in the field. Filled in only when a person has done it."""

    by: Text
    date: Date


class Sourced(Model):
    """What we added to the brochure: where it comes from and when it was compared with that."""

    sources: tuple[Annotated[Reference, To("sources")], ...] = ()
    checked: Date | None = None
    # what nobody could check: told on a page of its own, here only linked to
    open: tuple[Annotated[Reference, To("open-questions")], ...] = ()
    reviewed: Review | None = None
