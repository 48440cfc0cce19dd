"""The texts of a built site as plain Markdown: what a site of the same texts is without anything of ours."""

import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path

HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
BLOCKS = {*HEADINGS, "article", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "label",
          "legend", "li", "nav", "ol", "option", "p", "section", "select", "summary", "table", "tbody", "td", "th", "thead", "tr",
          "ul"}  # fmt: skip
SILENT = {"script", "style", "template"}
SIGNS = re.compile(r"[\\`*_\[\]]")  # what Markdown takes for its own anywhere
AT_START = re.compile(r"(\d+(?=[.)])|(?=[#+>~:-]))")  # and where a line begins


class _Article(HTMLParser):
    """The blocks of a page's article: headings, items of lists, paragraphs."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self._start = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list) -> None:  # noqa: ARG002 - the library's name
        if tag == "article" or self._open:
            if tag in BLOCKS:
                self._end()
                self._start = HEADINGS.get(tag, "- " if tag == "li" else "")
                self._open.append(tag)
            elif tag in SILENT:
                self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._end()
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in SILENT:
            self._words.append(data)

    def _end(self) -> None:
        if text := " ".join("".join(self._words).replace("\u00ad", "").split()):
            marked = SIGNS.sub(r"\\\g<0>", escape(text, quote=False))
            self.blocks.append(
                self._start + AT_START.sub(r"\1" + r"\\", marked, count=1) if AT_START.match(marked) else self._start + marked
            )
        self._words, self._start = [], ""


def markdown(source: str) -> str:
    """Return the words of a page's article as Markdown."""
    return "\n\n".join(_Article(source).blocks) + "\n"


def projects(site: Path, languages: list[str], folder: Path) -> list[Path]:
    """Write a stock Material project of each language, with the pages of a built site at their addresses."""
    first, *others = languages
    made = []
    for language in languages:
        project, root = folder / language, site if language == first else site / language
        elsewhere = [site / other for other in others] if language == first else []
        for page in root.rglob("index.html"):
            if not any(page.is_relative_to(other) for other in elsewhere):
                target = project / "docs" / page.relative_to(root).with_suffix(".md")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(markdown(page.read_text(encoding="utf-8")), encoding="utf-8")
        settings = (
            f"site_name: plain\ntheme: {{name: material, language: {language}, font: false}}\nplugins: [{{search: {{lang: {language}}}}}]\n"
        )
        (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
        made.append(project)
    return made
