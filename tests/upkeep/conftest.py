"""What the tests of set-up and upkeep share."""

import pytest

from tests.upkeep.package_index import index


@pytest.fixture
def registry(tmp_path):
    with index(tmp_path / "packages") as shelf:
        yield shelf
