"""What a result shows of its page: its own words, the typed one marked, no translation before them."""

import re

import pytest

from tests.search import index as search_index
from tests.search.test_search import LANGUAGES

WORD = re.compile(r"[^\W\d_]{5,}")
TRANSLATED = re.compile(r"(?:Englanniksi|Ruotsiksi|Suomeksi|In (?:English|Finnish|Swedish))\b")


@pytest.mark.parametrize("step", [15, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_excerpt_is_of_the_page_and_marks_the_typed_word(searches, built, loaded_project, language, step):
    folder = built / loaded_project.views[language].prefix
    texts = {url: " ".join(blocks) for url, blocks in search_index.texts(folder).items()}
    summaries = {page[4] for page in search_index.read(folder)["pages"]}
    words = sorted({word for text in texts.values() for word in WORD.findall(text)})[::step]
    assert len(words) > 100
    found = zip(words, searches[language].first(*(f"{word} " for word in words)), strict=True)
    results = [(word, result) for word, result in found if result]  # nobody looks for small words
    assert len(results) > 0.9 * len(words)
    for word, result in results:
        shown, page = result["excerpt"].removeprefix("… ").removesuffix(" …"), texts[result["url"].partition("#")[0]]
        assert shown in page or shown in summaries, (word, shown)
        assert not TRANSLATED.match(shown), (word, shown)
        if re.search(rf"\b{word}\b", page):
            assert result["marked"], (word, shown)
