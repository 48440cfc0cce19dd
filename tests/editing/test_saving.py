"""Saving: what passes all checks is written whole, nothing else is written at all, and no editor writes over another."""

import hashlib
import multiprocessing
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from macros.content import checks
from macros.content.diagnostics import ContentError
from macros.content.document import Document, decoded
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing import files, saving
from macros.editing.desk import Desk
from macros.editing.edits import Insert, Put, Remove, applied
from macros.editing.files import NoFileError, listed, opened
from macros.editing.saving import Change, Conflict, Refused, Saved, save, save_together, undo
from tests import sample
from tests.editing.random_edits import assert_nothing_else_changed, at, collections, comments, drawn, leaves
from tests.series import chance

NAME = ("services", 0, "name", "fi")


def accepting(_content, _text_of):
    return ()


def by_rules(content, text_of):
    """Judge by the models and rules alone: the sheets take a second."""
    try:
        load(content, Handbook, checks.ALL, text_of=text_of)
    except ContentError as error:
        return error.problems
    return ()


def every_byte(content):
    return {path.relative_to(content): path.read_bytes() for path in sorted(content.rglob("*")) if path.is_file()}


def test_one_sentence_is_one_line(sample_content):
    before = every_byte(sample_content)
    seen = opened(sample_content, "services").seen
    outcome = save(sample_content, "services", seen, [Put(NAME, "Kellarin lamput")])
    assert isinstance(outcome, Saved)
    after = every_byte(sample_content)
    (changed,) = [path for path in after if after[path] != before[path]]
    assert changed == Path("services.yml")
    old, new = before[changed].decode().splitlines(), after[changed].decode().splitlines()
    assert [line.strip() for line, other in zip(new, old, strict=True) if line != other] == ["fi: Kellarin lamput"]
    assert outcome.texts == {"services": (before[changed].decode(), after[changed].decode())}
    assert set(after) == set(before), "nothing is left beside the files"


@pytest.mark.parametrize(
    ("file", "edits", "code"),
    [
        ("services", [Put(NAME, "")], "empty"),
        ("services", [Remove(("services", 0))], "unknown-id"),
        ("services", [Put(("services", 0, "summary", "fi"), "a" * 151)], "too-long"),
        ("services", [Put(NAME, "Lamppu \u2603")], "glyph"),
        ("services", [Put(("services", 0, "search_terms", "fi"), ["kissanruoka"])], "term-without-text"),  # what search promises
        ("services", [Put(NAME, "Lamppukirjahyllynvalaisin" * 8)], "sheet-word-wide"),  # what fits on a sheet
        ("services", [Put(("services", 99, "name", "fi"), "x")], "edit-not-written"),
    ],
)
def test_what_a_check_refuses_is_not_written(sample_content, file, edits, code):
    before = every_byte(sample_content)
    outcome = save(sample_content, file, opened(sample_content, file).seen, edits)
    assert isinstance(outcome, Refused)
    assert code in {problem.code for problem in outcome.problems}
    assert all(problem.file.startswith("content-data/") for problem in outcome.problems)
    assert every_byte(sample_content) == before


def test_the_place_of_a_problem_is_counted_in_the_text_as_it_would_be(sample_content):
    seen = opened(sample_content, "services").seen
    outcome = save(sample_content, "services", seen, [Put(("services", 1, "name", "fi"), "")], by_rules)
    assert isinstance(outcome, Refused)
    (problem,) = outcome.problems
    marks = Document(decoded(outcome.texts["services"].encode())).marks
    assert marks["services", 1, "name", "fi"][1] == problem.mark


def test_a_file_that_has_changed_since_is_not_written_over(sample_content):
    first = opened(sample_content, "services")
    sample.edit(sample_content, "services.yml", lambda text: f"# by hand\n{text}")
    theirs = every_byte(sample_content)
    outcome = save(sample_content, "services", first.seen, [Put(NAME, "Minun")], accepting)
    assert isinstance(outcome, Conflict)
    assert every_byte(sample_content) == theirs
    assert outcome.theirs.startswith("# by hand")
    assert "fi: Minun" in (outcome.yours or "")
    again = save(sample_content, "services", outcome.seen, [Put(NAME, "Minun")], accepting)
    assert isinstance(again, Saved)
    assert again.texts["services"][1].startswith("# by hand")


