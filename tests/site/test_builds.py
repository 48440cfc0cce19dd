"""Builds of changed copies: broken content, hostile content, a third language, an address, the same build twice."""

import copy
import json
from string import ascii_lowercase

import pypdfium2
import pytest
import yaml

from macros.build.paths import PATHS
from tests.conftest import ROOT, built_once, mkdocs, sample_project
from tests.site.html import pages

ADDRESS = "https://handbook.example/guide/"
SHORT = 8  # characters of a text that a hostile one begins with
BREAKABLE = ("handbook.yml", "services.yml", "training/s1-light.yml")  # tests/content breaks every file
HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "{{ 7*7 }}", "{% raw %}",
    "[x](javascript:alert(1))",
    '--8<-- "mkdocs.yml"', "\"><b id='x'>", "# otsikko", "*[HTML]: x", "&lt;b&gt; & <!-- -->", '#read("/etc/passwd")', "$x$ @ref _a_",
)  # fmt: skip
LENGTH = max(map(len, HOSTILE))
NAME = 40  # characters: what is no longer is a name or a label, which may stand in a narrow place on paper
AGE = 6  # letters of the label of an age
WIDE = tuple(words for words in HOSTILE if "javascript:" in words or "mkdocs.yml" in words)  # a word is too wide there
NARROW = tuple(words for words in HOSTILE if words not in WIDE)
PLAIN = tuple(words for words in NARROW if "{" not in words)


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("name", BREAKABLE)
def test_breaking_a_file_stops_the_build_and_keeps_the_former_site(project, name):
    (project / "site").mkdir()
    (project / "site/index.html").write_text("the former site", encoding="utf-8")
    file = project / "content-data" / name
    file.write_text(file.read_text(encoding="utf-8") + "nonsense: {fi: x}\n", encoding="utf-8")
    run = mkdocs(project, "build", "--strict")
    assert run.returncode == 1
    assert f"content-data/{name}:" in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    assert tree(project / "site") == {"index.html": b"the former site"}


def test_a_fault_in_any_language_fails_the_build(project):
    """Also in one that is built beside the first: our own faults keep their traceback."""
    main = project / "overrides/main.html"
    fault = '{% block footer %}{% if handbook.language == "en" %}{{ 1 / 0 }}{% endif %}'
    main.write_text(main.read_text(encoding="utf-8").replace("{% block footer %}", fault), encoding="utf-8")
    run = mkdocs(project, "build", "--strict", HANDBOOK_WITHOUT="printing,training")
    assert run.returncode == 1
    assert run.stderr.count("ZeroDivisionError: division by zero") == 1


def quoted(data):
    """YAML with every text in quotes, so that any text can stand in it."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000, default_style='"')


def change_texts(project, change):
    """Rewrites every text of every file: change(name of the file, text) -> text."""

    def walk(value, name, *, is_text=False):
        if isinstance(value, dict):
            per_language = set(value) == {"fi", "en"}
            return {k: walk(v, name, is_text=per_language or is_text) for k, v in value.items()}
        if isinstance(value, list):
            return [walk(item, name, is_text=is_text) for item in value]
        return change(name, value) if is_text and isinstance(value, str) else value

    for path in sorted((project / "content-data").rglob("*.yml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        path.write_text(quoted(walk(data, path.name)), encoding="utf-8")


def padded(words):
    """Words with points behind them, so that all are of one length; the points are words themselves, as wide as any."""
    text = (words + " ........" * 4)[:LENGTH].rstrip()
    return text.removesuffix(" .") + ".." if text.endswith(" .") else text


def is_address(text):
    return text.startswith("http") or (text.isascii() and text == text.lower() and " " not in text and text.replace("-", "").isalnum())


def stays(name, text):
    """Whether a text can't be another one: the check wants what is filled in, and two labels of ages stand side by side in a figure."""
    return is_address(text) or len(text) > 110 or "{" in text or "#" in text or (name == "life-span.yml" and len(text) <= AGE)


