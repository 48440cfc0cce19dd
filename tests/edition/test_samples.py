"""What readers of the sample editions get: the county's own details and notes, marked as such, and nothing of them nationally."""

import io
import json
import re
import zipfile
from dataclasses import replace
from html import unescape

import pypdf
import pytest
from pikepdf import Dictionary, Pdf, parse_content_stream

from macros import covered
from macros.build.paths import PATHS
from macros.content import document
from macros.content.edition.laid import Laid
from macros.content.rule import walk
from macros.content.types.texts import PerLanguage
from macros.data import handbook_json, multilingual, tables
from macros.lessons import Lessons
from macros.look import assets
from macros.look.contrast import SCHEMES
from macros.look.palette import NATIONAL
from macros.office import files as office
from macros.pdf import handbook_pdfs, press, proofs, training_pdfs, typst_data
from macros.pdf.typst_renderer import ACCESSIBLE, TypstRenderer
from macros.project import read_project
from macros.search.page_text import places
from macros.site import pictures
from macros.site.page_renderer import PageRenderer
from macros.training import files as training
from macros.training import moodle
from tests import sample_editions
from tests.sample_editions import BOTH, KUVITELMA, SATULA

SHEETS = ("brochure", "large-print", "leaflet", "one-page", "plain-words", "decision-tree", "poster-process", "poster-interfaces")
FORM = "consent-wording"  # half a sheet, which names the county by the title of its handbook
MARKED = "Paikallista tietoa: Kuvitelman hyvinvointialue"
READ = re.compile(r"word/(document|foot|head)|slides/slide|notesSlides/notes|xl/")  # parts of files for office programs that are read
LOCAL = re.compile(r'<section class="hb-locally">.*?</section>', re.DOTALL)


@pytest.fixture(scope="module")
def base(tmp_path_factory, real_content):
    return sample_editions.base(tmp_path_factory.mktemp("editions"), real_content)


@pytest.fixture(scope="module")
def projects(base):
    """The national handbook (None) and the two editions."""
    return {edition: read_project(base, "", replace(PATHS, edition=edition), covered.ALL) for edition in (None, *BOTH)}


def test_of_an_edition_that_is_in_order_nobody_asks_where_anything_stands(base, monkeypatch):
    monkeypatch.setattr(Laid, "_placed", property())
    monkeypatch.setattr(document, "_Places", None)
    document._documents.clear()  # noqa: SLF001 - of documents that other tests hold it may be known
    for edition in BOTH:
        assert read_project(base, "", replace(PATHS, edition=edition), covered.ALL).handbook.edition


@pytest.fixture(scope="module")
def pages(projects):
    """Every page of each, with its footer: (language, key) -> HTML."""
    return {edition: dict(_pages(project)) for edition, project in projects.items()}


def _pages(project):
    for language in project.languages:
        made = PageRenderer(project, language)
        for key, entry in made.entries.items():
            yield (language, key), str(made.render(entry.template, key)) + str(made.chrome(key).render("footer"))


@pytest.fixture(scope="module")
def papers(projects, tmp_path_factory):
    """The text of every sheet of the editions, in each language: (language, template) -> text."""
    cache = tmp_path_factory.mktemp("rendered")
    return {edition: dict(_papers(projects[edition], cache)) for edition in BOTH}


def _papers(project, cache):
    renderer = TypstRenderer(project.handbook.handbook.date, cache=cache)
    for language, view in project.whole.items():
        for name in (*SHEETS, FORM):
            made = renderer.render(name, typst_data.data(view, project.address, name))
            text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
            yield (language, name), run_on(text)


@pytest.fixture(scope="module")
def office_files(projects, tmp_path_factory):
    """What is read of every file for office programs, in the first language: the national ones are made after those of the editions."""
    cache = tmp_path_factory.mktemp("office")
    made = {}
    for edition in (*BOTH, None):
        project = projects[edition]
        view, renderer = project.views["fi"], TypstRenderer(project.handbook.handbook.date, cache=cache)
        made[edition] = {file.kind: read_whole(file.content) for task in office.tasks(project, view, renderer) for file in task()}
    return made


