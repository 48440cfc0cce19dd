"""The packages on a learning platform: what it keeps of a learner, and the manifest by the rules of the standard."""

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from playwright.sync_api import expect

from macros.site.page_renderer import PageRenderer
from macros.training import scorm
from macros.training.scorm import MANIFEST, PACKING, PAGE, SHARING
from tests.training.conftest import Learner
from tests.training.platforms import Platform, packages

ROOM = 4096  # characters of cmi.suspend_data


def listed(kept):
    """What the run-time writes as an object with numbers for names."""
    return [kept[str(at)] for at in range(len(kept))] if isinstance(kept, dict) else kept


def test_from_not_attempted_over_incomplete_to_passed(sco, longest, sample_site):
    name, asked = f"{longest[0]}-{sample_site.languages[0]}", longest[1]
    sco.page.goto(sco.address)
    assert sco.page.evaluate("new Scorm12API({}).cmi.core.lesson_status") == "not attempted"
    learner = sco.launch(name)
    assert sco.get("core.lesson_status") == "incomplete"
    for number, ask in enumerate(asked, 1):
        learner.answer(ask, right=False)
        learner.answer(ask)
        assert sco.get("core.score.raw") == str(int(100 * number / len(asked) + 0.5))
        assert sco.get("core.lesson_location") == ask.id
        assert sco.get("core.lesson_status") == ("passed" if ask is asked[-1] else "incomplete")
    assert (sco.get("core.score.min"), sco.get("core.score.max")) == ("0", "100")
    assert int(sco.get("interactions._count")) == 2 * len(asked)
    kept = listed(sco.state()["interactions"])
    for ask, wrong, right in zip(asked, kept[::2], kept[1::2], strict=True):
        assert (wrong["id"], wrong["result"], right["result"]) == (ask.id, "wrong", "correct")
        assert right["type"] == ("matching" if ask.rows else "choice")
        assert right["student_response"] == listed(right["correct_responses"])[0]["pattern"] != wrong["student_response"]
    # a later try may only add
    learner.answer(asked[0], right=False)
    assert (sco.get("core.lesson_status"), sco.get("core.score.raw")) == ("passed", "100")
    # also when the learner starts all over
    learner.page.locator("button[data-again]").click()
    learner.answer(asked[0])
    assert (sco.get("core.lesson_status"), sco.get("core.score.raw")) == ("passed", "100")
    left = sco.leave()
    assert left["core"]["lesson_status"] == "passed"
    assert left["core"]["exit"] == "suspend"


def test_a_learner_comes_back_to_where_they_were(sco, longest, sample_site):
    first, *others = sample_site.languages
    asked = longest[1]
    learner = sco.launch(f"{longest[0]}-{first}")
    learner.answer(asked[0])
    learner.answer(asked[1], right=False)
    learner.answer(asked[-1])
    earlier = sco.leave()
    assert earlier["core"]["lesson_status"] == "incomplete"

    learner = sco.launch(f"{longest[0]}-{first}", earlier)
    was = learner.form(asked[0]).locator(".hb-q__was")
    assert was.inner_text().endswith(sample_site.views[first].content.labels["question-was-right"])
    assert (
        learner.form(asked[1]).locator(".hb-q__was").inner_text().endswith(sample_site.views[first].content.labels["question-was-not-yet"])
    )
    assert learner.form(asked[2]).locator(".hb-q__was").inner_text() == ""
    top = learner.form(asked[-1]).evaluate("form => form.getBoundingClientRect().top")
    assert 0 <= top < 700, "the question answered last is in sight"
    for ask in asked[1:]:
        learner.answer(ask)
    assert sco.get("core.lesson_status") == "passed"
    assert sco.get("core.score.raw") == "100"
    # the same progress in another language's package, where a platform gives it the same record
    for other in others:
        learner = sco.launch(f"{longest[0]}-{other}", sco.state())
        assert learner.form(asked[0]).locator(".hb-q__was").inner_text() != ""
        assert sco.get("core.lesson_status") == "passed"


