"""Make links of the telephone numbers and e-mail addresses in a text that an organisation has written about itself."""

import re

from markupsafe import Markup, escape

from macros.content.types.telephone import PRINTED_IN_TEXT, dialled

MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
CONTACT = re.compile(rf"(?P<number>{PRINTED_IN_TEXT})|(?P<mail>{MAIL})")


def linked(text: str) -> Markup:
    """Return a text as HTML in which a telephone dials each number, and writes to each address. A number stays on one line."""
    made, end = Markup(), 0
    for found in CONTACT.finditer(text):
        made += escape(text[end : found.start()]) + _link(found)
        end = found.end()
    return made + escape(text[end:])


def _link(found: re.Match[str]) -> Markup:
    if number := found["number"]:
        return Markup('<a class="hb-call" href="tel:{}">{}</a>').format(dialled(number), number)
    return Markup('<a href="mailto:{0}">{0}</a>').format(found["mail"])