def run_on(text):
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())


def words_of(html):
    """The words of a page, without its tags."""
    return run_on(unescape(re.sub(r"<[^>]*>", "", html)))


def local_values(edition):
    """Every text and address of an edition's own files that readers get."""
    found = set()
    for path in edition.glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        if path.stem != "edition":
            found |= {
                *re.findall(r"000 000 \d+", text),
                *re.findall(r"\S+@\S+\.example", text),
                *re.findall(r"https://\w+\.example[^\s,}]*", text),
            }
    return found


def notes(project):
    """Every paragraph of local notes, by language."""
    fields = ("local_note", "local_contact")
    for path, value in walk(project.handbook):
        if isinstance(value, PerLanguage) and any(name in path for name in fields):
            yield from value.items()


@pytest.mark.parametrize("edition", BOTH, ids=lambda edition: edition.name)
def test_nothing_local_stands_in_the_national_handbook(pages, edition):
    everything = "\n".join(map(unescape, pages[None].values()))
    assert [value for value in local_values(edition) if value in everything] == []
    assert edition.name.title() in "".join(pages[None][language, "sections/counties"] for language in ("fi", "en"))  # as an organiser only


@pytest.mark.parametrize("edition", BOTH, ids=lambda edition: edition.name)
def test_nothing_local_stands_in_any_national_file(projects, office_files, edition):
    """Neither in what papers are set of and packages and data are made of, nor in files for Word, Excel and PowerPoint."""
    local = local_values(edition) | {text for _, text in notes(projects[edition])}
    project = projects[None]
    made = {f"{kind} for office programs": text for kind, text in office_files[None].items()}
    made["data"] = json.dumps(multilingual.export(project), ensure_ascii=False)
    made |= {f"table of {table.name}": "\n".join(map(str, table.rows)) for table in tables.tables(project)}
    for code, view in project.whole.items():
        made |= {
            sheet.name: "\n".join(sheet.data.parts)
            for sheet in (*handbook_pdfs.sheets(project, view), *training_pdfs.sheets(project, view))
        }
        made |= {file.name: everything(file.content) for task in training.tasks(project, view) for file in task()}
        made[f"data-{code}"] = json.dumps(handbook_json.export(project, view), ensure_ascii=False)
    assert {name: found for name, text in made.items() if (found := [value for value in local if value in text])} == {}
    kinds = {name.partition(" ")[0].rpartition("-")[2] for name in made}
    assert {"docx", "pptx", "xlsx"} <= kinds
    assert any(value in text for value in local for text in office_files[edition].values())  # where they are, they are found


@pytest.mark.parametrize("edition", BOTH, ids=lambda edition: edition.name)
def test_no_file_for_office_programs_leads_elsewhere_for_what_the_edition_knows(projects, office_files, edition):
    fields = projects[edition].views["fi"].content.organisation.fields
    filled = [field for field in fields if field.value or field.url]
    still_empty = {field.empty for field in fields if field not in filled}
    sentences = {field.id: [f"{field.label}. {field.empty}", *({field.empty} - still_empty)] for field in filled}
    told = [(kind, name, text) for kind, text in office_files[edition].items() for name in sentences]
    assert [(kind, name) for kind, name, text in told if any(sentence in text for sentence in sentences[name])] == []


@pytest.mark.parametrize("edition", BOTH, ids=lambda edition: edition.name)
def test_no_page_and_no_paper_leads_elsewhere_for_what_the_edition_knows(projects, pages, papers, edition):
    project = projects[edition]
    wrong = []
    for code, view in project.views.items():
        fields = view.content.organisation.fields
        filled = [field for field in fields if field.value or field.url]
        still_empty = {field.empty for field in fields if field not in filled}
        for field in filled:
            said = f"{field.label}</dt><dd><a href" if field.of_county and not field.url else ""
            wrong += [(key, field.id) for key, html in pages[edition].items() if key[0] == code and said and said in html]
            sentence = f"{field.label}. {field.empty}"
            wrong += [(key, field.id) for key, text in papers[edition].items() if key[0] == code and sentence in text]
            if field.empty not in still_empty:
                wrong += [(key, field.id) for key, html in pages[edition].items() if key[0] == code and field.empty in unescape(html)]
    assert wrong == []


