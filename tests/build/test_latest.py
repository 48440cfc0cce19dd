"""What is kept of an object goes with it, and another object gets its own."""

import gc
import weakref

from macros.build.latest import forget, of_each, of_each_asked, of_latest, of_texts


class Thing:
    """Something of which something is made."""


def test_it_is_made_once_of_each_object_and_leaves_with_it():
    made = []

    def make(thing: Thing) -> int:
        made.append(type(thing))
        return len(made)

    of = of_each(make)
    first, second = Thing(), Thing()
    assert [of(first), of(second), of(first)] == [1, 2, 1]
    del first
    gc.collect()
    for _ in range(100):  # a new object may get the place in memory of one that has gone
        assert of(Thing()) == len(made)
    assert of(second) == 2
    assert len(made) == 102


def test_it_is_kept_for_the_latest_further_arguments_or_for_all():
    made, thing = [], Thing()
    latest, every = (keep(lambda _, name: made.append(name) or name) for keep in (of_each, of_each_asked))
    for of in (latest, every):
        assert [of(thing, "a"), of(thing, "a"), of(thing, "b"), of(thing, "a")] == ["a", "a", "b", "a"]
    assert made == ["a", "b", "a", "a", "b"]


def test_of_what_nothing_can_refer_to_weakly_it_is_made_each_time():
    of = of_each(len)
    content = {"a": 1}
    assert of(content) == 1
    content["b"] = 2
    assert of(content) == 2


def test_what_is_forgotten_is_let_go_and_made_anew():
    asked, things = [], [Thing()]

    def make(of):
        asked.append(of if isinstance(of, str) else "thing")
        return [0]

    each, latest, texts = of_each(make), of_latest(make), of_texts(10)(make)
    for _ in range(2):
        each(things[0])
        latest(things[0])
        texts("text")
    assert asked == ["thing", "thing", "text"]
    made = weakref.ref(things[0])
    forget()
    assert [each(things[0]), texts("text")] == [[0], [0]]
    assert asked == ["thing", "thing", "text", "thing", "text"]
    forget()
    things.clear()
    gc.collect()
    assert made() is None


def test_of_what_says_the_same_it_is_made_once():
    made = []
    of = of_texts(10)(lambda said, name: made.append((said, name)) or len(made))
    one, same, other = (("a", tuple(said)) for said in (["b"], ["b"], ["c"]))
    assert one is not same
    assert [of(one, "x"), of(same, "x"), of(other, "x"), of(one, "y"), of(b"a", "x"), of("a", "x")] == [1, 1, 2, 3, 4, 5]
