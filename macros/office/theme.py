"""Write the design tokens into the theme of an office file, by whose colours and fonts a reader recolours the whole of it at once."""

from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml

from macros.look.palette import Palette
from macros.look.typeface import FAMILY

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
# colour of a theme -> token. Programs know these twelve and no others
COLOURS = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "lake",
    "lt2": "birch",
    "accent1": "lake",
    "accent2": "heather",
    "accent3": "cloud",
    "accent4": "lake-2",
    "accent5": "bark-3",
    "accent6": "muted",
    "hlink": "link",
    "folHlink": "heather",
}
# a token -> the colour of the theme by which text and shapes name it
OF_TOKEN = {"ink": "dk1", "paper": "lt1", "birch": "lt2", "lake": "accent1", "heather": "accent2", "cloud": "accent3", "muted": "accent6"}


def hexadecimal(palette: Palette, token: str) -> str:
    """Return a colour as office files write it: RRGGBB."""
    return palette.value(token, "light").removeprefix("#").upper()


def themed(blob: bytes, name: str, palette: Palette) -> bytes:
    """Return the theme of an office file with our colours and our font family.

    Args:
        blob: The theme as it came with the library's template.
        name: How programs name it.
        palette: The colours of the handbook.
    """
    root = parse_xml(blob)
    root.set("name", name)
    scheme = root.find(f".//{{{DRAWING}}}clrScheme")
    for child in scheme:
        token = COLOURS[child.tag.rpartition("}")[2]]
        for old in [*child]:
            child.remove(old)
        child.append(child.makeelement(f"{{{DRAWING}}}srgbClr", {"val": hexadecimal(palette, token)}))
    fonts = root.find(f".//{{{DRAWING}}}fontScheme")
    for part in (scheme, fonts):
        part.set("name", name)
    for latin in fonts.iter(f"{{{DRAWING}}}latin"):
        latin.attrib.clear()
        latin.set("typeface", FAMILY)
    return serialize_part_xml(root)