@pytest.mark.parametrize("edition", BOTH, ids=lambda edition: edition.name)
def test_every_value_of_the_edition_reaches_readers(pages, edition):
    everything = "\n".join(unescape(html) for html in pages[edition].values())
    read_by_nobody = {"https://kasikirja.kuvitelma.example/"}  # where the site lies
    assert [value for value in local_values(edition) - read_by_nobody if value not in everything] == []


@pytest.mark.parametrize("edition", BOTH, ids=lambda edition: edition.name)
def test_every_page_and_paper_says_whose_it_is(projects, pages, papers, edition):
    project = projects[edition]
    for code, view in project.views.items():
        imprint = view.content.organisation.imprint
        assert view.content.organisation.name in imprint
        assert [key for key, html in pages[edition].items() if key[0] == code and imprint not in unescape(html)] == []
        whose = {name: view.content.handbook.whole_title if name == FORM else imprint for name in (*SHEETS, FORM)}
        assert [key for key, text in papers[edition].items() if key[0] == code and run_on(whose[key[1]]) not in text] == []
        assert view.content.handbook.unofficial not in "".join(map(unescape, pages[edition].values()))


UNTRUE = {  # sentences about the national handbook that are not true of an edition
    KUVITELMA: (
        "Kun organisaatio ottaa sivuston käyttöönsä",
        "When an organisation starts to use the site",
        "Tieto puuttuu: tämän sivuston julkaisija",
        "No details yet: the publisher",
        "Ennen painamista tarvitaan oikeuksien haltijoiden",
        "is needed before printing",
        "pyydä sen julkaisijoilta lupa",
        "ask its publishers for permission",
    ),
    SATULA: (
        "suomeksi ja englanniksi",
        "molemmilla kielillä",
        "kielen vaihtoa",
        "Englanninkielinen käännös",
        "englanninnosta",
        "osa siitä on myös",
    ),
}
ABOUT_ITSELF = ("sections/about", "sections/accessibility", "sections/privacy", "sections/downloads", "sections/glossary", "index")


@pytest.mark.parametrize("edition", BOTH, ids=lambda edition: edition.name)
def test_what_is_said_of_the_handbook_is_true_of_the_edition(pages, papers, edition):
    """Its languages, its publisher, and that its organiser may publish the text of the brochure."""
    told = {key: words_of(html) for key, html in pages[edition].items() if key[1] in ABOUT_ITSELF} | papers[edition]
    assert {key: found for key, text in told.items() if (found := [words for words in UNTRUE[edition] if words in text])} == {}
    assert [key for key, html in pages[edition].items() if re.search(r">[^<]*\{[a-z-]+\}", html)] == []


def test_the_edition_says_who_has_allowed_it_and_who_answers_for_its_accessibility(pages, papers):
    about = words_of(pages[KUVITELMA]["en", "sections/about"])
    assert "Permission to publish the text in this handbook: Keksitty esitteen julkaisija" in about
    assert "20 November 2026" in about
    assert "Keksitty esitteen julkaisija" in papers[KUVITELMA]["fi", "brochure"]
    assert "Selosteesta vastaa Kuvitelman hyvinvointialue." in words_of(pages[KUVITELMA]["fi", "sections/accessibility"])
    assert "Keksitty esitteen" not in "".join(pages[None].values()) + "".join(pages[SATULA].values())
    assert "Käsikirja on suomeksi." in words_of(pages[SATULA]["fi", "sections/about"])
    assert "in Finnish and in English, and partly in Swedish" in words_of(pages[None]["en", "sections/about"])


def test_open_data_has_the_sentences_of_the_edition(projects):
    for edition in (None, *BOTH):
        texts = str(multilingual.export(projects[edition])["entries"])
        assert "{languages}" not in texts
        assert ("suomeksi ja englanniksi" in texts) is (edition is not SATULA)


