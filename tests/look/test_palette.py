"""The colours of an edition keep the rules of the look, whatever its main colours are."""

import pytest

from macros.look import tokens
from macros.look.contrast import PAIRS, SCHEMES, contrast, enough
from macros.look.palette import NATIONAL, OWN, OwnColour, Palette

BRANDS = ("#7fbcca", "#ffdd00", "#e2001a", "#003580", "#808080", "#ffffff", "#000000")


def palette(brand):
    """The nearest colours to a brand's that are allowed."""
    values = ({scheme: enough(name, brand, scheme, NATIONAL.colours) for scheme in SCHEMES} for name in OWN)
    return Palette(tuple(OwnColour(name, **value, cmyk=(80, 40, 0, 20)) for name, value in zip(OWN, values, strict=True)))


@pytest.mark.parametrize("brand", BRANDS)
def test_what_is_proposed_passes_with_all_that_follows_it(brand):
    colours = palette(brand).colours
    for scheme in SCHEMES:
        for name, ground, least in PAIRS:
            assert contrast(colours[name][scheme], colours[ground][scheme]) >= least, (name, ground, scheme)


def test_an_allowed_colour_is_proposed_as_it_is():
    for name in OWN:
        for scheme in SCHEMES:
            assert enough(name, NATIONAL.value(name, scheme), scheme, NATIONAL.colours) == NATIONAL.value(name, scheme)


def test_main_colours_change_what_belongs_to_them_and_nothing_else():
    own, national = palette("#7fbcca").colours, NATIONAL.colours
    assert {name for name in own if own[name] != national[name]} == {"lake", "lake-2", "link", "heather", "heather-2", "focus"}
    assert national == tokens.tokens()["colours"]
    assert own["lake"]["light"] != own["lake-2"]["light"]
    assert max(own["lake-2"]["cmyk"]) < 80  # a tint, as on the screen
    assert palette("#7fbcca").press()[own["lake"]["light"]] == [80, 40, 0, 20]
