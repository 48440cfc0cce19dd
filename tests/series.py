"""Long series: every run tries a sample, drawn by a seed that the run prints; ``make test-long`` tries the series whole."""

import os
import random
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

T = TypeVar("T")
# one for all processes of a run: each inherits it from the first. Another day draws another sample; the same seed, the same
SEED = os.environ.setdefault("HANDBOOK_SEED", datetime.now(UTC).date().isoformat())


def chance(name: object) -> random.Random:
    """Return the source of chance of a series; each series has its own."""
    return random.Random(f"{SEED} {name}")


def one_of_each(cases: Iterable[T], kind: Callable[[T], Hashable]) -> list[T]:
    """Draw one case of each kind."""
    kinds: dict[Hashable, list[T]] = {}
    for case in cases:
        kinds.setdefault(kind(case), []).append(case)
    return [chance(key).choice(same) for key, same in kinds.items()]
