"""Every rule that the content must keep, in one list."""

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
