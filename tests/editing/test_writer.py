"""The writer of YAML: what it changes, what it keeps, and that the reader reads what was meant."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.content.document import Document, FieldPath, checked
from macros.editing.edits import Insert, Move, NoPlaceError, Put, Remove, applied, plain
from macros.editing.writer import WriteError, edited
from tests.conftest import ROOT
from tests.editing.random_edits import TEXTS, assert_nothing_else_changed, at, drawn, leaves
from tests.series import chance

FILE = """\
# about the file
# more about it
title:
  fi: Valot  # hung up high
  en: "Lamps"
lamps:
  # the oldest
  - id: oil
    name: {fi: Öljylamppu, en: 'Oil lamp'}  # 1780
    tags: [old, warm]

  # about wire
  - id: wire
    hub: true
    name:
      # as people say it
      fi: Hehkulamppu
      en: >-
        Incandescent
        lamp
    tags: []

  - id: led
    name: {fi: Ledi, en: LED}
    # nothing more is known of it

# the end of the lamps
rooms:
- hall
- loft
pairs:
  - - a
    - b
  - [c]
empty:
"""


def changed(edits, text=FILE):
    """Return the lines that edits remove and add."""
    result = edited(text, edits)
    old, new = text.splitlines(), result.splitlines()
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    end = next((n for n, (a, b) in enumerate(zip(old[: start - 1 : -1], new[: start - 1 : -1], strict=False)) if a != b), None)
    end = min(len(old), len(new)) - start if end is None else end
    return old[start : len(old) - end], new[start : len(new) - end]


@pytest.mark.parametrize(
    ("edit", "gone", "come"),
    [
        (Put(("title", "en"), "Lights"), ['  en: "Lamps"'], ['  en: "Lights"']),
        (
            Put(("lamps", 0, "name", "en"), "it's, so"),
            ["    name: {fi: Öljylamppu, en: 'Oil lamp'}  # 1780"],
            ["    name: {fi: Öljylamppu, en: 'it''s, so'}  # 1780"],
        ),
        (Put(("lamps", 1, "name", "fi"), "Lanka: hehkuu"), ["      fi: Hehkulamppu"], ['      fi: "Lanka: hehkuu"']),
        (Put(("lamps", 1, "name", "en"), "Bulb"), ["      en: >-", "        Incandescent", "        lamp"], ["      en: Bulb"]),
        (Put(("lamps", 1, "seen"), "2026-01-01", ("id", "seen", "hub")), [], ["    seen: 2026-01-01"]),
        (Put(("lamps", 1, "kind"), "wire", ("kind", "id")), ["  - id: wire"], ["  - kind: wire", "    id: wire"]),
        (Put(("lamps", 2, "name", "sv"), "lysdiod"), ["    name: {fi: Ledi, en: LED}"], ["    name: {fi: Ledi, en: LED, sv: lysdiod}"]),
        (Put(("empty",), {"fi": "a", "tags": ["b", "c"]}), [], ["  fi: a", "  tags: [b, c]"]),
        (Put(("end",), ["a", "b"]), [], ["end: [a, b]"]),
        (Insert(("lamps", 0, "tags", 2), "a, b"), ["    tags: [old, warm]"], ['    tags: [old, warm, "a, b"]']),
        (Insert(("lamps", 1, "tags", 0), "new"), ["    tags: []"], ["    tags: [new]"]),
        (Insert(("lamps", 1, "tags", 0), {"id": "new", "of": "x"}), ["    tags: []"], ["    tags:", "      - id: new", "        of: x"]),
        (Insert(("rooms", 1), "attic"), [], ["- attic"]),
        (Insert(("pairs", 0, 0), "z"), ["  - - a"], ["  - - z", "    - a"]),
        (
            Insert(("lamps", 1), {"id": "gas", "name": {"fi": "- kaasu", "en": "gas"}}),
            [],
            ["  - id: gas", '    name: {fi: "- kaasu", en: gas}', ""],
        ),
        (Remove(("lamps", 0, "tags", 0)), ["    tags: [old, warm]"], ["    tags: [warm]"]),
        (Remove(("lamps", 1, "hub")), ["    hub: true"], []),
        (Remove(("lamps", 1, "id")), ["  - id: wire", "    hub: true"], ["  - hub: true"]),
        (Remove(("lamps", 2)), ["  - id: led", "    name: {fi: Ledi, en: LED}", "    # nothing more is known of it", ""], []),
        (Remove(("title",)), ["title:", "  fi: Valot  # hung up high", '  en: "Lamps"'], []),
        (Move(("rooms", 0), 1), ["- hall", "- loft"], ["- loft", "- hall"]),
        (Move(("lamps", 0, "tags", 0), 1), ["    tags: [old, warm]"], ["    tags: [warm, old]"]),
    ],
)
def test_an_edit_changes_its_lines_in_the_style_of_the_file(edit, gone, come):
    assert changed([edit]) == (gone, come)


def test_the_comment_above_an_entry_moves_and_goes_with_it():
    moved = edited(FILE, [Move(("lamps", 0), 1)])
    assert "lamps:\n  # about wire\n  - id: wire" in moved
    assert "    tags: []\n\n  # the oldest\n  - id: oil" in moved
    assert "# the oldest" not in edited(FILE, [Remove(("lamps", 0))])
    assert edited(FILE, [Move(("lamps", 0), 2), Move(("lamps", 2), 0)]) == FILE


def test_a_list_or_mapping_is_exchanged_where_it_differs():
    new = applied(
        Document(FILE).data, [Insert(("lamps", 1), {"id": "gas"}), Put(("lamps", 0, "name", "fi"), "Öljy"), Remove(("lamps", 3))]
    )["lamps"]
    assert edited(FILE, [Put(("lamps",), new)]) == edited(
        FILE, [Remove(("lamps", 2)), Put(("lamps", 0, "name", "fi"), "Öljy"), Insert(("lamps", 1), {"id": "gas"})]
    )


# any character that the reader lets through, and those that mean something in YAML more often than others
SIGN = st.one_of(st.sampled_from(" :#-?*&!|>%@`'\"{}[],~.=<\\/\n\t”’äö"), st.characters(exclude_categories=["Cs"]))
ANY = st.one_of(st.sampled_from(TEXTS), st.text(SIGN, max_size=30))
PLACES: list[FieldPath] = [
    ("title", "fi"),
    ("title", "en"),
    ("lamps", 0, "name", "fi"),
    ("lamps", 0, "name", "en"),
    ("lamps", 0, "tags", 0),
]
PLACES += [("lamps", 1, "name", "en"), ("lamps", 1, "id"), ("rooms", 0), ("pairs", 0, 0), ("empty",), ("new",), ("lamps", 2, "name", "new")]


def writes(text, edits):
    """Return the text after edits, or None where the reader has something against it."""
    try:
        return edited(text, edits)
    except WriteError as error:
        assert error.problem is not None, "the text was read as something else"
        return None


@pytest.mark.parametrize("form", ["\n", "\r\n", "\r"])
@given(ANY, st.sampled_from(PLACES))
def test_any_text_in_any_place_is_read_as_it_was_meant(form, text, place):
    file = FILE.replace("\n", form)
    if (after := writes(file, [Put(place, text)])) is not None:
        assert Document(checked(after)).data == applied(Document(FILE).data, [Put(place, text)])
        assert yaml.load(after, Loader=yaml.BaseLoader) == yaml.load(checked(after), Loader=yaml.BaseLoader)


TREES = st.recursive(ANY, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY.filter(bool), inner, max_size=3), max_leaves=6)


@given(
    TREES, st.sampled_from([("rooms",), ("new",), ("lamps", 2), ("title",), ("lamps", 0, "tags"), ("lamps", 1, "tags"), ("pairs", 1, 0)])
)
def test_any_lists_and_fields_are_read_as_they_were_meant(tree, place):
    if (after := writes(FILE, [Put(place, tree)])) is not None:
        assert Document(checked(after)).data == applied(Document(FILE).data, [Put(place, tree)])


@given(TREES, TREES)
def test_the_differences_of_any_two_files_make_one_of_the_other(old, new):
    before = edited("x: y\n", [Put(("x",), old)]) if writes("x: y\n", [Put(("x",), old)]) else "x: y\n"
    if (after := writes(before, [Put(("x",), new)])) is not None:
        assert Document(checked(after)).data == {"x": plain(new)}


@pytest.mark.parametrize("text", ["a\xa0b", "a\u202fb", "a\xadb", "a\u200bb", "\ufeff", "\u2028", "\x00", "\x85", "\ud800"])
def test_what_the_reader_refuses_is_not_written(text):
    with pytest.raises(WriteError) as raised:
        edited(FILE, [Put(("title", "fi"), text)])
    assert raised.value.problem
    assert raised.value.path == ("title", "fi")


def test_of_many_edits_the_text_that_is_refused_is_named():
    entry = {"id": "gas", "name": {"fi": "Kaasu", "en": "G\u200bas"}}
    with pytest.raises(WriteError) as raised:
        edited(FILE, [Put(("title", "fi"), "Lamput"), Insert(("lamps", 1), entry), Put(("title", "en"), "Lights")])
    assert raised.value.path == ("lamps", 1, "name", "en")
    assert raised.value.problem
    assert raised.value.problem.code == "invisible"
    assert raised.value.problem.mark.column == 1


def test_what_git_writes_at_a_conflict_is_no_text():
    with pytest.raises(WriteError) as raised:
        edited(FILE, [Put(("title", "fi"), "Lamppuja <<<<<<< HEAD")])
    assert raised.value.problem
    assert (raised.value.problem.code, raised.value.problem.mark.column) == ("conflict", 9)


def test_a_text_is_written_in_unicodes_composed_form():
    assert "fi: Yö\n" in edited(FILE, [Put(("lamps", 1, "name", "fi"), "Yo\u0308")])


@pytest.mark.parametrize("path", [(), ("no", "way"), ("lamps", 9), ("lamps", -1), ("lamps", "id"), ("title", 0), ("title", "fi", "x")])
@pytest.mark.parametrize("edit", [lambda path: Insert(path, "x"), Remove, lambda path: Move(path, 0)])
def test_a_path_that_leads_nowhere_is_told(edit, path):
    with pytest.raises(NoPlaceError):
        edited(FILE, [edit(path)])


@pytest.mark.parametrize(
    "text", [FILE, FILE.replace("\n", "\r\n"), "\ufeff" + FILE, FILE.removesuffix("\n"), FILE.replace("\n", "\r\n", 9)]
)
def test_what_is_put_in_and_taken_out_leaves_no_trace(text):
    there_and_back = [
        [Insert(("lamps", 3), {"id": "new"}), Remove(("lamps", 3))],
        [Insert(("lamps", 0), {"id": "new", "of": {"fi": "a"}}), Remove(("lamps", 0))],
        [Put(("last",), {"fi": "x"}), Remove(("last",))],
        [Put(("title", "fi"), "x"), Put(("title", "fi"), "Valot")],
        [Insert(("lamps", 0, "tags", 1), "x, y"), Remove(("lamps", 0, "tags", 1))],
        [Move(("lamps", 2), 0), Move(("lamps", 0), 2)],
    ]
    for edits in there_and_back:
        assert edited(text, edits) == text, edits


def random_edits(name, times):
    """Do edits of real files that are drawn at random, each on the file as it is, and judge each."""
    draw = chance(name)
    files = [(file.name, file.read_text(encoding="utf-8")) for file in sorted((ROOT / "content-data").rglob("*.yml"))]
    known = {name: Document(text).data for name, text in files}
    for _ in range(times):
        name, text = draw.choice(files)
        edit = drawn(known[name], draw)
        after = edited(text, [edit])
        assert Document(after).data == applied(known[name], [edit]), (name, edit)
        assert_nothing_else_changed(text, after, edit)


@pytest.mark.content
def test_random_edits_of_the_real_files_change_only_their_lines():
    random_edits("random edits", 60)


@pytest.mark.long
@pytest.mark.content
@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(4))
def test_two_thousand_random_edits_of_the_real_files_change_only_their_lines(part):
    random_edits(f"two thousand random edits {part}", 500)


def test_a_text_keeps_its_quotes_where_its_mapping_has_just_got_another_field():
    edits = [Put(("lamps", 0, "name", "sv"), "Oljelampa"), Put(("lamps", 0, "name", "en"), "A lamp: of oil")]
    assert "    name: {fi: Öljylamppu, en: 'A lamp: of oil', sv: Oljelampa}  # 1780\n" in edited(FILE, edits)


def test_edits_together_are_the_same_as_one_after_the_other():
    draw = chance("edits together")
    for _ in range(60):
        edits, data, text = [], Document(FILE).data, FILE
        for _ in range(4):
            edits.append(drawn(data, draw))
            data, text = applied(data, edits[-1:]), edited(text, edits[-1:])
        together = edited(FILE, edits)
        assert Document(checked(together)).data == Document(checked(text)).data == data
        if len({edit.path for edit in edits}) == len(edits):  # of two texts in one place the second is written as if the first had not been
            assert together == text, edits


@pytest.mark.content
def test_a_thousand_texts_are_exchanged_at_once_and_nothing_else():
    """As the files of translators are taken back: the file is read once, whatever their number."""
    text = (ROOT / "content-data/guides.yml").read_text(encoding="utf-8")
    data = Document(text).data
    paths = [path for path in leaves(data) if path[-1] == "en"]
    after = edited(text, [Put(path, f"{at(data, path)} Also: this.") for path in paths])
    assert Document(after).data == applied(data, [Put(path, f"{at(data, path)} Also: this.") for path in paths])
    assert sum(a != b for a, b in zip(text.split("\n"), after.split("\n"), strict=True)) == len(paths)
