"""The copies as Markdown hold every word of every page, and llms.txt leads to them."""

import re
from html import unescape
from urllib.parse import urljoin

import pytest
from lxml.html import fragment_fromstring
from markdown import markdown as html

from macros.content import on_page
from macros.site import markdown as markdown_module
from macros.site.markdown import markdown
from tests.data.conftest import ADDRESS

# not said on a page of running text: what only sorts, searches or names for a program
UNSAID = re.compile(r"[a-z0-9-]+|https?://\S+")


def words(text):
    """The words of a text, without what only marks them up."""
    return " ".join(re.sub(r"[^\w]+", " ", unescape(text.replace("\\", ""))).split()).casefold()


def test_every_paragraph_of_every_page_is_in_the_copy(real_files, loaded_project):
    for language, view in loaded_project.whole.items():
        copy = words(re.sub(r"\]\([^)]*\)|<\S+>", " ", real_files[f"data/handbook-{language}.md"].decode()))
        lost = [
            (page.key, text)
            for page in view.pages.values()
            if page.key != "sections/downloads"  # lists the files that are made together with the copy
            for text in on_page.texts(page)
            if text.endswith((".", "?")) and "{" not in text and words(text) not in copy
        ]
        assert lost == []


def test_every_page_has_its_heading_and_its_address(real_files, real_address, loaded_project):
    for language, view in loaded_project.whole.items():
        copy = real_files[f"data/handbook-{language}.md"].decode()
        at = f"{real_address}data/handbook-{language}.md"
        found = {urljoin(at, address) for address in re.findall(r"^<(\S+)>$", copy, re.MULTILINE)}
        assert found == {f"{real_address}{page.url}" for page in view.pages.values()}
        assert copy.count("\n# ") == 0
        assert copy.startswith(f"# {view.content.handbook.title}\n")
        for page in view.pages.values():
            assert re.search(rf"^##+ .*\n\n<({re.escape(real_address)}|[./]*/){re.escape(page.url)}>$", copy, re.MULTILINE), page.key


def test_links_lead_to_pages_and_places_of_the_site(real_files, loaded_project):
    known = {page.url for view in loaded_project.views.values() for page in view.pages.values()}
    known |= {view.prefix for view in loaded_project.views.values()} | {"koko-kasikirja/", "en/whole-handbook/"}
    for language in loaded_project.whole:
        copy = real_files[f"data/handbook-{language}.md"].decode()
        links = re.findall(r"\]\(([^)\s]+)\)", copy)
        inside = {urljoin("https://any.example/data/x.md", link) for link in links if not re.match(r"[a-z]+:", link)}
        lost = [link for link in inside if link.removeprefix("https://any.example/").partition("#")[0] not in known]
        assert lost == []


def test_hostile_texts_stay_texts(files):
    copy = files["data/handbook-fi.md"].decode()
    assert "<b" not in copy
    made = html(copy)
    assert "<b id" not in made
    assert "&lt;b id='x'&gt;Öljy&lt;/b&gt; {{ config }}" in made.replace("&quot;", '"').replace("&#39;", "'")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<h2>A</h2><p>b <strong>c</strong> d</p>", "## A\n\nb **c** d"),
        ("<ul><li><a href='x/'>a</a><p>b</p></li><li>c</li></ul>", "- [a](to:x/)\n\n  b\n- c"),
        ("<ol><li>a<ul><li>b</li></ul></li></ol>", "1. a\n\n   - b"),
        ("<p>a<span>b</span>, <a href='x'>c</a><small>d</small></p>", "a b, [c](to:x) d"),
        ("<p>1. a</p><p># b</p><p>- c</p><p>*d* [e] &lt;f&gt;</p>", "1\\. a\n\n\\# b\n\n\\- c\n\n\\*d\\* \\[e\\] &lt;f>"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>c|d</td><td>e</td></tr></table>", "| a | b |\n| --- | --- |\n| c\\|d | e |"),
        ("<p hidden>a</p><svg><text>b</text></svg><p>so\u00adft</p><button>c</button>", "soft"),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "**a**\n\nb"),
    ],
)
def test_what_a_page_shows_is_markdown(given, expected):
    assert markdown(given, lambda href: f"to:{href}") == expected


def test_a_page_that_editions_share_is_taken_apart_once_and_its_links_lead_where_each_asks(monkeypatch):
    made = []
    monkeypatch.setattr(markdown_module, "fragment_fromstring", lambda *of, **more: made.append(of) or fragment_fromstring(*of, **more))
    page = "<h2>Öljy</h2><p>Only <a href='of/'>this</a> test, and <a href='of (two)/'>that</a>.</p>"
    for to in ("a", "b"):
        found = markdown(page, lambda href, to=to: f"{to}:{href}")
        assert found == f"## Öljy\n\nOnly [this]({to}:of/) test, and [that](<{to}:of (two)/>)."
    assert len(made) == 1
    assert markdown(page, str, 1).startswith("### Öljy")


def test_headings_are_as_deep_as_the_page_stands():
    assert markdown("<h1>A</h1><h6>B</h6>", str, 2) == "### A\n\n###### B"


@pytest.mark.parametrize(("which", "root"), [("files", ""), ("own_files", ADDRESS)])
def test_the_guide_has_the_form_of_its_proposal_and_leads_to_every_copy(request, which, root):
    files = request.getfixturevalue(which)
    lines = files["llms.txt"].decode().splitlines()
    assert lines[0].startswith("# ")
    assert sum(line.startswith("# ") for line in lines) == 1
    assert next(line for line in lines[1:] if line).startswith("> ")
    links = [re.fullmatch(r"- \[.+?\]\((\S+)\): .+", line) for line in lines if line.startswith("- ")]
    assert all(links)
    addresses = {link[1] for link in links}
    assert {f"{root}data/handbook-fi.md", f"{root}data/handbook-en.md"} <= addresses
    assert all(address.startswith(root) and ("://" in address) == bool(root) for address in addresses)
