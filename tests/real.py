"""The real content for the tests that judge what is made of it. Where it is not in order, one failure says so in their place."""

from collections.abc import Mapping
from functools import cache

import pytest

from macros.content.diagnostics import ContentError
from macros.content.localized import LocalizedHandbook
from macros.project import Project, read_project

FIXTURES = {"handbook", "loaded_project", "view", "built", "real_content", "real_project"}  # what a test of the real content asks for
NAME = "the real content is in order"


@cache
def site() -> Project | ContentError:
    """Return the real content as pages are made from it, or what is wrong with it. It is read once in a process."""
    try:
        return read_project()
    except ContentError as error:
        return error


def views() -> Mapping[str, LocalizedHandbook]:
    """Return every language's view, for tests that are made for each page. None where the content is not in order."""
    found = site()
    return {} if isinstance(found, ContentError) else found.views


class NotInOrder(pytest.Item):
    """The one failure that stands for every test of the real content."""

    def __init__(self, *, report: str, count: int, **given) -> None:
        super().__init__(**given)
        self.report, self.count = report, count

    def runtest(self) -> None:
        raise AssertionError(self.report)

    def repr_failure(self, excinfo, style=None) -> str:  # noqa: ARG002 - pytest gives both
        """Return the check's own words, without a traceback."""
        return f"{self.report}\n{self.count} tests of the real content were not run: mend it first."

    def reportinfo(self):
        return self.path, None, NAME


def stand_in(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Put one failing item in the place of all that need the real content, where it is not in order."""
    needing = [item for item in items if FIXTURES & {*getattr(item, "fixturenames", ())}]
    if not needing or not isinstance(found := site(), ContentError):
        return
    session.config.hook.pytest_deselected(items=needing)
    failing = NotInOrder.from_parent(session, name=NAME, report=found.report(), count=len(needing))
    items[:] = [failing, *(item for item in items if item not in {*needing})]
