"""Shorten the scripts that pages load: what tells maintainers how they work does not travel to readers."""

import re

COMMENT = re.compile(r"^ *//.*\n|(?<=[;{},)]) // .*$", re.MULTILINE)  # no text in our scripts has two slashes behind such a sign
INDENTED = re.compile(r"^ +|^\n", re.MULTILINE)


def shortened(script: str) -> str:
    r"""Return a script without comments and indentation, line for line; as it is where a text in it goes over several lines.

    >>> shortened("// Say it.\nif (here) {\n  say(1); // once\n}\n")
    'if (here) {\nsay(1);\n}\n'
    """
    if any(line.count("`") % 2 for line in script.splitlines()):
        return script
    return INDENTED.sub("", COMMENT.sub("", script))
