"""Which Markdown files of an organisation can be no page, and how that is told."""

import pytest
from markdown import Markdown

from macros.content.diagnostics import ContentError
from macros.content.own_pages import MarkdownFolder, with_pages


def read(folder, views, **files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    markdown = MarkdownFolder(folder, lambda text: Markdown(extensions=["toc", "fenced_code"]).convert(text), ["figures/process"])
    return with_pages(views, list(files), markdown)


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("palvelut.md", "# x", "docs/palvelut.md:1:1\n"),
        ("Palvelut.md", "# x", "another page has the address or the name Palvelut/ already: "),
        ("services.en.md", "# x", "another page has the address or the name en/services/ already: "),
        ("index.md", "# x", "docs/index.md:1:1"),
        ("print.md", "# x", "docs/print.md:1:1"),
        ("sections/values.md", "# x", "docs/sections/values.md:1:1"),
        ("data/x.md", "# x", 'the address "data" is taken'),
        ("en/x.md", "# x", 'the address "en" is taken'),
        ("ohje.xx.md", "# x", "the handbook is not written in the language xx"),
        ("ohje.md", "no heading", "the page has no title"),
        ("ohje.md", "---\ntitle: x\ngroup: how-we-wrok\n---\n", "docs/ohje.md:3:8\n"),
        ("ohje.md", "---\ntitle: x: y\n---\n", "docs/ohje.md:2:"),
        ("ohje.md", '# x\n\n{{ fragment("figures/proces") }}\n', "docs/ohje.md:3:14\n"),
        ("ohje.md", b"# \xe4", "not UTF-8"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.endswith(".md") else "",
)
def test_what_cannot_be_a_page_is_told(tmp_path, loaded_project, file, text, told):
    with pytest.raises(ContentError) as caught:
        read(tmp_path / "docs", loaded_project.views, **{file: text})
    report = caught.value.report("en")
    assert f"docs/{file}:" in report
    assert told in report


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# A *b* & `c`", "A b & c"),
        ("Text\n\nA\n=\n", "A"),
        ("```\n# no\n```\n\n# Yes #", "Yes"),
        ("---\n---\n# A", "A"),
        ("---\ntitle: Other\n---\n# A", "Other"),
    ],
)
def test_the_title_of_a_page(tmp_path, loaded_project, text, title):
    views = read(tmp_path, loaded_project.views, **{"sivu.md": text})
    assert [page.title for page in views["fi"].own] == [title]
    assert views["en"].own == ()


def test_two_files_of_one_page_are_told(tmp_path, loaded_project):
    with pytest.raises(ContentError) as caught:
        read(tmp_path / "docs", loaded_project.views, **{"b.fi.md": "# b", "b.md": "# b"})
    assert "docs/b.md:1:1" in caught.value.report("en")
    assert "docs/b.fi.md" not in caught.value.report("en").replace("already: b.fi.md", "")
