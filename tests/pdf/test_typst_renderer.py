"""Nothing doubtful is printed, the same content gives the same bytes, and every promised file is there."""

import json
import re
from datetime import date

import pytest

from macros.outputs import PARTS, PRINTING, artifacts
from macros.pdf import handbook_pdfs, typst_data
from macros.pdf.typst_renderer import ACCESSIBLE, TypstError, TypstRenderer
from tests.pdf.pdf_text import reader

DAY = date(2026, 11, 24)
GOOD = '#set document(title: "x")\n#set text(font: "Atkinson Hyperlegible", lang: "en", fallback: false)\n= Heading\n'


def render(folder, source, **options):
    (folder / "sheet.typ").write_text(source, encoding="utf-8")
    return TypstRenderer(DAY, folder).render("sheet", "{}", **options)


def test_a_broken_template_says_where(tmp_path):
    with pytest.raises(TypstError, match=r"^sheet\.typ:4: .*nothing-of-that-name"):
        render(tmp_path, GOOD + "#nothing-of-that-name")


def test_a_character_that_the_font_lacks_is_an_error(tmp_path):
    with pytest.raises(TypstError, match=r"^sheet\.typ:4: .*☐"):
        render(tmp_path, GOOD + "a ☐ b", pdf_standards=list(ACCESSIBLE))


def test_a_warning_is_an_error(tmp_path):
    with pytest.raises(TypstError, match=r"^sheet\.typ:2: unknown font family"):
        render(tmp_path, GOOD.replace("Atkinson Hyperlegible", "Some Other Font"))


def test_the_machines_fonts_are_not_used(tmp_path):
    with pytest.raises(TypstError, match="unknown font family"):
        render(tmp_path, GOOD.replace("Atkinson Hyperlegible", "DejaVu Sans"))


def test_the_date_comes_from_the_content_or_the_environment(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert "20261124" in str(reader(render(tmp_path, GOOD)).metadata["/CreationDate"])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert "20231114" in str(reader(render(tmp_path, GOOD)).metadata["/CreationDate"])


def test_a_rendered_file_is_cached_until_an_input_changes(tmp_path):
    templates, cache = tmp_path / "templates", tmp_path / "kept"
    templates.mkdir()
    (templates / "sheet.typ").write_text(GOOD + "#sys.inputs.data", encoding="utf-8")

    def rendered(template="sheet", word="one", kind="pdf", day=DAY, **options):
        return TypstRenderer(day, templates, cache).render(template, word, kind=kind, **options)

    first = rendered()
    (file,) = cache.iterdir()
    assert file.read_bytes() == first == TypstRenderer(DAY, templates).render("sheet", "one")
    file.write_bytes(b"what is kept")
    assert rendered() == b"what is kept"
    (templates / "many.typ").write_text("#let sheet(name) = { set document(title: name); name }", encoding="utf-8")
    assert len({rendered("many", of=name) for name in ("one", "other", "one")}) == 2
    for change in ({"word": "two"}, {"kind": "svg"}, {"day": date(2026, 1, 1)}, {"pdf_tags": False}):
        assert rendered(**change) != b"what is kept", change
    (templates / "other.typ").write_text("= Of which the sheet may make use", encoding="utf-8")
    assert rendered() == first
    (templates / "broken.typ").write_text("#nothing-of-that-name", encoding="utf-8")
    before = len(list(cache.iterdir()))
    with pytest.raises(TypstError):
        rendered("broken")
    assert len(list(cache.iterdir())) == before


@pytest.mark.parametrize("kind", ["one-page", "consent-wording", "leaflet", "poster-process", "poster-interfaces"])
def test_a_text_too_long_for_its_place_is_told(loaded_project, kind):
    for view in loaded_project.whole.values():
        data = json.loads(typst_data.data(view, "", kind))
        for part in {"introduction", "process", "methods", "interfaces", "guides"} & {*data["content"]}:
            data["content"][part] = longer(data["content"][part])
        told = re.escape(view.content.labels["print-too-long"]).replace(re.escape("{place}"), r"[^:]+")
        with pytest.raises(TypstError, match=f"^{told}$"):  # words for an editor, with nothing of the template
            TypstRenderer(loaded_project.handbook.handbook.date).render(kind, json.dumps(data))


def longer(value):
    """Content with texts of several times their length; ids and addresses stay."""
    if isinstance(value, dict):
        return {name: part if name in ("id", "kind", "url", "key") else longer(part) for name, part in value.items()}
    if isinstance(value, list):
        return [longer(part) for part in value]
    return " ".join([value] * 6) if isinstance(value, str) else value


def test_the_same_content_gives_the_same_bytes(loaded_project, printed):
    again = {download.name: download.content for download in artifacts(loaded_project, {*PARTS} - {PRINTING}, in_process=True)}
    assert again == {name: download.content for name, download in printed.items()}


def test_every_promised_file_is_there(loaded_project, printed):
    kinds = {*handbook_pdfs.SHEETS, handbook_pdfs.BOOKLET, handbook_pdfs.PRESS}
    for language in loaded_project.whole:
        for kind in kinds:
            assert printed[f"{kind}-{language}.pdf"].kind == kind
            assert printed[f"previews/{kind}-{language}.png"].content.startswith(b"\x89PNG")
        for figure in handbook_pdfs.FIGURES:
            assert printed[f"figures/{figure}-{language}.svg"].content.startswith(b"<svg")
            assert printed[f"figures/{figure}-{language}.png"].content.startswith(b"\x89PNG")
        for card in loaded_project.handbook.partner_cards.cards:
            assert printed[f"{handbook_pdfs.CARD}s/{card.id}-{language}.pdf"].kind == f"{handbook_pdfs.CARD}-{card.id}"
    cards = len(loaded_project.handbook.partner_cards.cards)
    covered = sum(2 * len(view.files) for view in loaded_project.views.values() if view.is_partial)
    assert len(printed) == len(loaded_project.whole) * (2 * len(kinds) + 2 * len(handbook_pdfs.FIGURES) + cards) + covered


def test_every_file_that_the_downloads_page_names_is_made(loaded_project, printed):
    kinds = {download.kind for download in printed.values()}
    named = {file.id for file in loaded_project.handbook.downloads.files}
    assert {*handbook_pdfs.SHEETS, handbook_pdfs.BOOKLET, handbook_pdfs.PRESS} <= named
    assert kinds >= {*handbook_pdfs.SHEETS}