def test_only_an_edition_that_says_so_is_official(projects, pages):
    assert "Luonnos: Satulan hyvinvointialue" in pages[SATULA]["fi", "index"]
    assert "Julkaisija: Kuvitelman hyvinvointialue" in pages[KUVITELMA]["fi", "index"]
    assert [multilingual.export(projects[edition])["publisher"] is None for edition in (None, KUVITELMA, SATULA)] == [True, False, True]


def test_a_local_note_is_marked_on_its_page_and_in_search(projects, pages):
    for language, text in notes(projects[KUVITELMA]):
        shown = [html for (code, _), html in pages[KUVITELMA].items() if code == language and text in words_of(html)]
        assert shown, text
        assert [html for html in shown if text in words_of(LOCAL.sub("", html))] == [], text
    assert MARKED in {run_on(place.name) for place in places(pages[KUVITELMA]["fi", "guides/rights"], {})}


def test_local_notes_have_a_page_of_their_own_on_paper(projects, papers):
    for language, text in notes(projects[KUVITELMA]):
        for sheet in ("brochure", "large-print"):
            assert run_on(text) in papers[KUVITELMA][language, sheet], (sheet, text)


def test_no_page_of_a_brochure_is_left_with_a_line_of_what_the_edition_says(projects, tmp_path):
    """Who has given permission makes the page about the handbook longer, and not two of it."""
    project = projects[KUVITELMA]
    renderer = TypstRenderer(project.handbook.handbook.date, cache=tmp_path)
    for view in project.whole.values():
        made = renderer.render("brochure", typst_data.data(view, project.address, "brochure"))
        lines = [page.extract_text().count("\n") for page in pypdf.PdfReader(io.BytesIO(made)).pages]
        assert min(lines[1:-1]) > 3, (view.language, lines)


def elsewhere(view, address):
    """What a paper says that has no room for local notes: whose they are, and where they stand."""
    organisation, edition = view.content.organisation, view.content.handbook
    return run_on(f"{organisation.name}. {view.content.labels['local-elsewhere'].replace('{place}', address or edition.whole_title)}")


def test_a_sheet_without_room_says_where_the_local_notes_on_what_it_shows_stand(projects, papers):
    with_line = {}
    for edition in BOTH:
        for (language, name), text in papers[edition].items():
            line = elsewhere(projects[edition].views[language], projects[edition].address)
            if line.replace(" ", "") in text.replace(" ", ""):  # an address may be broken
                with_line.setdefault((edition, language), set()).add(name)
    every = {"leaflet", "one-page", "decision-tree", "poster-process", "poster-interfaces", FORM}
    assert with_line == {(KUVITELMA, "fi"): every, (KUVITELMA, "en"): every, (SATULA, "fi"): {"leaflet"}}


def test_a_card_prints_a_local_note_or_says_where_a_long_one_stands(projects, tmp_path):
    """No note is too long for a card: its back is full of what concerns everyone."""
    project = projects[KUVITELMA]
    view = project.views["fi"]
    data = typst_data.data(view, project.address, "partner-card")
    own = json.loads(data.own)
    (note,) = (note for note in own["local_notes"] if note["key"] == "interfaces/health-care")
    note["note"] = [f"{note['note'][0]} " * 6]
    renderer = TypstRenderer(project.handbook.handbook.date, cache=tmp_path)
    for given, says in ((data, True), (replace(data, own=json.dumps(own)), False)):
        assert renderer.proof("partner-card", given, "health-care") == []
        pages = pypdf.PdfReader(io.BytesIO(renderer.render("partner-card", given, "health-care"))).pages
        text = run_on(" ".join(page.extract_text() for page in pages))
        assert ("terveysasemalla tiistaisin" in text) is says
        assert (elsewhere(view, project.address).replace(" ", "") in text.replace(" ", "")) is not says


def test_no_paper_of_the_national_handbook_speaks_of_local_notes(projects):
    project = projects[None]
    for view in project.views.values():
        sheets = [*handbook_pdfs.sheets(project, view), *training_pdfs.sheets(project, view)] if not view.is_partial else []
        given = [json.loads(sheet.data.own) for sheet in sheets]
        assert [data for data in given if data.get("noted") or any(data.get("module_notes", {}).values())] == []


