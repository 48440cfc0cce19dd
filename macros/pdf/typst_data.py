"""Build the JSON data of a Typst template: the part of a localized handbook and of the look whose names it uses. Adds no text."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import Any

import segno

from macros.build.latest import of_each, of_each_asked, of_texts
from macros.content.edition import logo as logos
from macros.content.hyphenation import SOFT_HYPHEN, Hyphenator, hyphenator
from macros.content.localized import LocalizedHandbook, plain
from macros.content.models.shared import Section
from macros.look import motif, signs, tokens
from macros.look.alphabets import ranges
from macros.look.motif import Drawing
from macros.look.palette import Palette
from macros.look.typeface import FAMILY, others
from macros.pdf import printed_texts, template_names
from macros.pdf.template_names import BY_FILE, RECORDS, Names
from macros.pdf.typst_renderer import Data

# names of data that each edition has for itself, or each version of a sheet
OWN = ("address", "qr", "logo", "noted", "module_notes", "fillable")
OWN_FILES = ("organisation", "local_notes")  # and files of the content
BLEED = 3  # millimetres by which colour extends over the edge of a page
LOUD = ("lake", "bark", "lake", "heather", "hope", "heather")
# plaits for PDFs: the loud ones in millimetres, with their position on the sheet; the bands as long as the longest use
PLAITS = {
    "cover": Drawing((-151, -139, 302, 216), 42, LOUD, 7.4, 0.9, start=40),  # back cover, spine at 0, front cover
    "spread": Drawing((-3, -145, 302, 216), 34, LOUD, 6, 0.75, start=52),
    "band": Drawing((0, 0, 2600, 40), 40, ("lake", "bark", "hope", "lake"), 12.4, 1.3),
    "preview": Drawing((0, 0, 1300, 180), 180, ("lake", "heather", "bark", "hope"), 56, 5),
    "loom": Drawing((0, 0, 1800, 160), 160, motif.DRAWINGS["loom"].strands, 25, 2),
}


@lru_cache
def look(palette: Palette, *, saving: bool = False) -> dict[str, Any]:
    """Return colours, sizes, plaits and signs: the same for every template, but for the colours of a sheet that saves ink."""
    heights = {name: drawing.height for name, drawing in PLAITS.items()}
    parts = {"saving": saving, "plaits": _plaits(), "heights": heights, "signs": signs.signs(), "bleed": BLEED}
    return tokens.data(palette.colours, saving=saving) | parts | _fonts()


def _fonts() -> dict[str, Any]:
    """Return the own font, the others, and the letters that come from these, as the inside of a class of a regular expression.

    The own font must not be asked for them: it would put some together from parts, of which readers of PDFs see two letters.
    """
    letters = "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in ranges(frozenset.union(*others().values())))
    return {"family": FAMILY, "families": [*others()], "letters": letters}


@cache
def _plaits() -> dict[str, Any]:
    return {name: _layers(drawing) for name, drawing in PLAITS.items()}


@cache
def _plaits_as_json() -> str:
    """Return the plaits as JSON: they are on most sheets, and numbers take long to write."""
    return json.dumps(_plaits())


def _layers(drawing: Drawing) -> list[list[Any]]:
    """Return strand, side (0 outer, 1 inner) and outlines (x, y, x, y ...) for each layer of a drawing.

    They are in painting order: the folded-over outer sides lie on the inner ones.
    """
    layers: dict[tuple[bool, str], list[list[float]]] = {}
    for piece in motif.plaited(drawing):
        layers.setdefault((piece.inner, piece.strand), []).append([round(number, 1) for point in piece.polygon for number in point])
    return [[strand, int(inner), outlines] for (inner, strand), outlines in sorted(layers.items(), key=lambda layer: layer[0][0])]


def data(view: LocalizedHandbook, address: str, template: str, *, saving: bool = False, logo: bool = True) -> Data:
    """Return the data of a template in one language: only the names that it uses.

    Args:
        view: The localized handbook.
        address: Address of the site, for the back cover; empty: the cover shows none.
        template: Name without suffix.
        saving: Whether its sheet saves ink.
        logo: Whether it has the logo of an edition.
    """
    return _data(view, address, template, saving, logo)


@of_each_asked
def _data(view: LocalizedHandbook, address: str, template: str, saving: bool, logo: bool) -> Data:  # noqa: FBT001 - positions are what is kept by
    """Return the same, made once: a sheet is proved and rendered, and rendered as several files."""
    names, texts = _names(view, template), _files(view)
    used = template_names.chosen({BY_FILE: {template_names.LABELS: {}}, **_beside(view, address, template, saving, logo)}, names)
    whole = _chapters(view, names)
    files = {name: _part(texts[name], name, template, name in whole) for name in template_names.files_of(texts, names)}
    return _together(used, {name: text for name, text in files.items() if text}, view)


@of_texts(2000)  # those of all sheets in some languages: most files are the same in every edition
def _part(text: str, name: str, template: str, whole: bool) -> str:  # noqa: FBT001 - positions are what is kept by
    """Return the part of a file of the content that a template is given, as JSON; empty where it is given nothing of it.

    Args:
        text: The file, as JSON.
        name: Its name.
        template: Name without suffix.
        whole: Whether it may ask for anything in the file.
    """
    value = template_names.chosen_of(name, json.loads(text), template_names.named(template))
    needed = printed_texts.needed(template, {name: value}, {name} if whole else ())
    return _json(needed[name]) if needed else ""


def written(used: Mapping[str, Any], view: LocalizedHandbook | None = None) -> Data:
    """Return what a template uses as its data, with where words may be broken: the texts that have soft hyphens, with them, and a pattern.

    The pattern finds the words that are broken nowhere else; it is empty where there are none. What an edition says has one of its own.

    Args:
        used: Plain data: ``content`` is the content by file.
        view: The language of the texts; None: words are broken nowhere.
    """
    return _together(used, {name: _json(value) for name, value in used[BY_FILE].items()}, view)


def _together(used: Mapping[str, Any], files: Mapping[str, str], view: LocalizedHandbook | None) -> Data:
    """Return the same. files: the content by file, each as JSON."""
    own = {name: _json(used[name]) for name in OWN if name in used} | {name: files[name] for name in OWN_FILES if name in files}
    national = {name: text for name, text in files.items() if name not in OWN_FILES}
    shared = {name: _object(national) if name == BY_FILE else _json(value) for name, value in used.items() if name not in OWN}
    texts = [*national.values(), *(shared[name] for name in RECORDS if name in shared and name != BY_FILE)]
    hyphenate = hyphenator(tuple(view.content.hyphenation.words), view.language) if view else None
    shared |= _breaks(texts, hyphenate)
    own |= _breaks([own[name] for name in OWN_FILES if name in own], hyphenate)
    return Data(_one_copy(_object(shared)), _object(own))


def _breaks(texts: Iterable[str], hyphenate: Hyphenator | None) -> dict[str, str]:
    """Return where the words of some JSON may be broken, as JSON: the texts that have soft hyphens, and the pattern."""
    found = [_hyphens(text, hyphenate) for text in texts] if hyphenate else []
    soft = {text: broken for of_text, _ in found for text, broken in of_text}
    whole = set[str]().union(*(exceptions for _, exceptions in found))
    joined = "|".join(word.replace(SOFT_HYPHEN, f"{SOFT_HYPHEN}?") for word in sorted(whole))
    return {"soft": _json(dict(sorted(soft.items()))), "whole": _json(rf"\b({joined})\b" if joined else "")}


@of_texts(2000)  # as many as there are parts of files
def _hyphens(text: str, hyphenate: Hyphenator) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    """Return the texts in some JSON that have soft hyphens, each with them, and the words that are broken nowhere else."""
    broken = {said: _broken(said, hyphenate) for said in _texts(json.loads(text))}
    soft = tuple((said, found) for said, (found, _) in broken.items() if found != said)
    return soft, frozenset[str]().union(*(exceptions for _, exceptions in broken.values()))


@of_texts(20_000)  # texts, of which each stands on several sheets, and in every edition
def _broken(text: str, hyphenate: Hyphenator) -> tuple[str, frozenset[str]]:
    """Return a text with its soft hyphens, and the words in it that are broken nowhere else."""
    return hyphenate(text), frozenset(hyphenate.whole(text))


@of_texts(500)  # all sheets in some languages, and the files that they are made of
def _one_copy(text: str) -> str:
    """Return the same text: all editions hold one copy of what they share."""
    return text


def _json(value: Any) -> str:
    return _plaits_as_json() if value is _plaits() else json.dumps(value, ensure_ascii=False)


def _object(texts: Mapping[str, str]) -> str:
    """Return an object of values that are JSON already, as JSON."""
    return "{" + ", ".join(f"{_json(name)}: {text}" for name, text in texts.items()) + "}"


def given(view: LocalizedHandbook, address: str, template: str, *, saving: bool = False, logo: bool = True) -> dict[str, Any]:
    """Return what a template is given of one language, as plain data.

    Args:
        view: The localized handbook.
        address: Address of the site, for the back cover; empty: the cover shows none.
        template: Name without suffix.
        saving: Whether its sheet saves ink.
        logo: Whether it has the logo of an edition. One that saves ink has none: nobody knows what it would look like in greys.
    """
    names = _names(view, template)
    texts = content(view, {*names.files, template_names.LABELS})
    return template_names.chosen({BY_FILE: texts, **_beside(view, address, template, saving, logo)}, names)


def _names(view: LocalizedHandbook, template: str) -> Names:
    """Return the names that a template uses, those of the chapters that it sets among them."""
    names = template_names.named(template)
    return replace(names, files=names.files | _chapters(view, names))


def _beside(view: LocalizedHandbook, address: str, template: str, saving: bool, logo: bool) -> dict[str, Any]:  # noqa: FBT001 - as _data
    """Return what a template may be given beside the content."""
    standing = {"language": view.language, "unread": view.unread, "outdated": _prints_outdated(view, template)}
    standing |= {"noted": _is_noted(view, template)}
    drawn = logo_of(view) if logo and not saving else None
    return {"address": address, "qr": _qr(address), "logo": drawn} | standing | look(view.palette, saving=saving)


@of_texts(100)  # addresses of editions: each stands on several sheets
def _qr(address: str) -> list[str]:
    """Return the rows of the QR code of an address, in ones and zeros; none where there is no address."""
    return ["".join("1" if cell else "0" for cell in row) for row in segno.make(address, micro=False).matrix] if address else []


def logo_of(view: LocalizedHandbook) -> dict[str, Any] | None:
    """Return the logo of an edition: the drawing, what it shows in words, and how much wider than high it is; None: it has none."""
    return {"drawing": view.logo, "title": logos.title(view.logo), "ratio": logos.ratio(view.logo)} if view.logo else None


def _chapters(view: LocalizedHandbook, names: Names) -> frozenset[str]:
    """Return the chapters that the data selects, as fields of the content, where a template sets these."""
    return frozenset(_named(chapter.id) for chapter in view.content.brochure.chapters) if names.chapters else frozenset()


def _prints_outdated(view: LocalizedHandbook, template: str) -> bool:
    """Tell whether a sheet prints a text that is behind its source."""
    behind = frozenset(view.stale.values())
    return bool(behind) and any(not behind.isdisjoint(_texts(given)) for given in printed_texts.printed(template, content(view)))


def _is_noted(view: LocalizedHandbook, template: str) -> bool:
    """Tell whether an edition has local notes beside what a sheet prints, which the sheet itself does not print."""
    notes = view.content.local_notes
    if not notes or printed_texts.prints(template, "local_notes"):
        return False
    prints = partial(printed_texts.prints, template)
    return any(prints(_named(note.within)) or prints("guides", note.within) for note in notes)


def content(view: LocalizedHandbook, files: Collection[str] = ()) -> dict[str, Any]:
    """Return the content of one language as plain data: each file under its name, and each chapter under that of its page.

    Args:
        view: The localized handbook.
        files: The names of those that are wanted; none: all.
    """
    return {name: value for name, value in _content(view).items() if not files or name in files}


@of_each
def _content(view: LocalizedHandbook) -> dict[str, Any]:
    """Return the content of one language, made once: every sheet is given a part of it."""
    pages = (page.record for page in view.pages.values() if page.record.kind == Section.kind)
    chapters = {_named(record.id): record for record in (*view.content.chapters, *pages)}
    made = {name: plain(value) for name, value in (vars(view.content) | chapters).items()}
    made["organisation"]["whole_title"] = made["handbook"].pop("whole_title")  # it says whose handbook it is
    return made


@of_each
def _files(view: LocalizedHandbook) -> dict[str, str]:
    """Return the same, each file as JSON."""
    return {name: _one_copy(_json(value)) for name, value in _content(view).items()}


def _named(chapter: str) -> str:
    """Return the name in the content of a chapter, by its id."""
    return chapter.replace("-", "_")


def _texts(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_texts, items))
