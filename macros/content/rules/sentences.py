"""Check what our texts have in braces: a sentence about the handbook, or a fact."""

from collections.abc import Iterator

from macros.content import sentences
from macros.content.explain import guess
from macros.content.models import Handbook
from macros.content.rule import Rule, Violation


def unknown_sentence(handbook: Handbook) -> Iterator[Violation]:
    """Report what readers would get in braces: nothing is known of that name. A sentence is not said inside another one."""
    facts = frozenset(sentences.FACTS)
    for stem, texts in sentences.naming(handbook).items():
        for path, value in texts:
            known = facts if path[0] == "sentences" else sentences.names(handbook)
            for language, text in value.items():
                for name in sentences.NAMED.findall(text):
                    if name not in known:
                        yield Violation(stem, (*path, language), "unknown-sentence", {"name": f"{{{name}}}", **guess(name, sorted(known))})


def sentence_in_no_language(handbook: Handbook) -> Iterator[Violation]:
    """Report a text of a partial language with a sentence that the language lacks: it would be in two languages."""
    lacking = {
        (sentence.id, language.code)
        for sentence in handbook.handbook.sentences
        for language in handbook.handbook.languages
        if any(language.code not in choice.text for choice in sentence.choices)
    }
    for stem, texts in sentences.naming(handbook).items() if lacking else ():
        for path, value in texts:
            for language, text in value.items():
                for name in sentences.NAMED.findall(text):
                    if (name, language) in lacking:
                        given = {"name": f"{{{name}}}", "language": language}
                        yield Violation(stem, (*path, language), "sentence-in-no-language", given)


ALL: tuple[Rule, ...] = (unknown_sentence, sentence_in_no_language)