def test_the_training_says_what_is_local_about_what_it_asks_to_read(projects, office_files, tmp_path):
    """In the mentor's guide the notes themselves; in the plan and on the last slides but a line that says where they stand."""
    project = projects[KUVITELMA]
    view = project.views["fi"]
    renderer = TypstRenderer(project.handbook.handbook.date, cache=tmp_path)
    papers = {paper.name.removeprefix("training/").removesuffix("-fi.pdf"): paper for paper in training_pdfs.sheets(project, view)}
    made = {}
    for name in ("mentor-guide", "orientation-plan", "slides-m1-what", "slides-m3-process"):
        pages = pypdf.PdfReader(io.BytesIO(renderer.render(papers[name].template, papers[name].data, papers[name].of))).pages
        made[name] = run_on("\n".join(page.extract_text() for page in pages))
    line, without_spaces = elsewhere(view, project.address).replace(" ", ""), {name: text.replace(" ", "") for name, text in made.items()}
    assert {name for name, text in without_spaces.items() if line in text} == {"orientation-plan", "slides-m3-process"}
    *_, last = made["mentor-guide"].split("Asiakkaan polku ja työtavat")
    assert f"{MARKED} Asiakasprosessi. Kuvitelmassa ensimmäinen tapaaminen on viikon sisällä." in last
    assert "Sosiaalityö. Yhteys. Kuvitelman aikuissosiaalityö, 000 000 005" in last
    line, office_texts = elsewhere(view, project.address), office_files[KUVITELMA]
    assert {name for name, text in office_texts.items() if line in text} == {
        "orientation-plan-docx",
        *(f"slides-{module}-pptx" for module in ("m0-rights", "m3-process", "m4-services", "m5-interfaces")),
    }
    note = "Kuvitelmassa ensimmäinen tapaaminen on viikon sisällä."  # in the guide, and among what is spoken
    assert {name for name, text in office_texts.items() if note in text} == {"mentor-guide-docx", "slides-m3-process-pptx"}
    assert {name for name, text in office_files[None].items() if view.content.labels["local-elsewhere"].partition("{")[0] in text} == set()


@pytest.mark.slow
@pytest.mark.parametrize("edition", BOTH, ids=lambda edition: edition.name)
def test_what_an_edition_says_fits_on_its_sheets(projects, tmp_path, edition):
    project = projects[edition]
    assert [*proofs.overfull(project, TypstRenderer(project.handbook.handbook.date, cache=tmp_path), training=False)] == []


