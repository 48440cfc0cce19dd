"""Make the pictures by which the site is known elsewhere: previews of links, and icons, with the list of them for devices."""

import json
import struct
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from macros.content.localized import LocalizedHandbook
from macros.look import assets, motif
from macros.pdf import printed_texts, template_names, typst_data
from macros.pdf.typst_renderer import INCH, Data, TypstRenderer
from macros.project import Artifact, Project, Task
from macros.site import catalogue, titles
from macros.site.addresses import relative

PREVIEW, ICON, MANIFEST = "preview", "icon", "manifest"  # templates of the pictures, and the list
SIZE = (1200, 630)  # pixels of a preview; macros/pdf/templates/preview.typ draws it in as many points
HOME = "home"  # the preview of every page that is of no kind
FOLDER = f"{assets.LOOK}/previews"
POINTS = 32  # the side of an icon in its template
FREE, GROUNDED, CUT = "free", "grounded", "cut"
# how much of the side the mark takes, and whether there is a ground. What devices cut into shape keeps four fifths of the width at most
FORMS = {FREE: (1, False), GROUNDED: (0.72, True), CUT: (0.56, True)}
ICONS = {"icon-32": (32, FREE), "icon-180": (180, GROUNDED), "icon-192": (192, FREE), "icon-512": (512, FREE), "icon-cut-512": (512, CUT)}
PURPOSES = {"icon-192": "any", "icon-512": "any", "icon-cut-512": "maskable"}  # those of the list
ICO = "favicon.ico"  # at the root, where programs look that read no page
ICO_HEADER, ICO_OFFSET = (0, 1, 1), 22  # reserved, an icon, one picture; where it begins


def preview(entry: catalogue.Entry) -> str:
    """Return the name of the preview of a page."""
    kind = entry.key.partition("/")[0]
    return kind if kind in titles.KINDS and entry.template != catalogue.OWN else HOME


def tasks(project: Project, view: LocalizedHandbook, renderer: TypstRenderer) -> Iterator[Task]:
    """Yield the tasks of a language: the list of icons, and a preview for each kind of page that it has.

    A preview is found by its whole address only, so there are some where the site has one.
    """
    yield partial(manifest, view)
    if not project.address:
        return
    kinds = {preview(entry): titles.kind(entry, view.content.labels) or view.content.handbook.subtitle for entry in catalogue.pages(view)}
    data = _data(view, PREVIEW, {"kinds": kinds})
    yield from (partial(_preview, renderer, view, data, kind) for kind in kinds)


def shared_tasks(project: Project, renderer: TypstRenderer) -> Iterator[Task]:
    """Yield the task that makes the icons, which all languages share."""
    view = next(iter(project.views.values()))
    data = _data(view, ICON, {"drawing": motif.file(view.palette, "mark"), "forms": FORMS})
    yield partial(_icons, renderer, data)


def _data(view: LocalizedHandbook, template: str, more: Mapping[str, Any]) -> Data:
    standing = {"language": view.language, "unread": view.unread, "outdated": False}
    every = {"content": typst_data.content(view), **standing, **typst_data.look(view.palette), **more}
    used = template_names.chosen(every, template_names.named(template))
    return typst_data.written(used | {"content": printed_texts.needed(template, used["content"])})


def _preview(renderer: TypstRenderer, view: LocalizedHandbook, data: Data, kind: str) -> tuple[Artifact]:
    picture = renderer.render(PREVIEW, data, of=kind, kind="png", ppi=INCH)
    return (Artifact(f"{kind}-{view.language}.png", f"{PREVIEW}-of-{kind}", view.language, picture, folder=FOLDER, is_listed=False),)


def _icons(renderer: TypstRenderer, data: Data) -> tuple[Artifact, ...]:
    made = {name: renderer.render(ICON, data, of=form, kind="png", ppi=pixels / POINTS * INCH) for name, (pixels, form) in ICONS.items()}
    small, pixels = made["icon-32"], ICONS["icon-32"][0]
    ico = struct.pack("<3H4B2H2I", *ICO_HEADER, pixels, pixels, 0, 0, 1, 32, len(small), ICO_OFFSET) + small
    files = [Artifact(f"{name}.png", name, "", content, folder=assets.LOOK, is_listed=False) for name, content in made.items()]
    return (*files, Artifact(ICO, ICO, "", ico, folder="", is_listed=False))


def manifest(view: LocalizedHandbook) -> tuple[Artifact]:
    """Return the list by which a device keeps a link on its first screen. It opens in the browser: a handbook is no program."""
    name = f"{assets.LOOK}/{MANIFEST}-{view.language}.webmanifest"
    edition, ground = view.content.handbook, view.palette.value("paper", "light")
    icons = [
        {
            "src": relative(f"{assets.LOOK}/{icon}.png", name),
            "sizes": "x".join([str(ICONS[icon][0])] * 2),
            "type": "image/png",
            "purpose": purpose,
        }
        for icon, purpose in PURPOSES.items()
    ]
    given = {
        "name": edition.title,
        "short_name": view.content.labels["footer-handbook"],
        "description": edition.subtitle,
        "lang": view.language,
        "dir": "ltr",
        "start_url": relative(view.prefix, name),
        "scope": relative(view.prefix, name),
        "display": "browser",
        "background_color": ground,
        "theme_color": view.palette.around or ground,
        "icons": icons,
    }
    content = json.dumps(given, ensure_ascii=False, indent=1).encode()
    return (Artifact(name.rpartition("/")[2], MANIFEST, view.language, content, folder=assets.LOOK, is_listed=False),)
