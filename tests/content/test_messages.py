"""The table of messages is complete, in every language that it has."""

import ast
import re
import string

import pytest

from macros.content import diagnostics
from macros.content.diagnostics import LANGUAGE_VARIABLE, format_message, message_locale, messages
from tests.conftest import ROOT


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_is_in_every_language_with_the_same_fields():
    languages = set(messages()["heading"]["what"])
    for code, parts in messages().items():
        for part, texts in parts.items():
            assert set(texts) == languages, (code, part)
            assert len({frozenset(fields(text)) for text in texts.values()}) == 1, (code, part)


CODE_AT = {"Diagnostic": 0, "_problem": 0, "problem_at": 1, "_note": 1, "Violation": 2}  # which argument is the code


def test_every_code_that_the_code_names_has_a_message():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "macros/content").rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = set()
    for call in calls:
        own = isinstance(call.func, ast.Attribute) and call.func.attr in ("_note", "_problem")  # of a method the first one
        at = 0 if own else CODE_AT.get(getattr(call.func, "id", None) or getattr(call.func, "attr", ""))
        if at is not None and at < len(call.args) and isinstance(code := call.args[at], ast.Constant):
            named.add(code.value)
    assert len(named) > 40
    assert named <= set(messages())


def test_every_error_of_a_value_has_a_message():
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "macros/content/types").glob("*.py"))
    raised = set(re.findall(r'(?:PydanticCustomError|Matching|_between)\((?:value, [^"]*)?"([a-z_]+)"', source))
    assert len(raised) > 15
    assert {name.replace("_", "-") for name in raised} <= set(messages())


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
    assert message_locale() == language


def test_braces_in_a_value_are_shown_as_they_are():
    assert format_message("unknown-id", "en", {"id": "{x}", "kind": "services", "guess": ""}) == 'there is no "{x}" (services)'


def test_a_long_line_is_shown_around_its_place():
    shown = diagnostics.Diagnostic("empty", diagnostics.Location(0, 500, 3), source="x" * 500 + "abc" + "y" * 500, file="a.yml").show("en")
    line, carets = shown.splitlines()[3:5]
    assert len(line) < 120
    assert line[carets.index("^") :].startswith("abc")
