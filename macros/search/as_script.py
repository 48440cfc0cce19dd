"""Write the parts of an index as scripts, for a copy of the site that opens from files: there a browser fetches nothing."""

import json
import re

from macros.search.files import FOLDER

PART = re.compile(rf"(?:^|/){FOLDER}/(index|more)-\w+\.json$")


def part(path: str) -> str:
    """Return the name of the part of an index in a file of the site; empty where the file is none."""
    found = PART.search(path)
    return found[1] if found else ""


def script(path: str, content: bytes) -> bytes:
    """Return a part of an index as a script that hands it to ``handbookPart``, with the address of the file of each page."""
    data = json.loads(content)
    for page in data.get("pages", ()):
        page[0] += "index.html"  # an address ends with the folder of the page
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # a browser reads one long text much faster than what it says as code
    return f"handbookPart({json.dumps(part(path))}, JSON.parse({json.dumps(text, ensure_ascii=False)}));\n".encode()
