"""The markup of every page: valid where a mistake would stand on many, no landmark twice, no soft hyphen where machines read it."""

from urllib.parse import urljoin

import pytest
from lxml import html

from tests.site.html import SOFT_HYPHEN

NAMED = ("aria-label", "aria-labelledby")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LANDMARKS = {"main", "nav", "aside", "section", "form", "header", "footer"}


@pytest.fixture(scope="module")
def documents(built):
    """Every page of the site as a tree, by its address."""
    return {file.relative_to(built).as_posix(): html.parse(file).getroot() for file in sorted(built.rglob("*.html"))}


def name(document, element):
    """The name of an element, as it is read aloud: by its label, or by what it refers to."""
    referred = [document.get_element_by_id(each).text_content() for each in element.get("aria-labelledby", "").split()]
    return " ".join((" ".join(referred) or element.get("aria-label", "")).replace(SOFT_HYPHEN, "").split())


def landmarks(document):
    """Each landmark with its kind and name; a section or form is one only by its name."""
    for element in document.iter(*LANDMARKS):
        named = name(document, element)
        inside = any(above.tag in ("article", "section", "main") for above in element.iterancestors())
        if named or element.tag not in ("section", "form", "header", "footer") or (element.tag in ("header", "footer") and not inside):
            yield element, named


def wrong(documents, find):
    """The addresses of the pages on which something is found, each with what it is."""
    found = {url: [*find(document)] for url, document in documents.items()}
    return {url: each for url, each in found.items() if each}


def test_every_name_in_a_list_of_descriptions_is_described(documents):
    def nothing_described(document):
        for entry in document.iter("dt"):
            group = entry.getparent()
            if not [*group.iterchildren("dd")]:
                yield entry.text_content()

    assert documents
    assert wrong(documents, nothing_described) == {}


def test_what_is_chosen_is_not_completed_by_a_browser(documents):
    assert (
        wrong(documents, lambda document: document.xpath("//input[@type='checkbox' or @type='radio' or @type='button']/@autocomplete"))
        == {}
    )


def test_a_page_has_one_first_heading_and_it_comes_first(documents):
    def order(document):
        found = [each.tag for each in document.iter(*HEADINGS)]
        return [] if found[:1] == ["h1"] and found.count("h1") == 1 else [found]

    pages = {url: document for url, document in documents.items() if document.find(".//main") is not None}
    assert len(pages) > 100
    assert wrong(pages, order) == {}
    assert wrong(pages, lambda document: [each.text for each in document.xpath("//section//h1")]) == {}, "it is that of the whole page"


def test_no_landmark_is_named_as_another_one_or_as_the_heading_that_it_begins_with(documents):
    def doubled(document):
        seen = set()
        for element, named in landmarks(document):
            if (element.tag, named) in seen:
                yield f"two of {element.tag} {named}"
            seen.add((element.tag, named))
            first = next(iter(element.iterchildren()), None)
            if element.tag == "section" and first is not None and first.tag in HEADINGS and name(document, element):
                yield f"{element.tag} and its heading: {named}"

    assert wrong(documents, doubled) == {}


def test_only_what_has_a_name_is_an_article_within_the_page(documents):
    def nameless(document):
        return [each.get("class") for each in document.xpath("//article//article") if not name(document, each)]

    assert wrong(documents, nameless) == {}


def test_nothing_of_the_themes_script_is_on_a_page(documents):
    left = "//*[@data-md-component or @data-md-toggle or contains(@class, 'md-overlay') or contains(@class, 'md-dialog')]"
    assert wrong(documents, lambda document: [each.tag for each in document.xpath(left)]) == {}


def test_soft_hyphens_are_in_text_alone(documents):
    """Not in titles, names and descriptions, which are read by machines, nor in choices, which are filled in by what is written."""

    def hidden(document):
        for element in document.iter():
            yield from (f"{element.tag} {attribute}" for attribute, value in element.items() if SOFT_HYPHEN in value)
            if element.tag in ("title", "option", "script", "style") and SOFT_HYPHEN in (element.text or ""):
                yield element.tag

    assert wrong(documents, hidden) == {}


def test_a_question_is_sent_by_enter(documents):
    """By a button that submits: only such a one is pressed by Enter in an answer."""
    forms = [form for document in documents.values() for form in document.xpath("//form[@data-question]")]
    assert forms
    assert [form.get("id") for form in forms if len(form.xpath(".//button[@type='submit']")) != 1] == []


def test_the_footer_reads_finished_without_a_contact(documents, loaded_project):
    """It leads to the place that says whom to tell; that nobody has been named yet is said there alone."""
    for view in loaded_project.views.values():
        report = next(field for field in view.content.organisation.fields if field.id == "error-report")
        document = documents[f"{view.prefix}index.html"]
        assert report.empty not in document.find_class("hb-imprint")[0].text_content()
        if not (report.value or report.url):
            (link,) = [
                each for each in document.xpath("//footer//a") if each.text_content().startswith(view.content.labels["feedback-where"])
            ]
            path, _, anchor = urljoin(f"/{view.prefix}", link.get("href")).partition("#")
            there = documents[f"{path[1:]}index.html"].get_element_by_id(anchor).getparent()
            assert there.find_class("hb-local__e"), "what is missing is told"
