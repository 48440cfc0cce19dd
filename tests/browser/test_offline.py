"""The copy that opens from files, by double click in three engines: pages, search, filter, languages, questions."""

import zipfile

import pytest

KEY = "sections/services"


@pytest.fixture(scope="module")
def copy(built, tmp_path_factory):
    """The address of the copy, unpacked where a reader might do so."""
    folder = tmp_path_factory.mktemp("Ladatut tiedostot ä")
    with zipfile.ZipFile(built / "downloads/handbook-offline.zip") as packed:
        packed.extractall(folder)
    return (folder / "handbook-offline").as_uri() + "/"


def test_the_copy_is_read_as_the_site_is(reader, copy, view, loaded_project):
    reader.goto(f"{copy}index.html")
    assert reader.evaluate("document.title") == view.content.handbook.title
    assert reader.wait("document.fonts.status === 'loaded' && [...document.fonts].some(font => font.status === 'loaded')"), "fonts too"
    reader.click(".hb-door a")
    reader.wait("document.querySelector('h1') && location.pathname.split('/').length > 4 && location.pathname.endsWith('/index.html')")

    service = view.pages["services/social-assistance"]
    reader.click("[data-hb-search]")
    reader.type(service.record.name)
    assert reader.wait("document.querySelector('[data-hb-results] > li a')?.textContent").replace("\u00ad", "") == service.record.name
    reader.press("Enter")
    reader.wait(f"location.pathname.endsWith({f'{service.url}index.html'!r}) && document.readyState === 'complete'")

    other = loaded_project.views["en"]
    reader.click(".hb-lang a[lang=en]")
    reader.wait("document.documentElement.lang === 'en' && document.readyState === 'complete'")
    assert reader.evaluate("document.querySelector('h1').textContent").replace("\u00ad", "") == other.pages[service.key].record.name
    reader.click("[data-hb-search]")
    reader.type("housing")
    reader.wait("document.querySelectorAll('[data-hb-results] > li').length > 2")
    assert reader.errors == []


def test_a_filter_and_the_questions_work_in_the_copy(reader, copy, view):
    reader.goto(f"{copy}{view.pages[KEY].url}index.html")
    every = reader.evaluate("document.querySelectorAll('[data-entry]').length")
    reader.click(".hb-filter label:nth-of-type(2)")
    reader.wait(f"document.querySelectorAll('[data-entry]:not([hidden])').length < {every}")
    module = next(page for key, page in view.pages.items() if key.startswith("modules/"))
    reader.goto(f"{copy}{module.url}index.html")
    reader.click(".hb-q input")
    reader.click(".hb-q [data-check], .hb-q button")
    reader.wait("document.querySelector('.hb-q [role=status]').textContent.trim()")
    assert reader.errors == []
