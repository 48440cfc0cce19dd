"""An edition is edited on the same page: what it may say, beside the national text, saved into its own folder and nowhere else."""

import re

import pytest

from macros.content import checks
from macros.content.edition import base_lock
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing import edition_drift, views
from macros.editing.commands import Editor
from macros.editing.edition_desk import EditionDesk
from macros.editing.edits import Insert, Move, Put, Remove
from macros.editing.saving import Conflict, Refused, Saved
from macros.site.edit_links import addresses
from tests.browser.axe import OF_COLOUR, RULES, SCHEMES, WIDTHS, overflow, settle, violations
from tests.conftest import PICTURES
from tests.editing import forms
from tests.editing.browsing import editing
from tests.editing.serving import Visitor
from tests.edition.broken import GOOD, OWN, write
from tests.sample import edit, lay_out, replaced

NOTE = {"fi": "Laituri on lukossa.", "en": "The pier is locked."}


@pytest.fixture
def folders(tmp_path):
    """The national files and the folder of an edition."""
    return lay_out(tmp_path), write(tmp_path / "reef", GOOD)


@pytest.fixture
def desk(folders):
    return EditionDesk(*folders, lambda _content, _edition: ())


def place(desk, name, key, identity):
    """The path of an entry as forms know it."""
    entries = desk.read().files[name].data[key]
    return key, next(place for place, entry in enumerate(entries) if entry["id"] == identity)


def save(desk, name, *edits):
    return desk.save(name, desk.open(name).seen, edits)


def written(desk, name):
    path = desk.edition / f"{name}.yml"
    return path.read_text(encoding="utf-8") if path.exists() else None


