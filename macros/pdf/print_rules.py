"""Mark a PDF as made for a printing condition by a standard of PDF/X, and set the boxes of its pages."""

import uuid
import zlib
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf, String
from pikepdf.models import PdfMetadata

from macros.look.ink_on_paper import PROFILES
from macros.pdf.press_versions import X1A, X4, Version
from macros.pdf.typst_renderer import MILLIMETRE

REGISTRY = "http://www.color.org"  # where printing conditions are registered by name
X_IDENTIFIER, MEDIA = "http://www.npes.org/pdfx/ns/id/", "http://ns.adobe.com/xap/1.0/mm/"  # name spaces of metadata
MARK, MARK_WIDTH, SLUG = 5, 0.25, 10  # crop marks: millimetres long, points thick; the paper around the bleed in which they stand


SAVED = {X1A: {"force_version": "1.4", "object_stream_mode": ObjectStreamMode.disable}, X4: {"force_version": "1.6"}}  # options of pikepdf


def mark(pdf: Pdf, version: Version) -> None:
    """Add the output intent and the entries by which a file says which standard it follows."""
    condition = version.condition
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition),
        RegistryName=String(REGISTRY),
        Info=String(condition),
    )
    if version.has_profile:
        profile = pdf.make_stream(_profile(condition), N=4, Alternate=Name.DeviceCMYK, Filter=Name.FlateDecode)
        intent.DestOutputProfile = profile
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.docinfo["/ModDate"] = pdf.docinfo["/CreationDate"]
    if version.rules == X4:
        _describe(pdf)
    else:
        pdf.docinfo["/GTS_PDFXVersion"] = version.rules
    pdf.docinfo["/Trapped"] = Name("/False")


@lru_cache
def _profile(condition: str) -> bytes:
    """Return the profile of a printing condition, compressed once for all files."""
    return zlib.compress((PROFILES / f"{condition}.icc").read_bytes())


def _describe(pdf: Pdf) -> None:
    """Write the metadata of PDF/X-4: the standard and what else it asks for, with an identifier derived from the pages."""
    PdfMetadata.register_xml_namespace(X_IDENTIFIER, "pdfxid")
    content = sha256(b"".join(page.Contents.read_bytes() for page in pdf.pages)).hexdigest()
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.load_from_docinfo(pdf.docinfo)
        metadata[f"{{{X_IDENTIFIER}}}GTS_PDFXVersion"] = X4
        metadata["xmp:MetadataDate"] = metadata["xmp:ModifyDate"]
        metadata["pdf:Trapped"] = "False"
        metadata[f"{{{MEDIA}}}DocumentID"] = f"uuid:{uuid.uuid5(uuid.NAMESPACE_OID, content)}"
        metadata[f"{{{MEDIA}}}VersionID"] = "1"
        metadata[f"{{{MEDIA}}}RenditionClass"] = "default"


def margin(bleed: float, *, marks: bool) -> float:
    """Return how far the paper goes beyond the trimmed page, in points."""
    return bleed + (SLUG * MILLIMETRE if marks else 0)


def set_boxes(page: Page, width: float, height: float, bleed: float, *, marks: bool) -> None:
    """Set the boxes of a page whose content has been moved by the margin."""
    out = margin(bleed, marks=marks)
    page.mediabox = Array([0, 0, width + 2 * out, height + 2 * out])
    page.bleedbox = Array([out - bleed, out - bleed, out + width + bleed, out + height + bleed])
    page.trimbox = Array([out, out, out + width, out + height])


def crop_marks(width: float, height: float, bleed: float) -> bytes:
    """Return the marks at the corners of a page, outside its bleed, in black alone."""
    out = margin(bleed, marks=True)
    lines = "".join(f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S\n" for x0, y0, x1, y1 in _corners(width, height, bleed, out))
    return f"q 1 0 0 1 0 0 cm 0 0 0 1 K {MARK_WIDTH} w\n{lines}Q\n".encode()


def _corners(width: float, height: float, bleed: float, out: float) -> Iterator[tuple[float, float, float, float]]:
    near, far = bleed + MILLIMETRE, bleed + (1 + MARK) * MILLIMETRE
    for x, outwards in ((out, -1), (out + width, 1)):
        for y, upwards in ((out, -1), (out + height, 1)):
            yield x + outwards * near, y, x + outwards * far, y
            yield x, y + upwards * near, x, y + upwards * far
