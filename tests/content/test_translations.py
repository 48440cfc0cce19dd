"""Whether a translation still says what its source says: every state, every way from one to another, and the lock that knows of it."""

import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from macros import checking, covered
from macros.content import freshness, translation_lock, translations
from macros.content.diagnostics import ContentError, advice, messages
from macros.content.loader import load
from macros.content.models import Handbook
from macros.content.rule import walk
from macros.content.text_keys import keyed_texts
from macros.content.translation_lock import FILE
from macros.content.translations import State
from macros.content.types.texts import Text
from macros.project import read_project
from tests import sample
from tests.conftest import HERE, ROOT
from tests.sample import partial

SUMMARY = "services/keeping/summary"
FI, EN = "Hoitaja pitää valon palamassa.", "The keeper keeps the light burning."
DAILY = "      - fi: Hoitaja käy joka ilta.\n        en: The keeper comes every evening.\n"


def handbook(content):
    return load(content, Handbook)


def states(content):
    """The state of every translation by key and language."""
    return {(told.key, told.language): told for told in translations.states(handbook(content), translation_lock.read(content))}


def state(content, key=SUMMARY, language="en"):
    return states(content)[key, language].state


def change(content, old, new, file="services.yml"):
    sample.edit(content, file, sample.replaced(old, new))


def record(content):
    return translations.update(content, handbook(content))


def accept(content, *keys, language="en"):
    return translations.accept(content, handbook(content), [(key, language) for key in keys])


@pytest.fixture
def recorded(sample_content):
    """The sample with a lock that knows each pair and claims nothing of it."""
    record(sample_content)
    return sample_content


# ------------------------------------------------------------------------------------------------ states


def source(content):
    change(content, f"fi: {FI}", "fi: Hoitaja sytyttää valon.")


def translation(content):
    change(content, f"en: {EN}", "en: The keeper lights the lamp.")


def back(content):
    change(content, "fi: Hoitaja sytyttää valon.", f"fi: {FI}")


def layout(content):
    """Break the texts over lines, and write a letter in two parts: nothing that a reader sees."""
    change(content, f"fi: {FI}", "fi: >\n        Hoitaja pita\u0308a\u0308\n        valon palamassa.")
    change(content, f"en: {EN}", "en: >\n        The keeper keeps\n        the light burning.")


def equal(content):
    change(content, f"en: {EN}", f"en: {FI}")


def accepted(content):
    accept(content, SUMMARY)


STATES = [
    ([], State.UNCONFIRMED),
    ([record], State.UNCONFIRMED),
    ([record, source], State.STALE),
    ([record, source, record], State.STALE),  # an update never hides that a source has changed
    ([record, source, back], State.UNCONFIRMED),
    ([record, translation], State.UNCONFIRMED),
    ([record, source, translation], State.UNCONFIRMED),  # edited with its source, or after it: somebody has looked, nobody accepted
    ([record, translation, source], State.UNCONFIRMED),  # not known before the update: in between it could not be told
    ([record, translation, record, source], State.STALE),
    ([record, source, translation, record, back], State.STALE),
    ([record, layout], State.UNCONFIRMED),
    ([source], State.UNCONFIRMED),  # without a record nothing is known of before
    ([accepted], State.FRESH),
    ([record, accepted], State.FRESH),
    ([accepted, record], State.FRESH),
    ([accepted, layout], State.FRESH),
    ([accepted, source], State.STALE),
    ([accepted, source, back], State.FRESH),
    ([accepted, source, accepted], State.FRESH),
    ([accepted, source, accepted, back], State.STALE),
    ([accepted, translation], State.UNCONFIRMED),
    ([accepted, source, translation], State.UNCONFIRMED),
    ([accepted, source, translation, accepted], State.FRESH),
    ([equal], State.UNCONFIRMED),  # left untranslated, or a name? a person tells
    ([equal, accepted], State.SAME),
    ([equal, accepted, source], State.STALE),
]


@pytest.mark.parametrize(("acts", "expected"), STATES, ids=["-".join(act.__name__ for act in acts) or "nothing" for acts, _ in STATES])
def test_the_state_follows_from_what_was_done(sample_content, acts, expected):
    for act in acts:
        act(sample_content)
    assert state(sample_content) is expected
    others = {told.state for (key, _), told in states(sample_content).items() if key != SUMMARY}
    assert others == {State.UNCONFIRMED}


