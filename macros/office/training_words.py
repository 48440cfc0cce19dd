"""Say what the papers of the training say in the same words: when something is done, and how long it takes."""

from collections.abc import Mapping
from typing import Any

Labels = Mapping[str, str]


def when(labels: Labels, first: int, last: int | None = None) -> str:
    """Return the week or weeks of a task."""
    if last in (None, first):
        return labels["training-week"].replace("{week}", str(first))
    return labels["training-weeks"].replace("{first}", str(first)).replace("{last}", str(last))


def place(labels: Labels, module: Mapping[str, Any], count: int) -> str:
    """Return the place of a module on the path."""
    return labels["training-place"].replace("{number}", str(module["number"])).replace("{count}", str(count))


def about(labels: Labels, module: Mapping[str, Any], count: int) -> str:
    """Return the place of a module, its week, and how long it takes."""
    minutes = labels["training-minutes"].replace("{reading}", str(module["reading_minutes"])).replace("{minutes}", str(module["minutes"]))
    return " · ".join((place(labels, module, count), when(labels, module["week"]), minutes))


def running_order(labels: Labels, module: Mapping[str, Any]) -> list[str]:
    """Return the parts of a group session about a module, each with the minutes after which it begins and ends."""
    said = labels["session-part"]
    return [
        f"{said.replace('{first}', str(part['begins'])).replace('{last}', str(part['ends']))}: {part['name']}" for part in module["session"]
    ]


def session_whole(labels: Labels, module: Mapping[str, Any]) -> str:
    """Return how long a group session takes, and that this is a proposal."""
    return labels["session-whole"].replace("{minutes}", str(module["session"][-1]["ends"]))
