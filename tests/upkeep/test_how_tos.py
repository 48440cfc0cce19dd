"""The how-tos for maintainers: what they tell to write is written in a copy of the project, and readers get what they say."""

import json
import re
import subprocess
import sys
import textwrap

import pypdfium2
import pytest
import yaml

from tests.conftest import ROOT, mkdocs
from tests.sample import partial
from tests.site.html import one_line, pages

FOLDER = ROOT / "docs/maintainers/how-to"
ADDRESS = "https://example.org/handbook/"


def blocks(name):
    """The blocks of code of a how-to, in their order, as they are to be written."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    return [
        textwrap.dedent(block) for block in re.findall(r"^ *```(?:python|yaml|jinja|typst)\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    ]


def write(file, after, new):
    """Write lines after the line that begins so, indented as it is."""
    text = file.read_text(encoding="utf-8")
    line = re.search(rf"^( *){re.escape(after)}.*\n", text, re.MULTILINE)
    assert line, after
    file.write_text(text[: line.end()] + textwrap.indent(new, line[1]) + text[line.end() :], encoding="utf-8")


def follow_field(project):
    field, said, text, page, paper = blocks("field")
    content, macros = project / "content-data", project / "macros"
    write(macros / "content/models/services.py", 'group: Annotated[Reference, To("service-groups")]', field)
    write(macros / "content/models/fields.yml", "Service:", textwrap.indent(said, "  "))
    write(content / "services.yml", "group: around", text)
    write(macros / "content/label-names.yml", "home:", "opening-hours: []\n")
    write(content / "labels.yml", "home:", "opening-hours: {fi: Aukioloajat, en: Opening hours}\n")
    write(macros / "site/templates/service.html.jinja", '<div class="hb-answer">', page)
    write(
        macros / "pdf/templates/brochure.typ",
        "block(above: 0.18 * u, below: 0pt, text(size: small, hyphenate: false, service.summary))",
        paper,
    )


def follow_chapter(project):
    (chapter,) = blocks("chapter")
    content = project / "content-data"
    (content / "chapters").mkdir(exist_ok=True)
    (content / "chapters/digital.yml").write_text(chapter, encoding="utf-8")
    for file, old, new in (
        ("handbook.yml", "sections/impact]", "sections/impact, sections/digital]"),
        ("brochure.yml", "measurement, about", "measurement, digital, about"),
    ):
        text = (content / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, file
        (content / file).write_text(text.replace(old, new), encoding="utf-8")


def follow_output(project):
    module, registry, link = blocks("output")
    macros = project / "macros"
    (macros / "data/line_cards.py").write_text(module, encoding="utf-8")
    outputs = macros / "outputs.py"
    outputs.write_text(
        outputs.read_text(encoding="utf-8").replace("import changes_feed, ", "import changes_feed, line_cards, "), encoding="utf-8"
    )
    write(outputs, "if DATA not in without:", textwrap.indent(registry, "    "))
    write(macros / "site/templates/lines.html.jinja", '<p class="hb-lines__before">', link)


@pytest.fixture
def site(project):
    for follow in (follow_field, follow_chapter, follow_output):
        follow(project)
    run = mkdocs(project, "build", "--strict", HANDBOOK_WITHOUT="training", SITE_URL=ADDRESS)
    assert run.returncode == 0, run.stderr[-3000:]
    return project / "site"


def test_what_the_how_tos_tell_to_write_reaches_readers(site):
    built = pages(site)
    with pypdfium2.PdfDocument(site / "downloads/brochure-fi.pdf") as document:
        paper = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    hours = "Arkisin kello 9–15."
    assert [url for url, page in built.items() if all(one_line(words) in page.text for words in ("Aukioloajat", hours))]
    assert f"Aukioloajat: {hours}" in paper
    assert hours in (site / "data/handbook-fi.json").read_text(encoding="utf-8")
    assert one_line("Yksi kohta.") in built["digitaalinen-sosiaalityo/"].text
    assert "Yksi kohta." in paper
    for language, home in (("fi", ""), ("en", "en/")):
        cards = (site / f"data/lines-{language}.vcf").read_bytes().decode().split("BEGIN:VCARD\r\n")[1:]
        view = json.loads((site / f"data/handbook-{language}.json").read_text(encoding="utf-8"))
        lines = [line for line in view["content"]["lines"]["lines"] if line["numbers"]]
        assert (
            [re.findall(r"^TEL;VALUE=uri:tel:(.+)\r$", card, re.MULTILINE) for card in cards]
            == [[number["number"]["tel"] for number in line["numbers"]] for line in lines]
            != []
        )
        assert all(f"URL:{ADDRESS}{line['url']}\r\n" in card for card, line in zip(cards, lines, strict=True))
        page = (site / lines[0]["url"].partition("#")[0] / "index.html").read_text(encoding="utf-8")
        assert f'href="{"../" if home else ""}../data/lines-{language}.vcf"' in page


def test_a_partial_language_is_added_as_its_how_to_tells(project):
    """By data only: the entry of the how-to, and each text at the place that the command lists."""
    (entry,) = blocks("language")
    content = project / "content-data"
    partial.change(content, "handbook", lambda data: data["languages"].extend(yaml.load(entry, Loader=yaml.BaseLoader)))
    command = [sys.executable, "-m", "macros"]
    lacking = subprocess.run([*command, "missing", "sv"], cwd=project, capture_output=True, text=True, check=True).stdout
    assert lacking.count("\n") > 100
    assert subprocess.run([*command, "check"], cwd=project, capture_output=True, check=False).returncode == 1
    texts = dict(line.split(": ", 1) for line in lacking.splitlines())
    partial.write(content, "sv", {place: json.loads(words) for place, words in texts.items()})
    assert subprocess.run([*command, "check"], cwd=project, capture_output=True, check=False).returncode == 0
    assert subprocess.run([*command, "missing", "sv"], cwd=project, capture_output=True, text=True, check=True).stdout == ""
    run = mkdocs(project, "build", "--strict", HANDBOOK_WITHOUT="training")
    assert run.returncode == 0, run.stderr[-3000:]
    assert {url for url in pages(project / "site") if url.startswith("sv/")} == {"sv/", "sv/404.html", "sv/kiire/", "sv/yhteys/"}
