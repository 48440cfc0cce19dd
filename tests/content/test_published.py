"""What was published goes on working: former slugs are checked, and a rename that forgets one is told with the line to write."""

import re
import shutil
import subprocess
import sys

import pytest
import yaml

from macros import address_list, covered
from macros.content import checks
from macros.content.diagnostics import ContentError
from macros.content.former import LONGEST
from macros.content.loader import load, placed
from macros.content.models import Handbook
from macros.content.rules import addresses
from macros.content.rules.published import served
from macros.project import read_project
from tests.conftest import ENVIRONMENT, ROOT

HOME_CARE = "    slug:\n      fi: kotihoito\n      en: home-care\n"
CHAPTER = "\nslug:\n  fi: palvelut\n  en: services\n"
PRINTED = "print_slug:\n  fi: koko-kasikirja\n  en: whole-handbook\n"
LIST = "addresses.yml"


@pytest.fixture
def content(tmp_path):
    return shutil.copytree(ROOT / "content-data", tmp_path / "content-data")


def edit(content, name, old, new):
    file = content / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def problems(content):
    try:
        load(content, Handbook, checks.ALL)
    except ContentError as error:
        return error.problems
    return ()


def place(content, name, words):
    """Return where some words stand first, as messages say it."""
    text = (content / name).read_text(encoding="utf-8")
    before = text[: text.index(words)]
    return f"content-data/{name}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def check(content, language="en"):
    command = [sys.executable, "-m", "macros", "--content", str(content), "check"]
    return subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT | {"HANDBOOK_LANGUAGE": language}, capture_output=True, text=True, timeout=100, check=False
    )


# ---------------------------------------------------------------------------------------- former slugs


