"""The table of messages is complete, in every language that it has."""

import ast
import string

import pytest

from macros.content import problem
from macros.content.problem import LANGUAGE_VARIABLE, messages, reader_language, say
from tests.conftest import ROOT


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_is_in_every_language_with_the_same_fields():
    languages = set(messages()["heading"]["what"])
    for code, parts in messages().items():
        for part, texts in parts.items():
            assert set(texts) == languages, (code, part)
            assert len({frozenset(fields(text)) for text in texts.values()}) == 1, (code, part)


def named_codes(source: str) -> set[str]:
    """The codes that a module names: the first text given to a problem, and the third argument of a broken rule."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    found = set()
    for call in calls:
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        given = call.args[2:3] if name == "Broken" else call.args if name in ("Problem", "_problem") else []
        texts = [value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str)]
        found |= set(texts[:1])
    return found


def test_every_code_that_the_code_names_has_a_message():
    named = set().union(*(named_codes(path.read_text(encoding="utf-8")) for path in (ROOT / "macros/content").glob("*.py")))
    assert {"not-utf8", "twice", "duplicate-id", "not-in-navigation", "too-few-situations"} <= named
    assert named <= set(messages())


@pytest.mark.parametrize(
    ("environment", "language"),
    [({LANGUAGE_VARIABLE: "fi"}, "fi"), ({LANGUAGE_VARIABLE: "en", "LC_ALL": "fi_FI.UTF-8"}, "en"), ({"LC_ALL": "fi_FI.UTF-8"}, "fi"),
     ({"LANG": "fi_FI"}, "fi"), ({"LANG": "sv_FI"}, "en"), ({"LANG": "C.UTF-8"}, "en")],
)  # fmt: skip
def test_messages_are_in_the_reader_s_language(monkeypatch, environment, language):
    for name in (LANGUAGE_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert reader_language() == language


def test_braces_in_a_value_are_shown_as_they_are():
    assert say("unknown-id", "en", {"id": "{x}", "kind": "services", "guess": ""}) == 'there is no "{x}" (services)'


def test_a_long_line_is_shown_around_its_place():
    shown = problem.Problem("empty", problem.Mark(0, 500, 3), source="x" * 500 + "abc" + "y" * 500, file="a.yml").show("en")
    line, carets = shown.splitlines()[3:5]
    assert len(line) < 120
    assert line[carets.index("^") :].startswith("abc")