def test_a_local_note_stands_where_its_card_or_handout_is_given_out_and_in_plain_words(projects, tmp_path):
    """Marked as the county's: everywhere after the line that names it."""
    view = projects[KUVITELMA].views["fi"]
    renderer = TypstRenderer(projects[KUVITELMA].handbook.handbook.date, cache=tmp_path)

    def printed(template, of=""):
        made = renderer.render(template, typst_data.data(view, "", template), of)
        return run_on("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)).partition(MARKED)

    for (template, of), note in {
        ("partner-card", "health-care"): "Kuvitelmassa sosiaaliohjaaja on paikalla terveysasemalla tiistaisin.",
        ("partner-card", "kela"): "Yhteys. Kelan palvelupiste Kuvitelman torilla",
        ("handout", "process"): "Kuvitelmassa ensimmäinen tapaaminen on viikon sisällä.",
        ("handout", "rights"): "Kuvitelman sosiaaliasiavastaava ottaa vastaan torstaisin.",
        ("plain-words", ""): "Kuvitelman neuvonnassa voi kysyä myös selkokielellä.",
    }.items():
        before, _, after = printed(template, of)
        assert note in after, (template, of)
        assert note not in before, (template, of)
    assert printed("partner-card", "police")[1:] == ("", "")
    assert printed("handout", "values")[1:] == ("", "")


def test_open_data_tells_what_is_local(projects):
    national, edition = (multilingual.export(projects[of]) for of in (None, KUVITELMA))
    assert national["edition"] is None
    assert (edition["edition"]["organiser"], edition["edition"]["official"]) == ("counties/kuvitelma", True)
    fields = {name for entry in edition["entries"] for name in entry["fields"] if name.startswith("local_")}
    assert fields <= {*edition["edition"]["local_fields"]}
    assert fields
    columns = {of: next(table.columns for table in tables.tables(projects[of]) if table.name == "services") for of in (None, KUVITELMA)}
    assert "local_contact_fi" in columns[KUVITELMA]
    assert [name for name in columns[None] if name.startswith("local_")] == []


NAMED_AT_ALL = re.compile(r"000 000 \d+")
DIALLED = re.compile(r'<a class="hb-call" href="tel:000000\d+">000 000 \d+</a>')


def test_every_number_and_address_of_the_county_can_be_tapped(pages):
    for edition in BOTH:
        for key, html in pages[edition].items():
            assert NAMED_AT_ALL.search(DIALLED.sub("", html)) is None, key
    assert 'href="mailto:saavutettavuus@kuvitelma.example"' in pages[KUVITELMA]["fi", "sections/accessibility"]


def dialled_on_paper(content):
    """The numbers that a PDF dials, with a line for each: one that is broken over two would be there twice."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        links = [link.A.URI for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link and "/URI" in link.A]
    return [str(link) for link in links if str(link).startswith("tel:000")]


def test_a_number_of_the_county_can_be_tapped_on_paper_too(projects, tmp_path):
    renderer = TypstRenderer(projects[KUVITELMA].handbook.handbook.date, cache=tmp_path)
    view = projects[KUVITELMA].views["fi"]
    for sheet, numbers in {"leaflet": ["1"], "one-page": ["1"], "large-print": ["3", "1", "4", "1", "2", "5", "6"]}.items():
        made = renderer.render(sheet, typst_data.data(view, "", sheet))
        assert dialled_on_paper(made) == [f"tel:00000000{number}" for number in numbers], sheet


def test_a_service_of_the_county_is_marked_wherever_it_is_listed(pages, papers):
    """As local: nobody takes it for one of the brochure's, and what is counted stays true."""
    mark = "Naapurikahvila paikallinen palvelu"
    listed = words_of(pages[KUVITELMA]["fi", "sections/services"]).replace(chr(0xAD), "")
    assert listed.count(mark) == 2
    assert listed.count("Naapurikahvila") == 2
    assert "kolmetoista muuta työikäisten sosiaalipalvelua ja paikalliset palvelut" in listed
    assert "eivätkä THL:n luokittelussa" in listed
    for sheet in ("brochure", "large-print"):
        assert mark in papers[KUVITELMA]["fi", sheet], sheet
        assert "eivätkä THL:n luokittelussa" in papers[KUVITELMA]["fi", sheet], sheet
    assert "Naapurikahvila (paikallinen palvelu)" in papers[KUVITELMA]["fi", "leaflet"]
    assert "paikallinen palvelu" not in "".join(pages[None].values()) + "".join(pages[SATULA].values())


def test_the_front_page_and_the_covers_name_the_county(pages, papers):
    name = "Kuvitelman hyvinvointialue"
    assert f'>{name}</p>\n<p class="hb-hero__say">' in pages[KUVITELMA]["fi", "index"]
    assert ">Luonnos, Satulan hyvinvointialue</p>" in pages[SATULA]["fi", "index"]
    assert "hb-hero__of" not in pages[None]["fi", "index"]
    for sheet in ("brochure", "leaflet", "large-print"):
        title, subtitle = "Aikuissosiaalityön käsikirja", "Mitä aikuissosiaalityö on, miten sitä tehdään ja kenen kanssa"
        assert f"{title} {subtitle} {name}" in papers[KUVITELMA]["fi", sheet], sheet


def test_a_service_of_the_county_has_a_page_and_stands_among_the_others(projects, pages):
    key = "services/kuvitelma-neighbour-cafe"
    assert "Naapurikahvila" in pages[KUVITELMA]["fi", key]
    assert projects[KUVITELMA].views["en"].pages[key].url in pages[KUVITELMA]["en", "index"] + "en/services/neighbour-cafe/"
    assert "neighbour-cafe/" in pages[KUVITELMA]["en", "sections/services"]


def test_what_an_edition_leaves_out_is_nowhere(projects, pages):
    project = projects[SATULA]
    assert project.languages == ("fi",)
    hidden = projects[None].views["fi"].links["guides/asking"]
    assert "guides/asking" not in project.views["fi"].links
    assert [key for key, html in pages[SATULA].items() if hidden.url in html or hidden.title in unescape(html)] == []
    english = projects[None].views["en"].content.handbook.title
    assert [key for key, html in pages[SATULA].items() if english in html] == []
    assert english not in str(multilingual.export(project))


def test_the_same_edition_and_handbook_give_the_same_pages_twice(base, pages):
    """Read anew from their files."""
    again = read_project(base, "", replace(PATHS, edition=SATULA), covered.ALL)
    assert dict(_pages(again)) == pages[SATULA]


def test_my_county_is_that_of_the_edition(pages):
    page = pages[SATULA]["fi", "sections/counties"]
    assert 'data-fixed="satula"' in page
    assert "data-county-of" not in "".join(pages[SATULA].values())
    assert "data-fixed" not in pages[None]["fi", "sections/counties"]
    assert "Satulan hyvinvointialue</a>" in pages[SATULA]["fi", "guides/rights"]
    box = page.partition('<section class="hb-county-result"')[2].partition("</section>")[0]
    assert 'Sosiaalipäivystys: <a class="hb-call" href="tel:000000011">' in box
    assert 'href="tel:000000012"' in box
    assert 'href="#county-urgent"' in pages[None]["fi", "sections/counties"]


@pytest.mark.parametrize("edition", BOTH, ids=lambda edition: edition.name)
def test_an_edition_is_not_of_the_real_handbook(real_content, edition):
    """Nobody can publish a sample by mistake."""
    with pytest.raises(Exception, match="counties"):
        read_project(real_content, "", replace(PATHS, edition=edition))


def test_files_for_learning_platforms_and_office_programs_name_the_county(projects, tmp_path):
    project = projects[KUVITELMA]
    view = project.views["fi"]
    name = view.content.organisation.name
    assert name in moodle.question_bank(view, Lessons(project.handbook, view), project.address).content.decode()
    package = next(artifact for task in training.tasks(project, view) for artifact in task() if artifact.name.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(package.content)) as opened:
        assert all(name in opened.read(file).decode() for file in ("imsmanifest.xml", "index.html"))
    renderer = TypstRenderer(project.handbook.handbook.date, cache=tmp_path)
    for paper in (file for task in office.tasks(project, view, renderer) for file in task() if not file.kind.endswith(office.DECK)):
        text = whole_text(paper.content)
        assert name in text, paper.name
        filled = [field for field in project.handbook.organisation.fields if field.value]
        assert [field.id for field in filled if field.empty["fi"] in text] == [], paper.name
        has_notes = any(note in text for language, note in notes(project) if language == "fi")
        assert has_notes is (paper.kind.removesuffix("-docx") in (*office.SHEETS, training_pdfs.GUIDE)), paper.name


def alternatives(content):
    """What is said in words of the pictures of a PDF."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        return [str(thing.Alt) for thing in pdf.objects if isinstance(thing, Dictionary) and "/Alt" in thing]


def test_the_logo_is_on_what_is_handed_out_and_says_whose_it_is(projects, tmp_path):
    said = {}
    for edition in BOTH:
        view = projects[edition].views["fi"]
        renderer = TypstRenderer(projects[edition].handbook.handbook.date, cache=tmp_path)
        plan = next(sheet for sheet in training_pdfs.sheets(projects[edition], view) if sheet.template == "orientation-plan")
        for name, data, of in (
            ("partner-card", typst_data.data(view, "", "partner-card"), "kela"),
            ("brochure", typst_data.data(view, "", "brochure"), ""),
            ("orientation-plan", plan.data, ""),
        ):
            said[edition, name] = alternatives(renderer.render(name, data, of, pdf_standards=list(ACCESSIBLE)))
    title = "Kuvitelman hyvinvointialue"
    assert {key for key, words in said.items() if title in words} == {(KUVITELMA, name) for _, name in said}


def test_a_print_shop_and_a_sheet_that_saves_ink_are_given_no_logo(projects):
    """Its inks are nobody's to choose, and its greys neither."""
    view = projects[KUVITELMA].views["fi"]
    for choice in ({"logo": False}, {"saving": True}):
        assert "<svg" not in typst_data.data(view, "", "brochure", **choice).own
    assert "<svg" in typst_data.data(view, "", "brochure").own


MAIN = ("lake", "lake-2", "link", "heather", "heather-2")


def shades(palette):
    """The values of the main colours and of what follows them."""
    return {palette.value(name, scheme) for name in MAIN for scheme in SCHEMES}


def test_the_colours_of_the_edition_are_on_everything_and_the_national_ones_on_nothing(projects):
    project = projects[KUVITELMA]
    view = project.views["fi"]
    made = {path: content.decode() for path, content in assets.assets(PATHS.fonts, view.palette).items() if path.endswith((".css", ".svg"))}
    made |= {name: typst_data.data(view, project.address, name).shared for name in handbook_pdfs.SHEETS}
    made |= {paper.name: paper.data.shared for paper in training_pdfs.sheets(project, view)}
    foreign = shades(NATIONAL) - shades(view.palette)
    assert {name: found for name, text in made.items() if (found := [shade for shade in foreign if shade in text])} == {}
    own = view.palette.value("lake", "light")
    drawn = {name for name, text in made.items() if '"lake"' in text or name.endswith((".css", "mark.svg"))}
    assert drawn > {assets.STYLE, assets.ICON, "brochure"}
    assert [name for name in drawn if own not in made[name]] == []


def test_what_browsers_draw_around_the_pages_has_the_main_colour_of_the_edition(projects):
    said = {}
    for edition in (None, *BOTH):
        view, made = projects[edition].views["fi"], PageRenderer(projects[edition], "fi")
        (manifest,) = pictures.manifest(view)
        around = re.findall(r'<meta name="theme-color" content="([^"]*)">', str(made.chrome("index").render("meta")))
        said[edition] = (around, json.loads(manifest.content)["theme_color"])
    paper = NATIONAL.value("paper", "light")
    assert said == {None: ([], paper), SATULA: ([], paper), KUVITELMA: (["#1f5a2e"], "#1f5a2e")}


def test_a_print_shop_is_given_the_inks_of_the_edition(projects, tmp_path):
    project = projects[KUVITELMA]
    view = project.views["fi"]
    sheet = TypstRenderer(project.handbook.handbook.date, cache=tmp_path).render("one-page", typst_data.data(view, "", "one-page"))
    inks = {tuple(map(float, given)) for given in colours(press.printed(sheet, view.palette))}
    assert (0.8, 0, 0.8, 0.5) in inks
    assert inks.isdisjoint({(0.8, 0, 0.1, 0.8), (0.05, 0.8, 0, 0.5)})


def colours(content):
    """The CMYK colours of the first page of a file for a print shop."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        yield from (operation.operands for operation in parse_content_stream(pdf.pages[0]) if str(operation.operator) in ("k", "K"))


def read_whole(content):
    """What is read of a file of an office program, in its order."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        names = filter(READ.search, opened.namelist())
        parts = [opened.read(name).decode() for name in names]
    return run_on(unescape(re.sub(r"</[aw]:p>", " ", re.sub(r"<(?!/[aw]:p>)[^>]*>", "", "".join(parts)))))


def everything(content):
    """All text of a file of the training, in an archive or not."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return "\n".join(opened.read(name).decode(errors="replace") for name in opened.namelist())


def whole_text(content):
    """All text of a file of an office program."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return " ".join(opened.read(part).decode() for part in opened.namelist() if part.endswith(".xml"))