WRONG = {
    "a page's present one": ("services.yml", HOME_CARE, "{fi: [sosiaaliohjaus]}", "former-is-taken"),
    "its own present one": ("services.yml", HOME_CARE, "{fi: [vanha, kotihoito]}", "former-is-present"),
    "a folder above": ("services.yml", HOME_CARE, '{fi: ["../vanha"]}', "bad-slug"),
    "a script": ("services.yml", HOME_CARE, "{fi: ['\"><script>']}", "bad-slug"),
    "no list": ("services.yml", HOME_CARE, "{fi: vanha}", "expects-list"),
    "no language": ("services.yml", HOME_CARE, "[vanha]", "expects-fields"),
    "a language of nobody": ("services.yml", HOME_CARE, "{xx: [vanha]}", "unknown-field"),
    "a folder of Windows": ("services.yml", HOME_CARE, "{fi: [con]}", "reserved-address"),
    "the site's own folder": ("services.yml", CHAPTER, "{fi: [downloads]}", "reserved-address"),
    "a language's folder": ("services.yml", CHAPTER, "{fi: [en]}", "reserved-address"),
    "too long": ("services.yml", HOME_CARE, "{fi: [" + "x" * 81 + "]}", "too-long"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_former_slug_that_can_t_be_one_is_told(content, case):
    name, slug, value, code = WRONG[case]
    indent = re.match(r"\s*", slug.lstrip("\n"))[0]
    edit(content, name, slug, f"{slug}{indent}former_slugs: {value}\n")
    assert [problem.code for problem in problems(content)] == [code]


def test_two_entries_can_t_have_the_same_former_slug(content):
    edit(content, "services.yml", HOME_CARE, f"{HOME_CARE}    former_slugs: {{fi: [vanha]}}\n")
    file = content / "services.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("      fi: sosiaaliohjaus\n", "      fi: sosiaaliohjaus\n@", 1), encoding="utf-8"
    )
    text = re.sub(r"@(      en: [a-z-]+\n)", r"\1    former_slugs: {fi: [vanha]}\n", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    (problem,) = problems(content)
    assert (problem.code, problem.at()) == ("former-of-two", place(content, "services.yml", "vanha]}\n    name:\n      fi: Koti"))
    assert "services/" in problem.what("fi")


def test_entries_on_different_pages_can_have_the_same_former_slug(content):
    edit(content, "services.yml", HOME_CARE, f"{HOME_CARE}    former_slugs: {{fi: [vanha]}}\n")
    edit(content, "services.yml", CHAPTER, f"{CHAPTER}former_slugs: {{fi: [vanha], en: []}}\n")
    assert problems(content) == ()


def test_a_former_address_that_is_too_long_to_have_been_published_is_no_page(content):
    edit(content, "services.yml", CHAPTER, f"{CHAPTER}former_slugs: {{fi: [{'x' * 80}]}}\n")
    edit(content, "services.yml", HOME_CARE, f"{HOME_CARE}    former_slugs: {{fi: [{'y' * 80}]}}\n")
    urls = served(load(content, Handbook, checks.ALL))
    assert urls[f"palvelut/{'y' * 80}/"] == urls[f"{'x' * 80}/kotihoito/"] == "services/home-care"
    assert max(map(len, urls)) <= LONGEST


# ---------------------------------------------------------------------------------------- the list of what was published


@pytest.mark.slow
def test_a_rename_without_a_former_slug_is_told_with_the_line_to_write(content):
    edit(content, "services.yml", HOME_CARE, HOME_CARE.replace("kotihoito", "kotiapu").replace("home-care", "home-help"))
    (problem,) = problems(content)
    line = "former_slugs: {fi: [kotihoito], en: [home-care]}"
    assert problem.fix("en") == f"write in this entry the line  {line}"
    assert problem.fix("fi") == f"kirjoita tähän kohtaan rivi  {line}"
    assert problem.at() == place(content, "services.yml", "fi: kotiapu\n      en: home-help")
    assert "services › home-care › slug" in problem.place()
    run = check(content, "fi")
    assert run.returncode == 1
    assert line in run.stderr
    edit(content, "services.yml", "    slug:\n      fi: kotiapu\n", f"    {line}\n    slug:\n      fi: kotiapu\n")
    assert problems(content) == ()


def test_the_line_keeps_the_slugs_that_are_told_already(content):
    line = "    former_slugs: {fi: [apu]}\n"
    edit(content, "services.yml", HOME_CARE, line + HOME_CARE.replace("kotihoito", "kotiapu"))
    (problem,) = problems(content)
    assert problem.fix("en").endswith("  former_slugs: {fi: [apu, kotihoito]}")
    assert problem.at() == place(content, "services.yml", "{fi: [apu]}")


def test_a_renamed_chapter_is_told_once_and_not_for_each_page_in_it(content):
    edit(content, "services.yml", CHAPTER, CHAPTER.replace("palvelut", "apua"))
    (problem,) = problems(content)
    assert problem.fix("en").endswith("  former_slugs: {fi: [palvelut]}")
    edit(content, "services.yml", "  fi: apua\n  en: services\n", "  fi: apua\n  en: services\nformer_slugs: {fi: [palvelut]}\n")
    assert problems(content) == ()


def test_a_chapter_and_a_page_in_it_are_renamed_at_once(content):
    edit(content, "services.yml", CHAPTER, CHAPTER.replace("palvelut", "apua"))
    edit(content, "services.yml", HOME_CARE, HOME_CARE.replace("kotihoito", "kotiapu"))
    assert [problem.fix("en").partition("  ")[2] for problem in problems(content)] == [
        "former_slugs: {fi: [palvelut]}",
        "former_slugs: {fi: [kotihoito]}",
    ]


def test_long_slugs_do_not_shorten_the_line_to_write(content):
    old = {"fi": "k" * 79, "en": "h" * 79}
    edit(content, LIST, "/palvelut/kotihoito/, ", f"/palvelut/{old['fi']}/, ")
    edit(content, LIST, "/en/services/home-care/, ", f"/en/services/{old['en']}/, ")
    (problem,) = problems(content)
    assert problem.fix("en").endswith(f"  former_slugs: {{fi: [{old['fi']}], en: [{old['en']}]}}")


def test_the_page_to_print_has_former_slugs_too(content):
    edit(content, "handbook.yml", PRINTED, PRINTED.replace("whole-handbook", "print"))
    (problem,) = problems(content)
    assert problem.fix("en").endswith("  former_print_slugs: {en: [whole-handbook]}")
    edit(content, "handbook.yml", "  en: print\n", "  en: print\nformer_print_slugs: {en: [whole-handbook]}\n")
    assert problems(content) == ()


COUNTIES = "  en: my-county\n  sv: ditt-omrade\n"


def test_a_slug_that_a_partial_language_lacks_is_told_alone(content):
    edit(content, "counties.yml", COUNTIES, COUNTIES.replace("  sv: ditt-omrade\n", ""))
    with pytest.raises(ContentError) as error:
        read_project(content, rules=covered.ALL)
    assert [problem.code for problem in error.value.problems] == ["not-covered-text"]
    edit(content, "counties.yml", "  en: my-county\n", "  en: my-county\n  sv: mitt-omrade\n")
    (problem,) = problems(content)
    assert problem.fix("en").endswith("  former_slugs: {sv: [ditt-omrade]}")


def test_an_address_whose_entry_is_gone_is_told_at_its_line(content):
    edit(content, LIST, "files:\n", "  - {address: /palvelut/poistettu/, page: services/removed}\nfiles:\n")
    (problem,) = problems(content)
    assert (problem.code, problem.at()) == ("lost-address", place(content, LIST, "/palvelut/poistettu/"))
    edit(content, "services.yml", HOME_CARE, f"{HOME_CARE}    former_slugs: {{fi: [poistettu]}}\n")
    assert problems(content) == ()


def test_an_address_that_another_page_has_taken_is_told(content):
    edit(content, "guides.yml", "\n      fi: asiakkaan-oikeudet\n", "\n      fi: oikeudet\n")
    edit(content, "values.yml", "\n  fi: arvot\n", "\n  fi: asiakkaan-oikeudet\n")
    told = {problem.code: problem for problem in problems(content)}
    assert {*told} == {"address-of-another", "no-former-slug"}  # of the values, whose own address is lost
    assert told["address-of-another"].at() == place(content, LIST, "/asiakkaan-oikeudet/")
    assert "sections/values" in told["address-of-another"].what("en")


def warnings(content):
    """Return what could be better in the addresses of content that is in order."""
    handbook = load(content, Handbook, checks.ALL)
    return placed(content, Handbook, (broken for rule in addresses.WARNINGS for broken in rule(handbook)))


def test_where_nothing_was_published_every_address_may_change(content):
    head = "".join(line for line in (content / LIST).read_text(encoding="utf-8").splitlines(keepends=True) if line[0] == "#")
    (content / LIST).write_text(f"{head}pages: []\nfiles: []\n", encoding="utf-8")
    edit(content, "services.yml", HOME_CARE, HOME_CARE.replace("kotihoito", "kotiapu"))
    assert warnings(content) == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "words"), [("fi", "varoitus: julkaistujen osoitteiden luettelosta puuttuu 2"), ("en", "warning: the list")]
)
def test_a_new_service_is_only_a_warning(content, language, words):
    text = (content / "services.yml").read_text(encoding="utf-8")
    entry = re.search(r"(?ms)^  - id: home-care\n.*?(?=^  - id: )", text)[0]
    new = entry.replace("home-care", "new-service").replace("fi: kotihoito", "fi: uusi-palvelu")
    for name in re.search(r"    name:\n((?:      \w+: .*\n)+)", entry)[1].splitlines():
        new = new.replace(f"{name}\n", f"{name} II\n", 1)
    edit(content, "services.yml", entry, entry + new)
    edit(
        content, "training/m4-services.yml", "    covers: [services/home-care, ", "    covers: [services/new-service, services/home-care, "
    )
    task = "      - sections/cases\n      - sections/services\n"
    edit(content, "training/m4-services.yml", task, f"{task}      - services/new-service\n")
    assert problems(content) == ()
    run = check(content, language)
    assert run.returncode == 0, run.stderr
    assert words in run.stderr
    assert f" --> {place(content, LIST, '- {address: /,')}" in run.stderr
    assert "/palvelut/uusi-palvelu/" in run.stderr
    assert [warning.file for warning in warnings(content)] == [f"content-data/{LIST}"]


