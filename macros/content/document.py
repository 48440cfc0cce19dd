"""Parse one YAML file into plain data with the place of every value. Only the part of YAML that an editor needs is allowed."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, cast
from unicodedata import normalize
from weakref import WeakValueDictionary

import yaml

from macros.content import syntax
from macros.content.diagnostics import Diagnostic, Location
from macros.yaml_io import LOADER

MAX_BYTES, MAX_DEPTH = 1_000_000, 12
NOTHING = ("", "~", "null", "Null", "NULL")

INVISIBLE = re.compile(
    r"[^\t\n\x20-\x7e\xa1-\xac\xae-\u034e\u0350-\u061b\u061d-\u180d\u180f-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufdff"
    r"\ufe10-\ufefe\uff00-\uffef\U00010000-\U000dffff]"
)

# searched for before parsing, as the parser's own messages for these do not help
LETTERS = (
    # what git and others write at a place that two people changed, indented or joined to one line as well; a ruler in a comment is none
    ("conflict", re.compile(r"(?m)^(?!\s*#)(?:.*?(?<!\S)(<{7,}|\|{7,}|>{7,})(?!\S)|\s*?(={7,})\s*?$)")),
    ("tab", re.compile(r"(?m)^ *(\t)")),
    ("no-break-space", re.compile(r"[\xa0\u202f]")),
    ("invisible", INVISIBLE),
)
TAG, SCALARS = "tag:yaml.org,2002:", {"str", "int", "bool", "timestamp"}
CURLY = "”“„"
CUT = re.compile(r"\s+(#.*)")
ALL_CUT = re.compile(r"\s+(#[^\s#].*)")  # in place of a text: a colour, and no note
COMMENT = re.compile(r"\s{2,}#(\s|$)")  # behind a text and clearly apart from it: somebody's note, and not the rest of the text

FieldPath = tuple[str | int, ...]


def read(file: Path) -> str:
    """Return the text of a file, with every line ending as a newline and without a byte order mark.

    Raises:
        Diagnostic: The file is missing, unreadable, too large or not UTF-8, or holds a character that can only do harm.
    """
    try:
        status = file.stat()
        if not (S_ISREG(status.st_mode) or S_ISDIR(status.st_mode)):
            raise Diagnostic("not-a-file")  # a pipe would keep the program waiting for ever
        with file.open("rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Diagnostic("no-file") from None
    except OSError as error:
        raise Diagnostic("unreadable", arguments={"reason": error.strerror}) from None
    return decoded(raw, status.st_size)


def decoded(raw: bytes, size: int | None = None) -> str:
    """Return the text that bytes of a file are, as ``read`` does.

    Args:
        raw: The bytes; of a file that is too large only the first ones.
        size: The size of the file; None: all of it is here.

    Raises:
        Diagnostic: As ``read`` does.
    """
    if len(raw) > MAX_BYTES:
        raise Diagnostic("too-large", arguments={"size": size or len(raw), "limit": MAX_BYTES})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Diagnostic(
            "not-utf8", _mark_after(raw[: error.start].decode("utf-8-sig", "ignore")), source=_shown(raw, error.start)
        ) from None
    return checked(text)


def checked(text: str) -> str:
    """Return the text of a file with every line ending as a newline.

    Raises:
        Diagnostic: It holds a character that can only do harm.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for code, pattern in LETTERS:
        if found := pattern.search(text):
            where = found.start(found.lastindex or 0)
            arguments = {"code": f"U+{ord(text[where]):04X}"}
            mark = replace(_mark_after(text[:where]), length=len(found[found.lastindex or 0]))
            raise Diagnostic(code, mark, arguments, source=_line(text, text.count("\n", 0, where)))
    return text


def _mark_after(before: str) -> Location:
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return Location(before.count("\n"), len(before) - before.rfind("\n") - 1)


def _line(text: str, number: int) -> str:
    return text.split("\n")[number]


def _shown(raw: bytes, position: int) -> str:
    start = max(raw.rfind(b"\n", 0, position), raw.rfind(b"\r", 0, position)) + 1
    return re.split(rb"[\r\n]", raw[start : position + 200])[0].decode("utf-8-sig", "replace")


