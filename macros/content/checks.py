"""Every rule that the content must keep, in one list, and every note on what keeps them."""

from macros.content import addresses, law_rules, provenance, required, rules, training_rules, wording
from macros.content.rules import Rule

ALL: tuple[Rule, ...] = (
    *addresses.ALL,
    *rules.ALL,
    *provenance.ALL,
    *law_rules.ALL,
    *training_rules.ALL,
    *wording.ALL,
    *required.ALL,
)

# what could be better in content that is in order; nothing stops for it
WARNINGS: tuple[Rule, ...] = addresses.WARNINGS
