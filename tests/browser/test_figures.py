"""The four figures, read aloud and looked at: every label in the order of the content, whole at every width and without scripts."""

import pytest

from tests.browser.axe import TWICE, out_of_order, overflow, read_aloud, settle
from tests.conftest import PICTURES

WIDTHS = (320, 688, 1188)
FIGURES = ("process", "life-span", "services", "interfaces")
LOOKS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
# parts of a figure's text that are cut off or lie on one another
CUT = """() => [...document.querySelectorAll('figure.hb-fig :is(a, p, li, strong)')].filter(e => {
  const style = getComputedStyle(e);
  const isCut = e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
  return isCut && style.overflow !== 'visible' && style.position !== 'absolute';
}).map(e => e.outerHTML.slice(0, 100))"""
LYING = """() => {
  const parts = [...document.querySelectorAll('figure.hb-fig a')].filter(e => e.checkVisibility());
  const boxes = parts.map(e => [...e.getClientRects()].map(b => [b, e.textContent])).flat();
  return boxes.flatMap(([a, one], i) => boxes.slice(i + 1).filter(([b, other]) => one !== other
    && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2)
    .map(([, other]) => `${one} / ${other}`));
}"""


def in_groups(groups, entries):
    return [entry.label or entry.name for group in groups for entry in entries if entry.group.id == group.id]


def labels(content, name):
    """What is to be read in a figure, in the order of the YAML files."""
    if name == "process":
        steps = [part for step in content.process.steps for part in (step.name, step.note and step.note.text) if part]
        return [*steps, content.process.loop.text, content.process.band, *(way.name for way in content.methods.methods)]
    if name == "life-span":
        return [area.name for area in content.life_span.areas]
    if name == "services":
        return [content.services.hub, *in_groups(content.services.groups, content.services.services)]
    return [content.interfaces.hub, *in_groups(content.interfaces.groups, content.interfaces.interfaces)]


def picture(page, path):
    """Keep a picture of the figure, without the wait of a locator for two drawn frames: on a busy machine that took over 30 s."""
    page.screenshot(path=path, full_page=True, clip=page.locator("figure.hb-fig").bounding_box())


@pytest.mark.parametrize("name", FIGURES)
def test_every_label_is_read_aloud_in_the_order_of_the_content(page, served, loaded_project, name):
    for view in loaded_project.whole.values():
        page.goto(served + view.pages[f"sections/{name}"].url)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            settle(page)
            assert out_of_order(read_aloud(page, "figure.hb-fig"), labels(view.content, name)) == [], width


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_of_a_figure_is_cut_or_lies_on_another_part(browser, served, loaded_project, name):
    """Without scripts, also with letters twice as large. Pictures are kept, in both schemes and in the colours of the device."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    for view in loaded_project.whole.values():
        page.goto(served + view.pages[f"sections/{name}"].url)
        for width in WIDTHS:
            for size in (TWICE, ""):
                page.set_viewport_size({"width": max(width, 640) if size else width, "height": 900})
                page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
                where = (view.language, width, size)
                assert overflow(page) == [], where
                assert page.evaluate(CUT) == [], where
                assert page.evaluate(LYING) == [], where
            for look, media in LOOKS.items():
                page.emulate_media(**media)
                picture(page, PICTURES / f"{view.language}-figure-{name}-{width}-{look}.png")
    context.close()