def everything(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_note_is_written_where_there_was_no_file_yet(desk, folders):
    part = (*place(desk, "guides", "guides", "contact"), "parts", 1, "local_note")
    assert isinstance(save(desk, "guides", Put(part, [NOTE])), Saved)
    assert written(desk, "guides") == (
        "# yaml-language-server: $schema=../content-data/.schema/edition-guides.json\n"
        "guides:\n  - id: contact\n    parts:\n      - id: contact-how\n        local_note:\n"
        "          - fi: Laituri on lukossa.\n            en: The pier is locked.\n"
    )
    assert load(folders[0], Handbook, checks.ALL, edition=desk.edition).guides.guides[0].parts[1].local_note[0]["en"] == NOTE["en"]


def test_an_entry_is_added_in_the_order_of_the_national_file_and_goes_with_its_last_field(desk):
    before = written(desk, "services")
    path = (*place(desk, "services", "services", "keeping"), "local_note")
    save(desk, "services", Put(path, [NOTE]))
    assert written(desk, "services").index("keeping") < written(desk, "services").index("filling")
    save(desk, "services", Remove(path))
    assert written(desk, "services") == before
    save(desk, "services", Remove((*place(desk, "services", "services", "filling"), "local_note")))
    assert written(desk, "services") is None


def test_one_text_is_one_line(desk):
    save(desk, "services", Put((*place(desk, "services", "services", "filling"), "local_note", 0, "en"), "The oil is in the shed."))
    assert written(desk, "services") == GOOD["services.yml"].replace("on the pier", "in the shed")


def test_what_a_link_leads_to_outside_is_neither_shown_nor_written(folders):
    content, edition = folders
    outside = content.parent / "outside.yml"
    outside.write_bytes((edition / "services.yml").read_bytes())
    (edition / "services.yml").unlink()
    (edition / "services.yml").symlink_to(outside)
    desk, before = EditionDesk(content, edition), outside.read_bytes()
    assert {problem.code for problem in desk.problems()} == {"link"}
    assert "on the pier" not in desk.open("services").text
    for name, path in (("services", ("services", 0, "local_contact")), ("organisation", ("name",))):
        refused = save(desk, name, Put((*path, "en"), "Atoll"))
        assert [problem.code for problem in refused.problems] == ["link"]
    assert (outside.read_bytes(), (edition / "services.yml").is_symlink()) == (before, True)


def test_nothing_is_written_into_a_folder_that_a_link_leads_to(folders):
    content, edition = folders
    outside = content.parent / "outside"
    outside.mkdir()
    (edition / "modules").symlink_to(outside)
    desk = EditionDesk(content, edition)
    (refused,) = desk._judged({edition / "modules/s1-light.yml": b"local_note: []"})  # noqa: SLF001 - no file of the sample's is in a folder
    assert (refused.code, refused.file.endswith("reef/modules/s1-light.yml")) == ("link", True)
    assert [*outside.iterdir()] == []


def test_comments_of_the_edition_stay(desk):
    (desk.edition / "services.yml").write_text("# ours\n" + GOOD["services.yml"], encoding="utf-8")
    save(desk, "services", Put(("local_note",), [NOTE]))
    assert written(desk, "services").startswith("# ours\n" + GOOD["services.yml"])


@pytest.mark.parametrize(
    "change",
    [
        lambda path: Put((*path, "name", "fi"), "Meidän"),
        lambda path: Put((*path, "summary"), NOTE),
        Remove,
        lambda path: Move(path, 0),
        lambda path: Insert(path, {"id": "pier", "name": NOTE}),
        lambda _: Put(("title", "fi"), "Meidän"),
        lambda _: Remove(("groups", 0)),
    ],
)
def test_national_text_cannot_be_changed_by_what_is_sent(desk, folders, change):
    before = {folder: everything(folder) for folder in folders}
    outcome = save(desk, "services", change(place(desk, "services", "services", "filling")))
    assert isinstance(outcome, Refused)
    assert [problem.code for problem in outcome.problems] == ["edit-national"]
    assert {folder: everything(folder) for folder in folders} == before


def test_a_service_of_its_own_is_all_editable(desk):
    (desk.edition / "services.yml").write_text(OWN, encoding="utf-8")
    path = place(desk, "services", "services", "reef-boat")
    save(desk, "services", Put((*path, "name", "en"), "Rowing boat"))
    assert "en: Rowing boat" in written(desk, "services")
    save(desk, "services", Remove(path))
    assert written(desk, "services") is None


def test_the_form_of_a_service_of_its_own_asks_for_nothing_that_only_a_national_one_can_say(desk):
    (desk.edition / "services.yml").write_text(OWN, encoding="utf-8")
    page = shown(desk, "services", "reef-boat")
    assert "Expert review" not in page
    assert "brochure_name" not in page
    (desk.edition / "services.yml").write_text(f"{OWN}    reviewed: {{by: {{fi: Päällikkö, en: The chief}}, date: 2020-02-02}}\n")
    assert "Expert review" in shown(desk, "services", "reef-boat"), "what is there can be seen, and taken out"


def test_a_save_is_taken_back(desk):
    before = everything(desk.edition)
    save(desk, "guides", Put((*place(desk, "guides", "guides", "contact"), "local_note"), [NOTE]))
    assert desk.can_undo() == ("guides",)
    assert isinstance(desk.undo(), Saved)
    assert everything(desk.edition) == before
    assert desk.undo() is None


def test_what_somebody_else_has_changed_meanwhile_is_not_written_over(desk):
    seen = desk.open("services").seen
    edit(desk.edition, "services.yml", replaced("on the pier", "in the boat"))
    outcome = desk.save("services", seen, [Put(("local_note",), [NOTE])])
    assert isinstance(outcome, Conflict)
    assert "in the boat" in written(desk, "services")


def shown(desk, name, entry=""):
    return str(views.entry(forms.request(desk, f"/edit/{name}/{entry}"), name, entry).body)


def test_every_entry_of_a_file_is_a_link_and_one_of_its_own_can_be_added(desk):
    """What an edition may say beside an entry is reached by clicking, from the list of all files on."""
    (desk.edition / "services.yml").write_text(OWN, encoding="utf-8")
    start = str(views.index(forms.request(desk, "/")).body)
    lists = {"organisation": "fields", "services": "services", "interfaces": "interfaces", "guides": "guides"}
    for name, key in lists.items():
        assert f'href="/edit/{name}/"' in start
        page = shown(desk, name)
        entries = [entry["id"] for entry in desk.read().files[name].data[key]]
        assert [entry for entry in entries if f'href="/edit/{name}/{entry}"' not in page] == []
        assert re.findall(r'href="(/add/[^"]*)"', page) == (["/add/services/services"] if name == "services" else [])
        assert re.findall(r'href="(/remove/[^"]*)"', page) == []
        assert re.findall(r'action="(/move/[^"]*)"', page) == []


def test_a_note_can_be_written_beside_each_part_of_a_guide(desk):
    page = shown(desk, "guides", "contact")
    parts = desk.read().files["guides"].data["guides"][place(desk, "guides", "guides", "contact")[1]]["parts"]
    assert [n for n, part in enumerate(parts) if f'value="add:parts.{n}.local_note"' not in page] == []
    assert 'value="add:parts"' not in page


def test_the_inks_of_a_colour_have_names_and_keep_their_places(desk):
    """A box for each, empty where nothing is given yet; no button moves one into the place of another."""
    lake = '  lake: {light: "#1f5a2e", dark: "#9fd3a8", cmyk: [80, 0, 81, 50]}'
    edit(desk.edition, "edition.yml", lambda text: f"{text}colours:\n{lake}\n  heather: {{light: '#8a4a08'}}\n")
    page = shown(desk, "edition")
    inks = re.findall(r'<label class="hb-box__label" for="(f-colours-\w+-cmyk-\w+)">(\w+)</label>', page)
    assert [name for _, name in inks] == ["Cyan", "Magenta", "Yellow", "Black"] * 2
    assert not re.search(r'value="(up|down|after|remove|add):colours\.\w+\.cmyk', page)
    pairs = [(name, "10" if name.startswith("colours.heather.cmyk.") else value) for name, value in forms.read(page).pairs]
    pairs = [(name, "#f0b48a" if name == "colours.heather.dark" else value) for name, value in pairs]
    assert views.save(forms.request(desk, "/edit/edition/", pairs), "edition", "").status == 303
    told = written(desk, "edition")
    assert lake in told
    assert re.findall(r"10", told) == ["10"] * 4


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [("official", "true", "official: true"), ("base", "0.9.1", 'base: "0.9.1"'), ("code", "skerry", "code: skerry")],
)
def test_each_fact_of_an_edition_is_changed_in_its_form(desk, name, value, line):
    """No name of a field is one that the form itself uses."""
    sent = [pair for pair in forms.read(shown(desk, "edition")).pairs if pair[0] != name]
    answer = views.save(forms.request(desk, "/edit/edition/", [*sent, (name, value)]), "edition", "")
    assert (answer.status, answer.body) == (303, "")
    assert line in written(desk, "edition").splitlines()


