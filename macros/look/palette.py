"""Give the colours of a handbook: those of tokens.yml, or with the two main ones in the colours of an edition.

What belongs to a main colour follows it: the inner side of its strand, links, the ring around what has the focus. All other colours stay.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from macros.look import tokens
from macros.look.contrast import SCHEMES, lacking, mixed

OWN = ("lake", "heather")  # the colours of tokens.yml that an edition may have of its own
FOLLOWS = {"lake": ("link", SCHEMES), "heather": ("focus", ("light",))}  # a colour -> which other one is the same, and in which schemes
MOST_INK = 280  # per cent of all inks together that coated paper takes
INKS = 3  # at most in a main colour: small white letters stand on it, and have to stay open
LIGHTEST = 35  # per cent of the ground at most in the inner side of a strand


@dataclass(frozen=True)
class OwnColour:
    """A main colour of an edition: on the screen in both schemes, and in print in per cent of cyan, magenta, yellow and black."""

    name: str
    light: str
    dark: str
    cmyk: tuple[int, ...]


@dataclass(frozen=True)
class Palette:
    """The colours of a handbook.

    Attributes:
        own: The main colours of an edition; none: those of the national handbook.
    """

    own: tuple[OwnColour, ...] = ()

    @cached_property
    def colours(self) -> dict[str, dict[str, Any]]:
        """The colours by their names, with what tokens.yml says of each."""
        made = dict(tokens.tokens()["colours"])
        for own in self.own:
            made |= dict(_with(own, made))
        return made

    def value(self, name: str, scheme: str) -> str:
        """Return a colour as #rrggbb.

        Args:
            name: Its name in tokens.yml.
            scheme: "light" or "dark".
        """
        return self.colours[name][scheme]

    @property
    def around(self) -> str:
        """The main colour of an edition as #rrggbb, for what browsers draw around its pages; empty: they have no colour for that."""
        return next((own.light for own in self.own if own.name == OWN[0]), "")

    def press(self) -> dict[str, list[int]]:
        """Return the CMYK colours for the press, in per cents, by the #rrggbb of the screen colour that each replaces."""
        return {colour["light"]: colour["cmyk"] for colour in self.colours.values() if "cmyk" in colour}

    def thin_lines(self) -> dict[str, int]:
        """Return the per cent of black in which a thin line is printed, by the #rrggbb of the screen colour."""
        return {colour["light"]: colour["thin"] for colour in self.colours.values() if "thin" in colour}


def _with(own: OwnColour, before: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what a colour of an edition changes: itself, the inner side of its strand, and what follows it."""
    values = {"light": own.light, "dark": own.dark}
    yield own.name, {**before[own.name], **values, "cmyk": [*own.cmyk]}
    name, schemes = FOLLOWS[own.name]
    yield name, {**before[name], **{scheme: values[scheme] for scheme in schemes}}
    inner, now = f"{own.name}-2", {**before, own.name: values}
    light, share = _inner(inner, values["light"], "light", now)
    yield (
        inner,
        {
            **before[inner],
            "light": light,
            "dark": _inner(inner, values["dark"], "dark", now)[0],
            "cmyk": [round(part * (1 - share)) for part in own.cmyk],
        },
    )


def _inner(name: str, outer: str, scheme: str, colours: Mapping[str, Mapping[str, Any]]) -> tuple[str, float]:
    """Return the inner side of a strand, and the share of the ground in it: as much as leaves enough contrast."""
    for per_cent in range(LIGHTEST, 0, -1):
        found = mixed(outer, colours["paper"][scheme], per_cent / 100)
        if not [*lacking(name, found, scheme, colours)]:
            return found, per_cent / 100
    return outer, 0


NATIONAL = Palette()
