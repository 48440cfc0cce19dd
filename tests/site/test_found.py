"""What search engines, previews of links and devices are told of each page: with an address below a folder of a server, and without."""

import html
import json
import re
import struct
from collections import Counter
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest

from macros.content import on_page
from macros.project import read_project
from macros.site import catalogue
from macros.site.descriptions import LEAST, MOST, told
from tests.conftest import built_once, mkdocs, sample_project
from tests.sample import edit, partial, replaced
from tests.sample import told as told_by_the_check
from tests.site import schema_org
from tests.site.html import one_line, pages, sitemap

ADDRESS = "https://example.org/handbook/"
PUBLISHER = "Lamppukunta"
HOSTILE = 'Lamppu </script><script>alert(1)</script> & "valo"'


@pytest.fixture(scope="module")
def site(shared):
    """The sample below a folder of a server: published by somebody, with a reviewed service, a doubled name, and a partial language."""

    def build(folder):
        folder.parent.mkdir()
        project = sample_project(folder.parent)
        content = project / "content-data"
        partial.add(content, partial.language("sv", "Svenska", ["guides/contact", "sections/needs"], ["one-page"], locale="sv_FI"))
        partial.change(content, "organisation", lambda data: data.update(name=dict.fromkeys(("fi", "en"), PUBLISHER)))
        partial.change(content, "services", spoilt)
        partial.change(content, "interfaces", lambda data: data["interfaces"][0]["name"].update(fi="LAMPUNHOITO"))
        partial.translate(content, "sv")
        return mkdocs(project, "build", "--strict", SITE_URL=ADDRESS, HANDBOOK_WITHOUT="printing,training")

    return built_once(shared, "found", build)


def spoilt(data):
    first = data["services"][0]
    first["summary"]["fi"] = HOSTILE
    first["reviewed"] = {"by": {"fi": "Lampputohtori", "en": "Doctor of lamps"}, "date": "2020-02-02"}


@pytest.fixture(scope="module")
def found(site):
    return pages(site)


@pytest.fixture(scope="module")
def project(site):
    return read_project(site.parent / "content-data", ADDRESS)


@pytest.fixture(scope="module")
def real(built):
    return pages(built)


def meta(page):
    """What the head of a page says by property or name, each once."""
    given = [(tag.get("property") or tag.get("name"), tag["content"]) for name, tag in page.tags if name == "meta" and "content" in tag]
    counts = Counter(name for name, _ in given if name != "og:locale:alternate")
    assert {name for name, count in counts.items() if count > 1} == set(), page.url
    return dict(given)


def linked(page, rel):
    return [tag for name, tag in page.tags if name == "link" and tag.get("rel") == rel]


def translations(page):
    """The addresses that the head of a page gives for other languages, by language; a feed is an alternate of another kind."""
    return {tag["hreflang"]: tag["href"] for tag in linked(page, "alternate") if "type" not in tag}