@pytest.fixture
def visitor(folders):
    editor = Editor(folders[0], edition=folders[1])
    editor.server.start()
    try:
        visitor = Visitor(editor.server.port)
        visitor.enter(editor.opening())
        yield visitor
    finally:
        editor.server.close()


@pytest.mark.slow
def test_the_form_asks_for_what_is_local_and_the_check_judges_it(visitor, folders):
    """The same check as ever, with the fault at its field; the national files are not touched."""
    content, edition = folders
    before = everything(content)
    page = visitor.ask("GET", "/edit/services/filling").body
    assert 'name="local_contact.fi"' in page
    assert 'name="local_note.0.en"' in page
    assert not {"name.fi", "summary.fi", "slug.fi", "checked"} & {part.partition('"')[0] for part in page.split('name="')}
    assert "Oil into the lamp." in page
    assert "Kutsu" not in visitor.ask("GET", "/").body
    sent = visitor.hidden("/edit/services/filling") | {"local_contact.fi": "Laituri 1", "local_contact.en": ""}
    refused = visitor.post("/edit/services/filling", sent)
    assert refused.status == 422
    assert 'id="f-local_contact-en-error"' in refused.body
    assert "Write the text here too" in refused.body
    assert "add a line" not in refused.body.lower(), "that is for files"
    asked = visitor.ask("GET", "/remove/services/filling")
    assert (asked.status, "national text" in asked.body, "hb-button--grave" in asked.body) == (422, True, False)
    assert written(EditionDesk(*folders), "services") == GOOD["services.yml"]
    assert visitor.post("/edit/services/filling", sent | {"local_contact.en": "Pier 1", "name.fi": "Meidän"}).status == 422
    assert visitor.post("/edit/services/filling", sent | {"local_contact.en": "Pier 1"}).status == 303
    assert "fi: Laituri 1" in (edition / "services.yml").read_text(encoding="utf-8")
    assert load(content, Handbook, checks.ALL, edition=edition)
    assert visitor.ask("GET", "/edit/labels/").status == 404
    assert "has changed since the page was opened" in visitor.post("/remove/services/filling", sent).body
    now = visitor.hidden("/edit/services/filling")
    assert "national text" in visitor.post("/remove/services/filling", now).body
    assert everything(content) == before


