"""The national lines: every number that may be printed is on its page and can be dialled, and no other number is anywhere."""

import re
from html import unescape

import pytest

from macros.content.rules.provenance import PHONE
from macros.site.page_renderer import PageRenderer

# every number that a source of its provider or of an authority gives, as it is printed, with what a telephone dials
NUMBERS = {
    "emergency": {"112": "112"},
    "medical": {"116117": "116117"},
    "poison": {"0800 147 111": "0800147111", "09 471 977": "09471977"},
    "nollalinja": {"080 005 005": "080005005", "116 016": "116016", "+358 80 005 005": "+35880005005"},
    "shelters": {},
    "victim-support": {"116 006": "116006"},
    "crisis-line": {"09 2525 0111": "0925250111"},
    "church": {"0400 22 11 80": "0400221180", "0400 22 11 90": "0400221190"},
    "substance-advice": {"0800 900 45": "080090045"},
    "kela": {},
    "guardianship": {},
}
DIALLED = {number for numbers in NUMBERS.values() for number in numbers.values()}
# lines whose hours stand only in old sources
WITHOUT_HOURS = {"emergency", "victim-support", "church", "substance-advice", "guardianship"}
# where readers meet a line: page, and the lines that it shows
SHOWN = {
    "guides/urgent-help": ("emergency", "medical", "nollalinja", "crisis-line"),
    "guides/plain-words": ("emergency", "medical", "nollalinja", "crisis-line"),
    "needs/relationships": ("nollalinja", "shelters", "victim-support"),
    "needs/mental-health": ("crisis-line", "medical", "church"),
    "needs/substance-use": ("substance-advice", "poison"),
    "needs/income": ("kela",),
}


@pytest.fixture(scope="module")
def pages(loaded_project):
    """Every page of the real texts, by language and key."""
    made = {language: PageRenderer(loaded_project, language) for language in loaded_project.whole}
    return {language: {entry.key: of.render(entry.template, entry.key) for entry in of.entries.values()} for language, of in made.items()}


def text(html, between=" "):
    return " ".join(unescape(re.sub(r"<[^>]+>", between, html)).split())


def section(html, identity):
    """The part of the lines' page that is about one line."""
    return re.search(rf'<section class="hb-line">\n<h3 id="{identity}">.*?</section>', html, re.DOTALL)[0]


@pytest.mark.parametrize("identity", NUMBERS)
def test_a_number_is_on_the_page_and_dialled_as_printed(pages, identity):
    for language, of in pages.items():
        part = section(of["sections/lines"], identity)
        linked = {printed: dialled for dialled, printed in re.findall(r'<a class="hb-tel" href="tel:([^"]+)">([^<]+)</a>', part)}
        through = {"080 005 005": "080005005"} if identity == "shelters" else {}
        assert linked == NUMBERS[identity] | through, language


def test_the_page_has_these_lines_and_no_others_the_urgent_first(pages):
    for of in pages.values():
        assert re.findall(r'class="hb-line">\n<h3 id="([^"]+)"', of["sections/lines"]) == list(NUMBERS)


def test_hours_of_an_old_source_are_not_printed(pages, loaded_project):
    for language, view in loaded_project.whole.items():
        label = view.content.labels["line-hours"]
        for identity in NUMBERS:
            told = f"<dt>{label}</dt>" in section(pages[language]["sections/lines"], identity)
            assert told == (identity not in WITHOUT_HOURS), identity
    church = text(section(pages["fi"]["sections/lines"], "church"))
    assert "0400 22 11 80 suomeksi 0400 22 11 90 ruotsiksi, joka ilta kello 20–23" in church


def test_each_line_tells_its_day_and_its_owner(pages, loaded_project):
    for language, view in loaded_project.whole.items():
        for line in view.content.lines.lines:
            part = text(section(pages[language]["sections/lines"], line.id))
            assert view.content.labels["lines-checked"].replace("{date}", line.checked.text) in part
            assert line.owner in part
            assert line.when in text(section(pages[language]["sections/lines"], line.id), "")  # terms of the glossary are marked in it
        page = text(pages[language]["sections/lines"])
        assert page.count(view.content.lines.before) == 1


