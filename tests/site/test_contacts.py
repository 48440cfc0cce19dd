"""What an organisation writes about itself can be tapped: its numbers are dialled, its addresses written to."""

import re

import pytest

from macros.site.contacts import linked

SAID = {
    "000 000 001 (joka päivä ympäri vuorokauden)": ["tel:000000001"],
    "040 123 4567, arkisin 9–15": ["tel:0401234567"],
    "+358 40 123 4567 tai 116 117": ["tel:+358401234567", "tel:116117"],
    "09-310 5015 10–14": ["tel:093105015"],
    "09-310 5015 10.30–14 tai 000 000 004 9–15": ["tel:093105015", "tel:000000004"],
    "Torikatu 1, 00100 Helsinki, kello 08.30–16, 1.2.2026": [],
    "Lain 301/2014 mukaan 2025–2026": [],
    "0401234567": ["tel:0401234567"],
    "Soita +358401234567.": ["tel:+358401234567"],
    "Hätänumero 112, päivystys (0800 12345)": ["tel:112", "tel:080012345"],
    "040 123 45–47, 09 310 5015–5020, 040 123 4567/Matti, 040 123 4567-8": [],
    "Laskun viite 12040 123 4567 ja 1.0401234567": [],
    "neuvonta@alue.example tai 000 000 002.": ["mailto:neuvonta@alue.example", "tel:000000002"],
    "<b>000 000 003</b>": ["tel:000000003"],
}


@pytest.mark.parametrize("text", SAID)
def test_numbers_and_addresses_are_links_and_nothing_else_is(text):
    html = str(linked(text))
    assert re.findall(r'href="([^"]*)"', html) == SAID[text]
    assert "<b>" not in html
