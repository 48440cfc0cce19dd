"""List what print shops ask for: in which versions each press file is made."""

from dataclasses import dataclass

X1A, X4 = "PDF/X-1a:2003", "PDF/X-4"


@dataclass(frozen=True)
class Version:
    """One version of a press file.

    Attributes:
        rules: The standard that it follows.
        condition: The registered name of the printing condition that its colours are meant for.
        has_profile: Whether the profile of that condition is embedded: PDF/X-4 needs it; to PDF/X-1a the registered name is enough.
    """

    rules: str
    condition: str
    has_profile: bool


# by the end of the kind of its files. The first is the one that shops ask for most; there is no free profile of uncoated paper
VERSIONS = {
    "": Version(X1A, "FOGRA39", has_profile=True),
    "-uncoated": Version(X1A, "FOGRA47", has_profile=False),
    "-x4": Version(X4, "FOGRA39", has_profile=True),
}
