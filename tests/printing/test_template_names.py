"""A template is given what it names and no more: a change of anything else leaves the files that are kept as they are."""

import json
import re
from dataclasses import replace

import pytest

from macros.content.models import Handbook
from macros.content.view import view as view_of
from macros.downloads import downloads
from macros.look import tokens
from macros.printing import papers, pdf, sheet, template_names
from macros.printing.typesetter import TEMPLATES, PrintError, Typesetter

WEB_LABEL, PRINTED_LABEL = "menu", "page-of"  # page-of: only the papers with a foot that counts pages
SHEETS = (*pdf.SHEETS, "figure", "cover")
PAPERS = (papers.GUIDE, papers.PLAN, papers.SLIDES)


def given(site):
    """What each template is given in the first language, as the typesetter gets it."""
    view = site.views[site.languages[0]]
    training = papers.papers(site, view)
    found = {template: sheet.data(view, site.address, template) for template in SHEETS}
    return found | {template: json.dumps(template_names.chosen(training, template_names.named(template))) for template in PAPERS}


def changed(site, change):
    """The site with a change of its plain content."""
    first = site.languages[0]
    new = view_of(site.handbook, first)
    change(new.content)
    before, after = given(site), given(replace(site, views={**site.views, first: new}))
    return {template for template in before if before[template] != after[template]}


def naming(label):
    return {template for template in (*SHEETS, *PAPERS) if template_names.named(template).has_label(label)}


def test_a_label_of_the_web_changes_what_no_template_is_given(read_site):
    assert naming(WEB_LABEL) == set()
    assert changed(read_site, lambda content: content.labels.update({WEB_LABEL: "x"})) == set()


@pytest.mark.parametrize("label", [PRINTED_LABEL, "leaflet", "brochure-2019-name", "question-single", "plan-mentor"])
def test_a_printed_label_changes_the_templates_that_name_it(read_site, label):
    assert naming(label)
    assert naming(label) < {*SHEETS, *PAPERS}
    assert changed(read_site, lambda content: content.labels.update({label: "x"})) == naming(label)


def test_labels_with_the_name_of_a_field_are_given(tmp_path, read_site):
    """law and sources are fields that no template names, and labels that one may."""
    (tmp_path / "a.typ").write_text('#t("law") #t("sources")', encoding="utf-8")
    view = read_site.views[read_site.languages[0]]
    data = template_names.chosen({"content": sheet.content(view), **sheet.look()}, template_names.named("a", tmp_path))
    assert {*data["content"]["labels"]} == {"law", "sources"}


def test_a_field_that_no_template_names_changes_none(read_site):
    def change(content):
        for service in content.services.services:
            service.search_terms = service.description = ["x"]
            service.checked = None

    assert changed(read_site, change) == set()
    assert "brochure" in changed(read_site, lambda content: setattr(content.services, "hub", "x"))


@pytest.mark.parametrize("value", ["dark", "cmyk"])
def test_a_colour_of_the_dark_scheme_or_of_the_press_changes_no_template(read_site, monkeypatch, value):
    before = given(read_site)
    others = {"dark": "#123456", "cmyk": [1, 2, 3, 4]}
    colours = {name: {**colour, value: others[value]} for name, colour in tokens.tokens()["colours"].items()}
    made = tokens.tokens() | {"colours": colours}
    monkeypatch.setattr(tokens, "tokens", lambda: made)
    sheet.look.cache_clear()
    try:
        assert given(read_site) == before
    finally:
        sheet.look.cache_clear()


def test_what_is_kept_is_rendered_anew_only_where_it_names_the_label(read_site, rendered, tmp_path):
    """Counted in the folder of what is kept."""
    keep = rendered if rendered.exists() else tmp_path
    downloads(read_site, (), keep, alone=True)
    before = {path.name for path in keep.iterdir()}
    for label, count in ((WEB_LABEL, 0), (PRINTED_LABEL, 2)):
        new = view_of(read_site.handbook, read_site.languages[0])
        new.content.labels[label] += " x"
        downloads(replace(read_site, views={**read_site.views, new.language: new}), (), keep, alone=True)
        after = {path.name for path in keep.iterdir()}
        assert len(after - before) == count, label
        before = after


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('= A\n#t("no-such")', "no label has the name no-such\n --> {folder}/a.typ:2:5"),
        ('#t("no-such-" + x)', "no label has the name no-such-*"),
        ("#let x = c.lkae", "there is no colour lkae"),
    ],
)
def test_a_name_that_nothing_declares_is_told_before_anything_is_rendered(tmp_path, monkeypatch, source, told):
    monkeypatch.setenv("HANDBOOK_LANGUAGE", "en")
    (tmp_path / "a.typ").write_text(source, encoding="utf-8")
    with pytest.raises(PrintError) as caught:
        template_names.check(["menu"], ["lake"], tmp_path)
    said = re.sub(r" +-->", " -->", str(caught.value))
    assert told.format(folder="/".join(tmp_path.parts[-3:])) in said


def test_a_build_checks_the_names_first(read_site, monkeypatch):
    monkeypatch.setattr(Typesetter, "render", lambda *_, **__: pytest.fail("rendered"))
    labels = dict(read_site.views["fi"].content.labels)
    del labels[PRINTED_LABEL]
    new = view_of(read_site.handbook, "fi")
    new.content.labels = labels
    with pytest.raises(PrintError, match=PRINTED_LABEL):
        downloads(replace(read_site, views={**read_site.views, "fi": new}), alone=True)


@pytest.mark.parametrize("comment", ['// t("x") c.y', '/* t("x")\nc.y */'])
def test_a_comment_names_nothing(tmp_path, comment):
    (tmp_path / "a.typ").write_text(f'{comment}\n#"https://x" #t("z")', encoding="utf-8")
    names = template_names.named("a", tmp_path)
    assert [name.name for name in names.labels] == ["z"]
    assert names.colours == ()


def test_the_layouts_of_the_brochure_are_of_chapters_that_there_are():
    composed = re.search(r"#let compose = \((.*?)\)", (TEMPLATES / "brochure.typ").read_text(encoding="utf-8"), re.DOTALL)[1]
    names = re.findall(r"([a-z-]+): [a-z-]+", composed)
    assert len(names) > 10
    assert {name.replace("-", "_") for name in names} <= {*Handbook.model_fields}
