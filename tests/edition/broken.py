"""The shelf of broken editions: a good one of the sample's handbook about lamps, and what can go wrong with it, one fault in each."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests import sample

GOOD = {
    "edition.yml": 'code: reef\norganiser: outer\nbase: "0.9"\nlanguages: [fi, en]\n',
    "organisation.yml": "name: {fi: Riutta, en: Reef}\nfields:\n  - id: advice-phone\n    value: {fi: 000 000 001, en: 000 000 001}\n",
    "services.yml": "services:\n  - id: filling\n    local_note:\n      - {fi: Öljy on laiturilla., en: The oil is on the pier.}\n",
    "logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<title>Riutta</title>\n<path d="M0 0h9v9z"/>\n</svg>\n',
}
OWN = """services:
  - id: reef-boat
    group: around
    slug: {fi: vene, en: boat}
    name: {fi: Vene, en: Boat}
    summary: {fi: Vene vie lampun., en: A boat takes the lamp.}
    description: [{fi: Vene vie lampun., en: A boat takes the lamp.}]
    for_whom: [{fi: Hoitajalle., en: For the keeper.}]
    how: [{fi: Huuda., en: Call out.}]
    responsible: {fi: Riutta., en: The reef.}
"""

Change = Callable[[Path], object]
Edit = Mapping[str, str | tuple[str, str]]  # file -> its whole text, or what becomes what in it


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files of an edition."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _edition(**fields: str) -> dict[str, str]:
    """Return edition.yml with other values; an empty one is left out."""
    usual = {"code": "reef", "organiser": "outer", "base": '"0.9"', "languages": "[fi, en]"} | fields
    return {"edition.yml": "".join(f"{name}: {value}\n" for name, value in usual.items() if value)}


def _logo(inside: str, root: str = 'viewBox="0 0 9 9"', before: str = "") -> dict[str, str]:
    return {"logo.svg": f'{before}<svg xmlns="http://www.w3.org/2000/svg" {root}>\n<title>Riutta</title>\n{inside}\n</svg>\n'}


def _services(text: str) -> dict[str, str]:
    return {"services.yml": f"services:\n{text}"}


BROKEN: Mapping[str, Mapping[str, str]] = {
    # what the folder holds
    "misspelt-file": {"servises.yml": GOOD["services.yml"]},
    "file-like-no-other": {"palvelut.yml": GOOD["services.yml"]},
    "other-suffix": {"interfaces.yaml": "interfaces: []\n"},
    "file-of-nobody": {"memo.txt": "buy oil\n", "drafts/services.yml": GOOD["services.yml"]},
    "file-of-the-base": {"labels.yml": "menu: {fi: Valikko, en: Menu}\n"},
    "broken-yaml": {"organisation.yml": "name: {fi: Riutta, en: Reef\nsite: https://reef.example/\n"},
    "two-people": {"services.yml": "services:\n<<<<<<< ours\n  - id: filling\n=======\n  - id: keeping\n>>>>>>> theirs\n"},
    # edition.yml
    "no-facts": {"edition.yml": "official: true\n"},
    "misspelt-fact": _edition(languages="", langauges="[fi, en]"),
    "unknown-organiser": _edition(organiser="outre"),
    "other-version": _edition(base='"0.8"'),
    "unknown-language": _edition(languages="[fi, eng]"),
    "without-first-language": _edition(languages="[en]"),
    "language-twice": _edition(languages="[fi, en, fi]"),
    "no-language": _edition(languages="[]"),
    "bad-code": _edition(code="Reef!"),
    "code-of-national": _edition(code="oil"),
    "bad-official": _edition(official="kyllä"),
    "permission-of-nobody": _edition(permission="{date: 2999-01-01}"),
    "permission-of-before": _edition(permission="{by: Hoitaja, date: 2018-12-31}"),
    "not-optional": _edition(hidden="[guides/contact]"),
    "unknown-optional": _edition(hidden="[guides/urgent-hlep]"),
    "not-optional-bare": _edition(hidden="[contact]"),
    "optional-bare": _edition(hidden="[urgent-help]"),
    # the colours of edition.yml
    "colours": _edition(colours='\n  lake: {light: "#7fbcca", dark: "#0f4554", cmyk: [80, 80, 80, 80]}\n'
        '  heather: {light: "#22262b", dark: "#F0B48A", cmyk: [10, 20, 30, 40]}'),
    "no-colours": _edition(colours='\n  lake: {light: sininen, dark: "#8ccad8", cmyk: [80, 0, 110]}\n'
        '  haether: {light: "#8f3f63"}'),
    "colour-of-another-look-in-print": _edition(colours='\n  lake: {light: "#1f5a2e", dark: "#9fd3a8", cmyk: [0, 90, 80, 30]}\n'),
    "colour-cut-by-hash": _edition(colours="\n  heather: {light: #8f3f63}"),
    "colour-cut-by-hash-alone": _edition(colours="\n  heather:\n    light: #8f3f63\n    dark: #F0B48A\n    cmyk: [10, 20, 30, 40]"),
    "colour-too-short": _edition(colours='\n  heather: {light: "#152", dark: "#F0B48A", cmyk: [10, 20, 30, 40]}'),
    "colours-alike": _edition(colours='\n  lake: {light: "#1f5a2e", dark: "#9fd3a8", cmyk: [80, 0, 80, 50]}\n'
        '  heather: {light: "#1f5a2e", dark: "#9fd2a9", cmyk: [80, 0, 80, 45]}'),
    "colour-of-the-other": _edition(colours='\n  lake: {light: "#8f3f63", dark: "#dc9db8", cmyk: [5, 80, 0, 50]}'),
    # what is national
    "national-text": _services("  - id: filling\n    name: {fi: Täyttö, en: Refill}\n"),
    "national-list": {"services.yml": "title: {fi: Meidän, en: Ours}\ngroups:\n  - id: around\n    name: {fi: Meidän, en: Ours}\n"},
    "national-label": {"organisation.yml": "fields:\n  - id: advice-phone\n    empty: {fi: Ei ole, en: None}\n"},
    # entries
    "misspelt-field": _services("  - id: filling\n    local_notes:\n      - {fi: Öljy., en: Oil.}\n"),
    "misspelt-id": _services("  - id: fillign\n    local_note:\n      - {fi: Öljy., en: Oil.}\n"),
    "neither-known-nor-own": _services("  - id: neighbour-boat\n    local_note:\n      - {fi: Öljy., en: Oil.}\n"),
    "id-of-other-file": {
        **_services("  - id: harbour\n    local_contact: {fi: Kilta, en: Guild}\n  - id: advice-phone\n"),
        "interfaces.yml": "interfaces:\n  - id: filling\n",
    },
    "language-of-no-handbook": _services("  - id: filling\n    local_note: [{fi: Öljy., en: Oil., se: Olja.}]\n"),
    "unknown-field-id": {"organisation.yml": "fields:\n  - id: advise-phone\n    value: {fi: 000 000 001, en: 000 000 001}\n"},
    "no-id": _services("  - local_note:\n      - {fi: Öljy., en: Oil.}\n"),
    "id-of-many-words": _services("  - id: [filling]\n"),
    "id-twice": _services("  - id: filling\n  - id: keeping\n  - id: filling\n"),
    "field-twice": _services("  - id: filling\n    local_note: [{fi: A., en: A.}]\n    local_note: [{fi: B., en: B.}]\n"),
    "text-for-list": {"services.yml": "services: filling\n"},
    "text-for-entry": _services("  - filling\n"),
    "nothing": {"services.yml": "services:\n", "organisation.yml": "name:\n", "interfaces.yml": ""},
    "list-for-file": {"services.yml": "- id: filling\n"},
    # values
    "missing-language": _services("  - id: filling\n    local_note:\n      - {fi: Öljy on laiturilla.}\n"),
    "language-left-out": _edition(languages="[fi]"),
    "text-for-texts": _services("  - id: filling\n    local_note: Öljy on laiturilla.\n"),
    "bad-address": _services("  - id: filling\n    local_url: {fi: reef.example, en: https://reef.example}\n"),
    "bad-site": {"organisation.yml": "site: https://reef.example/?page=1\nlocal_check: 1.2.2026\n"},
    "cut-by-hash": _services("  - id: filling\n    local_contact:\n      fi: laituri # 1\n      en: pier\n"),
    "cut-by-comma": {
        **_services("  - id: filling\n    local_note: [{fi: Tule, jos haluat., en: Come if you want.}]\n  - {id: keeping, with oil}\n"),
        "organisation.yml": "name: {fi: Riutta, Luoto, en: Reef}\nsite: #reef\n",
    },
    # a service of its own
    "own-incomplete": _services("  - id: reef-boat\n    name: {fi: Vene, en: Boat}\n"),
    "own-twice": {"services.yml": OWN + OWN.removeprefix("services:\n")},
    "own-in-no-group": {"services.yml": OWN.replace("group: around", "group: aruond")},
    "own-at-the-address-of-another": {"services.yml": OWN.replace("en: boat", "en: filling")},
    "own-from-the-brochure": {"services.yml": f"{OWN}    brochure_name: {{fi: Soutu, en: Rowing}}\n"},
    "own-reviewed": {"services.yml": f"{OWN}    reviewed: {{by: {{fi: Päällikkö, en: The chief}}, date: 2020-02-02}}\n"},
    # the logo
    "logo-script": _logo("<script>alert(1)</script>"),
    "logo-handler": _logo('<path d="M0 0h9v9z" onclick="alert(1)"/>'),
    "logo-outside": _logo('<image href="https://reef.example/x.png"/>\n<use href="https://reef.example/x.svg#a"/>\n<path style="fill:url(https://reef.example/x)"/>'),
    "logo-doctype": _logo("", before='<!DOCTYPE svg [<!ENTITY a "b">]>\n'),
    "logo-broken": {"logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<title>Riutta</svg>\n'},
    "logo-no-svg": {"logo.svg": "<html><title>Riutta</title></html>\n"},
    "logo-without-size": _logo("", root=""),
    "logo-without-title": {"logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<path d="M0 0h9v9z"/>\n</svg>\n'},
    "logo-of-inkscape": _logo(
        '<sodipodi:namedview id="a"/>\n<metadata><rdf:RDF/></metadata>\n<g inkscape:label="Layer 1"><path d="M0 0h9v9z"/></g>',
        root="".join(f'xmlns:{name}="http://example.org/{name}" ' for name in ("inkscape", "sodipodi", "rdf")) + 'viewBox="0 0 9 9"',
    ),
    "logo-encoding": _logo('<path d="M0 0h9v9z"/>', before='<?xml version="1.0" encoding="ISO-8859-1"?>\n<!-- Ää -->\n'),
    "logo-deep": _logo("<g>" * 3000 + '<path d="M0 0h9v9z"/>' + "</g>" * 3000),
    "logo-empty": _logo('<defs><path id="a" d="M0 0h9v9z"/></defs>'),
    "logo-loop": _logo('<g id="a">\n<path d="M0 0h9v9z"/>\n<use href="#b"/>\n</g>\n<g id="b"><use href="#a"/></g>'),
    "logo-bad-path": _logo('<path fill="#000" d="M0 0 Q banana"/>\n<path d="L1 1"/>\n<path d="M1 1 2"/>'),
    "logo-box-of-nothing": _logo('<path d="M0 0h9v9z"/>', root='viewBox="0 0 0 0"'),
    "logo-box-of-words": _logo('<path d="M0 0h9v9z"/>', root='viewBox="0 0 nan inf"'),
    "logo-box-without-end": _logo('<path d="M0 0h9v9z"/>', root='viewBox="0 0 1e9 1"'),
    "logo-large": _logo(f"<!-- {'x' * 60_000} -->"),
    # the record of the national texts
    "record-of-two-people": {"base.lock": '{\n "version": "0.9",\n<<<<<<< ours\n "fields": []\n=======\n>>>>>>> theirs\n}\n'},
    "record-of-nothing": {"base.lock": '{"version": "0.9"}\n'},
    # all at once
    "many": {
        **_edition(organiser="outre", base='"0.8"'),
        "organisation.yml": "nmae: {fi: Riutta, en: Reef}\n",
        **_services("  - id: filling\n    summary: {fi: Öljy., en: Oil.}\n  - id: fillign\n"),
        **_logo("<script/>"),
    },
}  # fmt: skip


def base_fault(content: Path) -> None:
    """Break the base as well: what is told of it stands among what is told of the edition."""
    sample.edit(content, "services.yml", sample.replaced("group: middle", "group: midle"))


def base_filled(content: Path) -> None:
    """Write local details into the base."""
    sample.edit(content, "organisation.yml", lambda text: "name: {fi: Muu, en: Other}\n" + text)


def optional_guide(content: Path) -> None:
    """Let editions leave out a guide of the base."""
    sample.edit(content, "guides.yml", sample.replaced("  - id: urgent-help\n", "  - id: urgent-help\n    optional: true\n"))


def service_of_the_base(content: Path) -> None:
    """Add a service to the base whose id begins as the code of an edition might."""
    sample.edit(content, "services.yml", lambda text: text.rstrip("\n") + "\n" + OWN.partition("\n")[2].replace("reef-boat", "oil-boat"))


BASE: Mapping[str, Change] = {  # cases in which the base is changed too
    "many": base_fault,
    "filled-base": base_filled,
    "not-optional": optional_guide,
    "code-of-national": service_of_the_base,
    "not-optional-bare": optional_guide,
    "optional-bare": optional_guide,
    "unknown-optional": optional_guide,
}
CASES = tuple(sorted({*BROKEN, *BASE, "no-folder", "no-facts-file"}))
