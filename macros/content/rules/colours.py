"""Check the colours of an edition by the rules that the look keeps itself: what stands on what is told apart, and can be printed."""

import math
from collections.abc import Iterator

from macros.content.models import Handbook
from macros.content.rule import Rule, Violation
from macros.look import ink_on_paper
from macros.look.contrast import SCHEMES, enough, lacking
from macros.look.ink_on_paper import FAR
from macros.look.palette import INKS, MOST_INK, OWN

NEAR = 10  # CIE 1976: colours on the screen that are nearer are taken for one


def too_little_contrast(handbook: Handbook) -> Iterator[Violation]:
    """Report each colour of an edition that is not told apart from what it stands beside, and the nearest one that is."""
    palette = handbook.palette
    for own in palette.own:
        for scheme in SCHEMES:
            given = getattr(own, scheme)
            if found := [*lacking(own.name, given, scheme, palette.colours)]:
                other, contrast, least = min(found, key=lambda one: one[1] - one[2])
                told = {"given": given, "other": other, "contrast": _number(contrast), "least": _number(least)}
                arguments = told | {"enough": enough(own.name, given, scheme, palette.colours), "scheme": (f"colour-scheme-{scheme}", {})}
                yield Violation("edition", ("colours", own.name, scheme), "colour-contrast", arguments)


def unfit_for_press(handbook: Handbook) -> Iterator[Violation]:
    """Report print colours of an edition with more ink than paper takes, in which small white letters would close, or of another look.

    Nobody is asked for what no inks can do: a colour that has no near mixture may be as far from its own.
    """
    for own in handbook.palette.own:
        at = ("colours", own.name, "cmyk")
        if sum(own.cmyk) > MOST_INK:
            yield Violation("edition", at, "colour-ink", {"sum": sum(own.cmyk), "most": MOST_INK})
        elif sum(map(bool, own.cmyk)) > INKS:
            yield Violation("edition", at, "colour-inks", {"most": INKS})
        elif (found := ink_on_paper.distance(own.cmyk, own.light)) > FAR:
            near = ink_on_paper.nearest(own.light, INKS, MOST_INK)
            if found - ink_on_paper.distance(near, own.light) > FAR / 2:
                told = {"given": own.light, "distance": round(found), "most": FAR, "near": str([*near])}
                yield Violation("edition", at, "colour-far", told)


def same_on_screen(handbook: Handbook) -> Iterator[Violation]:
    """Report a colour that is on the screen what another one is and in print is not: the press file is made from that of the screen."""
    palette = handbook.palette
    for own in palette.own:
        others = (colour for name, colour in palette.colours.items() if name not in OWN and "cmyk" in colour)
        if any(colour["light"] == own.light and [*colour["cmyk"]] != [*own.cmyk] for colour in others):
            yield Violation("edition", ("colours", own.name, "light"), "colour-twice", {"given": own.light})


def too_alike(handbook: Handbook) -> Iterator[Violation]:
    """Report a main colour of an edition that a reader takes for the other one, which tells the current place and the second strand."""
    palette = handbook.palette
    for own in palette.own:
        other = next(name for name in OWN if name != own.name)
        if own.name == OWN[0] and any(each.name == other for each in palette.own):
            continue  # of two of its own, the second is told
        for scheme in SCHEMES:
            given, beside = getattr(own, scheme), palette.value(other, scheme)
            if math.dist(ink_on_paper.shown(given), ink_on_paper.shown(beside)) < NEAR:
                yield Violation("edition", ("colours", own.name, scheme), "colour-alike", {"given": given, "other": beside})


def _number(value: float) -> str:
    """Return a contrast with one decimal, rounded down: what is nearly enough does not look as if it were."""
    return f"{int(value * 10) / 10:g}"


ALL: tuple[Rule, ...] = (too_little_contrast, unfit_for_press, same_on_screen, too_alike)