def test_the_old_source_is_known_without_any_history(recorded):
    source(recorded)
    told = states(recorded)[SUMMARY, "en"]
    assert (told.before, told.source, told.text) == (FI, "Hoitaja sytyttää valon.", EN)
    assert (told.of.file, told.of.path, told.source_language) == ("services", ("services", 0, "summary"), "fi")


def test_a_translation_that_the_lock_does_not_know_yet_is_new(recorded):
    assert not any(told.is_new for told in states(recorded).values())
    translation(recorded)
    assert [key for (key, _), told in states(recorded).items() if told.is_new] == [SUMMARY]


def test_a_partial_language_is_translated_from_the_first_one_and_what_it_lacks_is_missing(sample_content):
    partial.add(sample_content, partial.language("sv", "Svenska", ["guides/contact"]))
    partial.translate(sample_content, "sv")
    found = [told for told in states(sample_content).values() if told.language == "sv"]
    assert {told.state for told in found} == {State.UNCONFIRMED, State.MISSING}
    assert all((told.text == "") == (told.state is State.MISSING) for told in found)
    assert {told.source_language for told in found} == {"fi"}
    record(sample_content)
    change(sample_content, "Yhteys lampusta", "Yhteydenotto lampusta", "guides.yml")
    assert [key for key, told in states(sample_content).items() if told.state is State.STALE] == [
        ("guides/contact/title", "en"),
        ("guides/contact/title", "sv"),
    ]


# ------------------------------------------------------------------------------------------------ keys


def test_every_text_has_a_key_of_its_own_made_of_ids(handbook):
    texts = keyed_texts(handbook)
    assert len(texts) == sum(isinstance(value, Text) for _, value in walk(handbook))
    assert [key for key, count in Counter(text.key for text in texts).items() if count > 1] == []
    assert {"services/home-care/summary", "services/home-care/how/1", "labels/home", "handbook/title", "sections/services/title"} <= {
        text.key for text in texts
    }


def test_the_texts_of_the_sample_have_keys_of_their_own(sample_handbook):
    assert max(Counter(text.key for text in keyed_texts(sample_handbook)).values()) == 1


# ------------------------------------------------------------------------------------------------ moving and renaming


def first_last(content):
    """Put the first service last."""
    file = content / "services.yml"
    head, *services = re.split(r"(?m)^(?=  - id: (?:keeping|filling|cleaning)$)", file.read_text(encoding="utf-8"))
    file.write_text(head + "".join([*services[1:], services[0]]), encoding="utf-8")


def another_way(content):
    """Write another paragraph before the others."""
    change(content, DAILY, f"      - fi: Hoitaja asuu majakassa.\n        en: The keeper lives in the lighthouse.\n{DAILY}")


def turned(content):
    another_way(content)
    change(content, DAILY, "")
    change(content, "    for_whom:\n      - fi: Jokaiselle", f"{DAILY}    for_whom:\n      - fi: Jokaiselle")


def moved_to_another_list(content):
    change(content, "    for_whom:\n      - fi: Jokaiselle", f"    for_whom:\n{DAILY}      - fi: Jokaiselle")
    change(content, DAILY, "      - fi: Hän on siellä.\n        en: The keeper is there.\n")


def question_to_another_module(content):
    """Move a question, with its ids, into the file of another module."""
    one, other = sorted((content / "training").glob("*.yml"))[:2]
    text = one.read_text(encoding="utf-8")
    found = re.search(r"(?ms)^questions:\n(  - id: .*?)(?=^  - id: |^\w)", text)
    one.write_text(text.replace(found[1], "", 1), encoding="utf-8")
    there = other.read_text(encoding="utf-8")
    other.write_text(there.replace("questions:\n", f"questions:\n{found[1]}", 1), encoding="utf-8")


def renamed(content):
    for name in ("services.yml", *(file.relative_to(content).as_posix() for file in content.rglob("*.yml"))):
        file = content / name
        file.write_text(re.sub(r"\bfilling\b", "pouring", file.read_text(encoding="utf-8")), encoding="utf-8")


