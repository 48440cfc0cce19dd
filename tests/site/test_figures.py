"""The figures: where bars end, how partners are divided, what the HTML promises to those who don't see it."""

import re

import pytest

from macros.content.localized import Record
from macros.site import figures
from macros.site.page_renderer import PageRenderer

FIGURES = {
    "process": "sections/process",
    "life-span": "sections/life-span",
    "services": "sections/services",
    "interfaces": "sections/interfaces",
}


@pytest.fixture(params=["first", "last"])
def renderer(sample_site, request):
    return PageRenderer(sample_site, sample_site.languages[0 if request.param == "first" else -1])


def area(start=None, end=None):
    def edge(age, hard):
        return Record(age=age, hard=hard)

    return Record(start=start and edge(*start), end=end and edge(*end))


def test_a_hard_edge_is_where_the_age_is_and_has_its_number():
    bar = figures.bar(area(end=(18, True)))
    assert (bar.start, bar.width, bar.fade_out, bar.number_end) == (0, 20, 0, 18)


def test_a_soft_edge_fades_around_the_age_and_has_no_number():
    bar = figures.bar(area(start=(45, False)))
    assert bar.start < 50 < bar.start + bar.fade_in
    assert bar.number_start is None


def test_a_bar_without_edges_fills_the_axis():
    bar = figures.bar(area())
    assert (bar.start, bar.width, bar.fade_in, bar.fade_out) == (0, 100, 0, 0)


def test_no_number_in_the_drawing_without_a_source(sample_site):
    for place in sample_site.handbook.life_span.areas:
        bar = figures.bar(place)
        for number, edge in ((bar.number_start, place.start), (bar.number_end, place.end)):
            assert number is None or (edge.hard and edge.sources)


def test_partners_stand_once_each_in_two_sides_of_about_the_same_length(sample_site):
    content = sample_site.views[sample_site.languages[0]].content.interfaces
    sides = [[m.id for part in side for m in part.members] for side in figures.halves(content.groups, content.interfaces)]
    assert sorted(sides[0] + sides[1]) == sorted(entry.id for entry in content.interfaces)
    assert abs(len(sides[0]) - len(sides[1])) <= len(content.interfaces) // 3


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_named_and_summarised_and_search_finds_its_words(renderer, name):
    html = re.search(r"<figure.*?</figure>", renderer.render(name, FIGURES[name]), re.DOTALL)[0]
    opening = html[: html.index(">")]
    assert "data-search-exclude" not in html
    for attribute in ("aria-labelledby", "aria-describedby"):
        identity = re.search(rf'{attribute}="([^"]+)"', opening)[1]
        assert f'id="{identity}"' in html
    assert "<script" not in html
    assert all('role="list"' in tag for tag in re.findall(r"<[uo]l\b[^>]*>", html))


def test_the_steps_are_read_in_their_order(renderer):
    html = renderer.render("process", "sections/process")
    places = [html.index(f'href="#{step.id}"') for step in renderer.view.content.process.steps]
    assert places == sorted(places)
