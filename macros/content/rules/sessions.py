"""Check the running order of a group session: its minutes are ours, so nothing but these rules holds them to anything."""

from collections.abc import Iterator

from macros.content import module_texts
from macros.content.models import Handbook
from macros.content.models.training import Module, Session
from macros.content.rule import Rule, Violation

STEP = 5  # minutes: nobody keeps to less
LONGEST = 60  # minutes of a session: an hour between other work
# minutes that one person needs alone: a group that also talks about it is not faster
ALONE = {"questions": module_texts.MINUTES_A_QUESTION, "reflections": module_texts.MINUTES_A_REFLECTION}


def part_without_content(handbook: Handbook) -> Iterator[Violation]:
    """Check that a session has time for everything that the module has, and for nothing else."""
    for module in handbook.training:
        for name in Session.model_fields:
            if bool(getattr(module.session, name)) != bool(getattr(module, name)):
                yield Violation(module.id, ("session",), "session-part", {"name": name})


def uneven_minutes(handbook: Handbook) -> Iterator[Violation]:
    """Check that minutes are in steps that a group can keep to."""
    for module, name, minutes in _parts(handbook):
        if minutes % STEP:
            yield Violation(module.id, ("session", name), "session-step", {"minutes": minutes, "step": STEP})


def too_short_for_a_group(handbook: Handbook) -> Iterator[Violation]:
    """Check that a group has at least as long for something as one person needs alone."""
    for module, name, minutes in _parts(handbook):
        if name in ALONE and minutes < (least := ALONE[name] * len(getattr(module, name))):
            yield Violation(module.id, ("session", name), "session-short", {"minutes": minutes, "least": round(least)})


def too_long_session(handbook: Handbook) -> Iterator[Violation]:
    """Check that a session fits into an hour."""
    for module in handbook.training:
        whole = sum(minutes for of, _, minutes in _parts(handbook) if of is module)
        if whole > LONGEST:
            yield Violation(module.id, ("session",), "session-long", {"minutes": whole, "limit": LONGEST})


def _parts(handbook: Handbook) -> Iterator[tuple[Module, str, int]]:
    for module in handbook.training:
        for name in Session.model_fields:
            if minutes := getattr(module.session, name):
                yield module, name, minutes


ALL: tuple[Rule, ...] = (part_without_content, uneven_minutes, too_short_for_a_group, too_long_session)