MOVES = [first_last, another_way, turned, moved_to_another_list, question_to_another_module]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
@pytest.mark.parametrize("updated", [False, True])
def test_moving_makes_nothing_stale_and_keeps_what_was_accepted(sample_content, move, updated):
    keys = {key for key, _ in states(sample_content)}
    accept(sample_content, *keys)
    texts = {(told.source, told.text) for told in states(sample_content).values()}
    move(sample_content)
    if updated:
        record(sample_content)
    found = [told for told in states(sample_content).values() if told.state not in (State.FRESH, State.SAME)]
    assert {told.state for told in found} <= {State.UNCONFIRMED}
    assert all((told.source, told.text) not in texts for told in found)  # only what was written anew
    assert len(found) <= 1


def test_an_entry_with_another_id_keeps_what_was_accepted(sample_content):
    accept(sample_content, *{key for key, _ in states(sample_content)})
    ids = {key for key, _ in states(sample_content)}
    renamed(sample_content)
    found = states(sample_content)
    assert {key for key, _ in found} - ids
    assert {told.state for told in found.values()} <= {State.FRESH, State.SAME, State.STALE, State.UNCONFIRMED}
    moved = [told for (key, _), told in found.items() if key.startswith("services/pouring/") and "pouring" not in told.text]
    assert moved
    assert {told.state for told in moved} <= {State.FRESH, State.SAME}


def test_a_paragraph_that_is_behind_stays_so_when_others_come_before_it(recorded):
    change(recorded, "fi: Hoitaja käy joka ilta.", "fi: Hoitaja käy joka yö.")
    change(
        recorded,
        "      - fi: Hoitaja käy",
        "      - fi: Hoitaja asuu majakassa.\n        en: The keeper lives here.\n      - fi: Hoitaja käy",
    )
    found = states(recorded)
    assert found["services/keeping/description/1", "en"].is_new
    told = found["services/keeping/description/2", "en"]
    assert (told.state, told.before) == (State.STALE, "Hoitaja käy joka ilta.")


# ------------------------------------------------------------------------------------------------ the lock


def test_the_lock_of_the_real_texts_knows_them(loaded_project):
    found = [told for told in loaded_project.translations if told.state is not State.MISSING]
    assert sum(told.record is not None for told in found) > len(found) / 2


def test_the_first_lock_claims_nothing(sample_content):
    record(sample_content)
    assert {record.mark for record in translation_lock.read(sample_content)} == {translation_lock.UNCONFIRMED}


def test_an_update_changes_nothing_where_nothing_has_changed(recorded):
    before = (recorded / FILE).read_bytes()
    assert record(recorded) == (0, 0)
    assert (recorded / FILE).read_bytes() == before


def test_records_of_texts_that_are_gone_leave_with_the_next_update(recorded):
    change(recorded, DAILY, "      - fi: Muu.\n        en: Other.\n")
    assert "käy joka ilta" in (recorded / FILE).read_text(encoding="utf-8")
    assert record(recorded) == (1, 1)
    assert "käy joka ilta" not in (recorded / FILE).read_text(encoding="utf-8")


def test_accepting_changes_one_line(recorded):
    before = (recorded / FILE).read_text(encoding="utf-8").splitlines()
    assert accept(recorded, SUMMARY) == 1
    assert accept(recorded, SUMMARY) == 0
    after = (recorded / FILE).read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before)
    assert [line for line in after if line not in before] == [f"{SUMMARY} en accepted {translation_lock.digest(EN)} {FI}"]


def test_accepting_what_is_behind_leaves_no_second_line(recorded):
    accept(recorded, SUMMARY)
    source(recorded)
    accept(recorded, SUMMARY)
    translation(recorded)
    accept(recorded, SUMMARY)
    assert (recorded / FILE).read_text(encoding="utf-8").count(f"\n{SUMMARY} en ") == 1


def test_many_who_accept_at_once_lose_nothing(recorded):
    keys = [key for key, _ in states(recorded) if key.startswith("services/")]
    texts = handbook(recorded)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda key: translations.accept(recorded, texts, [(key, "en")]), keys)) == len(keys)
    assert {states(recorded)[key, "en"].state for key in keys} <= {State.FRESH, State.SAME}


def test_what_is_not_there_can_t_be_accepted(recorded):
    before = (recorded / FILE).read_bytes()
    with pytest.raises(KeyError):
        accept(recorded, SUMMARY, "services/nothing/summary")
    assert (recorded / FILE).read_bytes() == before


def test_a_lock_with_the_line_ends_of_windows_and_a_mark_is_the_same_lock(recorded):
    accept(recorded, SUMMARY)
    text = (recorded / FILE).read_bytes()
    windows = b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n")
    (recorded / FILE).write_bytes(windows)
    assert state(recorded) is State.FRESH
    assert not re.search(r"\r", "".join(told.before for told in states(recorded).values()))