def test_every_module_fits_into_the_room_that_the_standard_grants(lessons):
    for own in lessons.values():
        for module in own.modules:
            kept = {}
            for ask in own.questions(module.id):
                longest_choice = max((choice.id for choice in ask.choices), key=len, default="")
                kept[ask.id] = [ask.fingerprint, [option.id for option in ask.options] + [longest_choice] * len(ask.rows), 1]
            assert len(json.dumps(kept, separators=(",", ":"))) <= ROOM / 2, module.id  # questions are still added


def test_too_much_is_cut_before_the_platform_cuts_it(sco, longest, sample_site):
    learner = sco.launch(f"{longest[0]}-{sample_site.languages[0]}")
    write = """(page, count) => {
      const entry = {mark: '12345678', answer: ['an-answer', 'another-answer', 'a-third'], right: true};
      const store = page.ownerDocument.defaultView.handbookStore;
      store.write(Object.fromEntries([...Array(count).keys()].map((n) => [`q-${n}`, entry])));
      return store.kept;
    }"""
    assert learner.page.locator("main").evaluate(write, 100) is True
    data = sco.get("suspend_data")
    assert 0 < len(data) <= ROOM
    assert all(right == 1 and answer == [] for _, answer, right in json.loads(data).values())
    # more than any room: what was kept stays, and the page says that no more is
    assert learner.page.locator("main").evaluate(write, 2000) is False
    assert sco.get("suspend_data") == data


def test_a_broken_record_is_a_fresh_start(sco, longest, sample_site):
    learner = sco.launch(f"{longest[0]}-{sample_site.languages[0]}", {"suspend_data": "{not json", "core": {"lesson_status": "incomplete"}})
    learner.answer(longest[1][0])
    assert json.loads(sco.get("suspend_data"))[longest[1][0].id][2] == 1


def test_a_package_asks_nobody_but_its_platform(page, platform, files):
    asked, failed = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    for name in packages(files):
        Platform(page, *platform).launch(name)
        fonts = page.frames[1].evaluate("document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === 'loaded').length)")
        assert fonts >= 1
    assert [url for url in asked if not url.startswith((platform[0], "data:", "about:"))] == []
    assert [url for url in failed if not url.endswith("favicon.ico")] == []


def test_a_package_leads_to_what_to_read_or_says_where_it_is(page, sample_site, tmp_path):
    """In a window of its own, as the platform's page ends with the module in it."""
    language = sample_site.languages[0]
    for address in ("https://handbook.example/", ""):
        renderer = PageRenderer(replace(sample_site, address=address), language)
        for file in scorm.packages(renderer):
            with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
                archive.extractall(tmp_path / file.name)
            page.goto((tmp_path / file.name / PAGE).as_uri())
            module = next(module for module in renderer.context.lessons.modules if f"scorm-{module.id}" == file.kind)
            sources = [ask.source for ask in renderer.context.lessons.questions(module.id)]
            for link in (*module.reading, *sources):
                if address:
                    found = page.locator(f"a[href='{address}{link.url}']").first
                    assert found.text_content() == link.title
                    assert (found.get_attribute("target"), found.get_attribute("rel")) == ("_blank", "noopener")
                else:
                    place = renderer.context.lessons.place(link)
                    told = renderer.view.content.labels["in-handbook"].replace("{place}", place)
                    assert f"{link.title} {told}" in page.locator("main").text_content()
            assert page.locator("a[href^=http]").count() == (len(module.reading) + len(sources) if address else 0)


def test_opened_by_itself_it_keeps_progress_on_the_device(page, platform, longest, sample_site):
    address = f"{platform[0]}{longest[0]}-{sample_site.languages[0]}/{PAGE}"
    page.goto(address)
    Learner(page).answer(longest[1][0])
    page.reload()
    assert Learner(page).form(longest[1][0]).locator(".hb-q__was").inner_text() != ""


