"""Inflect Finnish words with pyvoikko's transducer: case forms and the parts of compounds. Used only to write the forms anew.

pyvoikko can analyse a word but has no way to inflect one. Its transducer holds both directions: traversed with the analysis held
fixed, it spells out every form. That needs attributes that kfst does not promise to keep, so both are pinned in pyproject.toml.
"""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from macros.search.forms import Forms

LANGUAGE = "fi"

NOUNS = {"nimisana", "laatusana", "nimisana_laatusana", "etunimi", "sukunimi", "paikannimi", "nimi", "lyhenne"}
PARTICLES = re.compile(r"(han|hän|pahan|pähän|pas|päs|pa|pä)$")  # nobody searches by a form with one of these
STEM_END = "[X]"  # in an analysis, the boundary between the stem and the endings
WITHIN_COMPOUND = "[Icu]"  # how the analysis of a part begins after a proper name: by itself the word has no such tag
# tags of what is no case form: possessive suffixes, particles, compounds, word classes and participles made from the word; adverbs;
# and of cases that hardly anybody searches by: abessive, comitative, instructive, essive, translative. [Bm] is none of them: it stands
# within one word, as in Uusi[Bm]kaupunki or hyvin[Bm]vointi
UNWANTED = ("[O", "[F", "[Bc", "[Bh", "[L", "[T", "[C", "[R", "[D", "[Ssti]", "[Sab]", "[Sko]", "[Sin]", "[Ses]", "[Str]")
SINGULAR, PLURAL = "[Ny]", "[Nm]"
PLACE = "paikannimi"
AGREEING = {"uusi", "iso"}  # adjectives that are inflected inside a name: the dictionary does so in Uusikaupunki and Isokyrö only
WITHIN_NAME = "="  # in the base form of a name, the boundary between its parts
CASE = re.compile(r"\[[SN]\w+\]")  # the tags of case and number
BOTH_NUMBERS = "inen"  # Kauniainen and Parainen are plural but for their base form, Kaustinen is not: the dictionary does not tell
EMPTY = ("@0@", "@_EPSILON_SYMBOL_@")
LONGEST = 40  # letters
SHORTEST_PART = 4  # letters


def inflect(word: str) -> Forms:
    """Return the case forms of a word, and the parts of a compound in their base forms.

    Returns:
        Empty forms for a word that the transducer does not know or that is no noun, adjective or name; of a verb and the like its base.
    """
    analyses = _analyses(word)
    # fewer parts are likelier: a long word can often be split in odd ways too
    fewest = min((len(a.COMPOUND_PARTS or ()) for a in analyses), default=0)
    bases: set[str] = set()
    forms: set[str] = set()
    parts: set[str] = set()
    for analysis in analyses:
        own = list(analysis.COMPOUND_PARTS or ())
        last = own[-1] if own else analysis
        if len(own) > fewest or last.CLASS not in NOUNS:
            continue
        before = "".join(part.FORM for part in own[:-1])
        bases.add(_small(before + last.BASEFORM))
        found = set(_forms(last.FSTOUTPUT))
        forms |= {(before + form).lower() for form in found if not _has_particle(form, found)}
        parts |= {_small(part.BASEFORM) for part in own if part.CLASS in NOUNS}
        parts |= {_small("".join(part.FORM for part in own[:end])) for end in range(2, len(own))}
        parts |= {_small("".join(part.FORM for part in own[start:-1]) + last.BASEFORM) for start in range(1, len(own))}
    others = base_forms(word)
    if others and word not in others:
        return Forms(base=min(bases, default=others[0]))
    return Forms(tuple(sorted(forms)), tuple(sorted(part for part in parts - {word} if part.isalpha() and len(part) >= SHORTEST_PART)))


def base_forms(word: str) -> tuple[str, ...]:
    """Return the base forms that a word of a text may have, of whatever class it is; those of the likeliest analyses, nouns first."""
    analyses = _analyses(word)
    fewest = min((len(a.COMPOUND_PARTS or ()) for a in analyses), default=0)
    found: dict[str, bool] = {}
    for analysis in analyses:
        own = list(analysis.COMPOUND_PARTS or ())
        last = own[-1] if own else analysis
        if len(own) == fewest and last.BASEFORM:
            found.setdefault(_small("".join(part.FORM for part in own[:-1]) + last.BASEFORM), last.CLASS in NOUNS)
    return tuple(sorted((base for base in found if base.isalpha()), key=lambda base: not found[base]))