def git(folder, *arguments):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments], cwd=folder, check=True, capture_output=True)


def test_two_branches_that_accept_merge_without_a_conflict(recorded):
    folder = recorded.parent
    (folder / ".gitattributes").write_text((ROOT / ".gitattributes").read_text(encoding="utf-8"), encoding="utf-8")
    git(folder, "init", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--message=first")
    git(folder, "checkout", "-b", "one")
    names = [key for key, _ in states(recorded) if key.startswith("services/keeping/")]  # lines that stand beside each other
    accept(recorded, *names[::2])
    git(folder, "commit", "--all", "--message=one")
    git(folder, "checkout", "-b", "other", "main")
    accept(recorded, *names[1::2])
    accept(recorded, names[0])
    source(recorded)
    git(folder, "commit", "--all", "--message=other")
    git(folder, "merge", "one")
    found = states(recorded)
    assert {found[name, "en"].state for name in names if name != SUMMARY} == {State.FRESH}
    assert found[SUMMARY, "en"].state is State.STALE
    record(recorded)
    lines = [
        line.split(" ")[0] for line in (recorded / FILE).read_text(encoding="utf-8").splitlines() if line.startswith("services/keeping/s")
    ]
    assert len(lines) == len(set(lines))
    assert {states(recorded)[name, "en"].state for name in names if name != SUMMARY} == {State.FRESH}


CONFLICT = "<<<<<<< HEAD\n{one}\n=======\n{other}\n>>>>>>> other\n"


def test_a_conflict_in_the_lock_is_told_with_all_else_and_cleared_by_an_update(recorded):
    line = f"{SUMMARY} en - {translation_lock.digest(EN)} {FI}"
    sample.edit(recorded, FILE, sample.replaced(f"{line}\n", CONFLICT.format(one=line, other=line.replace(" - ", " accepted "))))
    change(recorded, f"      en: {EN}\n", "")
    with pytest.raises(ContentError) as error:
        read_project(recorded)
    assert Counter(problem.code for problem in error.value.problems) == {"missing-language": 1, "lock-conflict": 3}
    change(recorded, f"fi: {FI}", f"fi: {FI}\n      en: {EN}")
    with pytest.raises(ContentError):
        read_project(recorded)
    record(recorded)
    read_project(recorded)
    assert state(recorded) is State.FRESH


@pytest.mark.parametrize("line", ["nonsense", f"{SUMMARY} en maybe 12345678 {FI}", f"{SUMMARY} en - 1234 {FI}", f"{SUMMARY} en - 12345678"])
def test_a_line_that_is_no_record_is_told_at_its_place(recorded, line):
    with (recorded / FILE).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    last = len((recorded / FILE).read_text(encoding="utf-8").splitlines())
    with pytest.raises(ContentError) as error:
        read_project(recorded)
    assert [(problem.code, problem.at()) for problem in error.value.problems] == [("lock-line", f"content-data/{FILE}:{last}:1")]


def test_only_the_folder_itself_may_hold_a_lock(recorded):
    (recorded / FILE).rename(recorded / "training" / FILE)
    with pytest.raises(ContentError) as error:
        read_project(recorded)
    assert [problem.code for problem in error.value.problems] == ["unread-file"]


# ------------------------------------------------------------------------------------------------ what is told

ACCEPT = f"python -m macros translate accept {SUMMARY} --language en"
WARNINGS = {
    "en": f"""\
warning: the translation (en) was made from an earlier text: its source text (fi) was "{FI}" and is now "Hoitaja sytyttää valon."
  --> content-data/services.yml:61:11  (services › keeping › summary › en)
   |
61 |       en: The keeper keeps the light burning.
   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ translate the change or, where the translation still holds:  {ACCEPT}
""",
    "fi": f"""\
varoitus: käännös (en) on tehty aiemmasta tekstistä: lähtöteksti (fi) oli "{FI}" ja on nyt "Hoitaja sytyttää valon."
  --> content-data/services.yml:61:11  (services › keeping › summary › en)
   |
61 |       en: The keeper keeps the light burning.
   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ käännä muutos, tai jos käännös pitää yhä paikkansa:  {ACCEPT}
""",
}  # fmt: skip


@pytest.mark.parametrize("language", WARNINGS)
def test_the_check_warns_of_a_stale_translation_with_both_sources(recorded, monkeypatch, language):
    source(recorded)
    monkeypatch.setenv("HANDBOOK_LANGUAGE", language)
    project = read_project(recorded, rules=covered.ALL)
    found = [told for told in checking.warnings(project) if told.code == "stale-translation"]
    assert advice(found) == WARNINGS[language]


def test_of_long_texts_the_passage_is_shown_in_which_they_differ():
    long = "Ensin tulee paljon samaa tekstiä, jota kukaan ei halua lukea uudelleen, ja sitten vielä vähän lisää samaa. "
    before, now = freshness.passages(f"{long}Hakemus tehdään Kelaan. {long}", f"{long}Hakemus tehdään kuntaan. {long}")
    assert before.startswith("…")
    assert "tehdään Kelaan" in before
    assert "tehdään kuntaan" in now
    assert max(len(before), len(now)) <= 120
    assert freshness.passages(long + "Loppu.", long)[0].endswith("Loppu.")


def run(content, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "macros", "--content", str(content), *arguments],
        cwd=ROOT,
        env=HERE,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr.strip()


def test_a_person_accepts_on_the_command_line(recorded):
    source(recorded)
    assert run(recorded, "translate", "status", "--list", "stale") == (0, [f"{SUMMARY} en content-data/services.yml:60:7"], "")
    assert run(recorded, "translate", "accept", SUMMARY) == (0, ["Translations accepted now: 1, before: 0."], "")
    assert state(recorded) is State.FRESH
    code, out, _ = run(recorded, "translate", "accept", "services/keeping", "--all-of", "methods.yml")
    assert code == 0
    assert out[0].endswith("before: 1.")
    code, out, _ = run(recorded, "translate", "status")
    assert re.fullmatch(r"English \(en\): fresh \d+, stale 0, missing 0, unconfirmed \d+, same \d+", out[0])
    assert {told.state for told in states(recorded).values() if told.of.file == "methods"} <= {State.FRESH, State.SAME}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "nothing is named to be accepted"),
        (["services/keepin"], 'no translated text has the key services/keepin. did you mean "services/keeping"?'),
        (["--all-of", "servicez.yml"], 'no translated text has the key servicez.yml. did you mean "services.yml"?'),
        ([SUMMARY, "--language", "de"], "no translated text has the key services/keeping/summary (de)"),
    ],
)
def test_what_can_t_be_accepted_is_told_and_nothing_is_written(recorded, arguments, said):
    before = (recorded / FILE).read_bytes()
    code, out, told = run(recorded, "translate", "accept", *arguments)
    assert (code, out) == (1, [])
    assert told.startswith(said)
    assert (recorded / FILE).read_bytes() == before


