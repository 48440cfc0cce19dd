"""Take out of a text what translators' programs put into it unseen, and tell whether two texts differ in more than that."""

import re
from unicodedata import normalize

# no-break and other spaces are one of Python's own kind; these have no width, or say how a line may be broken
UNSEEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
ALIKE = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‑": "-", "…": "..."}
)


def clean(text: str) -> str:
    r"""Return a text as it is written into the content: on one line, with plain spaces, its letters as single characters.

    >>> clean(" Home\u00a0care\r\n and\u200b support ")
    'Home care and support'
    """
    return normalize("NFC", " ".join(UNSEEN.sub("", text).split()))


def is_alike(one: str, other: str) -> bool:
    """Tell whether two texts differ in no more than what programs change by themselves: spaces, the form of quotes, hyphens and dots.

    >>> is_alike("the editors’  words", "the editors' words")
    True
    """
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return clean(text).translate(ALIKE)
