"""Adult social work in plain words as a Word document, in large letters and short lines."""

from collections.abc import Mapping
from typing import Any

from macros.content.localized import LocalizedHandbook
from macros.office import local_notes
from macros.office.stationery import Stationery
from macros.office.word import WordDocument

SCALE = 1.4  # text of 14 pt
GUIDE = "plain-words"


def plain_words(on: Stationery, given: Mapping[str, Any]) -> bytes:
    """Return the document.

    Args:
        on: What it is written on.
        given: What the template of the PDF is given.
    """
    content = given["content"]
    guide = next(each for each in content["guides"]["guides"] if each["id"] == GUIDE)
    made = WordDocument(on, guide["title"], SCALE, side=35)
    made.title()
    made.callout(*guide["answer"])
    local_notes.write(made, content, [guide["key"]])
    lines = {line["id"]: line for line in content["lines"]["lines"]}
    fields = {field["id"]: field for field in content["organisation"]["fields"]}
    for part in guide["parts"]:
        made.heading(part["title"])
        for text in part["paragraphs"]:
            made.paragraph(text)
        made.bullets(part["items"])
        for field in (fields[link["id"]] for link in part["local"]):
            made.paragraph(field["value"] or field["url"] or field["empty"], bold=f"{field['label']}.")
        local_notes.write(made, content, [part["key"]])
        _lines(made, [lines[link["id"]] for link in part["lines"] if lines[link["id"]]["numbers"]])
    _edition(made, on.view, given, guide)
    return made.save()


def _lines(made: WordDocument, lines: list[Mapping[str, Any]]) -> None:
    """Write whom to call, each with its number first, and the earliest day on which the numbers were checked."""
    labels = made.labels
    for line in lines:
        number = line["numbers"][0]["number"]
        words = made.paragraph()
        made.link(words, number["text"], f"tel:{number['tel']}")
        words.add_run(f" {line['name']}: {line['short']}")
    if lines:
        day = min((line["checked"] for line in lines), key=lambda day: day["iso"])
        made.note(labels["lines-all-checked"].replace("{date}", day["text"]))


def _edition(made: WordDocument, view: LocalizedHandbook, given: Mapping[str, Any], guide: Mapping[str, Any]) -> None:
    labels, content = made.labels, given["content"]
    edition = content["handbook"]
    if guide["easy_language_checked_by"]:
        made.note(labels["easy-language-checked"].replace("{by}", guide["easy_language_checked_by"]))
    words = [edition["origin"]]
    words += [labels["language-unread"]] if view.unread else []
    words += [labels["outdated-sheet"]] if given["outdated"] else []
    words += [content["organisation"]["imprint"]]
    words += [labels["brochure-version"].replace("{version}", edition["version"]).replace("{date}", edition["date"]["text"])]
    made.note(" ".join(words))
