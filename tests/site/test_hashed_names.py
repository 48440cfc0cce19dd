"""Nothing that pages load is ever another than they were built with: each file has a name after what it holds, everywhere."""

import json
import re
from urllib.parse import unquote, urljoin

import pytest

from macros.build.hashed import NAME
from tests.conftest import built_once, mkdocs, sample_project
from tests.site.html import pages

QUICK = {"HANDBOOK_WITHOUT": "printing,training", "SITE_URL": "https://handbook.example/"}
# A picture of a file to download is one itself, or stands beside it: as old as the file that a reader gets. A device that has put the site
# among its programs asks again for icon and manifest by the names it knows; and who previews a link keeps the address of its picture
STABLE = re.compile(r"downloads/|assets/look/(previews/[\w-]+\.png|icon-[\w-]+\.png|manifest-[\w-]+\.webmanifest)$")
SEARCH = ("data-engine", "data-results", "data-index", "data-more")
OWN = {
    "ohje.md": '# Ohje\n\n![Kuva](kuvat/kuva.png)\n\n<img src="../kuvat/kuva.png" alt=""> [Lomake](lomake.pdf)\n',
    "ohje.en.md": '# Guide\n\n![Picture](kuvat/kuva.png)\n\n<img src="../../assets/own.svg" alt="">\n\n![Own](assets/own.svg)\n',
    "kuvat/kuva.png": "picture",
    "assets/own.svg": "<svg/>",
    "lomake.pdf": "form",
    "favicon.ico": "icon",
    "own.css": 'p { background: url("kuvat/kuva.png"); }',
}


def asked(page):
    """Everything of the site that a page loads, by path; and what search loads when it is opened."""
    dialog = next((given for tag, given in page.tags if tag == "dialog" and "data-index" in given), {})
    links = [*page.fetched, *(dialog[name] for name in SEARCH if name in dialog)]
    previews = [given["content"] for tag, given in page.tags if tag == "meta" and given.get("property") == "og:image"]
    return {unquote(page.target(link)[0]) for link in links} | {preview[preview.index("assets/") :] for preview in previews}


def named_in(root, path):
    """What a style sheet or a manifest loads, by path."""
    if path.endswith(".webmanifest"):
        icons = json.loads((root / path).read_text(encoding="utf-8"))["icons"]
        return {unquote(urljoin(f"/{path}", icon["src"]).removeprefix("/")) for icon in icons}
    if not path.endswith(".css"):
        return set()
    text = (root / path).read_text(encoding="utf-8")
    found = re.findall(r"url\(\s*[\"']?([^\"')]+)", text) + re.findall(r"@import\s+[\"']([^\"']+)", text)
    return {unquote(urljoin(f"/{path}", link).removeprefix("/")) for link in found if not link.startswith("data:")}


def loaded(root):
    """Everything of the site that any page loads, and what that loads."""
    found = {path for page in pages(root).values() for path in asked(page)}
    return found | {inner for path in found for inner in named_in(root, path)}


def build(target):
    target.mkdir(parents=True, exist_ok=True)
    project = sample_project(target)
    for name, text in OWN.items():
        path = project / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("extra_css: [", "extra_css: [own.css, "), encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def site(shared):
    return built_once(shared, "hashed", lambda folder: mkdocs(build(folder.parent), "build", "--strict", **QUICK))


def test_all_that_pages_load_is_there_and_named_after_its_content(built):
    found = loaded(built)
    assert len(found) > 20
    assert [path for path in found if not (built / path).is_file()] == []
    assert [path for path in found if not NAME.search(path) and not STABLE.match(path)] == []
    assert [
        path for path in found if path.startswith("downloads/") and not path.startswith(("downloads/figures/", "downloads/previews/"))
    ] == []


def test_the_site_holds_no_file_that_nothing_loads(built):
    there = {
        path.relative_to(built).as_posix() for folder in ("assets", "search") for path in built.rglob(f"{folder}/**/*") if path.is_file()
    }
    unused = there - loaded(built)
    assert {re.sub(r"-[0-9a-f]{10}", "", path) for path in unused} <= {"assets/js/redirect.js"}, "it is for the first address that changes"


def test_what_an_organisation_adds_is_named_so_and_found(site):
    found = pages(site)
    kept = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert {"favicon.ico", "lomake.pdf"} <= kept, "what others ask for by its name keeps it"
    finnish, english = (
        [page.target(link)[0] for tag, given in page.tags if tag == "img" for link in [given["src"]]]
        for page in (found["ohje/"], found["en/ohje/"])
    )
    pattern = r"kuvat/kuva-[0-9a-f]{10}\.png"
    assert [bool(re.fullmatch(pattern, path)) for path in finnish] == [True, True]
    assert re.fullmatch(f"en/{pattern}", english[0])
    assert all(re.fullmatch(r"(en/)?assets/own-[0-9a-f]{10}\.svg", path) for path in english[1:])
    assert loaded(site) <= kept
    (sheet,) = (path for path in kept if path.startswith("own-"))
    assert [bool(re.fullmatch(pattern, path)) for path in named_in(site, sheet)] == [True]
    assert [page.url for page in found.values() for path in asked(page) if not NAME.search(path) and not STABLE.match(path)] == []


def test_one_byte_changes_the_name_and_nothing_else_does(site, tmp_path):
    def names(root):
        return {path.relative_to(root).as_posix() for path in root.rglob("*") if NAME.search(path.name)}

    project = build(tmp_path)
    script = project / "docs/assets/js/quiz.js"
    script.write_text(script.read_text(encoding="utf-8") + ";\n", encoding="utf-8")
    assert mkdocs(project, "build", "--strict", **QUICK).returncode == 0
    changed = names(site) ^ names(project / "site")
    assert {re.sub(r"-[0-9a-f]{10}", "", path) for path in changed} == {"assets/js/quiz.js"}
    assert len(changed) == 2
    assert loaded(project / "site") & changed == names(project / "site") - names(site), "the pages ask for the new one"