def test_an_entry_is_saved_together_with_what_names_it(sample_content):
    """A service and the group that lists it: neither file is in order without the other, and neither is written alone."""
    groups = Document(opened(sample_content, "services").text).data
    service = {**groups["services"][0], "id": "new-lamp", "slug": {"fi": "uusi-lamppu", "en": "new-lamp"}}
    service["name"] = {"fi": "Uusi lamppu", "en": "New lamp"}
    before = every_byte(sample_content)
    desk = Desk(sample_content, by_rules)
    insert = Insert(("services", len(groups["services"])), service)
    alone = desk.save("services", desk.open("services").seen, [insert])
    assert isinstance(alone, Refused), "the training has to cover it"
    assert {problem.code for problem in alone.problems} >= {"not-covered"}
    assert desk.set_aside("services", desk.open("services").seen, [insert]) is None
    assert desk.aside == ("services",)
    assert "new-lamp" in desk.open("services").text
    assert every_byte(sample_content) == before
    assert {problem.code for problem in desk.problems()} == {problem.code for problem in alone.problems}
    module = next(name for name in desk.names if name.startswith("training/"))
    objectives = desk.open(module).document.data["objectives"]
    covers = Insert(("objectives", 0, "covers", len(objectives[0].get("covers", ()))), "services/new-lamp")
    outcome = desk.save(module, desk.open(module).seen, [covers])
    rest = getattr(outcome, "problems", ())
    assert "not-covered" not in {problem.code for problem in rest}
    if isinstance(outcome, Saved):
        assert set(outcome.texts) == {"services", module}
        assert desk.aside == ()


def test_several_files_are_written_all_or_none(sample_content, monkeypatch):
    before = every_byte(sample_content)
    changes = [Change(name, opened(sample_content, name).seen, [Put(("title", "fi"), "Toinen otsikko")]) for name in ("services", "values")]
    original, calls = Path.replace, []

    def failing(self, target):
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return original(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="space"):
        save_together(sample_content, changes, accepting)
    monkeypatch.undo()
    assert every_byte(sample_content) == before
    assert isinstance(save_together(sample_content, changes, accepting), Saved)


def test_the_last_save_can_be_taken_back_once(sample_content):
    before = every_byte(sample_content)
    assert undo(sample_content, accepting) is None
    save(sample_content, "services", opened(sample_content, "services").seen, [Put(NAME, "Uusi")], accepting)
    assert saving.can_undo(sample_content) == ("services",)
    assert isinstance(undo(sample_content, accepting), Saved)
    assert every_byte(sample_content) == before
    assert undo(sample_content, accepting) is None


def test_a_save_is_not_taken_back_over_a_later_change(sample_content):
    save(sample_content, "services", opened(sample_content, "services").seen, [Put(NAME, "Uusi")], accepting)
    sample.edit(sample_content, "services.yml", lambda text: f"# by hand\n{text}")
    now = every_byte(sample_content)
    assert isinstance(undo(sample_content, accepting), Conflict)
    assert every_byte(sample_content) == now


@pytest.mark.parametrize(("mark", "ends"), [("", "\r\n"), ("\ufeff", "\n"), ("\ufeff", "\r\n")])
def test_line_ends_byte_order_mark_and_permissions_are_kept(sample_content, mark, ends):
    path = sample_content / "services.yml"
    path.write_bytes((mark + path.read_text(encoding="utf-8").replace("\n", ends)).encode())
    path.chmod(0o640)
    before = path.read_bytes()
    assert isinstance(save(sample_content, "services", opened(sample_content, "services").seen, [Put(NAME, "Uusi")], by_rules), Saved)
    after = path.read_bytes()
    assert after.count(b"\r\n") == before.count(b"\r\n")
    assert after.startswith(mark.encode())
    assert len([1 for old, new in zip(before.split(b"\n"), after.split(b"\n"), strict=True) if old != new]) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../secret",
            "/etc/passwd",
            "services.yml",
            "Services",
            "services/",
            "training\\m1",
            "training/../services",
            "services\0",
            "",
            ".",
        ),
        *("README", ".schema/services", "training"),
    ],
)
def test_only_the_files_of_the_handbook_have_a_name(sample_content, name):
    (sample_content.parent / "secret.yml").write_text("title: x\n", encoding="utf-8")
    with pytest.raises(NoFileError):
        opened(sample_content, name)
    with pytest.raises(NoFileError):
        save(sample_content, name, "", [Put(("title",), "x")], accepting)


def test_a_link_that_leads_out_is_not_opened(sample_content):
    outside = sample_content.parent / "outside"
    outside.mkdir()
    for name in ("services.yml", "training"):
        path = sample_content / name
        path.rename(outside / name)
        path.symlink_to(outside / name)
    module = next(name for name in listed(sample_content) if name.startswith("training/"))
    for name in ("services", module):
        with pytest.raises(NoFileError):
            opened(sample_content, name)


