"""What a page shows first; what the check sees in a text: telephone numbers, e-mail addresses, hosts that no field for an address holds."""

import pytest

from macros.content.rules.provenance import MAIL, PHONE, hosts
from macros.project import read_project
from macros.site.page_renderer import PageRenderer, relative
from tests.sample import edit
from tests.site.html import HtmlPage, one_line

LAW = """\
    law:
      - act: act-1-2001
        sections: ["3:4"]
        note: {fi: Vain laiturilla., en: On the pier only.}
    sources: [act-1-2001, page-oil]
    checked: 2020-02-02
  - id: weather
"""
FIRST = {  # description, for whom, how, who is responsible, the law, needs, what is related
    "services/keeping": (
        ["Hoitaja käy joka ilta.", "Jokaiselle lampulle.", "Kutsu hoitaja.", "Hoitajien kunta", "Laki lampuista", "Vain iltaisin."],
        ["services/filling", "interfaces/harbour", "guides/contact", "needs/oil", "needs/glass"],
    ),
    "interfaces/harbour": (
        ["Satama kertoo laivoista.", "Laivoille.", "Huuda laiturilta.", "Satamamestari", "Laki lampuista", "Vain laiturilla."],
        ["services/keeping", "needs/glass"],
    ),
}


@pytest.mark.parametrize("key", FIRST)
def test_a_page_shows_what_a_reader_needs_first(sample_content, tmp_path, key):
    old = "    sources: [page-oil]\n    checked: 2020-02-02\n  - id: weather\n"
    edit(sample_content, "interfaces.yml", lambda text: text.replace(old, LAW, 1))
    renderer = PageRenderer(read_project(sample_content), "fi")
    entry, (words, links) = renderer.entries[key], FIRST[key]
    file = tmp_path / entry.url / "index.html"
    file.parent.mkdir(parents=True)
    file.write_text(renderer.render(entry.template, key), encoding="utf-8")
    page = HtmlPage(tmp_path, file)
    assert [text for text in words if one_line(text) not in page.text] == []
    targets = {page.target(link) for link in page.links}
    assert [other for other in links if page.target(relative(renderer.view.links[other].url, entry.url)) not in targets] == []


@pytest.mark.parametrize("text", ["+358 9 123 4567", "Soita 040 123 4567.", "09-1234567", "puh. 12345"])
def test_a_telephone_number_is_seen(text):
    assert PHONE.search(text)


@pytest.mark.parametrize("text", ["112", "1.1.2023", "2017–2019", "kello 08.00", "1301/2014", "act-790-2022", "2026-11-24", "18–64"])
def test_other_numbers_are_not_taken_for_telephone_numbers(text):
    assert not PHONE.search(text)


@pytest.mark.parametrize("text", ["nimi@alue.fi", "nimi(at)alue.fi", "mailto:a"])
def test_an_e_mail_address_is_seen(text):
    assert MAIL.search(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("https://keksitty.fi/a", ["keksitty.fi"]),
        ("katso Hyvinvointialue.fi", ["hyvinvointialue.fi"]),
        ("www.example.org ja 1.1.2023", ["example.org"]),
        ("Katso https://www.kela.fi/x?y=z#a.", ["kela.fi"]),
    ],
)
def test_a_host_in_a_text_is_seen(text, seen):
    assert [*hosts(text)] == seen
