"""The text in a PDF is the text: what search finds, what is copied and what is read aloud."""

from datetime import date
from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from macros.pdf import text_layer
from macros.pdf.typst_renderer import ACCESSIBLE, Data, TypstRenderer
from tests.pdf.pdf_text import SOFT_HYPHEN, failures, reader, tags
from tests.pdf.pdf_words import found_by_mupdf, found_by_pdfium, lines, small_ascii, words

TEMPLATE = """
#set document(title: "x", date: auto)
#set page(width: 75mm, height: 100mm, margin: 5mm)
#set text(font: "Atkinson Hyperlegible", lang: "fi", hyphenate: true)
= Otsikko
"""
SOFT = "las\u00adten\u00adsuo\u00adje\u00adlu\u00adil\u00admoi\u00adtus"


@pytest.fixture
def render(tmp_path):
    def render(text: str) -> bytes:
        (tmp_path / "text.typ").write_text(TEMPLATE + text, encoding="utf-8")
        return TypstRenderer(date(2026, 11, 24), tmp_path).render("text", Data("{}"), pdf_standards=list(ACCESSIBLE))

    return render


def test_a_word_that_may_be_broken_is_whole_in_the_text(render, tmp_path):
    """Whether a letter before a soft hyphen stands there before, so that the font's table has it, or not."""
    for before in ("suojelu ja ", ""):
        content = render(f"{before}{SOFT}")
        (page,) = lines(content)
        assert page[-1] == f"{before}lastensuojeluilmoitus"
        assert failures(content, tmp_path) == []


def test_a_word_at_the_end_of_a_line_has_a_soft_hyphen_there_alone(render):
    (page,) = lines(render(f"Kun tarve on pikainen, {SOFT} tehdään heti"))
    assert page[-2:] == [f"Kun tarve on pikainen, lastensuojeluil{SOFT_HYPHEN}", "moitus tehdään heti"]


def test_no_text_in_the_files_has_a_soft_hyphen_inside_a_line(tagged):
    for name, download in tagged.items():
        assert not [line for page in lines(download.content) for line in page if SOFT_HYPHEN in line.rstrip(SOFT_HYPHEN)], name


@pytest.mark.parametrize(("search", "alike"), [(found_by_pdfium, str), (found_by_mupdf, small_ascii)])
def test_search_finds_every_word_as_often_as_it_stands_there(tagged, search, alike):
    standing = found = 0
    for name, download in tagged.items():
        for number, there in enumerate(words(download.content, alike)):
            counts = search(download.content, number, there)
            assert counts == there, (name, number + 1)
            standing, found = standing + sum(there.values()), found + sum(counts.values())
    assert standing > 60_000
    print(f"{found / standing:.3f} of {standing} words")


def test_decoration_has_no_tag(render, tagged):
    content = render("#list(marker: box(pdf.artifact(rect())))[yksi][kaksi]\n#list(marker: none)[kolme]\n+ neljä")
    names = [tag.name for tag in tags(content)]
    assert names.count("/LI") == names.count("/LBody") == 4
    assert names.count("/Lbl") == 1  # the number
    for name, download in tagged.items():
        root = reader(download.content).trailer["/Root"]["/StructTreeRoot"]
        assert not [tag for tag in held(root) if tag["/S"] in ("/Lbl", "/Div") and not tag.get("/K")], name


def test_what_holds_nothing_but_empty_tags_has_none_either():
    """A list whose labels are all empty says that it has none."""
    pdf = Pdf.new()
    root = pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def tag(kind, *kids, **more):
        made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(kind), K=Array(kids), **more))
        for kid in kids:
            if not isinstance(kid, int):
                kid.P = made
        return made

    def listed(*labels):
        return tag("/L", *(tag("/LI", *label, tag("/LBody", 3)) for label in labels), A=Array([Dictionary(ListNumbering=Name.Circle)]))

    empty = tag("/Div", tag("/Div"), tag("/Div", tag("/Lbl")))
    lists = listed([tag("/Lbl")], [tag("/Lbl")]), listed([tag("/Lbl", 1)], [tag("/Lbl")])
    root.K = Array([tag("/P", 1, empty, 2), tag("/TD"), *lists])
    for kid in root.K:
        kid.P = root
    target = BytesIO()
    pdf.save(target)
    with Pdf.open(BytesIO(text_layer.cleaned(target.getvalue()))) as clean:
        paragraph, cell, plain, labelled = clean.Root.StructTreeRoot.K
        assert [*paragraph.K] == [1, 2]
        assert cell.S == "/TD"
        assert [[str(kid.S) for kid in item.K] for item in plain.K] == [["/LBody"], ["/LBody"]]
        assert [[str(kid.S) for kid in item.K] for item in labelled.K] == [["/Lbl", "/LBody"], ["/LBody"]]
        assert [found.A[0].ListNumbering for found in (plain, labelled)] == ["/None", "/Circle"]


def held(node):
    """Yield every tag below one."""
    kids = node.get("/K", ())
    for kid in kids if isinstance(kids, list) else (kids,):
        tag = kid.get_object()
        if hasattr(tag, "get") and "/S" in tag:
            yield tag
            yield from held(tag)
