"""What is declared has an effect: a field is read, a colour painted, a message told."""

import ast
import re
import shutil
from dataclasses import replace
from functools import cache

import pytest

from macros.content import localized as views
from macros.content.diagnostics import messages
from macros.content.models import Handbook
from macros.content.types.base import Model
from macros.look import tokens
from macros.pdf import template_names, typst_data
from macros.pdf.typst_renderer import TEMPLATES, TypstRenderer
from macros.project import Artifact, read_project
from macros.search.keywords import keywords
from macros.site.page_renderer import PageRenderer
from macros.training import files
from tests.conftest import ROOT
from tests.content.acts import REVIEW, SERVICE, edit
from tests.pdf.pdf_text import run_on, whole_text

PARTS = ("header", "menu", "tabs", "footer", "sidebar", "pager", "meta", "title")
BY_THE_VIEW = {"id", "slug", "date_format", "months"}  # what turns the content into pages reads them


def models(model=Handbook, seen=None):
    """Every model of the content."""
    seen = seen if seen is not None else {}
    if model not in seen:
        seen[model] = None
        for info in model.model_fields.values():
            for inner in re.findall(r"\bmacros\.content(?:\.\w+)+", repr(info.annotation)):
                module, _, name = inner.rpartition(".")
                found = getattr(__import__(module, fromlist=[name]), name, None)
                if isinstance(found, type) and issubclass(found, Model):
                    models(found, seen)
    return seen


@cache
def read_by_the_check():
    """The names of attributes that the check reads, and what makes a site, the questions and the catalogue of the checked content."""
    others = ("project.py", "lessons.py", "search/promised.py", "data/service_catalogue.py")
    paths = [*(ROOT / "macros/content").rglob("*.py"), *(ROOT / "macros" / name for name in others)]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    return {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)}


@cache
def read_on_paper():
    return frozenset().union(*(template_names.named(path.stem).fields for path in TEMPLATES.glob("*.typ")))


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Which fields of which model are asked for where every page, file of the training and word of the search is made."""
    content = shutil.copytree(ROOT / "content-data", tmp_path_factory.mktemp("filled") / "content-data")
    edit(content, "services.yml", SERVICE, rf"\g<0>{REVIEW}")
    found, kinds, kept = set(), {}, []

    class Traced(views.Record):
        def __getattribute__(self, name):
            found.add((kinds.get(id(self)), name))
            return super().__getattribute__(name)

    def record(self, model, *args, **given):
        made = plain(self, model, *args, **given)
        kinds[id(made)] = type(model)
        kept.append(made)  # so that no other record gets its id
        return made

    writer, traits = vars(views)["_Writer"], vars(views)["_traits"]
    plain = writer.record
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "Record", Traced)
        patch.setattr(writer, "record", record)
        patch.setitem(views.WRITE, Model, record)
        traits.cache_clear()
        site = read_project(content)
    traits.cache_clear()
    found.clear()
    site = replace(site, artifacts=tuple(Artifact(f"{file.id}.pdf", file.id, "", b"x", 1) for file in site.handbook.downloads.files))
    for language, view in site.views.items():
        made = PageRenderer(site, language)
        for key, entry in made.entries.items():
            made.render(entry.template, key)
            for part in PARTS:
                made.chrome(key).render(part)
        keywords(view, {code: other for code, other in site.views.items() if code != language})
        for task in files.tasks(site, view) if not view.is_partial else ():
            task()
    for task in files.shared_tasks(site):
        task()
    return found


def test_models_are_found():
    assert {"Edition", "Service", "Interface", "Module", "Chapter", "Question", "Source"} <= {model.__name__ for model in models()}


@pytest.mark.parametrize("model", [model for model in models() if model is not Handbook], ids=lambda model: model.__name__)
def test_every_field_is_read_by_what_readers_get_or_by_the_check(model, asked):
    known = {name for of, name in asked if of is model} | read_on_paper() | read_by_the_check() | BY_THE_VIEW
    assert [name for name in model.model_fields if name not in known] == []


def test_every_colour_is_painted_with_each_of_its_values():
    named = {name.name for path in TEMPLATES.glob("*.typ") for name in template_names.named(path.stem).colours}
    drawn = {colour for sides in tokens.tokens()["strands"].values() for colour in sides}
    sheets = [path.read_text(encoding="utf-8") for path in (ROOT / "docs/assets").rglob("*.*s")]
    sheets += [path.read_text(encoding="utf-8") for path in (ROOT / "macros").rglob("*.jinja")]
    on_screen = {name for text in sheets for name in re.findall(rf"{tokens.PREFIX}([a-z0-9-]+)", text)} | {*tokens.MATERIAL.values()}
    colours = tokens.tokens()["colours"]
    assert [name for name in colours if name not in on_screen | drawn] == [], "light and dark"
    assert {name for name, colour in colours.items() if "cmyk" in colour} == named | drawn, "cmyk"


def test_every_size_and_space_is_used():
    sheets = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/assets/css").glob("*.css"))
    made = [*(f"t-{name}" for name in tokens.tokens()["type"]), *map(str, tokens.tokens()["space"]), *tokens.tokens()["measures"]]
    assert [name for name in made if f"var({tokens.PREFIX}{name})" not in sheets] == []


def test_every_message_is_told():
    """By its code, or as pydantic or a value's own check names it."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "macros").rglob("*.py"))
    named = {name.replace("_", "-") for name in re.findall(r"[\"']([a-z]+(?:[_-][a-z0-9]+)*)[\"']", sources)}
    begun = tuple(re.findall(r"f\"([a-z]+(?:-[a-z]+)+-)\{", sources))  # one message of each state or reason
    assert [code for code in messages() if code not in named and not code.startswith(begun)] == []


# ------------------------------------------------------------------------------------------- what an organisation fills in

BY = "easy_language_checked_by: {fi: Selkokeskus Esimerkki, en: Easy Example}"


def test_who_has_checked_the_easy_language_is_on_the_page_and_on_paper(tmp_path):
    content = shutil.copytree(ROOT / "content-data", tmp_path / "content-data")
    edit(content, "guides.yml", r"(?m)^  - id: plain-words\n", rf"\g<0>    {BY}\n")
    site = read_project(content)
    for language, words in (
        ("fi", "Selkokielen on tarkistanut Selkokeskus Esimerkki."),
        ("en", "The easy language was checked by Easy Example."),
    ):
        view = site.views[language]
        assert words in PageRenderer(site, language).render("guide", "guides/plain-words")
        assert words not in PageRenderer(site, language).render("guide", "guides/contact")
        made = TypstRenderer(site.handbook.handbook.date).render("plain-words", typst_data.data(view, "", "plain-words"))
        assert run_on(words) in whole_text(made)


def test_who_has_reviewed_a_part_is_on_its_page(tmp_path):
    content = shutil.copytree(ROOT / "content-data", tmp_path / "content-data")
    edit(content, "process.yml", r"(?m)^  - id: assessment\n", rf"\g<0>{REVIEW}")
    html = PageRenderer(read_project(content), "fi").render("process", "sections/process")
    assert re.search(r"Palvelutarpeen arviointi: <strong>[^<]*Erkki Esimerkki", html)
