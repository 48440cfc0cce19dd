"""The invented cases: shown as invented, with several right ways, led to by the pages that they touch, and used by the training."""

import html as entities
import re
from itertools import pairwise

import pytest

from macros.content import checks
from macros.content.diagnostics import ContentError
from macros.content.loader import load
from macros.content.models import Handbook
from macros.site.page_renderer import PageRenderer, relative

CASES = "sections/cases"


def text(html: str) -> str:
    """The words of a page, without its tags."""
    return " ".join(entities.unescape(re.sub(r"<[^>]+>", "", html.replace("\u00ad", ""))).split())


def renderers(project):
    return {language: PageRenderer(project, language) for language in project.whole}


@pytest.fixture(scope="module")
def sample(sample_site):
    return renderers(sample_site)


@pytest.fixture(scope="module")
def real(loaded_project):
    return renderers(loaded_project)


def articles(made) -> dict[str, str]:
    """Each case on the page, by its id."""
    page = made.render("cases", CASES)
    return {re.search(r'<h2 id="([^"]+)"', part)[1]: part.partition("</article>")[0] for part in page.split('<article class="hb-case"')[1:]}


@pytest.mark.parametrize("site", ["sample", "real"])
def test_every_case_is_labelled_invented_and_shows_all_its_ways(request, site):
    for made in request.getfixturevalue(site).values():
        content = made.view.content
        shown = articles(made)
        assert list(shown) == [case.id for case in content.cases.cases]
        for case in content.cases.cases:
            told = text(shown[case.id])
            label, situation = (told.index(words) for words in (content.labels["case-invented"], case.situation))
            assert label < situation  # a reader knows it before the story begins
            ways = [*case.steps, *case.other_ways]
            places = [told.index(way.text) for way in ways]
            assert all(first < second for first, second in pairwise(places)), "in their order, the path first"
            assert len(re.findall(r"<li>", shown[case.id].partition("hb-trail--ways")[0].partition("<ol")[2])) >= len(case.steps)
            assert told.index(content.labels["case-other-ways"]) > places[len(case.steps) - 1]
            for link in (*case.touches, *(link for way in ways for link in way.see)):
                assert f'href="{relative(link.url, made.entries[CASES].url)}"' in shown[case.id], link.key


def test_a_case_has_another_way_than_its_path(handbook, sample_content):
    assert all(len(case.steps) > 1 and case.other_ways for case in handbook.cases.cases)
    file = sample_content / "cases.yml"
    words = file.read_text(encoding="utf-8")
    start, end = words.index("    other_ways:\n"), words.index("    closing:\n")
    file.write_text(words[:start] + "    other_ways: []\n" + words[end:], encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load(sample_content, Handbook, checks.ALL)
    (problem,) = error.value.problems
    assert problem.code == "too-few"
    assert problem.mark.line == words[:start].count("\n")


def test_the_act_of_a_step_is_among_the_sources_of_its_case(sample_content):
    file = sample_content / "cases.yml"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("sources: [act-1-2001]", "sources: [brochure-2019]", 1), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load(sample_content, Handbook, checks.ALL)
    assert [(problem.code, problem.mark.line) for problem in error.value.problems] == [
        ("act-not-among-sources", words[: words.index("act: act-1-2001")].count("\n"))
    ]


def test_the_pages_that_a_case_touches_lead_to_it(real):
    for made in real.values():
        touched = 0
        for case in made.view.content.cases.cases:
            links = [*case.touches, *(link for way in (*case.steps, *case.other_ways) for link in way.see)]
            for key in {made.related.page_of(link) for link in links}:
                entry = made.entries[key]
                page = made.render(entry.template, key)
                assert f'href="{relative(case.link.url, entry.url)}"' in page, (key, case.id)
                assert (
                    "used-by" not in page or f'href="{relative(made.entries[CASES].url, entry.url)}"' not in page.split('id="used-by"')[1]
                ), key
                touched += key.startswith(("needs/", "services/", "interfaces/"))
        assert touched > len(made.view.content.cases.cases)


def test_links_of_one_step_are_told_apart(loaded_project):
    for view in loaded_project.whole.values():
        for case in view.content.cases.cases:
            for links in (case.touches, *(way.see for way in (*case.steps, *case.other_ways))):
                titles = [link.title for link in links]
                assert len(set(titles)) == len(titles), (case.id, titles)


def test_life_in_danger_comes_before_the_cases(real):
    for made in real.values():
        page = text(made.render("cases", CASES))
        assert 0 < page.index("112") < page.index(made.view.content.cases.cases[0].title, page.index("112"))


def test_modules_read_the_cases_and_work_through_one_with_the_mentor(handbook):
    reading = [module for module in handbook.training if any(link.key == CASES for link in module.reading)]
    assert {module.id for module in reading} >= {"m4-services", "m5-interfaces"}
    for module in reading:
        assert any(link.key == CASES for task in module.tasks for link in task.rests_on), module.id


def test_nothing_of_a_text_is_taken_for_html(sample):
    for made in sample.values():
        page = made.render("cases", CASES)
        assert "&lt;b&gt;" in page
        assert "<b>" not in page