@pytest.mark.slow
def test_the_translations_to_look_at_are_the_edition_s_own(visitor, folders):
    content, edition = folders
    said = visitor.ask("GET", "/review").body
    assert "drift --accept" in said, "without a record nothing can be compared"
    sides = edition_drift.compared(content, edition)
    base_lock.write(edition, sides.now)
    said = visitor.ask("GET", "/review").body
    assert "No translation is stale." in said
    assert "Translations of national texts are looked at in the national handbook." in said
    edit(edition, "services.yml", replaced("Öljy on laiturilla.", "Öljy on veneessä."))
    said = visitor.ask("GET", "/review").body
    assert '<a href="/edit/services/filling">Filling &amp; ' in said
    assert "The local text has changed, and its translation (English) has not." in said
    edit(edition, "services.yml", replaced("The oil is on the pier.", "The oil is in the boat."))
    assert "No translation is stale." in visitor.ask("GET", "/review").body


def test_a_note_is_written_with_keys_alone_and_the_page_is_for_everybody(browser, folders):
    with editing(browser, folders[0], edition=folders[1]) as keys:
        keys.open("/")
        assert "This is an edition: Reef." in keys.text()
        keys.open("/edit/services/keeping")
        wrong = {}
        for width in WIDTHS:
            keys.page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                keys.page.emulate_media(color_scheme=scheme)
                settle(keys.page)
                found, _ = violations(keys.page, RULES if scheme == SCHEMES[0] else OF_COLOUR)
                if told := [*found, *overflow(keys.page)]:
                    wrong[width, scheme] = told
            keys.page.screenshot(path=PICTURES / f"editing-edition-{width}.png", full_page=True)
        assert wrong == {}
        keys.page.set_viewport_size({"width": 1280, "height": 900})
        keys.act("#add-f-local_note")
        keys.page.keyboard.type(NOTE["fi"])
        keys.write("#f-local_note-n0-en", NOTE["en"])
        keys.save()
        keys.page.wait_for_selector(".hb-done")
        assert "- id: keeping" in (folders[1] / "services.yml").read_text(encoding="utf-8")
        assert NOTE["en"] in (folders[1] / "services.yml").read_text(encoding="utf-8")


def test_the_preview_leads_to_what_an_edition_can_edit_and_nowhere_else(desk, folders):
    handbook = load(folders[0], Handbook, checks.ALL, edition=desk.edition)
    files = {address.split("/")[1] for _, address in addresses(handbook)}
    assert files <= {*desk.names}
    assert {"services", "guides", "organisation", "process"} <= files
    assert {address.split("/")[1] for _, address in addresses(load(folders[0], Handbook, checks.ALL))} - {*desk.names}
