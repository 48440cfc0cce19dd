"""The one rule by which records of progress are joined, wherever they come from: the site, a learning platform, a file."""

import json
import random
from itertools import product

import pytest

from tests.conftest import ROOT
from tests.training.conftest import Learner

RULE = ROOT / "docs/assets/js/progress.js"
NOW, BEFORE = "m2", "m1"  # marks of a question: as it is, and as it was
JOIN = "([one, other]) => handbookProgress.join(one, other)"


@pytest.fixture
def rule(page):
    """A page that knows the questions q1 to q3, and the rule."""
    page.set_content(f"<p data-questions='q1:{NOW} q2:{NOW}'></p><p data-questions='q3:{NOW}'></p>")
    page.add_script_tag(content=RULE.read_text(encoding="utf-8"))
    return page


def entry(mark=NOW, answer="a", *, right=False, at=None):
    return {"mark": mark, "answer": [answer], "right": right} | ({"at": at} if at else {})


# what stays of two entries of one question: the first of each pair
PAIRS = {
    "once right stays right": (entry(right=True, at=1), entry(answer="b", at=9)),
    "the later of two right ones": (entry(answer="a,b", right=True, at=9), entry(right=True, at=1)),
    "the later of two that are not right yet": (entry(answer="b", at=9), entry(at=1)),
    "of the question as it is, though not right yet": (entry(at=1), entry(BEFORE, right=True, at=9)),
    "with a time rather than of an earlier edition that kept none": (entry(answer="b", at=1), entry()),
    "right though without a time": (entry(right=True), entry(answer="b", at=9)),
}


@pytest.mark.parametrize("which", PAIRS)
def test_what_stays_of_two_answers(rule, which):
    stays, goes = PAIRS[which]
    for one, other in ((stays, goes), (goes, stays)):
        assert rule.evaluate(JOIN, [{"q1": one}, {"q1": other}]) == {"q1": stays}


def test_what_is_known_in_one_place_only_is_kept(rule):
    assert rule.evaluate(JOIN, [{"q1": entry()}, {"q2": entry(), "other": entry(BEFORE)}]) == {
        "q1": entry(),
        "q2": entry(),
        "other": entry(BEFORE),
    }


def test_the_order_in_which_records_are_joined_makes_no_difference(rule):
    """Otherwise two devices that exchange files would go on disagreeing."""
    every = [
        entry(mark, answer, right=right, at=at)
        for mark, answer, right, at in product((NOW, BEFORE), ("a", "b"), (True, False), (None, 1, 9))
    ]
    choose = random.Random(1)
    records = [{name: choose.choice(every) for name in ("q1", "q2", "q4") if choose.random() < 0.8} for _ in range(90)]
    failed = rule.evaluate(
        """records => {
          const { join } = handbookProgress;
          const same = (one, other) => ['q1', 'q2', 'q4'].every((id) => JSON.stringify(one[id]) === JSON.stringify(other[id]));
          return records.flatMap((a, at) => {
            const [b, c] = [records[(at + 1) % records.length], records[(at + 7) % records.length]];
            const fine = same(join(a, b), join(b, a)) && same(join(join(a, b), c), join(a, join(b, c))) && same(join(a, a), a)
              && same(join(join(a, b), b), join(a, b));
            return fine ? [] : [[a, b, c]];
          });
        }""",
        records,
    )
    assert failed == []


def test_an_answer_is_later_than_all_before_it_whatever_the_clock_says(rule):
    ahead = entry(at=4_000_000_000_000)
    kept = rule.evaluate(
        "([record, entry]) => handbookProgress.withAnswer(record, 'q1', entry)",
        [{"q1": ahead}, {"mark": NOW, "answer": ["b"], "right": False}],
    )
    assert kept["q1"]["answer"] == ["b"]


@pytest.mark.parametrize(
    "value", ["[]", "null", "1", '{"a": 1}', '{"a": {"mark": "m"}}', '{"a": {"mark": "m", "answer": [1]}}',
              '{"a": {"mark": "m", "answer": [], "right": 1}}', '{"a": {"mark": "m", "answer": [], "at": "9"}}'],
)  # fmt: skip
def test_something_else_is_no_record(rule, value):
    assert rule.evaluate("text => handbookProgress.isRecord(JSON.parse(text))", value) is False


def test_a_package_joins_what_its_platform_kept_by_the_same_rule(sco, longest, sample_site):
    """What is there of an earlier edition, with other marks and without times, and of a question that was right."""
    name, asked = f"{longest[0]}-{sample_site.languages[0]}", longest[1]
    kept = {asked[0].id: [asked[0].fingerprint, ["x"], 1], asked[1].id: ["an-older", ["x"], 1]}
    learner = sco.launch(name, {"suspend_data": json.dumps(kept), "core": {"lesson_status": "incomplete"}})
    learner.answer(asked[0], right=False)
    learner.answer(asked[1], right=False)
    stored = json.loads(sco.stored["suspend_data"])
    assert stored[asked[0].id][:3] == kept[asked[0].id]
    assert stored[asked[1].id][0] == asked[1].fingerprint
    assert stored[asked[1].id][2:] != [1]
    assert Learner(learner.page).form(asked[0]).locator(".hb-q__was").inner_text() != ""
