"""Put the modules of the search engine into one script: a reader makes one request, and each module keeps its names to itself.

The modules in browser/ are written so that this needs no more than their text: imports stand at the beginning and keep the names, and
all exports at the end.
"""

import re
from pathlib import Path

from macros.build.scripts import shortened

FOLDER = Path(__file__).with_name("browser")
FIRST = "engine.js"  # the module that imports the others
IMPORT = re.compile(r'^import (?P<names>\{[^}]*\}) from "\./(?P<file>[\w-]+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?P<names>\{[^}]*\});\n", re.MULTILINE)
# a blank beside a sign; no text in the modules has such a sign between blanks
SPACED = re.compile(
    r" (?P<sign>=>|[=!]==|[-+*]?=|&&|\|\||\?\?|[-+*/<>?:]|[<>]=|\{|\}) |(?<=[\w\]]:) |(?<=[;{,(\[])\s|(?<=\{) | (?=\})"
    r"|(?<=\)) (?=\{)|(?<=\bif) (?=\()|(?<=\bfor) (?=\()"
)
STRICT = '"use strict";\n'


def script(folder: Path = FOLDER) -> str:
    """Return the modules as one script, each behind those that it imports, without comments, indentation and other needless blanks.

    Args:
        folder: The modules.
    """
    done: dict[str, str] = {}
    _add(FIRST, folder, done)
    return _alone(STRICT + "".join(done.values()))


def _add(file: str, folder: Path, done: dict[str, str]) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    for other in IMPORT.finditer(text):
        if f"{other['file']}.js" not in done:
            _add(f"{other['file']}.js", folder, done)
    body = IMPORT.sub(lambda found: f"const {found['names']} = {found['file']}Module;\n", text)
    body = shortened(EXPORT.sub(lambda found: f"return {found['names']};\n", body))
    body = SPACED.sub(lambda found: found["sign"] or "", body)
    done[file] = f"const {Path(file).stem}Module = {_alone(body)}" if EXPORT.search(text) else body


def _alone(body: str) -> str:
    return f"(() => {{\n{body.rstrip()}\n}})();\n"
