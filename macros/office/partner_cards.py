"""The partners' cards as a Word document: a page for each partner, and the part that applies to all."""

from collections.abc import Iterable, Mapping
from typing import Any

from macros.office import local_notes
from macros.office.stationery import Stationery
from macros.office.word import WordDocument

PARTS = ("you_must", "you_may", "with_consent", "without_consent", "how", "what_happens_then")


def cards(on: Stationery, given: Mapping[str, Any]) -> bytes:
    """Return the cards.

    Args:
        on: What it is written on.
        given: What the template of the PDF is given.
    """
    content = given["content"]
    texts = content["partner_cards"]
    made = WordDocument(on, texts["title"])
    made.title(content["handbook"]["title"])
    made.paragraph(texts["lead"])
    made.bullets(card["title"] for card in texts["cards"])
    for card in texts["cards"]:
        made.heading(card["title"], new_page=True)
        for part in PARTS:
            made.heading(texts["part_titles"][part], 2)
            _said(made, card[part], loud=part == PARTS[0])
        partners = [f"{link['kind']}/{link['id']}" for link in card["interfaces"]]
        local_notes.write(made, content, partners, named=len(partners) > 1)
    common = texts["common"]
    made.heading(common["title"], new_page=True)
    made.bullets(statement["text"] for statement in common["statements"])
    fields = {field["id"]: field for field in content["organisation"]["fields"]}
    for field in (fields[link["id"]] for link in common["local"]):
        made.paragraph(field["value"] or field["url"] or field["empty"], bold=f"{field['label']}.")
    local_notes.write(made, content, [texts["key"]])
    made.note(f"{content['handbook']['origin']} {content['organisation']['imprint']}")
    if given["address"]:
        made.link(made.paragraph(), given["address"], given["address"])
    return made.save()


def _said(made: WordDocument, statements: Iterable[Mapping[str, Any]], *, loud: bool) -> None:
    """Write the statements of a part; what must be done stands on a ground of its own, as on the card."""
    texts = [statement["text"] for statement in statements]
    if loud:
        made.callout(*texts)
    else:
        for text in texts:
            made.paragraph(text)
