"""What stands on every page is rendered once, and stands on each as if it were rendered for it."""

import pytest
from markupsafe import escape

from macros.build.reads import noting
from macros.project import read_project
from macros.site.everywhere import ANYWHERE, Everywhere, address, here
from macros.site.page_chrome import MENU
from macros.site.page_renderer import PageRenderer


def rendered(renderer, key, url):
    """The menu, rendered for one page alone."""
    template = renderer.environment.get_template(f"chrome/{MENU}.html.jinja")
    return template.render(groups=renderer.site_map.all_groups, key=key, current_url=url, single_page={})


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_menu_of_each_page_is_what_would_be_rendered_for_it(sample_site, language):
    renderer = PageRenderer(sample_site, language)
    pages = {key: entry.url for key, entry in renderer.entries.items()}
    found = {key: str(renderer.chrome(key).render(MENU)) for key in pages}
    assert found == {key: renderer.honest(rendered(renderer, key, url), url) for key, url in pages.items()}
    assert len({*found.values()}) > len(pages) / 2
    assert sum(' aria-current="page"' in menu for menu in found.values()) > len(pages) / 2
    assert any("<details open>" in menu for menu in found.values())


def test_where_no_address_is_known_links_begin_at_the_root_of_the_server(sample_site):
    renderer = PageRenderer(sample_site, "fi")
    menu = str(renderer.chrome("404.html").render(MENU))
    assert menu == rendered(renderer, "404.html", None)
    assert f'href="{renderer.context.root}"' in menu


def test_the_menu_is_rendered_once(sample_site):
    renderer = PageRenderer(sample_site, "fi")
    first = renderer.menu
    renderer.chrome("index").render(MENU)
    assert renderer.menu is first


def test_it_is_noted_that_a_page_reads_the_menu(sample_site):
    renderer = PageRenderer(sample_site, "fi")
    with noting() as reads:
        renderer.chrome("index").render(MENU)
    assert "menu" in reads[id(renderer)]


def test_a_renderer_has_the_menu_of_its_own_content(sample_content):
    """As that of another edition, or that of the content after an edit, which may have other titles."""
    before = PageRenderer(read_project(sample_content), "fi")
    group = before.view.content.handbook.navigation[0].title
    assert escape(group) in before.chrome("index").render(MENU)
    file = sample_content / "handbook.yml"
    text = file.read_text(encoding="utf-8")
    assert group in text
    file.write_text(text.replace(group, "Aivan muuta"), encoding="utf-8")
    after = PageRenderer(read_project(sample_content), "fi").chrome("index").render(MENU)
    assert "Aivan muuta" in after
    assert escape(group) not in after


def test_an_address_is_escaped_where_it_is_written():
    link = Everywhere.of(f'<a href="{address("a/?b&c", ANYWHERE, "/")}"{here(" current", ANYWHERE, "a b", "c")}>')
    assert link.on("x", "d/", "/") == '<a href="../a/?b&amp;c">'
    assert link.on("a b", None, "/h/") == '<a href="/h/a/?b&amp;c" current>'
    assert link.on("b", "a/", "/") == '<a href="?b&amp;c">'


def test_a_template_is_given_the_names_of_all_and_its_own(sample_site):
    environment = PageRenderer(sample_site, "fi").environment
    template = environment.from_string("{{ key }} {{ view.language }}", globals={"key": "k"})
    assert template.render() == "k fi"
    assert template.render(key="l") == "l fi"
