"""The wording that the check watches: rejected terms, and talk of what we could not check."""

from pathlib import Path

import pytest

from macros.content.diagnostics import ContentError, Diagnostic
from macros.content.loader import load
from macros.content.models import Handbook
from macros.content.rules import wording


@pytest.fixture
def content(sample_content) -> Path:
    return sample_content


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def problems(content: Path) -> tuple[Diagnostic, ...]:
    try:
        load(content, Handbook, wording.ALL)
    except ContentError as error:
        return error.problems
    return ()


def test_our_own_texts_keep_to_the_wording(content):
    assert problems(content) == ()


def test_a_rejected_word_is_told_at_its_place_with_the_right_one(content):
    change(content / "labels.yml", "en action skip", "en action at once skip")
    line = next(
        n for n, text in enumerate((content / "labels.yml").read_text(encoding="utf-8").splitlines(), 1) if "action at once" in text
    )
    (problem,) = problems(content)
    assert problem.at().startswith(f"content-data/labels.yml:{line}:")
    assert problem.source[problem.mark.column :].startswith("at once")
    assert problem.what("en") == '"at once" is not one of the handbook\'s words'
    assert problem.fix("fi") == "kirjoita:  straight away"


@pytest.mark.parametrize("words", ["Emme tiedä lakia.", "Lakia emme  Tiedä."])
def test_what_we_could_not_check_is_told_anywhere_but_on_its_page(content, words):
    change(content / "labels.yml", "fi action skip", words)
    assert [(p.file, p.where, p.code) for p in problems(content)] == [
        ("content-data/labels.yml", "action-skip › fi", "unchecked-elsewhere")
    ]
    change(content / "wording.yml", "allowed_in: [open-questions", "allowed_in: [labels/action-skip, open-questions")
    assert problems(content) == ()


def test_words_of_the_brochure_and_of_searches_are_left_alone(content):
    change(content / "introduction.yml", "title:\n  fi: ", "title:\n  fi: Emme tiedä, ")
    change(content / "introduction.yml", "search_terms:\n  fi: [", "search_terms:\n  fi: [loistelu, ")
    assert problems(content) == ()


def test_an_entry_without_effect_is_told(content):
    change(content / "wording.yml", "allowed_in: [open-questions", "allowed_in: [labels/no-such-label, open-questions")
    change(content / "wording.yml", "language: fi\n    words: loiste*", "language: xx\n    words: loiste*")
    found = {(p.code, p.what("en")) for p in problems(content)}
    assert found == {("choice", '"xx" is not one of the choices'), ("place-not-there", 'there is no place "labels/no-such-label"')}


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("at once", "Call AT once.", "AT once"),
        ("at once", "that onceover", None),
        ("vapautumissuunnitelm*", "Vapautumissuunnitelmaa tehdään", "Vapautumissuunnitelmaa"),
        ("vapautumissuunnitelm*", "ennenvapautumissuunnitelma", None),
        ("* ennen kuin", "Soita ennen kuin tulet.", "Soita ennen kuin"),
        ("* ennen kuin", "Soita, ennen kuin tulet.", None),
        ("only with the * consent", "Only with the client’s consent.", "Only with the client’s consent"),
        ("a.b", "axb", None),
    ],
)
def test_a_phrase_means_whole_words(phrase, text, found):
    match = wording.pattern("other words", phrase).search(text)
    assert (match and match[0]) == found
    assert match is None or match.lastindex == 2
