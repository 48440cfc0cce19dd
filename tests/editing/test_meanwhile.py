"""While an editor writes, files change, windows close and the program stops: her words are not lost, and she is told what is so."""

import pytest

from macros.editing import web
from macros.editing.desk import Desk
from tests import sample
from tests.editing import forms
from tests.editing.browsing import editing

ENTRY = "/edit/services/filling"
DIFFERENT = sample.replaced("en: Oil into the lamp.", "en: Oil in the lamp.")
ANOTHER = sample.replaced("en: The keeper keeps the light burning.", "en: The keeper keeps it burning.")


@pytest.fixture
def desk(sample_content):
    return Desk(sample_content, lambda _content, _text_of: ())


def ask(desk, path, pairs=None):
    return web._viewed(forms.request(desk, path, pairs or ()), is_post=pairs is not None)  # noqa: SLF001 - as the application asks


def filled(desk, path, **texts):
    """The form of a page, with texts written into it."""
    pairs = dict.fromkeys((name.replace("_", "."), text) for name, text in texts.items())
    written = {name for name, _ in pairs}
    return [*(pair for pair in forms.read(ask(desk, path).body).pairs if pair[0] not in written), *pairs]


def test_a_change_of_another_entry_is_no_conflict(desk, sample_content):
    sent = filled(desk, ENTRY, responsible_en="The oil store")
    sample.edit(sample_content, "services.yml", ANOTHER)
    assert ask(desk, ENTRY, sent).status == 303
    written = (sample_content / "services.yml").read_text()
    assert "en: The keeper keeps it burning." in written
    assert "en: The oil store" in written


def test_a_form_that_is_sent_twice_is_saved_once_and_told_as_saved(desk):
    sent = filled(desk, ENTRY, responsible_en="The oil store")
    assert [ask(desk, ENTRY, sent).status for _ in range(2)] == [303, 303]
    told = ask(desk, ENTRY).body
    assert "Saved" in told
    assert "Nothing had changed" not in told


def test_a_list_that_has_grown_takes_one_more(desk, sample_content):
    sent = filled(desk, "/add/services/groups", name_fi="Uusi", name_en="New")
    sample.edit(sample_content, "services.yml", ANOTHER)
    assert ask(desk, "/add/services/groups", sent).status == 303
    assert "id: new\n" in (sample_content / "services.yml").read_text()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text[: text.index("  - id: filling")] + text[text.index("  - id: cleaning") :], "no longer there"),
        (lambda text: f"<<<<<<< HEAD\n{text}", "The file cannot be read"),
    ],
    ids=["removed", "unreadable"],
)
def test_what_was_written_to_an_entry_that_is_gone_is_shown(desk, sample_content, change, told):
    sent = filled(desk, ENTRY, summary_en="A sentence that took an hour.")
    sample.edit(sample_content, "services.yml", change)
    for pairs in (sent, None):
        answer = ask(desk, ENTRY, pairs)
        assert answer.status == 404
        assert told in answer.body
        assert "..<" not in answer.body
        assert ("A sentence that took an hour." in answer.body) == bool(pairs)


def test_a_save_is_asked_for_once_and_told_at_once(browser, sample_content):
    with editing(browser, sample_content) as keys:
        posts = []
        keys.page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
        keys.open(ENTRY)
        keys.page.fill("#f-summary-en", "Oil for lamps.")
        with keys.page.expect_navigation():
            told = keys.page.evaluate("""() => {
              const button = document.querySelector(".hb-bar .hb-button");
              button.click();
              button.click();
              const box = document.getElementById("f-responsible-en");
              box.value = "Written while it was saved.";
              box.dispatchEvent(new Event("input", {bubbles: true}));
              window.dispatchEvent(new Event("beforeunload", {cancelable: true}));  // what was written last is kept at once
              return document.querySelector("[data-state]").textContent;
            }""")
        assert "Checking the whole handbook" in told
        assert keys.page.wait_for_selector(".hb-done h2").inner_text() == "Saved"
        assert len(posts) == 1
        assert keys.page.is_visible("[data-draft]")
        keys.to("[data-draft-restore]")
        keys.press("Enter")
        keys.told()
        assert keys.page.input_value("#f-responsible-en") == "Written while it was saved."


def test_what_was_written_is_offered_though_the_file_has_changed(browser, sample_content):
    with editing(browser, sample_content) as keys:
        keys.open(ENTRY)
        keys.page.fill("#f-responsible-en", "The oil store")
        keys.page.wait_for_timeout(900)
        sample.edit(sample_content, "services.yml", DIFFERENT)
        keys.page.on("dialog", lambda dialog: dialog.accept())
        keys.page.reload()
        keys.to("[data-draft-restore]")
        keys.press("Enter")
        keys.told()
        assert keys.page.input_value("#f-responsible-en") == "The oil store"
        keys.save()
        assert "both are kept" in keys.text()
        keys.save()
        written = (sample_content / "services.yml").read_text()
        assert "en: Oil in the lamp." in written
        assert "en: The oil store" in written


def test_it_is_seen_that_the_program_does_not_answer(browser, sample_content):
    with editing(browser, sample_content) as keys:
        keys.open(ENTRY)
        keys.page.route("**/*", lambda route: route.abort())
        keys.act("#add-f-how")
        assert "does not answer" in keys.text("[data-state]")
        keys.errors.clear()  # the browser's own word for it
