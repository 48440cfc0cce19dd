"""Pages printed from the browser on A4: the text alone, addresses of links written out, figures whole, no sheet nearly empty."""

import pypdfium2
import pytest

from tests.conftest import PICTURES

KEYS = ("sections/process", "sections/life-span", "sections/services", "sections/interfaces", "sections/structural", "services/home-care",
        "interfaces/kela", "guides/contact", "guides/working-aids", "sections/cases", "modules/m0-rights")  # fmt: skip
LEAST, LEAST_BEFORE = 0.12, 0.5  # of the last sheet, and of those before it
HIGHEST = 1000  # CSS pixels that a sheet has room for: 297 mm less the margins
SCALE, DARK = 0.5, 200  # of the picture in which marks are sought; how dark a mark is


def used(sheet):
    """How much of a sheet's height is used, from its top to the last mark on it."""
    picture = sheet.render(scale=SCALE, grayscale=True)
    rows = [bytes(picture.buffer)[y * picture.stride : y * picture.stride + picture.width] for y in range(picture.height)]
    return max((y for y, row in enumerate(rows, start=1) if min(row) < DARK), default=0) / picture.height


@pytest.mark.parametrize("key", KEYS)
def test_a_page_prints_well(browser, served, loaded_project, key):
    context = browser.new_context()
    page = context.new_page()
    for view in (view for view in loaded_project.views.values() if key in view.pages):
        labels = view.content.labels
        page.goto(served + view.pages[key].url)
        page.emulate_media(media="print")
        boxes = page.locator("nav:not(.hb-strand), form.hb-filter, dialog, button").all()
        assert [box.inner_text()[:40] for box in boxes if box.is_visible()] == []
        file = page.pdf(format="A4")
        document = pypdfium2.PdfDocument(file)
        text = "".join(sheet.get_textpage().get_text_range() for sheet in document).replace("\u00ad", "")
        packed = "".join(text.split())
        assert "".join(view.pages[key].record.link.title.split()).lower() in packed.lower()
        for label in ("menu", "search-placeholder", "dark-scheme"):
            assert "".join(labels[label].split()) not in packed, label
        outside = {link.get_attribute("href") for link in page.locator("article a[href^=http]").all() if link.is_visible()}
        assert [address for address in outside if address not in packed] == []
        *sheets, last = (used(sheet) for sheet in document)
        assert min(sheets, default=1) > LEAST_BEFORE, sheets
        assert last > LEAST, "the last sheet is nearly empty"
        for figure in page.locator("figure.hb-fig").all():
            assert figure.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
            assert figure.bounding_box()["height"] < HIGHEST
        (PICTURES / f"{view.language}-paper-{key.replace('/', '-')}.pdf").write_bytes(file)
    context.close()
