"""Inflect English words by rule: plurals, and the base of plurals and of -ing and -ed forms. Wrong forms do no harm: no one types them."""

import re

from macros.search.forms import Forms

LANGUAGE = "en"

# function words: nobody searches for their forms
SMALL = frozenset(
    [
        "a",
        "about",
        "all",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "do",
        "does",
        "for",
        "from",
        "get",
        "has",
        "have",
        "how",
        "in",
        "into",
        "is",
        "it",
        "its",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "out",
        "own",
        "that",
        "the",
        "their",
        "them",
        "this",
        "to",
        "what",
        "when",
        "where",
        "who",
        "why",
        "with",
        "you",
        "your",
    ]
)
SHORTEST = 3


def inflect(word: str) -> Forms:
    """Return the forms of a word. English compounds are written apart, so there are no parts."""
    word = word.lower()
    if len(word) < SHORTEST or word in SMALL or not word.isascii() or not word.isalpha():
        return Forms()
    forms = {f"{word}s"}
    if word.endswith("y"):
        forms = {f"{word[:-1]}ies"}
    if re.search(r"(s|x|z|ch|sh)$", word):
        forms = {f"{word}es"}
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e")):
        base = word.removesuffix(ending) + instead
        if word.endswith(ending) and not word.endswith("ss") and len(base) > SHORTEST:
            forms.add(base)
    return Forms(tuple(sorted(forms - {word})))
