"""Every rule that the content must keep, in one list, and every note on what keeps them."""

from macros.content.rule import Rule
from macros.content.rules import addresses, law, provenance, required, structure, training, wording

ALL: tuple[Rule, ...] = (
    *addresses.ALL,
    *structure.ALL,
    *provenance.ALL,
    *law.ALL,
    *training.ALL,
    *wording.ALL,
    *required.ALL,
)

# what could be better in content that is in order; nothing stops for it
WARNINGS: tuple[Rule, ...] = addresses.WARNINGS