def data_of(page):
    """The data of a page as a crawler reads it: from the element up to its first end."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script', page.source, re.DOTALL)
    return json.loads(block)


def by_type(page):
    return {node["@type"]: node for node in data_of(page)["@graph"]}


def title_of(page):
    return html.unescape(page.source.partition("<title>")[2].partition("</title>")[0])


def least(view, key):
    """How long the description of a page is at least: half of what it tells under its title, where that is little."""
    told = " ".join([*on_page.texts(view.pages[key])][1:]) if key in view.pages else ""
    return min(LEAST, len(told) // 2) if told else LEAST


def shown(pages_, views):
    """Every page with its view and its entry; not those that search engines shall leave out."""
    for view in views.values():
        for entry in catalogue.pages(view):
            yield view, entry, pages_[entry.url]


# --------------------------------------------------------------------------------------------- titles and descriptions


def test_no_two_pages_of_a_language_have_the_same_title_and_each_ends_with_the_handbook(real, loaded_project):
    for view in loaded_project.views.values():
        titles = {entry.key: title_of(real[entry.url]) for entry in catalogue.pages(view)}
        assert [title for title, count in Counter(titles.values()).items() if count > 1] == []
        name = view.content.handbook.title
        assert titles.pop("index") == name
        assert [key for key, title in titles.items() if not title.endswith(f" – {name}")] == []


def test_a_name_that_two_kinds_share_is_followed_by_the_kind(found, project):
    view = project.views["fi"]
    service, partner = (found[view.pages[key].url] for key in ("services/keeping", "interfaces/harbour"))
    assert title_of(service).startswith(f"Lampunhoito – {view.content.labels['search-kind-services']} – ")
    assert title_of(partner).startswith(f"LAMPUNHOITO – {view.content.labels['search-kind-interfaces']} – ")
    assert meta(service)["og:title"] == f"Lampunhoito – {view.content.labels['search-kind-services']}"
    assert one_line(view.content.labels["search-kind-services"]) in service.text  # and the page itself tells, below its name
    english = project.views["en"]
    assert title_of(found[english.pages["services/keeping"].url]) == f"Lamp keeping – {english.content.handbook.title}"


def test_the_check_refuses_two_pages_of_a_kind_with_the_same_name(sample_content):
    edit(sample_content, "services.yml", replaced("fi: Puhdistus", "fi: lampunHOITO"))
    assert told_by_the_check(sample_content) == [("same-title", "services.yml", "fi: lampunHOITO")]


def test_each_page_is_described_in_70_to_160_characters_of_its_own(real, loaded_project):
    for view in loaded_project.views.values():
        said = {entry.key: meta(real[entry.url])["description"] for entry in catalogue.pages(view)}
        assert {key: len(text) for key, text in said.items() if not least(view, key) <= len(text) <= MOST} == {}
        assert [text for text, count in Counter(said.values()).items() if count > 1] == []
        for key, text in said.items():
            assert meta(real[catalogue.page(view, key).url])["og:description"] == text


def test_a_description_is_made_of_texts_that_the_page_shows(real, loaded_project):
    for view, entry, page in shown(real, loaded_project.views):
        if entry.key not in ("index", "print"):  # which are described by what the handbook as a whole is
            visible = one_line("".join(page.words[1:]))
            parts = re.split(r"(?<=[.!?…]) ", meta(page)["description"])
            on_lead = entry.template != "partner-card"  # a card begins with its first part, and has its lead where it is listed
            assert [p for p in parts if one_line(p.removesuffix("…")) not in visible and on_lead] == [], (view.language, entry.key)


ENOUGH = "Ensimmäinen virke kertoo asiasta tarpeeksi monella sanalla, jotta se riittää yksin kuvaukseksi."
NEXT = "It goes on with the next sentence of the page, which is long enough for it."
ENDLESS = "One sentence that goes on and on without an end, as some writers like them, with many words that nobody needs there"


@pytest.mark.parametrize(
    ("lead", "more", "said"),
    [
        ("Lyhyt lause.", (), "Lyhyt lause."),
        (ENOUGH, ("Tätä ei enää tarvita.",), ENOUGH),
        ("Short.", (NEXT,), f"Short. {NEXT}"),
        ("Short.", ("B" * 158 + ".", NEXT), f"Short. {NEXT}"),
        ("Housing with support.", ("Supported housing is housing with support.", NEXT), f"Housing with support. {NEXT}"),
        (f"{ENOUGH} Toinen virke ei enää mahdu mukaan, koska tila loppuu siltä kesken.", (), ENOUGH),
        (f"{ENDLESS}, and with some more of them where it should have ended long ago.", (), f"{ENDLESS}…"),
        ("Words " * 40 + "end.", (), "Words " * 25 + "Words…"),
    ],
)
def test_a_description_ends_where_a_sentence_does_or_else_a_part_of_one(lead, more, said):
    assert told(lead, more) == said
    assert len(said) <= MOST


# --------------------------------------------------------------------------------------------- previews of links


def test_a_link_is_previewed_with_a_picture_of_the_kind_of_page_in_its_language(site, found, project):
    used = set()
    for view, entry, page in shown(found, project.views):
        head = meta(page)
        picture = head["og:image"].removeprefix(ADDRESS)
        assert head["og:image"] == f"{ADDRESS}{picture}"
        content = (site / picture).read_bytes()
        assert content[:8] == b"\x89PNG\r\n\x1a\n"
        size = struct.unpack(">2I", content[16:24])
        assert [str(side) for side in size] == [head["og:image:width"], head["og:image:height"]] == ["1200", "630"]
        assert len(content) < 60_000, picture
        assert head["og:image:alt"].startswith(view.content.handbook.title)
        assert head["twitter:card"] == "summary_large_image"
        assert head["og:site_name"] == view.content.handbook.title
        assert head["og:type"] == ("website" if entry.key == "index" else "article")
        assert head["og:url"] == f"{ADDRESS}{entry.url}"
        assert not head["og:title"].endswith(f"– {view.content.handbook.title}")
        used.add((view.language, entry.key.partition("/")[0] if "/" in entry.key else "", picture))
    assert len({picture for *_, picture in used}) == len({(language, kind) for language, kind, _ in used}) >= 18


def test_the_picture_says_what_its_description_says(sample_site):
    """In it text is drawn as outlines, so the same sheet is set as a PDF and read."""
    from macros.pdf.typst_renderer import TypstRenderer
    from macros.site import pictures
    from tests.pdf.pdf_text import run_on, whole_text

    class Read(TypstRenderer):
        def render(self, template, data, of="", kind="pdf", **options):  # noqa: ARG002 - as that of its base
            return super().render(template, data, of)

    project = read_project(sample_site.paths.content, ADDRESS)
    for view in project.views.values():
        made = {f.kind: f.content for task in pictures.tasks(project, view, Read(project.handbook.handbook.date)) for f in task()}
        for kind, label in {"services": "search-kind-services", "sections": "kind-chapter", "modules": "search-kind-modules"}.items():
            words = run_on(whole_text(made[f"preview-of-{kind}"]))
            assert run_on(view.content.handbook.title) in words
            assert run_on(view.content.labels[label]) in words
        assert run_on(view.content.handbook.subtitle) in run_on(whole_text(made["preview-of-home"]))


def test_a_language_is_told_with_its_land_and_the_others_that_have_the_page(found, project):
    service, contact = (found[project.views["fi"].pages[key].url] for key in ("services/keeping", "guides/contact"))

    def locales(page):
        return [tag["content"] for name, tag in page.tags if name == "meta" and tag.get("property", "").startswith("og:locale")]

    assert locales(service) == ["fi_FI", "en_GB"]
    assert locales(contact) == ["fi_FI", "en_GB", "sv_FI"]
    assert locales(found[project.views["sv"].pages["guides/contact"].url]) == ["sv_FI", "fi_FI", "en_GB"]


def test_a_language_without_a_land_is_told_without(sample_content):
    edit(sample_content, "handbook.yml", replaced("    locale: fi_FI\n", ""))
    from macros.site.page_renderer import PageRenderer

    head = PageRenderer(read_project(sample_content), "fi").chrome("index").render("meta")
    assert 'property="og:locale"' not in head
    assert '<meta property="og:locale:alternate" content="en_GB">' in head


def test_an_address_is_named_where_there_is_one_and_nowhere_else(real, built, loaded_project):
    named = bool(loaded_project.address)  # of the real site, once an organisation has told where it is
    for _, _, page in shown(real, loaded_project.views):
        assert {"og:image", "og:url", "twitter:card"} & {*meta(page)} == ({"og:image", "og:url", "twitter:card"} if named else set())
        assert len(linked(page, "canonical")) == int(named)
        assert named or translations(page) == {}
        urls = [
            value
            for node in schema_org.nodes(data_of(page))
            for name, value in node.items()
            if name in ("url", "item", "@id") and isinstance(value, str)
        ]
        assert urls
        assert {"//" in url for url in urls} == {named}
    assert {bool([*built.glob(files)]) for files in ("sitemap*", "robots.txt", "assets/look/previews/*")} == {named}


# --------------------------------------------------------------------------------------------- which pages there are


def test_the_index_at_the_root_leads_to_every_page_once_and_robots_txt_to_the_index(site, found, project):
    assert f"\nSitemap: {ADDRESS}sitemap.xml\n" in (site / "robots.txt").read_text(encoding="ascii")
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 - our own file
    parts = [place.text for place in index.findall("s:sitemap/s:loc", space)]
    assert parts == [f"{ADDRESS}sitemap-{code}.xml" for code in project.languages]
    listed = [url for part in parts for url in sitemap(site / part.removeprefix(ADDRESS))]
    assert len(listed) == len(set(listed))
    hidden = [url for url, page in found.items() if ("meta", {"name": "robots", "content": "noindex"}) in page.tags]
    assert {url for url in hidden if "404" not in url} >= {catalogue.page(view, "print").url for view in project.whole.values()}
    assert {url.removeprefix(ADDRESS) for url in listed} == {*found} - {*hidden}
    assert not [*site.rglob("sitemap.xml.gz"), *site.glob("*/sitemap.xml")]
    assert "lastmod" not in (site / "sitemap-fi.xml").read_text(encoding="utf-8")


def test_a_page_and_the_sitemap_name_the_same_translations_and_these_name_it(site, found, project):
    listed = {url: links for code in project.languages for url, links in sitemap(site / f"sitemap-{code}.xml").items()}
    for url, links in listed.items():
        page = found[url.removeprefix(ADDRESS)]
        assert translations(page) == links
        assert [tag["href"] for tag in linked(page, "canonical")] == [url]
        assert links["x-default"] == next(iter(links.values()))
        for language, other in links.items():
            assert listed[other] == links
            assert language == "x-default" or dict(found[other.removeprefix(ADDRESS)].tags)["html"]["lang"] == language
    assert set(listed[f"{ADDRESS}sv/"]) == {"fi", "en", "sv", "x-default"}


# --------------------------------------------------------------------------------------------- icons


def test_icons_are_there_in_each_size_and_the_list_leads_to_the_language(site, found, project):
    for view in project.views.values():
        page = found[view.pages["guides/contact"].url]
        icons = {tag.get("sizes"): page.target(tag["href"])[0] for tag in linked(page, "icon")}
        assert icons["32x32"] == "assets/look/icon-32.png"
        assert (site / icons["any"]).read_text(encoding="utf-8").startswith("<svg")
        (apple,), (listed,) = linked(page, "apple-touch-icon"), linked(page, "manifest")
        assert png_size(site / page.target(apple["href"])[0]) == (180, 180)
        assert png_size(site / icons["32x32"]) == (32, 32)
        place = page.target(listed["href"])[0]
        given = json.loads((site / place).read_text(encoding="utf-8"))
        at = urljoin(ADDRESS, place)
        assert urljoin(at, given["start_url"]) == urljoin(at, given["scope"]) == f"{ADDRESS}{view.prefix}"
        assert (given["lang"], given["name"], given["display"]) == (view.language, view.content.handbook.title, "browser")
        assert given["short_name"] == view.content.labels["footer-handbook"]
        sizes = {(icon["purpose"], icon["sizes"]) for icon in given["icons"]}
        assert sizes == {("any", "192x192"), ("any", "512x512"), ("maskable", "512x512")}
        for icon in given["icons"]:
            size = png_size(site / urljoin(at, icon["src"]).removeprefix(ADDRESS))
            assert icon["sizes"] == "x".join(map(str, size))
        assert re.fullmatch(r"#[0-9a-f]{6}", given["theme_color"])


def test_the_icon_at_the_root_holds_the_small_picture(site):
    content = (site / "favicon.ico").read_bytes()
    reserved, kind, count, width, height, *_, length, offset = struct.unpack("<3H4B2H2I", content[:22])
    assert (reserved, kind, count, width, height) == (0, 1, 1, 32, 32)
    assert content[offset:] == (site / "assets/look/icon-32.png").read_bytes()
    assert length == len(content) - offset


def png_size(file):
    return struct.unpack(">2I", file.read_bytes()[16:24])


# --------------------------------------------------------------------------------------------- data of schema.org


@pytest.mark.parametrize("which", ["real", "sample"])
def test_the_data_of_each_page_knows_only_the_vocabulary(request, which):
    pages_, views = _pages(request, which)
    wrong = {page.url: faults for _, _, page in shown(pages_, views) if (faults := schema_org.faults(data_of(page)))}
    assert wrong == {}


def _pages(request, which):
    loaded = request.getfixturevalue("loaded_project" if which == "real" else "project")
    return request.getfixturevalue("real" if which == "real" else "found"), loaded.views


SILENT = ("@type", "@id", "@context", "url", "item", "position", "inLanguage", "timeRequired", "lastReviewed")  # looked at below


@pytest.mark.parametrize("which", ["real", "sample"])
def test_the_data_says_only_what_the_page_shows(request, which):
    pages_, views = _pages(request, which)
    for view, entry, page in shown(pages_, views):
        visible = one_line("".join(page.words[1:]) + title_of(page) + meta(page)["description"])
        labels = view.content.labels
        known_so = {labels["area-served"], *([labels["search-kind-modules"]] if which == "sample" else ())}  # whose labels say their names
        for node in schema_org.nodes(data_of(page)):
            for name, value in node.items():
                texts = [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
                for line in (line for text in texts for line in text.split("\n") if name not in SILENT and text not in known_so):
                    assert one_line(line) in visible, (view.language, entry.key, name, line)
        known = by_type(page)
        assert known["WebPage"]["inLanguage"] == known["WebSite"]["inLanguage"] == view.language
        assert urljoin(f"{ADDRESS}{entry.url}", known["WebPage"]["url"]) == f"{ADDRESS}{entry.url}"


def test_the_place_of_a_page_is_that_which_it_shows(found, project):
    for view, entry, page in shown(found, project.views):
        if entry.key == "index":
            assert "BreadcrumbList" not in by_type(page)
            continue
        items = by_type(page)["BreadcrumbList"]["itemListElement"]
        assert [item["position"] for item in items] == [*range(1, len(items) + 1)]
        crumbs = page.source.partition("hb-crumbs")[2].partition("</nav>")[0]
        links = [f"{ADDRESS}{page.target(link)[0]}" for link in re.findall(r'href="([^"]*)"', crumbs)]
        assert [item["item"] for item in items] == [*links, f"{ADDRESS}{entry.url}"], (view.language, entry.key)


def test_hostile_texts_stay_inside_the_data(found, project):
    page = found[project.views["fi"].pages["services/keeping"].url]
    assert by_type(page)["GovernmentService"]["description"] == HOSTILE
    assert "alert(1)</script" not in page.source


def test_each_service_of_the_real_handbook_is_one_of_the_authorities_and_only_a_named_organisation_is_its_provider(real, loaded_project):
    for view in loaded_project.whole.values():
        for service in view.content.services.services:
            known = by_type(real[service.url])
            made = known["GovernmentService"]
            assert known["WebPage"]["mainEntity"]["@id"] == made["@id"]
            assert (made["name"], made["description"]) == (service.name, service.summary)
            assert [one["audienceType"] for one in made["audience"]] == list(service.for_whom)
            if organisation := view.content.organisation.name:
                assert made["provider"]["name"] == known["WebSite"]["publisher"]["name"] == organisation
                assert "areaServed" not in made
            else:
                assert made["areaServed"]["name"] == view.content.labels["area-served"]
                assert not {"provider", "publisher"} & {*made, *known["WebSite"]}


def test_an_organisation_publishes_and_provides_where_it_has_said_so(found, project):
    view = project.views["en"]
    known = by_type(found[view.pages["services/keeping"].url])
    by = {"@type": "GovernmentOrganization", "name": PUBLISHER}
    assert known["WebSite"]["publisher"] == known["GovernmentService"]["provider"] == by
    assert "areaServed" not in known["GovernmentService"]
    (module,) = {key for key in view.pages if key.startswith("modules/")} & {next(k for k in view.pages if k.startswith("modules/"))}
    assert by_type(found[view.pages[module].url])["Course"]["provider"] == by


def test_only_what_an_expert_has_read_is_reviewed(found, project):
    for view, entry, page in shown(found, project.views):
        said = by_type(page)["WebPage"].get("lastReviewed")
        assert said == ("2020-02-02" if entry.key == "services/keeping" else None), (view.language, entry.key)


def test_modules_teach_what_they_say_and_take_as_long_as_they_say(real, loaded_project):
    for view in loaded_project.whole.values():
        kind = "Course" if view.content.organisation.name else "LearningResource"  # a course has somebody who gives it
        for module in view.content.training:
            page = real[module.url]
            made = by_type(page)[kind]
            assert made["teaches"] == [objective.text for objective in module.objectives]
            minutes = made["timeRequired"].removeprefix("PT").removesuffix("M")
            assert re.search(rf"\b{minutes} min", page.text)
        path = by_type(real[view.pages["sections/learning-path"].url])[kind]
        assert [part["name"] for part in path["hasPart"]] == [
            module.title for module in sorted(view.content.training, key=lambda m: m.order)
        ]


def test_the_glossary_is_a_set_of_terms_each_at_its_place(real, loaded_project):
    for view in loaded_project.whole.values():
        page = real[view.pages["sections/glossary"].url]
        terms = by_type(page)["DefinedTermSet"]["hasDefinedTerm"]
        assert [(term["name"], term["description"]) for term in terms] == [(t.term, t.definition) for t in view.content.glossary.terms]
        assert {term["@id"].partition("#")[2] for term in terms} <= {*page.ids}


def test_questions_and_answers_are_told_only_of_a_page_that_asks_and_answers(real, loaded_project):
    for view, entry, page in shown(real, loaded_project.views):
        asking = by_type(page).get("FAQPage")
        assert bool(asking) == (entry.key == "guides/plain-words"), (view.language, entry.key)
        for question in asking["mainEntity"] if asking else ():
            assert question["name"].endswith("?")
            assert question["@id"].partition("#")[2] in page.ids
