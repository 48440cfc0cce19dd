"""Every word of the editing page is there in each language, with the same holes, and is used."""

import re
from pathlib import Path

from macros.editing import words
from macros.editing.words import LANGUAGES, table

HERE = Path(words.__file__).parent
FILES = (*(path for path in HERE.glob("*.py") if path.name != "commands.py"), *HERE.glob("templates/*.jinja"))
# names that are made of parts
BUILT = re.compile(r"(?:-one|kind-.*|language-.*|section-.*|change-.*|told-.*|conflict-(?:yours|theirs)|rule-.*)$")


def test_words_are_whole_in_each_language():
    for name, said in table().items():
        assert set(said) == set(LANGUAGES), f"{name}: a comma outside quotation marks ends a text"
        holes = [sorted(re.findall(r"\{\w+\}", said[language])) for language in LANGUAGES]
        one = name.endswith("-one")
        assert all(each == holes[0] for each in holes), name
        assert one or all(said[language].strip() for language in LANGUAGES), name


def test_every_word_is_used_and_every_used_word_is_there():
    code = "".join(path.read_text(encoding="utf-8") for path in FILES)
    unused = [name for name in table() if not BUILT.search(name) and f'"{name}"' not in code]
    asked = set(re.findall(r"\bsay\(\s*\"([a-z-]+)\"", code))
    missing = [name for name in asked if name not in table() and not name.endswith("-")]
    assert (unused, missing) == ([], [])