def test_a_line_in_one_language_says_so_beside_its_number_wherever_it_stands(loaded_project):
    for language, said in {"fi": "suomeksi", "en": "in Finnish", "sv": "på finska"}.items():
        of = PageRenderer(loaded_project, language)
        for key in ("guides/urgent-help", "guides/plain-words", "sections/lines"):
            entry = of.entries[key]
            assert f"09 2525 0111</a> {said}" in of.render(entry.template, key), (language, key)


@pytest.mark.parametrize("key", SHOWN)
def test_lines_stand_where_they_are_needed(pages, loaded_project, key):
    for language, view in loaded_project.whole.items():
        html = pages[language][key]
        (box,) = re.findall(r'<section class="hb-lines".*?</section>', html, re.DOTALL)
        for identity in SHOWN[key]:
            line = next(line for line in view.content.lines.lines if line.id == identity)
            assert f">{line.name}</a>" in box
            assert all(f'href="tel:{dialled}"' in box for dialled in NUMBERS[identity].values())
            assert NUMBERS[identity] or line.through or f'href="{line.website}"' in box
        assert view.content.labels["lines-check"] in box


def test_no_other_number_is_on_any_page(pages, handbook):
    """But those that an organisation has written for itself."""
    values = [words for field in handbook.organisation.fields for words in (field.value or {}).values()]
    own = {re.sub(r"\D", "", number[0]) for words in values for number in PHONE.finditer(words)}
    for language, of in pages.items():
        for key, html in of.items():
            assert {*re.findall(r'href="tel:([^"]+)"', html)} <= DIALLED | own, (language, key)
            found = {re.sub(r"\D", "", number[0]) for number in PHONE.finditer(text(html, " | "))}
            known = {number.lstrip("+") for number in DIALLED} | own
            assert found <= known, (language, key)


def test_no_number_is_printed_that_no_provider_confirms(pages):
    """Known only from the news, from others or in two forms: a wrong number is worse than none."""
    for of in pages.values():
        for html in of.values():
            digits = re.sub(r"(?<=\d) (?=\d)", "", text(html))
            assert not re.search(r"0925250116|0925250112|0925250113|080002400|0295660123|080098009|0295535001|0295536000|0295536", digits)


def test_112_is_written_once(handbook, pages):
    """Every tel: link to it, also the one at the foot of each page, is made from the line."""
    assert "urgent-number" not in handbook.labels
    line = next(line for line in handbook.lines.lines if line.id == "emergency")
    assert [number.number.tel for number in line.numbers] == ["112"]
    for of in pages.values():
        assert 'href="tel:112"' in of["index"]


def test_a_line_without_a_number_leads_through_another(sample_site):
    renderer = PageRenderer(sample_site, "en")
    html = renderer.render("lines", "sections/lines")
    assert renderer.view.content.labels["line-through"].replace("{name}", 'The keeper "<b>at night</b>"') in text(html)
    assert "&lt;b&gt;at night&lt;/b&gt;" in html
    assert 'href="tel:+358555555555">+358 55 555 5555</a> from afar, at night' in html
    for key, name in (("needs/oil", "need"), ("guides/plain-words", "guide")):
        box = text(renderer.render(name, key))
        assert box.count("+358 55 555 5555") == 2  # its own, and that of the shed


def test_open_data_has_the_lines(loaded_project):
    from macros.data.handbook_json import export

    for view in loaded_project.whole.values():
        lines = export(loaded_project, view)["content"]["lines"]["lines"]
        assert {line["id"]: {n["number"]["text"]: n["number"]["tel"] for n in line["numbers"]} for line in lines} == NUMBERS


def test_a_website_in_another_language_says_so_to_machines_and_in_a_partial_language_to_readers(loaded_project):
    for language, view in loaded_project.views.items():
        made = PageRenderer(loaded_project, language)
        for key, listed in (("lines", loaded_project.handbook.lines.lines), ("counties", loaded_project.handbook.counties.organisers)):
            html = made.render(key, f"sections/{key}")
            for website in filter(None, (getattr(entry, "website", None) or getattr(entry, "site", None) for entry in listed)):
                of = website.found(language)
                (told, words), *_ = re.findall(rf'<a[^>]* href="{re.escape(website[language])}"([^>]*)>(.*?)</a>', html)
                abroad = of != language
                assert told == (f' hreflang="{of}"' if abroad else ""), (language, website[language])
                assert (view.content.labels[f"in-language-{of}"] in words) == (abroad and view.is_partial), (language, website[language])
