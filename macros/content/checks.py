"""List every rule that the content must keep, and every rule that only warns."""

from macros.content.rule import Rule
from macros.content.rules import (
    addresses,
    cards,
    colours,
    counties,
    languages,
    law,
    lines,
    local,
    provenance,
    required,
    sentences,
    sessions,
    structure,
    titles,
    training,
    wording,
)

ALL: tuple[Rule, ...] = (
    *addresses.ALL,
    *structure.ALL,
    *sentences.ALL,
    *titles.ALL,
    *counties.ALL,
    *provenance.ALL,
    *law.ALL,
    *cards.ALL,
    *lines.ALL,
    *local.ALL,
    *colours.ALL,
    *training.ALL,
    *sessions.ALL,
    *wording.ALL,
    *required.ALL,
)

# rules whose violations are warnings: they are reported for valid content and never stop a build
WARNINGS: tuple[Rule, ...] = (*addresses.WARNINGS, *lines.WARNINGS, *local.WARNINGS, *languages.WARNINGS)
