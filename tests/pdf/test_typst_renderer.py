"""Nothing doubtful is printed, the same content gives the same bytes, and every promised file is there."""

from datetime import date

import pytest

from macros.outputs import PARTS, PRINTING, artifacts
from macros.pdf import handbook_pdfs
from macros.pdf.press_versions import VERSIONS
from macros.pdf.typst_renderer import ACCESSIBLE, Data, TypstError, TypstRenderer
from tests.pdf.pdf_text import reader

DAY = date(2026, 11, 24)
ONE = Data("one", "own")
GOOD = '#set document(title: "x")\n#set text(font: "Atkinson Hyperlegible", lang: "en", fallback: false)\n= Heading\n'


def render(folder, source, **options):
    (folder / "sheet.typ").write_text(source, encoding="utf-8")
    return TypstRenderer(DAY, folder).render("sheet", Data("{}"), **options)


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
    (templates / "sheet.typ").write_text(GOOD + '#read("/data.json") #read("/own.json")', encoding="utf-8")

    def rendered(template="sheet", data=ONE, kind="pdf", day=DAY, **options):
        return TypstRenderer(day, templates, cache).render(template, data, kind=kind, **options)

    first = rendered()
    (file,) = cache.iterdir()
    assert file.read_bytes() == first == TypstRenderer(DAY, templates).render("sheet", ONE)
    file.write_bytes(b"what is kept")
    assert rendered() == b"what is kept"
    (templates / "many.typ").write_text("#let sheet(name) = { set document(title: name); name }", encoding="utf-8")
    assert len({rendered("many", of=name) for name in ("one", "other", "one")}) == 2
    others = ({"data": Data("two", ONE.own)}, {"data": Data(ONE.shared, "another's")})
    for change in (*others, {"kind": "svg"}, {"day": date(2026, 1, 1)}, {"pdf_tags": False}):
        assert rendered(**change) != b"what is kept", change
    (templates / "other.typ").write_text("= Of which the sheet may make use", encoding="utf-8")
    assert rendered() == first
    (templates / "broken.typ").write_text("#nothing-of-that-name", encoding="utf-8")
    before = len(list(cache.iterdir()))
    with pytest.raises(TypstError):
        rendered("broken")
    assert len(list(cache.iterdir())) == before


def test_the_same_content_gives_the_same_bytes(loaded_project, printed):
    again = {download.name: download.content for download in artifacts(loaded_project, {*PARTS} - {PRINTING}, in_process=True)}
    assert again == {name: download.content for name, download in printed.items()}


def test_every_promised_file_is_there(loaded_project, printed):
    kinds = {*handbook_pdfs.SHEETS, handbook_pdfs.BOOKLET, handbook_pdfs.SAVING_BOOKLET, *handbook_pdfs.PRESSED.values()}
    versions = [kind for sheet in handbook_pdfs.SHEETS for kind in handbook_pdfs.made_of(sheet) if kind not in kinds]
    for language in loaded_project.whole:
        for kind in (*kinds, *versions):
            assert printed[f"{kind}-{language}.pdf"].kind == kind
        for kind in kinds:
            assert printed[f"previews/{kind}-{language}.png"].content.startswith(b"\x89PNG")
        for figure in handbook_pdfs.FIGURES:
            assert printed[f"figures/{figure}-{language}.svg"].content.startswith(b"<svg")
            assert printed[f"figures/{figure}-{language}.png"].content.startswith(b"\x89PNG")
        for card in loaded_project.handbook.partner_cards.cards:
            assert printed[f"{handbook_pdfs.CARD}s/{card.id}-{language}.pdf"].kind == f"{handbook_pdfs.CARD}-{card.id}"
    plan = loaded_project.handbook.brochure
    chapters = [link.id for link in (*plan.chapters, *(guide for together in plan.guides for guide in together))]
    for language in loaded_project.whole:
        assert all(printed[f"chapters/{chapter}-{language}.pdf"].kind == f"{handbook_pdfs.HANDOUT}-{chapter}" for chapter in chapters)
    cards = len(loaded_project.handbook.partner_cards.cards) + len(chapters)
    covered = sum(2 * len(view.files) for view in loaded_project.views.values() if view.is_partial)
    assert len(printed) == len(loaded_project.whole) * (2 * len(kinds) + len(versions) + 2 * len(handbook_pdfs.FIGURES) + cards) + covered


def test_every_file_that_the_downloads_page_names_is_made(loaded_project, printed):
    kinds = {download.kind for download in printed.values()}
    named = {file.id for file in loaded_project.handbook.downloads.files}
    assert {*handbook_pdfs.SHEETS, handbook_pdfs.BOOKLET, handbook_pdfs.SAVING_BOOKLET, *handbook_pdfs.PRESSED.values()} <= named
    versions = [version.id for version in loaded_project.handbook.downloads.press_versions]
    assert ["", *(f"-{name}" for name in versions[1:])] == [*VERSIONS]
    assert kinds >= {*handbook_pdfs.SHEETS}