class Document:
    """Plain data of one file, and for each path in it the locations of its key and of its value.

    A plain scalar stays the text that was written: `no`, `1_000`, `010` and `2024-01-31` mean what they look like. Texts and names are in
    Unicode's form NFC, in whatever form a keyboard or a program has written them: what looks equal is equal.

    The locations take more memory than the data, and nobody asks for them of a file of which there is nothing to tell. So they are noted
    by a second parser, when somebody does.

    Raises:
        Diagnostic: The text can't be parsed at all. What can be parsed but is wrong is collected in ``problems``.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.left: dict[Hashable, Document] = {}  # what editions have of it, by what they leave out (edition/laid.py)
        read = _Parser(text)
        self.data, self.problems = read.data, read.problems

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of the text."""
        return self.text.split("\n")

    @property
    def marks(self) -> Mapping[FieldPath, tuple[Location, Location]]:
        """The locations of the key and of the value of each path."""
        return self._places.marks

    @property
    def ends(self) -> Mapping[FieldPath, Location]:
        """Where each value ends: the place after its last character."""
        return self._places.ends

    @cached_property
    def _places(self) -> "_Places":
        places = _Places()
        _Parser(self.text, places)
        return places

    def origin(self, path: FieldPath) -> tuple[str, "Document"]:  # noqa: ARG002 - for documents that an edition is laid over
        """Return the file and the document in which a path is written; the file is empty for this document itself."""
        return "", self

    def find(self, words: str, mark: Location) -> Location:
        """Return the place of a character or phrase at or after a location; that location where the phrase is broken over lines."""
        for number in range(mark.line, len(self.lines)):
            column = self.lines[number].find(words, mark.column if number == mark.line else 0)
            if column >= 0:
                return Location(number, column, len(words))
        return mark


class _Places:
    """Where the values of a document stand, by their paths."""

    def __init__(self) -> None:
        self.marks: dict[FieldPath, tuple[Location, Location]] = {}
        self.ends: dict[FieldPath, Location] = {}


