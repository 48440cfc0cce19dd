"""A template is given the names it uses and no more: a change of anything else does not invalidate cached files."""

import json
import re
from dataclasses import replace

import pytest

from macros.content.localized import localize as view_of
from macros.content.models import Handbook
from macros.content.models.chapters import Chapter
from macros.content.models.shared import Section
from macros.content.rule import files, is_from_brochure
from macros.look import tokens
from macros.outputs import PARTS, PRINTING, TRAINING, artifacts
from macros.pdf import handbook_pdfs, template_names, training_pdfs, typst_data
from macros.pdf.typst_renderer import TEMPLATES, TypstError, TypstRenderer

WEB_LABEL, PRINTED_LABEL = "menu", "page-of"  # page-of: only in the PDFs with a page count in the footer
SHEETS = (*handbook_pdfs.SHEETS, handbook_pdfs.CARD, "figure")
PAPERS = (training_pdfs.GUIDE, training_pdfs.PLAN, training_pdfs.SLIDES)


def given(site):
    """Return the data of each template in the first language, as the renderer gets it."""
    view = site.views[site.languages[0]]
    training = training_pdfs.papers(site, view)
    found = {template: typst_data.data(view, site.address, template) for template in SHEETS}
    return found | {template: json.dumps(template_names.chosen(training, template_names.named(template))) for template in PAPERS}


def changed(site, change):
    """Return the site with a change of its plain content."""
    first = site.languages[0]
    new = view_of(site.handbook, first)
    change(new.content)
    before, after = given(site), given(replace(site, views={**site.views, first: new}))
    return {template for template in before if before[template] != after[template]}


def naming(label):
    return {template for template in (*SHEETS, *PAPERS) if template_names.named(template).has_label(label)}


def test_a_label_of_the_web_changes_what_no_template_is_given(loaded_project):
    assert naming(WEB_LABEL) == set()
    assert changed(loaded_project, lambda content: content.labels.update({WEB_LABEL: "x"})) == set()


@pytest.mark.parametrize("label", [PRINTED_LABEL, "leaflet", "brochure-2019-name", "question-single", "plan-mentor"])
def test_a_printed_label_changes_the_templates_that_name_it(loaded_project, label):
    assert naming(label)
    assert naming(label) < {*SHEETS, *PAPERS}
    assert changed(loaded_project, lambda content: content.labels.update({label: "x"})) == naming(label)


def test_labels_with_the_name_of_a_field_are_given(tmp_path, loaded_project):
    """law and sources are fields that no template names, and labels that one may."""
    (tmp_path / "a.typ").write_text('#t("law") #t("sources")', encoding="utf-8")
    view = loaded_project.views[loaded_project.languages[0]]
    data = template_names.chosen(
        {"content": typst_data.content(view), **typst_data.look(view.palette)}, template_names.named("a", tmp_path)
    )
    assert {*data["content"]["labels"]} == {"law", "sources"}


def test_a_field_that_no_template_names_changes_none(loaded_project):
    def change(content):
        for service in content.services.services:
            service.search_terms = service.description = ["x"]
            service.related = []

    assert changed(loaded_project, change) == set()
    assert "brochure" in changed(loaded_project, lambda content: setattr(content.services, "hub", "x"))


@pytest.mark.parametrize("value", ["dark", "cmyk"])
def test_a_colour_of_the_dark_scheme_or_of_the_press_changes_no_template(loaded_project, monkeypatch, value):
    before = given(loaded_project)
    others = {"dark": "#123456", "cmyk": [1, 2, 3, 4]}
    colours = {name: {**colour, value: others[value]} for name, colour in tokens.tokens()["colours"].items()}
    made = tokens.tokens() | {"colours": colours}
    monkeypatch.setattr(tokens, "tokens", lambda: made)
    typst_data.look.cache_clear()
    try:
        assert given(loaded_project) == before
    finally:
        typst_data.look.cache_clear()


def test_a_changed_label_rerenders_only_the_templates_that_name_it(loaded_project, rendered, tmp_path):
    """Counted by the new files in the cache: the plan, the plan as a form and the guide, and the proof of each."""
    others = {*PARTS} - {PRINTING, TRAINING}
    cache = rendered if rendered.exists() else tmp_path
    artifacts(loaded_project, others, cache, in_process=True)
    before = {path.name for path in cache.iterdir()}
    for label, count in ((WEB_LABEL, 0), (PRINTED_LABEL, 6)):
        new = view_of(loaded_project.handbook, loaded_project.languages[0])
        new.content.labels[label] += " x"
        artifacts(replace(loaded_project, views={**loaded_project.views, new.language: new}), others, cache, in_process=True)
        after = {path.name for path in cache.iterdir()}
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
    with pytest.raises(TypstError) as caught:
        template_names.check(["menu"], ["lake"], tmp_path)
    said = re.sub(r" +-->", " -->", str(caught.value))
    assert told.format(folder="/".join(tmp_path.parts[-3:])) in said


def test_a_build_checks_the_names_first(loaded_project, monkeypatch):
    monkeypatch.setattr(TypstRenderer, "render", lambda *_, **__: pytest.fail("rendered"))
    labels = dict(loaded_project.views["fi"].content.labels)
    del labels[PRINTED_LABEL]
    new = view_of(loaded_project.handbook, "fi")
    new.content.labels = labels
    with pytest.raises(TypstError, match=PRINTED_LABEL):
        artifacts(replace(loaded_project, views={**loaded_project.views, "fi": new}), in_process=True)


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


def test_a_chapter_of_a_kind_of_its_own_that_the_brochure_may_have_is_laid_out(sample_handbook):
    """Without a layout, what only its class has would be missing on paper."""
    composed = re.search(r"#let compose = \((.*?)\)", (TEMPLATES / "brochure.typ").read_text(encoding="utf-8"), re.DOTALL)[1]
    chapters = {stem: content for stem, content in files(sample_handbook) if isinstance(content, Section) and type(content) is not Chapter}
    printed = [stem for stem, content in chapters.items() if content.has_sheet or is_from_brochure(content)]
    assert len(printed) > 10
    assert [stem for stem in printed if f"{stem}: " not in composed] == []