def test_hostile_texts_stay_inert(project):
    turn = iter(range(1_000_000))

    def hostile(name, text):
        if stays(name, text):
            return text
        if name == "labels.yml":  # where nothing is filled in, the check wants no braces
            return f"{text[:SHORT]} {PLAIN[next(turn) % len(PLAIN)]}"
        # all of one length: the rules on questions weigh how long the options are; short, to fit the sheets that have one page; and no two
        # alike, as pages are told apart by their names
        number = next(turn)
        letters = "".join(ascii_lowercase[number // 26**place % 26] for place in range(3))
        words = NARROW if len(text) <= NAME else WIDE
        return f"{text[: SHORT - 3]}{letters} {padded(words[number % len(words)])}"

    change_texts(project, hostile)
    run = mkdocs(project, "build", "--strict", HANDBOOK_WITHOUT="training")  # its files have hostile texts in tests of their own
    assert run.returncode == 0, run.stderr[-3000:]
    all_text = ""
    for url, page in pages(project / "site").items():
        all_text += page.text
        for _, given in page.tags:
            assert "onerror" not in given, url
            assert given.get("id") != "x", url
            for name in ("href", "src", "action"):
                assert not (given.get(name) or "").strip().lower().startswith("javascript:"), url
        assert "alert(1)</script>" not in page.source.replace("&lt;", "")
        assert "site_dir: site" not in page.text  # nothing was included from mkdocs.yml
    for value in ("<script>alert(1)</script>", "{{ 7*7 }}", "[x](javascript:alert(1))", '--8<-- "mkdocs.yml"', "# otsikko"):
        assert value in all_text
    for file in (project / "site/downloads").glob("brochure-*.pdf"):
        printed = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file))
        assert '#read("/etc/passwd")' in printed
        assert "{{ 7*7 }}" in printed
    for file in (project / "site/data").glob("handbook-*.json"):
        assert "<script>alert(1)</script>" in json.dumps(json.loads(file.read_text(encoding="utf-8")), ensure_ascii=False)


@pytest.fixture(scope="module")
def with_a_third(shared, sample_site):
    """A site with an address and a third language: Swedish, which stands in a copy of the data, pseudo-translated."""

    def add(value, translate):
        if isinstance(value, dict):
            if set(value) == {"fi", "en"}:
                return {**value, "sv": translate(value["en"])}
            return {k: add(v, translate) for k, v in value.items()}
        return [add(item, translate) for item in value] if isinstance(value, list) else value

    def translate(value):
        if isinstance(value, list):
            return [translate(item) for item in value]
        return value if is_address(value) else f"Öä {value}" if "{" in value else f"Öä {value}"[:150]

    def build(folder):
        folder.parent.mkdir()
        project = sample_project(folder.parent)
        for path in sorted((project / "content-data").rglob("*.yml")):
            same = path.name == "wording.yml"  # words that the texts have to have; these keep theirs behind what is put before them
            read = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            data = add(read, copy.deepcopy if same else translate)
            if path.name == "handbook.yml":
                data["languages"].append(copy.deepcopy(data["languages"][1]) | {"code": "sv", "name": "Svenska"})
            path.write_text(quoted(data), encoding="utf-8")
        return mkdocs(project, "build", "--strict", SITE_URL=ADDRESS, HANDBOOK_WITHOUT="training")

    assert "sv" not in sample_site.languages
    return built_once(shared, "third", build)


def test_a_third_language_needs_no_change_of_code(with_a_third):
    site = with_a_third
    built = pages(site)
    assert dict(built["sv/"].tags)["html"]["lang"] == "sv"
    count = {code: sum(url.startswith(f"{code}/") for url in built) for code in ("en", "sv")}
    assert count["sv"] == count["en"] > 30
    assert (site / "downloads/brochure-sv.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((site / "data/handbook-sv.json").read_text(encoding="utf-8"))["language"] == "sv"
    assert {given.get("hreflang") for tag, given in built[""].tags if tag == "a"} >= {"en", "sv"}


def test_with_an_address_pages_say_where_they_are(with_a_third):
    built = pages(with_a_third)
    canonical = {
        u: [g["href"] for t, g in p.tags if t == "link" and g.get("rel") == "canonical"] for u, p in built.items() if "404" not in u
    }
    assert all(links == [f"{ADDRESS}{url}"] for url, links in canonical.items()), canonical
    sitemap = (with_a_third / "sitemap-fi.xml").read_text(encoding="utf-8")
    listed = [
        url
        for url in canonical
        if not url.startswith(("en/", "sv/")) and ("meta", {"name": "robots", "content": "noindex"}) not in built[url].tags
    ]
    assert sitemap.count("<loc>") == len(listed)
    for language in ("en", "sv"):
        assert f'hreflang="{language}" href="{ADDRESS}{language}/"' in sitemap
    assert 'hreflang="x-default"' in sitemap


def test_the_same_build_twice_gives_the_same_bytes(built, real_project):
    """The second is built elsewhere, where nothing is kept of the first. What it keeps has the names that the first one gave."""
    run = mkdocs(real_project, "build", "--strict", PYTHONHASHSEED="1")
    assert run.returncode == 0
    rendered = [{file.name for file in (root / PATHS.rendered.relative_to(ROOT)).iterdir()} for root in (real_project, ROOT)]
    assert rendered[0]
    assert rendered[0] <= rendered[1], "a build of what has not changed renders anew"
    first, second = tree(built), tree(real_project / "site")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
