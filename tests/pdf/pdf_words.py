"""Count the words that stand in a PDF, and those that the search of readers finds in it. Nothing is made alike here before it is compared.

What stands there is read by pypdf, which knows no text but that of the glyphs, line by line as they are drawn; a word in two parts is one
word. A search finds a word inside another one too, and so it is counted.
"""

import re
import string
from collections.abc import Callable, Iterable
from functools import cache

import pymupdf
import pypdfium2

from tests.pdf.pdf_text import SOFT_HYPHEN, texts

SHORTEST = 3  # letters of a word that is looked for
BROKEN = re.compile(rf"(?<=\w){SOFT_HYPHEN}\n(?=\w)")
WORD = re.compile(rf"\w{{{SHORTEST},}}")
SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
Counts = dict[str, int]


def lines(content: bytes) -> list[list[str]]:
    """Return the lines of each page, with nothing taken out of them."""
    return [page.strip("\n").split("\n") for page in texts(content)]


@cache
def words(content: bytes, alike: Callable[[str], str] = str) -> tuple[Counts, ...]:
    """Return how often each word of a page stands there, inside longer words too, for each page.

    Args:
        alike: Makes those letters the same that a search takes for the same.
    """
    return tuple(_counted(BROKEN.sub("", page), alike) for page in texts(content))


def _counted(text: str, alike: Callable[[str], str]) -> Counts:
    searched = alike(text)
    return {word: searched.count(alike(word)) for word in {*WORD.findall(text)}}


def small_ascii(text: str) -> str:
    """Return a text with small letters for capital ones from A to Z, which MuPDF takes for the same."""
    return text.translate(SMALL)


def found_by_pdfium(content: bytes, number: int, sought: Iterable[str]) -> Counts:
    """Return how often PDFium finds each word on a page, by its very letters."""
    with pypdfium2.PdfDocument(content) as document:
        text = document[number].get_textpage()
        found = {}
        for word in sought:
            search = text.search(word, match_case=True)
            found[word] = sum(1 for _ in iter(search.get_next, None))
        return found


def found_by_mupdf(content: bytes, number: int, sought: Iterable[str]) -> Counts:
    """Return how often MuPDF finds each word on a page."""
    with pymupdf.open(stream=content, filetype="pdf") as document:
        page = document[number]
        text = page.get_textpage(flags=pymupdf.TEXTFLAGS_SEARCH)
        return {word: len(page.search_for(word, textpage=text)) for word in sought}