def test_who_reads_one_language_does_not_accept_another(sample_content):
    partial.add(sample_content, partial.language("sv", "Svenska", ["guides/contact"]))
    partial.translate(sample_content, "sv")
    code, _, told = run(sample_content, "translate", "accept", "guides/contact")
    assert code == 1
    assert told.startswith("the texts are translated into more than one language: en, sv")
    assert run(sample_content, "translate", "accept", "guides/contact", "--language", "sv")[0] == 0
    found = states(sample_content)
    assert found["guides/contact/title", "sv"].state is State.FRESH
    assert found["guides/contact/title", "en"].state is State.UNCONFIRMED


def test_the_check_counts_what_waits_in_one_line(recorded):
    accept(recorded, SUMMARY)
    source(recorded)
    code, out, told = run(recorded, "check")
    count = len(states(recorded))
    assert code == 0
    assert out[-1] == f"Translations, English (en): {count}, of which not yet accepted {count - 1}, stale 1."
    assert "warning: the translation (en)" in told


def test_an_update_is_told(sample_content):
    count = len(states(sample_content))
    assert run(sample_content, "translate", "update")[1] == [
        f"The list of translations is up to date: new lines {count}, removed 0. Nothing was accepted."
    ]


def test_the_states_have_the_names_that_the_commands_print():
    assert [*State] == ["fresh", "stale", "missing", "unconfirmed", "same"]
    assert {"stale-translation", "lock-conflict", "lock-line"} <= messages().keys()
    assert Path(FILE).suffix == ".lock"
    assert replace(translation_lock.Record("a", "en", "b", "c"), mark="accepted").line == "a en accepted c b"
