"""The logo of an edition in the footer: as large as a reader wants it, in no window over an edge, and on white in both schemes."""

import base64
import re
from dataclasses import replace

import pytest

from macros.build.paths import PATHS
from macros.look import assets
from macros.look.palette import NATIONAL
from macros.site.page_renderer import PageRenderer
from tests.conftest import ROOT

SHAPES = {"wide": "0 0 900 100", "usual": "0 0 300 100", "square": "0 0 7 7", "high": "0 0 10 60"}
LIGHT, DARK = "default", "slate"


def drawing(box):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><title>Riutta</title><path d="M0 0h900v900z"/></svg>'


def footer(project, svg):
    """The footer of a page, with the logo in it and not beside it."""
    views = {code: replace(view, logo=svg) for code, view in project.views.items()}
    html = str(PageRenderer(replace(project, views=views), project.languages[0]).chrome("index").render("footer"))
    encoded = base64.b64encode(svg.encode()).decode()
    return re.sub(r'(<img class="hb-logo" src=")[^"]*', rf"\1data:image/svg+xml;base64,{encoded}", html)


@pytest.fixture(scope="module")
def styles():
    made = assets.assets(PATHS.fonts, NATIONAL)
    sheets = [made[assets.STYLE].decode(), *((ROOT / "docs/assets/css" / name).read_text() for name in ("site.css", "pages.css"))]
    return "\n".join(sheets)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_logo_is_small_whole_and_on_white(page, sample_site, styles, shape):
    html = footer(sample_site, drawing(SHAPES[shape]))
    _, _, width, height = map(int, SHAPES[shape].split())
    for scheme in (LIGHT, DARK):
        for window in (320, 768, 1280):
            page.set_viewport_size({"width": window, "height": 800})
            page.set_content(f'<style>{styles}</style><body data-md-color-scheme="{scheme}">{html}</body>')
            logo = page.locator(".hb-logo")
            logo.scroll_into_view_if_needed()
            box = logo.bounding_box()
            plate = logo.evaluate("it => parseFloat(getComputedStyle(it).paddingLeft)")
            drawn = (box["width"] - 2 * plate, box["height"] - 2 * plate)
            assert plate > 4
            assert drawn[0] <= 240.5
            assert drawn[1] <= 48.5
            assert max(drawn[0] / 240, drawn[1] / 48) > 0.95, "as large as there is room for"
            assert drawn[0] / drawn[1] == pytest.approx(width / height, rel=0.2), "not out of shape"
            assert box["x"] + box["width"] <= window
            assert logo.evaluate("it => getComputedStyle(it).backgroundColor") == "rgb(255, 255, 255)"
    assert logo.get_attribute("width"), "its room is kept before it comes"
