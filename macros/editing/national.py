"""Show national texts in the form of an edition: to be read, beside what the edition may say."""

from macros.content.edition import allowed
from macros.editing.parts import ENTRIES, LOCKED, Input, Part
from macros.editing.shapes import FOUND, LIST, PROVENANCE, TEXTS, Shape


def kept(part: Part, model: type) -> bool:
    """Make a part of a form one that is only read; tell whether it is shown at all: its texts, and what leads to local ones.

    Args:
        part: The part, of a field that an edition may not give a value.
        model: The model that has the field.
    """
    field = part.path[-1]
    if field in allowed.ways(model):
        part.is_national = part.is_locked_list = True
        return part.kind in (ENTRIES, LIST)
    texts = part.parts if part.shape.kind == LIST else [part]
    if field in (*FOUND, *PROVENANCE) or not all(_is_text(text.shape) for text in texts):
        return False
    paragraphs: dict[str, list[str]] = {}
    for box in (box for text in texts for box in text.inputs):
        paragraphs.setdefault(box.language, []).append(box.value)
    part.inputs = [
        Input(f"{part.name}.{code}", "\n".join(filter(None, told)), (*part.path, code), code) for code, told in paragraphs.items()
    ]
    part.kind, part.parts, part.is_national, part.is_required = LOCKED, [], True, False
    part.help = part.example = ""
    return any(box.value for box in part.inputs)


def _is_text(shape: Shape) -> bool:
    return shape.kind == TEXTS and shape.format == "text"
