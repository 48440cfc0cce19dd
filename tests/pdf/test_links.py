"""An address in a text of a PDF is a link, wherever the text comes from; decoration, and what is a link already, has none of its own."""

import json
import re

import pytest

from tests.pdf.pdf_text import failures, reader, tags, texts
from tests.site.test_contacts import SAID

# an address as a reader knows one: it begins as an address does, or ends as a name of the web in Finland
ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S*[\w/]|(?<![\w.@/-])[\w-]+(?:\.[\w-]+)*\.fi\b(?:/\S*[\w/])?")


def links(content: bytes) -> list[str]:
    """Return the targets of the links of a PDF."""
    notes = [note.get_object() for page in reader(content).pages for note in page.get("/Annots", ())]
    return [str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Katso https://alue.fi/apua, ja soita.", ["https://alue.fi/apua"]),
        ("Katso http://www.alue.fi/a-b/c?d=e.", ["http://www.alue.fi/a-b/c?d=e"]),
        ("Palvelu (www.alue.fi) auttaa.", ["https://www.alue.fi"]),
        ("Lait: finlex.fi. Etuudet: kela.fi/tuet; muuta.", ["https://finlex.fi", "https://kela.fi/tuet"]),
        ("Kirjoita: etu.suku@alue.fi.", ["mailto:etu.suku@alue.fi"]),
        ("Osoite tänään.fi/säät on sekin osoite.", ["https://xn--tnn-qlaba.fi/s%C3%A4%C3%A4t"]),  # as browsers ask for it
        ("Vuosi 1.1.2026, esim. näin. Luku 3.5 ja B.A.-tutkinto.", []),
    ],
)
def test_an_address_in_a_text_is_a_link(sheet, tmp_path, text, targets):
    content = sheet(f"#{json.dumps(text, ensure_ascii=False)}")
    assert links(content) == targets
    assert [tag.name for tag in tags(content)].count("/Link") == len(targets)
    assert failures(content, tmp_path) == []


@pytest.mark.parametrize("text", SAID)
def test_a_number_that_an_organisation_has_written_is_dialled_as_on_its_pages(sheet, text):
    assert links(sheet(f"#dialled({json.dumps(text, ensure_ascii=False)})")) == SAID[text]


def test_a_link_has_no_link_inside_and_decoration_none(sheet, tmp_path):
    content = sheet('#link("https://alue.fi/apua")[sivulla alue.fi]\n#decor[alue.fi]')
    assert links(content) == ["https://alue.fi/apua"]
    assert failures(content, tmp_path) == []


def test_every_address_in_the_files_is_a_link(tagged):
    count = 0
    for name, download in tagged.items():
        targets = {target.rstrip("/") for target in links(download.content)}
        for page in texts(download.content):
            for found in ADDRESS.findall(re.sub(r"(?<=\w-)\s*\n", "", page)):  # in large letters one runs on to the next line
                target = found.rstrip("/") if found.startswith("http") else f"https://{found}".rstrip("/")
                assert target in targets, (name, found)
                count += 1
    assert count > 40
