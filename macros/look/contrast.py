"""Measure the contrast of colours, and list which of them stand on which, with the least contrast that each pair needs."""

from collections.abc import Iterator, Mapping

Colours = Mapping[str, Mapping[str, str]]  # name in tokens.yml -> scheme -> #rrggbb
TEXT, MARK = 4.5, 3.0  # of WCAG: of text, and of what is seen without being read
SCHEMES = ("light", "dark")
GROUNDS = ("paper", "birch")
PAIRS = (
    *((name, ground, TEXT) for name in ("ink", "muted", "link", "heather", "lake") for ground in (*GROUNDS, "birch-2")),
    *((name, ground, MARK) for name in ("line", "cloud", "bark-3", "lake-2", "heather-2", "focus") for ground in GROUNDS),
    ("on-lake", "lake", TEXT),
    ("paper", "lake-2", TEXT),
)
DARK_PART = 0.03928  # of WCAG: up to this, light grows in proportion with a part of a colour
FARTHEST = {"light": "#000000", "dark": "#ffffff"}  # scheme -> what stands out most from its grounds


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour with a share of another one in it.

    >>> mixed("#000000", "#ffffff", 0.2)
    '#333333'
    """
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(_parts(one), _parts(other), strict=True))


def lacking(name: str, value: str, scheme: str, colours: Colours) -> Iterator[tuple[str, float, float]]:
    """Yield with which other colours a value is not told apart well enough: the other, the contrast, and what is needed.

    Args:
        name: The name that the value has, or would have.
        value: The value.
        scheme: In which scheme.
        colours: All colours; of this one, the value counts and not what stands here.
    """
    for pair in PAIRS:
        if name in pair[:2]:
            other = pair[1] if name == pair[0] else pair[0]
            if (found := contrast(value, colours[other][scheme])) < pair[2]:
                yield colours[other][scheme], found, pair[2]


def enough(name: str, value: str, scheme: str, colours: Colours) -> str:
    """Return the nearest darker colour, in the dark scheme lighter, that has enough contrast with all that it stands beside."""
    steps = (mixed(value, FARTHEST[scheme], step / 100) for step in range(101))
    return next((found for found in steps if not [*lacking(name, found, scheme, colours)]), FARTHEST[scheme])


def _parts(colour: str) -> bytes:
    return bytes.fromhex(colour.removeprefix("#"))


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in _parts(colour))
    linear = [p / 12.92 if p <= DARK_PART else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
