"""Whose handbook an edition is: read in the header of every page, in any window, beside a longest name, and with nothing over the edge."""

from dataclasses import replace
from itertools import combinations, product

import pytest

from macros.build.paths import PATHS
from macros.look import assets
from macros.look.palette import NATIONAL
from macros.project import read_project
from macros.site.page_renderer import PageRenderer
from tests.browser.axe import OF_COLOUR, SCHEMES, overflow, settle, violations
from tests.conftest import PICTURES, ROOT
from tests.edition.broken import GOOD, write

WINDOWS = (320, 480, 640, 768, 960, 1216, 1280)
NAME = {"fi": "Keski-Uudenmaan hyvinvointialue", "en": "Wellbeing services county of Central Ostrobothnia"}
INNER = "services/filling"  # a page inside
REAL = {"fi": "Aikuissosiaalityön käsikirja", "en": "Adult Social Work Handbook"}
# gives the header this many other languages
OTHERS = """count => {
  const list = document.querySelector('.hb-lang')
  const first = list.firstElementChild
  list.replaceChildren(first, ...Array.from({ length: count - 1 }, () => first.cloneNode(true)))
}"""
SAME_ROW = 25  # pixels between the middles of what stands beside each other


def header(project, code):
    """The header of a page inside of an edition with a long name and the title of the real handbook."""
    view = project.views[code]
    content = view.content
    content.handbook.title = REAL[code]
    renderer = PageRenderer(replace(project, views={**project.views, code: view}), code)
    return str(renderer.chrome(INNER).render("header"))


@pytest.fixture(scope="module", params=["official", "draft"])
def project(request, tmp_path_factory, sample_site):
    """An edition of the sample, published or a draft."""
    facts = GOOD["edition.yml"] + ("official: true\n" if request.param == "official" else "")
    named = GOOD["organisation.yml"].replace("{fi: Riutta, en: Reef}", "{{fi: {fi}, en: {en}}}".format(**NAME))
    edition = write(tmp_path_factory.mktemp("owner") / "reef", GOOD | {"edition.yml": facts, "organisation.yml": named})
    return read_project(sample_site.paths.content, paths=replace(PATHS, edition=edition))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The style sheets and the fonts that they load, as they stand in a site."""
    target = tmp_path_factory.mktemp("site")
    made = assets.assets(PATHS.fonts, NATIONAL)
    sheets = [made[assets.STYLE], *((ROOT / "docs" / name).read_bytes() for name in ("assets/css/site.css", assets.LOCAL))]
    for name, content in {**made, assets.SHEET: b"\n".join(sheets)}.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    return target


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("code", NAME)
def test_the_header_of_a_page_inside_says_whose_handbook_it_is(page, project, folder, code, scheme):
    kind, shade = "official" if project.handbook.is_official else "draft", {"light": "default", "dark": "slate"}[scheme]
    root = f'<html lang="{code}" class="js hb-has-search" data-md-color-scheme="{shade}">'
    head = f'<!doctype html>{root}<meta charset="utf-8"><title>x</title><link rel="stylesheet" href="{assets.SHEET}">'
    file = folder / f"{kind}-{code}-{scheme}.html"
    file.write_text(f"{head}{header(project, code)}", encoding="utf-8")
    page.goto(file.as_uri())
    page.set_default_timeout(2_000)
    for window, languages in product(WINDOWS, (1, 2)):
        page.set_viewport_size({"width": window, "height": 400})
        page.evaluate(OTHERS, languages)
        settle(page)
        assert NAME[code] in page.locator(".hb-header .hb-owner").inner_text()
        assert overflow(page) == []
        shown = [each for each in page.locator(".hb-header__in > *").all() if each.is_visible()]
        boxes = {each.get_attribute("class"): each.bounding_box() for each in shown}
        assert max(box["x"] + box["width"] for box in boxes.values()) <= window
        assert [(one, other) for one, other in combinations(boxes, 2) if _meet(boxes[one], boxes[other])] == []
        middles = [box["y"] + box["height"] / 2 for name, box in boxes.items() if name != "hb-owner"]
        assert max(middles) - min(middles) < SAME_ROW, "what was beside each other still is"
        assert violations(page, OF_COLOUR)[0] == []
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(
            path=PICTURES / f"owner-{kind}-{code}-{scheme}-{languages}-{window}.png", clip={"x": 0, "y": 0, "width": window, "height": 140}
        )


def _meet(one, other):
    """Tell whether two boxes overlap by more than the part of a pixel."""
    return all(
        one[at] + 1 < other[at] + other[size] and other[at] + 1 < one[at] + one[size] for at, size in (("x", "width"), ("y", "height"))
    )


def test_nothing_of_it_is_on_a_page_of_the_national_handbook(sample_site):
    assert "hb-owner" not in str(PageRenderer(sample_site, "fi").chrome(INNER).render("header"))
