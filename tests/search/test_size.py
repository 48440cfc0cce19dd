"""What travels before a first result, from a server that compresses and from one that does not."""

import gzip

import pytest

from tests.search.test_search import LANGUAGES

MOST = 250_000  # bytes as they are
INDEX = 90_000  # bytes of the index, compressed


def only(folder, pattern):
    (file,) = folder.glob(pattern)
    return file.read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_little_travels_before_a_first_result(built, loaded_project, language):
    index = only(built / loaded_project.views[language].prefix / "search", "index-*.json")
    scripts = [only(built / "search", "engine-*.js"), only(built / "assets/js", "search-results-*.js")]
    sizes = [len(index), *map(len, scripts)]
    print(f"{language}: {sizes} bytes, the index compressed {len(gzip.compress(index))}")
    assert sum(sizes) <= MOST
    assert len(gzip.compress(index)) <= INDEX
