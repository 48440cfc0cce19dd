"""The yardstick of make bench is fair: plain pages have every word of ours, and look so in a stock build."""

import markdown
import pytest

from tests import plain
from tests.series import chance
from tests.site.html import HtmlPage


def words(text):
    return "".join(text.replace("\u00ad", "").split())


@pytest.fixture(scope="module")
def articles(built):
    """The source of each page that has an article: a page that only leads on to another address has none."""
    sources = {file.relative_to(built): file.read_text(encoding="utf-8") for file in sorted(built.rglob("index.html"))}
    return {file: source for file, source in sources.items() if "<article" in source}


@pytest.mark.parametrize("share", [pytest.param(5, id="some"), pytest.param(1, id="all", marks=pytest.mark.long)])
def test_every_word_of_an_article_is_on_its_plain_page_in_its_order(articles, tmp_path, share):
    assert len(articles) > 100
    for file in chance("plain").sample([*articles], len(articles) // share):
        source = articles[file]
        article = source[source.index("<article") : source.rindex("</article>")]
        shown = tmp_path / "page.html"
        shown.write_text(article, encoding="utf-8")
        expected = words("".join(HtmlPage(tmp_path, shown).words))
        shown.write_text(markdown.markdown(plain.markdown(source)), encoding="utf-8")
        assert words("".join(HtmlPage(tmp_path, shown).words)) == expected, file


def test_each_language_has_a_project_with_its_pages(built, loaded_project, tmp_path):
    languages = list(loaded_project.views)
    made = plain.projects(built, languages, tmp_path)
    assert [project.name for project in made] == languages
    for project, view in zip(made, loaded_project.views.values(), strict=True):
        pages = {path.relative_to(project / "docs").parent.as_posix() for path in (project / "docs").rglob("index.md")}
        assert pages >= {page.url.removeprefix(view.prefix).strip("/") or "." for page in view.pages.values()}
        assert not [page for page in pages if page in languages]
