"""Draw the first page of a PDF as a picture."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import typst

FILE = "sheet.pdf"
# A bit less than whole pixels: Typst draws the PDF in a picture of so many pixels, rounded up, and puts it on the page pixel by pixel.
# With a bit more, the picture would be a pixel wider than the page, and one of its columns left out.
BIT = 0.001
PPI = 72  # a pixel is a point


def drawn(content: bytes, width: int) -> bytes:
    """Return a PNG of the first page of a PDF.

    Args:
        content: The PDF.
        width: The width of the picture, in pixels.
    """
    page = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{FILE}", width: {width - BIT}pt)'
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)  # the PDF has its own
    with TemporaryDirectory() as folder:  # Typst takes from memory what is text alone
        (Path(folder) / FILE).write_bytes(content)
        made = typst.Compiler(root=folder, font_paths=fonts).compile(input=page.encode(), format="png", ppi=PPI)
    return cast("bytes", made)
