"""What inks look like on paper: as a colour engine has it, and the nearest mixture to a colour."""

import math
from random import Random

import pytest
from PIL import Image, ImageCms

from macros.look.ink_on_paper import COATED, FAR, PROFILES, distance, nearest, printed, shown
from macros.look.palette import INKS, MOST_INK, NATIONAL


@pytest.fixture(scope="module")
def engine():
    """What a colour is to LittleCMS, in CIELAB."""
    profile, relative = ImageCms.ImageCmsProfile(str(PROFILES / f"{COATED}.icc")), ImageCms.Intent.RELATIVE_COLORIMETRIC
    to_lab = {
        mode: ImageCms.buildTransform(source, ImageCms.createProfile("LAB"), mode, "LAB", relative)
        for mode, source in (("CMYK", profile), ("RGB", ImageCms.createProfile("sRGB")))
    }

    def seen(mode, parts):
        light, *others = ImageCms.applyTransform(Image.new(mode, (1, 1), parts), to_lab[mode]).tobytes()
        return light / 2.55, *((part + 128) % 256 - 128 for part in others)

    return seen


def test_colours_are_seen_as_a_colour_engine_sees_them(engine):
    random = Random(1)
    inks = [tuple(random.randrange(256) for _ in range(4)) for _ in range(200)]
    assert max(math.dist(printed([part / 2.55 for part in each]), engine("CMYK", each)) for each in inks) < 3
    screen = [tuple(random.randrange(256) for _ in range(3)) for _ in range(200)]
    apart = [math.dist(shown("#" + bytes(each).hex()), engine("RGB", each)) for each in screen]
    assert max(apart) < 1.5


def test_paper_is_white_and_the_print_colours_of_the_handbook_are_near():
    assert distance((0, 0, 0, 0), "#ffffff") < 0.5
    assert max(distance(inks, light) for light, inks in NATIONAL.press().items()) < 6


@pytest.mark.parametrize("colour", ["#1f5a2e", "#0f4554", "#8f3f63", "#e4002b", "#009639", "#c97512"])
def test_the_nearest_mixture_is_near_and_can_be_printed(colour):
    inks = nearest(colour, INKS, MOST_INK)
    assert sum(map(bool, inks)) <= INKS
    assert sum(inks) <= MOST_INK
    assert distance(inks, colour) < FAR / 4