def inflect_place(word: str) -> Forms:
    """Return the case forms of the name of a place, in its own number: nobody looks for several of it. The name is no compound."""
    analyses = [analysis for analysis in _analyses(word) if analysis.CLASS in NOUNS]
    analyses = [analysis for analysis in analyses if analysis.CLASS == PLACE] or analyses
    in_plural = bool(analyses) and all(PLURAL in analysis.FSTOUTPUT for analysis in analyses)
    other = () if word.endswith(BOTH_NUMBERS) else (SINGULAR,) if in_plural else (PLURAL,)
    found = {form for analysis in analyses for form in (*_forms(analysis.FSTOUTPUT, other), *_agreeing(analysis, other))}
    return Forms(tuple(sorted(form for form in found if not _has_particle(form, found))))


def _agreeing(analysis: Any, unwanted: tuple[str, ...]) -> Iterator[str]:
    """Yield the forms of a name such as Uusikaarlepyy in which its adjective is inflected too: uudessakaarlepyyssä.

    Of these the dictionary has only the forms without, which readers write as well.
    """
    first = analysis.BASEFORM.lower().partition(WITHIN_NAME)[0]
    spelt = [found for adjective in _analyses(first) if first in AGREEING for found in _spelt(adjective.FSTOUTPUT, unwanted)]
    known = {form for _, form in spelt}
    of_case = {_case(tags): form for tags, form in spelt if not _has_particle(form, known)}
    for tags, form in _spelt(analysis.FSTOUTPUT, unwanted):
        if form.startswith(first) and (adjective := of_case.get(_case(tags))):
            yield adjective + form.removeprefix(first)


def _case(tags: str) -> str:
    return "".join(CASE.findall(tags))


def _small(word: str) -> str:
    return word.lower().replace("=", "").strip("-")


def _has_particle(form: str, forms: set[str]) -> bool:
    return bool(PARTICLES.search(form)) and PARTICLES.sub("", form) in forms


@cache
def _transducer() -> Any:
    os.environ["KFST_BACKEND"] = "kfst"  # the backend in Python: the compiled one hides its rules
    import pyvoikko
    from kfst_py.transducer import FST

    return pyvoikko, FST.from_kfst_file(Path(pyvoikko.SCRIPT_DIR) / "voikko.kfst")


def _analyses(word: str) -> list[Any]:
    pyvoikko, _ = _transducer()
    return pyvoikko.analyse(word) or pyvoikko.analyse(word.lower())


def _forms(analysis: str, unwanted: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield every form whose analysis begins as this one does, up to the end of its stem. Further tags may be unwanted."""
    yield from (form for _, form in _spelt(analysis, unwanted))


def _spelt(analysis: str, unwanted: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the analysis of each such form, and the form."""
    from immutables import Map
    from kfst_py.symbols import FlagDiacriticSymbol

    _, transducer = _transducer()
    stem = analysis[: analysis.rfind(STEM_END) + len(STEM_END)].removeprefix(WITHIN_COMPOUND)
    if STEM_END not in stem:
        return
    waiting: list[tuple[Any, Any, str, str]] = [(0, Map(), "", "")]
    while waiting:
        state, flags, read, spelt = waiting.pop()
        if state in transducer.final_states and len(read) > len(stem) and spelt.isalpha() and spelt == spelt.lower():
            yield read, spelt
        for symbol, arcs in transducer.rules.get(state, {}).items():
            is_flag = isinstance(symbol, FlagDiacriticSymbol)
            then = transducer._update_flags(symbol, flags) if is_flag else flags  # noqa: SLF001
            letter = "" if is_flag or symbol.get_symbol() in EMPTY else symbol.get_symbol()
            if then is None or letter.startswith(("@", "[")) or len(spelt) + len(letter) > LONGEST:
                continue
            for next_state, output, _ in arcs:
                tag = "" if isinstance(output, FlagDiacriticSymbol) or output.get_symbol() in EMPTY else output.get_symbol()
                now = read + tag
                inside = stem.startswith(now) if len(now) <= len(stem) else now.startswith(stem) and not tag.startswith(UNWANTED + unwanted)
                if inside and not tag.startswith("@"):
                    waiting.append((next_state, then, now, spelt + letter))
