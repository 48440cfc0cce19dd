"""What a template is given of each project is all of its own, however much is kept of what another one was given."""

import json

import pytest

from macros.build.latest import forget
from macros.content.hyphenation import hyphenator
from macros.pdf import handbook_pdfs, printed_texts, template_names, typst_data
from macros.pdf.template_names import RECORDS
from macros.project import read_project
from tests import sample

TEMPLATES = (*handbook_pdfs.SHEETS, handbook_pdfs.CARD, handbook_pdfs.HANDOUT, handbook_pdfs.FIGURE, "wide-figure", "band")


@pytest.fixture(scope="module")
def sites(tmp_path_factory, sample_site, loaded_project):
    """The sample, the same with another text in one file, and the real texts."""
    content = sample.lay_out(tmp_path_factory.mktemp("edited"))
    sample.edit(content, "services.yml", sample.replaced("fi: Kutsu hoitaja.", "fi: Kutsu toinen hoitaja."))
    return sample_site, read_project(content, "https://lamps.example/"), loaded_project


def whole(site, view, template, **choice):
    """What a template is given, made of nothing that is kept."""
    used = typst_data.given(view, site.address, template, **choice)
    names = template_names.named(template)
    chapters = [chapter.id.replace("-", "_") for chapter in view.content.brochure.chapters] if names.chapters else []
    content = printed_texts.needed(template, used["content"], chapters)
    own = {name: used[name] for name in typst_data.OWN if name in used} | {
        name: value for name, value in content.items() if name in typst_data.OWN_FILES
    }
    shared = {name: value for name, value in used.items() if name not in typst_data.OWN}
    shared["content"] = {name: value for name, value in content.items() if name not in typst_data.OWN_FILES}
    hyphenate = hyphenator(tuple(view.content.hyphenation.words), view.language)
    for part, said in ((shared, RECORDS), (own, typst_data.OWN_FILES)):
        texts = sorted(set().union(*(strings(part[name]) for name in said if name in part)))
        part["soft"] = {text: soft for text in texts if (soft := hyphenate(text)) != text}
        exceptions = sorted({word.replace("\u00ad", "\u00ad?") for text in texts for word in hyphenate.whole(text)})
        part["whole"] = rf"\b({'|'.join(exceptions)})\b" if exceptions else ""
    return tuple(json.dumps(part, ensure_ascii=False) for part in (shared, own))


def strings(value):
    """Every string in plain data."""
    if isinstance(value, str):
        return {value}
    return set().union(*map(strings, value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()))


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_project_has_its_own_also_after_others(sites, template):
    forget()
    for site in sites:
        for view in site.whole.values():
            for choice in ({}, {"saving": True}):
                data = typst_data.data(view, site.address, template, **choice)
                assert data.parts == whole(site, view, template, **choice), (site.address, view.language, choice)


def test_a_part_of_a_file_is_made_once_for_all_that_say_the_same(sites, monkeypatch):
    forget()
    made = []
    needed = printed_texts.needed
    monkeypatch.setattr(printed_texts, "needed", lambda template, content, *more: made.extend(content) or needed(template, content, *more))
    first, second, _ = sites
    typst_data.data(first.views["fi"], "", "brochure")
    assert "services" in made
    assert len(made) > 10
    made.clear()
    typst_data.data(second.views["fi"], "", "brochure")
    assert "services" in made, "it is another"
    assert len(made) < 6