@pytest.mark.slow
def test_the_list_as_it_is_written_holds_every_address(content, monkeypatch):
    """The files beside the pages have a test on the built site."""
    monkeypatch.setattr(address_list.outputs, "artifacts", lambda *_, **__: ())
    file = content / LIST
    text = file.read_text(encoding="utf-8")
    file.write_text(
        re.sub(r"(?m)^files:\n(?:  - .*\n)+", "files: []\n", text).replace("  - {address: /arvot/, page: sections/values}\n", ""),
        encoding="utf-8",
    )
    edit(content, "services.yml", HOME_CARE, HOME_CARE.replace("kotihoito", "kotiapu") + "    former_slugs: {fi: [kotihoito]}\n")
    count, new = address_list.write(content)
    assert new == 2  # /arvot/ and /palvelut/kotiapu/
    written = file.read_text(encoding="utf-8")
    assert [line for line in written.splitlines() if line[0] == "#"] == [line for line in text.splitlines() if line[0] == "#"]
    data = yaml.safe_load(written)
    handbook = load(content, Handbook, checks.ALL)
    assert warnings(content) == ()
    assert {f"/{url}" for url in served(handbook)} == {line["address"] for line in data["pages"]}
    assert {"/palvelut/kotihoito/", "/palvelut/kotiapu/"} <= {line["address"] for line in data["pages"]}
    assert data["pages"] == sorted(data["pages"], key=lambda line: line["address"])
    assert count == len(data["pages"]) + len(data["files"])
    assert address_list.write(content) == (count, 0)
    assert file.read_text(encoding="utf-8") == written


def test_a_lost_address_is_not_written_out_of_the_list(content, monkeypatch):
    monkeypatch.setattr(address_list.outputs, "artifacts", lambda *_, **__: ())
    before = (content / LIST).read_bytes()
    with pytest.raises(address_list.LostError, match=r"/data/changes\.csv"):
        address_list.write(content)
    edit(content, "services.yml", HOME_CARE, HOME_CARE.replace("kotihoito", "kotiapu"))
    with pytest.raises(ContentError):
        address_list.write(content)
    assert (content / LIST).read_bytes() == before