def test_nothing_to_change_writes_nothing(sample_content):
    stamp = (sample_content / "services.yml").stat().st_mtime_ns
    now = opened(sample_content, "services")
    same = at(now.document.data, NAME)
    assert save(sample_content, "services", now.seen, [Put(NAME, same)], accepting) == Saved()
    assert (sample_content / "services.yml").stat().st_mtime_ns == stamp


def _editor(content, mine, times, results):
    """Save a text of one's own time after time, and read anew whenever somebody else was faster. Runs in a process of its own."""
    links = []
    for turn in range(times):
        while True:
            now = opened(content, "services")
            outcome = save(content, "services", now.seen, [Put(("services", mine, "name", "fi"), f"{mine}: {turn}")], accepting)
            if isinstance(outcome, Saved):
                links += [tuple(hashlib.sha256(text.encode()).hexdigest() for text in pair) for pair in outcome.texts.values()]
                break
    results.put(links)


def test_two_editors_at_once_lose_nothing(sample_content):
    """Each save begins with what the one before has left: two hundred of them are one chain. Processes are made as Windows makes them."""
    spawn = multiprocessing.get_context("spawn")
    results = spawn.Queue()
    editors = [spawn.Process(target=_editor, args=(sample_content, mine, 100, results)) for mine in (0, 1)]
    first = hashlib.sha256((sample_content / "services.yml").read_bytes()).hexdigest()
    for editor in editors:
        editor.start()
    links = dict(link for _ in editors for link in results.get(timeout=200))
    for editor in editors:
        editor.join()
    assert len(links) == 200
    at_end = first
    for _ in range(200):
        at_end = links[at_end]
    assert hashlib.sha256((sample_content / "services.yml").read_bytes()).hexdigest() == at_end
    names = [entry["name"]["fi"] for entry in opened(sample_content, "services").document.data["services"][:2]]
    assert names == ["0: 99", "1: 99"]


def test_threads_of_one_program_wait_for_each_other(sample_content):
    def add(mine):
        while True:
            now = opened(sample_content, "services")
            terms = now.document.data["services"][0]["search_terms"]["fi"]
            edit = Insert(("services", 0, "search_terms", "fi", len(terms)), f"sana {mine}")
            if isinstance(save(sample_content, "services", now.seen, [edit], accepting), Saved):
                return

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(20)))
    terms = opened(sample_content, "services").document.data["services"][0]["search_terms"]["fi"]
    assert {f"sana {mine}" for mine in range(20)} <= set(terms)


def _random_saves(content, count, name):
    """Save random edits one after the other. Each is written and changes its own lines only, or is refused and changes nothing."""
    luck = chance(name)
    written = 0
    for _ in range(count):
        file = luck.choice(list(listed(content)))
        now = opened(content, file)
        data = now.document.data
        texts = [path for path in leaves(data) if path[-1] in ("fi", "en") and isinstance(at(data, path), str) and "slug" not in path]
        ordinary = (
            Put(path := luck.choice(texts), at(data, path) + luck.choice((" Lisä.", " #1", ": niin", " – ja ”noin”"))) if texts else None
        )
        if not any(at(data, path) for path in collections(data)):
            continue  # a file without lists: nothing can be drawn for it
        edit = ordinary if ordinary and luck.random() < 0.7 else drawn(data, luck)
        outcome = save(content, file, now.seen, [edit], by_rules)
        after = now.path.read_bytes().decode()
        if isinstance(outcome, Refused):
            assert after == now.text
            continue
        assert isinstance(outcome, Saved), edit
        assert Document(decoded(after.encode())).data == applied(data, [edit])
        if after != now.text:
            assert_nothing_else_changed(now.text, after, edit)
            assert not comments(now.text) - comments(after) or isinstance(edit, Remove)
            written += 1
    return written


def test_random_saves(sample_content):
    assert _random_saves(sample_content, 30, "saves") > 5


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_every_random_save(tmp_path):
    written = 0
    for round_ in range(20):
        written += _random_saves(sample.lay_out(tmp_path / str(round_)), 100, f"saves {round_}")
    assert written > 500


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folders to sync")
def test_a_file_is_on_the_disk_before_it_takes_the_place(sample_content, monkeypatch):
    order = []
    real_sync, real_replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda number: (order.append("sync"), real_sync(number)))
    monkeypatch.setattr(Path, "replace", lambda self, to: (order.append("replace"), real_replace(self, to))[1])
    files.replace_all({sample_content / "services.yml": b"a: b\n", sample_content / "values.yml": b"a: b\n"})
    assert order == ["sync", "sync", "replace", "replace", "sync"]
