"""An empty Word document in the handbook's look: its styles, its numbering, its theme, and the font, which hardly any reader has."""

from functools import lru_cache
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from macros.look.palette import Palette
from macros.look.typeface import FAMILY, faces
from macros.office.container import font_key, scrambled
from macros.office.theme import themed
from macros.office.word_styles import numbering, painted, styles, written

EMBEDDED = {"Regular": "embedRegular", "Bold": "embedBold"}  # faces that documents use, and how Word calls them
FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
UNUSED = ("stylesWithEffects", "thumbnail", "customXml")  # parts of the library's template that nothing needs
NEWEST = "15"  # the form of documents that today's Word writes: an older one opens in its compatibility mode


@lru_cache(maxsize=16)
def empty(theme: str, palette: Palette, language: str, scale: float, names: tuple[tuple[str, str], ...]) -> bytes:
    """Return the bytes of a document without text, and without what nothing needs of the library's template.

    Args:
        theme: How programs name the theme.
        palette: The colours of the handbook.
        language: The language of its text, as office files name it.
        scale: How much larger than in the brochure the letters are.
        names: The names of our own styles, by their ids.
    """
    made = docx.Document()
    for holder in (made.part, made.part.package):
        for key, relation in [*holder.rels.items()]:
            if relation.reltype.rpartition("/")[2] in UNUSED:
                del holder.rels[key]
    found = made.styles.element
    for style in found.findall(qn("w:style")):
        found.remove(style)
    for style in styles(scale, dict(names)):
        found.append(parse_xml(painted(written(style), palette)))
    found.find(f".//{qn('w:lang')}").set(qn("w:val"), language)
    old = made.part.numbering_part.element
    for child in [*old]:
        old.remove(child)
    old.extend([*parse_xml(painted(numbering(), palette))])
    look = made.part.part_related_by(KIND.THEME)
    look._blob = themed(look.blob, theme, palette)
    _embed(made)
    settings = made.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), language)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), NEWEST)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def _embed(made: Document) -> None:
    """Put the font into the document: hardly any reader has it."""
    table = made.part.part_related_by(KIND.FONT_TABLE)
    by_name = {face.stem.rpartition("-")[2]: face for face in faces()}
    embedded = ""
    for name, role in EMBEDDED.items():
        face = by_name[name]
        key = font_key(face.name)
        part = Part(PackURI(f"/word/fonts/{face.stem}.odttf"), FONT_TYPE, scrambled(face.read_bytes(), key), made.part.package)
        embedded += f'<w:{role} r:id="{table.relate_to(part, KIND.FONT)}" w:fontKey="{key}"/>'
    about = '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
    font = f'<w:font w:name="{FAMILY}">{about}{embedded}</w:font>'
    table._blob = serialize_part_xml(parse_xml(f"<w:fonts {nsdecls('w', 'r')}>{font}</w:fonts>"))
    settings = made.settings.element
    for place, name in enumerate(("embedTrueTypeFonts", "saveSubsetFonts"), 1):
        settings.insert(place, OxmlElement(f"w:{name}"))