class _Parser:
    """Reads the data of a text, and notes its problems.

    Args:
        text: The text.
        places: Takes the places of the values; None: nobody asks for them.
    """

    def __init__(self, text: str, places: _Places | None = None) -> None:
        self.lines = text.split("\n")
        self.problems: list[Diagnostic] = []
        self.data: Any = None
        self._places = places
        self._quoted: yaml.Event | None = None  # the last text in quotes
        self._cut: Location | None = None  # what # has cut off in place of the text that is being read
        self._brackets: list[Location] = []  # brackets open at the parser's position
        try:
            self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=LOADER))
            self._read_document()
        except yaml.MarkedYAMLError as error:
            raise self._syntax(error) from None

    def _problem(self, code: str, mark: Location, /, **arguments: Any) -> Diagnostic:
        return Diagnostic(code, mark, arguments, source=self.lines[mark.line] if mark.line < len(self.lines) else "")

    def _syntax(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        said = f"{error.context} {error.problem}"
        at = error.context_mark if syntax.BEGUN.search(said) and error.context_mark else error.problem_mark
        line = min(at.line if at else 0, len(self.lines) - 1)
        if self._brackets and (cut := syntax.cut_in_brackets(self.lines, self._brackets[-1])):
            return self._problem("hash-cut", cut)
        if self._brackets and self._brackets[0].line < line:  # the parser reads all that follows as their content
            return self._problem("unclosed-bracket", self._brackets[0])
        code = syntax.code(said)
        if code in syntax.LATE:
            if self._quoted and _end(self._quoted).line == line > _mark(self._quoted).line:  # it ended where the next begins
                return self._problem("unclosed-quote", _mark(self._quoted))
            if cause := syntax.cause(self.lines, line, at.column if at else 0):
                return self._problem(cause.code, cause.place, name=cause.name)
        return self._problem(code, Location(line, at.column if at else 0), reason=error.problem)

    def _read_document(self) -> None:
        self._last = next(self._events)  # the start of the stream; then the end of each value: an open collection ends with its last item
        if not isinstance(next(self._events), yaml.DocumentStartEvent):
            raise self._problem("empty-file", Location())
        self.data = self._value(next(self._events), ())
        if extra := next((e for e in self._events if isinstance(e, yaml.DocumentStartEvent)), None):
            raise self._problem("second-document", _mark(extra))

    def _value(self, event: yaml.Event, path: FieldPath, key: yaml.Event | None = None) -> Any:
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) or event.anchor or not _is_plain(event):
            raise self._problem("special-start", _mark(event))
        if len(path) > MAX_DEPTH:
            raise self._problem("too-deep", _mark(event), limit=MAX_DEPTH)
        if self._places:
            here = _mark(event)
            self._places.marks[path] = (_mark(key) if key else here, here)
        if opens := getattr(event, "flow_style", False):
            self._brackets.append(_mark(event))
        value = self._inner(event, path)
        if self._places:
            if self._cut:  # what is said of the place as well is the same
                self._places.marks[path] = (self._places.marks[path][0], self._cut)
            self._places.ends[path] = _end(self._last)
        self._cut = None
        if opens:
            self._brackets.pop()
        return value

    def _inner(self, event: yaml.Event, path: FieldPath) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            self._last = event
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(child := next(self._events), yaml.SequenceEndEvent):
                items.append(self._value(child, (*path, len(items))))
            self._close(event, child)
            return items
        fields: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while not isinstance(child := next(self._events), yaml.MappingEndEvent):
            self._visible(child)
            if not isinstance(child, yaml.ScalarEvent) or child.anchor or not _is_plain(child):
                raise self._problem("field-name", _mark(child))
            name = normalize("NFC", child.value)
            if glued := not child.style and syntax.NO_BLANK.match(name):
                raise self._problem("no-blank", replace(_mark(child), length=glued.end()), name=glued["name"])
            if name in fields:
                self.problems.append(self._problem("twice", _mark(child), name=name, first=lines[name] + 1))
            lines[name] = _ends(child)[0].line
            before = bool(fields)
            fields[name] = self._value(next(self._events), (*path, name), child)
            if before and fields[name] is None and getattr(event, "flow_style", False) and not self._has_colon(child):
                self.problems.append(self._problem("comma-cut", _mark(child), name=name))
        self._close(event, child)
        return fields

    def _has_colon(self, key: yaml.Event) -> bool:
        """Tell whether a name in brackets has a colon. Without one it is the rest of a text that a comma has ended."""
        end = _end(key)
        return self.lines[end.line][end.column :].lstrip().startswith(":")

    def _close(self, start: yaml.Event, end: yaml.Event) -> None:
        """Note where a collection in brackets ends. One without is closed by what follows it, and ends with its last item."""
        if getattr(start, "flow_style", False):
            self._last = end

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        self._visible(event)
        if event.style or event.tag:  # quoted or a block: the location is all of it
            self._quoted = event if event.style in ("'", '"') else self._quoted
            return normalize("NFC", event.value)
        start, end = _ends(event)
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if event.value in NOTHING:
            if not event.value and (cut := ALL_CUT.match(rest)):
                self._cut = Location(end.line, end.column + cut.start(1), len(cut[1]))
                self.problems.append(self._problem("hash-cut", self._cut))
            return None
        if (cut := CUT.match(rest)) and not COMMENT.match(rest):
            mark = Location(end.line, end.column + cut.start(1), len(cut[1]))
            self.problems.append(self._problem("hash-cut", mark))
        for number in range(start.line + 1, min(end.line + 1, len(self.lines))):
            # a program that folds long texts may begin a line with any word; a field has a name that others have too
            if (found := syntax.glued(self.lines, number)) and syntax.is_name(self.lines, found.name, number):
                self.problems.append(self._problem(found.code, found.place, name=found.name))
        if event.value[0] in CURLY and sum(sign in CURLY for sign in event.value) % 2:
            self.problems.append(self._problem("smart-quote", _mark(event)))
        return normalize("NFC", event.value)

    def _visible(self, event: yaml.Event) -> None:
        """Note a character that a quoted text writes by its number and that nobody would see."""
        if isinstance(event, yaml.ScalarEvent) and event.style == '"' and (found := INVISIBLE.search(event.value)):
            self.problems.append(self._problem("invisible", _mark(event), code=f"U+{ord(found[0]):04X}"))


_documents: WeakValueDictionary[str, Document] = WeakValueDictionary()


def parsed(text: str) -> Document:
    """Return the document of a text. It is parsed once, for as long as somebody holds the document. Nobody changes a document.

    Raises:
        Diagnostic: As ``Document`` does.
    """
    document = _documents.get(text)
    if document is None:
        _documents[text] = document = Document(text)
    return document


def _is_plain(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> bool:
    """Tell whether a value has no tag, or one that says what the model knows anyway, as some programs write."""
    kind = SCALARS if isinstance(event, yaml.ScalarEvent) else {"seq"} if isinstance(event, yaml.SequenceStartEvent) else {"map"}
    return event.tag is None or (event.tag.startswith(TAG) and event.tag.removeprefix(TAG) in kind)


def _ends(event: yaml.Event) -> tuple[yaml.Mark, yaml.Mark]:
    """Return where an event begins and ends: only events that no parser has made may lack it."""
    return cast("tuple[yaml.Mark, yaml.Mark]", (event.start_mark, event.end_mark))


def _end(event: yaml.Event) -> Location:
    _, end = _ends(event)
    return Location(end.line, end.column)


def _mark(event: yaml.Event) -> Location:
    start, end = _ends(event)
    return Location(start.line, start.column, max(1, end.column - start.column) if end.line == start.line else 1)
