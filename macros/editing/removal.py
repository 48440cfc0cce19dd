"""Ask before an entry is removed, and tell what rests on it."""

from dataclasses import dataclass

from macros.content.document import FieldPath
from macros.editing import faults, naming, words
from macros.editing.contents import ContentFile, Contents, address_of
from macros.editing.page import render
from macros.editing.request import Request, Response
from macros.editing.saving import Outcome
from macros.editing.values import shape_at, value_at


@dataclass(frozen=True)
class Place:
    """An entry: all files, the one that it is in, and where."""

    contents: Contents
    file: ContentFile
    root: FieldPath


def ask(request: Request, place: Place, outcome: Outcome | None = None) -> Response:
    """Return the page that asks whether an entry is to be removed, and tells what refers to it.

    Args:
        request: What is answered.
        place: The entry.
        outcome: Why it was not removed.
    """
    contents, file, root = place.contents, place.file, place.root
    language = request.language
    title = naming.entry_title(file, root, language)
    shape = shape_at(file.shape, root)
    kind = shape.model.kind if shape.model else ""
    rests = []
    if kind and len(root) > 1:
        for other, path in contents.referrers(f"{kind}/{value_at(file.data, (*root, 'id'))}"):
            name, inside = naming.referrer(contents, other, path, language)
            rests.append({"title": name, "field": inside, "file": other.name, "address": address_of(other, path)})
    wrong = faults.everywhere(faults.of_outcome(outcome, contents), contents, language) if outcome else ()
    return render(
        request, "remove", words.say("remove-title", language, title=title), 422 if outcome else 200,
        way=naming.way_to(file, language, is_entry=True), rests=rests, wrong=wrong, seen=request.desk.open(file.address).seen,
        back=address_of(file, root),
    )  # fmt: skip