def test_enter_judges_an_answer_also_in_a_frame_that_forbids_forms(page, platform, longest, sample_site):
    address = f"{platform[0]}{longest[0]}-{sample_site.languages[0]}/{PAGE}"
    page.goto(address)
    page.evaluate(
        """address => {
          const frame = { sandbox: 'allow-scripts allow-same-origin', src: address, width: 900, height: 700 };
          document.body.replaceChildren(Object.assign(document.createElement('iframe'), frame));
        }""",
        address,
    )
    learner = Learner(page.frame_locator("iframe"))
    ask = next(ask for ask in longest[1] if ask.type == "single")
    learner.choose(ask)
    learner.form(ask).locator("input:checked").press("Enter")
    expect(learner.status(ask)).to_contain_text(sample_site.views[sample_site.languages[0]].content.labels["question-right"])


# ------------------------------------------------------------------------------------- the manifest


def test_the_manifest_keeps_the_rules_of_the_standard(files):
    for name, content in packages(files).items():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = archive.namelist()
            assert inside[0] == MANIFEST
            assert len(set(inside)) == len(inside)
            root = ET.fromstring(archive.read(MANIFEST))  # noqa: S314 - our own file
        tags = [child.tag.removeprefix(f"{{{PACKING}}}") for child in root]
        assert tags == ["metadata", "organizations", "resources"], "the schema fixes this order"
        find = f"{{{PACKING}}}"
        assert [child.text for child in root[0]] == ["ADL SCORM", "1.2"]
        identifiers = [element.get("identifier") for element in root.iter() if element.get("identifier")]
        assert len(set(identifiers)) == len(identifiers)
        assert root.get("identifier") == f"handbook-{name}"
        organization = root.find(f"{find}organizations/{find}organization")
        assert root.find(f"{find}organizations").get("default") == organization.get("identifier")
        (item,), (resource,) = organization.iterfind(f"{find}item"), root.iterfind(f"{find}resources/{find}resource")
        assert item.get("identifierref") == resource.get("identifier")
        assert item.find(f"{find}title").text
        assert resource.get(f"{{{SHARING}}}scormtype") == "sco"
        assert resource.get("type") == "webcontent"
        listed = [file.get("href", "") for file in resource]
        assert resource.get("href") == listed[0] == PAGE
        assert listed == inside[1:], "every file is listed, and every listed file is there"
        assert all(PurePosixPath(path).parts[0] not in ("/", "..") and path.isascii() for path in listed)
        assert "masteryscore" not in ET.tostring(root, encoding="unicode")


def identifiers(content):
    """All identifiers of a package's manifest."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ET.fromstring(archive.read(MANIFEST))  # noqa: S314 - our own file
    return [element.get("identifier") for element in root.iter() if element.get("identifier")]


def test_no_identifier_is_in_two_packages(files):
    """Several packages may come into one file, and platforms may know modules of all courses by their identifiers."""
    every = [identifier for content in packages(files).values() for identifier in identifiers(content)]
    assert len(every) == 4 * len(packages(files))
    assert len(set(every)) == len(every)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", identifier) for identifier in every), "an xs:ID"


def test_the_next_edition_of_a_package_takes_the_place_of_the_last(sample_site, files, next_edition):
    """By its identifiers a platform keeps what learners did when the package is replaced."""
    for language in sample_site.languages:
        for file in scorm.packages(PageRenderer(next_edition, language)):
            last = files[file.name.removeprefix("training/")]
            assert file.content != last.content
            assert identifiers(file.content) == identifiers(last.content)


def test_a_hostile_title_is_inert():
    from macros.content.localized import Record
    from macros.training.scorm import manifest

    title = "</title><script>alert('ä')</script>&\"]]>"
    made = manifest("m-x", Record(id="m", title=title), title, {PAGE: b""})
    found = [element.text for element in ET.fromstring(made).iter(f"{{{PACKING}}}title")]  # noqa: S314 - our own file
    assert found == [title, title]
