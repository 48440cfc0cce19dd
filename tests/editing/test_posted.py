"""What a form sends becomes the fewest edits: what it did not show stays, and two editors' changes are joined."""

import itertools
from datetime import date

import pytest

from macros.content.models.services import Service
from macros.editing import changes, conflicts, shapes
from macros.editing.acts import NoActError, act
from macros.editing.edits import Insert, Move, Put, Remove, applied
from macros.editing.posted import Items, Reader, matched

SYNONYMS = shapes.of_file("synonyms").fields["synonyms"]
SERVICE = shapes.of_model(Service)


def read(shape, old, pairs, name, **how):
    return Reader(pairs, lambda _shape, title: title, **how).read(shape, old, name)


def edits(shape, old, new):
    return changes.edits(shape, old, new, ("x",), ("fi", "en"))


OLD = [{"language": "fi", "word": word, "also": ["y"]} for word in "abc"]


def test_items_that_a_form_does_not_show_stay():
    sent = [("s@shown", "1"), ("s@items", "n0"), ("s.n0.language", "fi"), ("s.n0.word", "d")]
    found = read(SYNONYMS, OLD, sent, "s")
    assert [item["word"] for item in found] == ["a", "c", "d"]
    assert edits(SYNONYMS, OLD, found) == (Remove(("x", 1)), Insert(("x", 2), {"language": "fi", "word": "d"}))


def test_an_item_that_is_moved_is_one_edit():
    for order in ("120", "201", "021"):
        found = Items([OLD[int(key)] for key in order], order)
        made = edits(SYNONYMS, OLD, found)
        assert len(made) == 1
        assert isinstance(made[0], Move)


def test_every_order_is_reached():
    data = {"x": [{"word": word} for word in "abcde"]}
    for order in itertools.permutations("01234"):
        found = Items([data["x"][int(key)] for key in order], order)
        assert applied(data, edits(SYNONYMS, data["x"], found))["x"] == [*found]


def test_a_list_that_loses_all_is_removed_and_one_of_new_items_is_put():
    sources = SERVICE.fields["sources"]
    assert read(sources, ["a"], [("s@shown", "0")], "s") is None
    found = read(sources, ["a"], [("s@shown", "0"), ("s@items", "n0"), ("s.n0", "b")], "s")
    assert edits(sources, ["a"], found) == (Put(("x",), ["b"]),)


@pytest.mark.parametrize(("sent", "kept"), [("Sama  teksti.\n", True), ("Toinen.", False)])
def test_a_text_that_is_only_laid_out_anew_is_no_change(sent, kept):
    old = {"fi": "Sama\nteksti.", "en": "Same."}
    found = read(SERVICE.fields["responsible"], old, [("r.fi", sent), ("r.en", "Same.")], "r")
    assert (edits(SERVICE.fields["responsible"], old, found) == ()) is kept


def test_an_address_that_changes_is_kept_as_a_former_one():
    old = {"id": "a", "slug": {"fi": "vanha", "en": "old"}}
    found = read(SERVICE, old, [("slug.fi", "uusi"), ("slug.en", "old")], "")
    assert found["former_slugs"] == {"fi": ["vanha"]}


def test_a_text_of_the_brochure_stays_while_it_is_locked():
    old = {"brochure_name": {"fi": "Hoito", "en": "Care"}}
    sent = [("brochure_name.fi", "Muuta")]
    assert read(SERVICE, old, sent, "")["brochure_name"]["fi"] == "Hoito"
    assert read(SERVICE, old, sent, "", is_locked=False)["brochure_name"]["fi"] == "Muuta"


def test_a_default_is_not_written():
    assert "status" not in read(SERVICE, {}, [("status", "in-force")], "")
    assert read(SERVICE, {}, [("status", "changing")], "")["status"] == "changing"


def test_buttons_change_what_the_form_holds():
    pairs = [("h@shown", "0 1"), ("h@items", "0"), ("h.0.fi", "a"), ("h@items", "1"), ("h.1.fi", "b")]
    today = date(2026, 11, 28)
    assert act(pairs, "add:h", today).focus == "h.n0"
    assert [value for name, value in act(pairs, "up:h.1", today).pairs if name == "h@items"] == ["1", "0"]
    done = act(pairs, "remove:h.0", today)
    assert done.pairs == [("h@shown", "0 1"), ("h@items", "1"), ("h.1.fi", "b")]
    assert done.focus == "h.1"
    assert act([("checked", "2020-01-01")], "today:checked", today).pairs == [("checked", "2026-11-28")]
    with pytest.raises(NoActError):
        act(pairs, "up:h.7", today)
    with pytest.raises(NoActError):
        act(pairs, "burn:h", today)


def test_two_changes_are_joined_and_clashes_told():
    seen = {"summary": {"fi": "a", "en": "a"}, "how": [{"fi": "x"}], "sources": ["s"]}
    yours = {"summary": {"fi": "b", "en": "a"}, "how": [{"fi": "x"}, {"fi": "y"}], "sources": ["s"]}
    theirs = {"summary": {"fi": "c", "en": "c"}, "how": [{"fi": "x"}], "sources": ["t"]}
    join = conflicts.Join()
    found = join.join(SERVICE, seen, yours, theirs)
    assert [clash.name for clash in join.clashes] == ["summary.fi"]
    assert found == {"summary": {"fi": "b", "en": "c"}, "how": [{"fi": "x"}, {"fi": "y"}], "sources": ["t"]}
    join = conflicts.Join({"summary.fi": "theirs"})
    assert join.join(SERVICE, seen, yours, theirs)["summary"]["fi"] == "c"


def test_where_it_is_not_known_what_was_seen_every_difference_is_told():
    join = conflicts.Join()
    join.join(SERVICE, conflicts.UNKNOWN, {"summary": {"fi": "b"}, "checked": "1"}, {"summary": {"fi": "c"}, "checked": "1"})
    assert [clash.name for clash in join.clashes] == ["summary.fi"]


def test_items_are_known_by_their_ids_or_by_what_they_say():
    found = matched([{"id": "b", "t": 2}, {"t": 3}, {"t": 9}], [{"t": 3}, {"id": "b", "t": 1}])
    assert found.keys == ["1", "0", "n2"]
