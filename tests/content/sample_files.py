"""A small handbook for the tests of loading: two files, and one broken version of them for each thing that can go wrong."""

from pathlib import Path
from typing import Annotated, ClassVar

from macros.content.types.base import Model
from macros.content.types.references import AnyRef, Reference, To
from macros.content.types.scalars import Age, Boolean, Date, HttpUrl, Id, PlainText
from macros.content.types.texts import Slug, Text

LANGUAGES = """\
languages:
  - code: fi
    name: Suomi
  - code: en
    name: English
"""
GOOD = """\
# Palvelut. / Services.
services:
  - id: home-care
    name:
      fi: Kotihoito
      en: Home care
    slug:
      fi: kotihoito
      en: home-care
    related: [communal-housing]
  - id: communal-housing
    name:
      fi: Yhteisöllinen asuminen
      en: Communal housing
    slug:
      fi: yhteisollinen-asuminen
      en: communal-housing
    checked: 2026-11-24
    age: 18
    hub: false
    site: https://example.org/
    notes:
      - fi: Ensimmäinen huomautus.
        en: The first note.
"""
GLYPHS = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA1, 0x180), 0x2013, 0x2019, 0x201D, 0x201C]))


class Language(Model):
    code: PlainText
    name: PlainText


class Languages(Model):
    languages: tuple[Language, ...]


class Service(Model):
    kind: ClassVar[str] = "services"
    id: Id
    name: Text
    slug: Slug
    related: tuple[Annotated[Reference, To("services")], ...] = ()
    checked: Date | None = None
    age: Age | None = None
    hub: Boolean = False
    site: HttpUrl | None = None
    notes: tuple[Text, ...] = ()
    see: tuple[AnyRef, ...] = ()


class Services(Model):
    services: tuple[Service, ...]


class Shelf(Model):
    handbook: Languages
    services: Services


def change(old: str, new: str) -> bytes:
    """The good file with one place changed."""
    assert GOOD.count(old) >= 1, old
    return GOOD.replace(old, new, 1).encode()


BROKEN: dict[str, bytes] = {
    "missing-language": change("      en: Home care\n", ""),
    "empty-text": change("fi: Kotihoito", 'fi: "  "'),
    "nothing": change("en: Home care", "en: ~"),
    "unknown-field": change("    related: [communal-housing]\n", "    related: [communal-housing]\n    colour: blue\n"),
    "typo-of-a-field": change("    slug:\n", "    slugg:\n"),
    "typo-of-a-language": change("      en: Home care", "      eng: Home care"),
    "list-expected": change("[communal-housing]", "communal-housing"),
    "fields-expected": change("name:\n      fi: Kotihoito\n      en: Home care", "name: Kotihoito"),
    "text-expected": change("fi: Kotihoito", "fi: [Kotihoito]"),
    "bad-id": change("id: home-care", "id: Home Care"),
    "bad-slug": change("fi: kotihoito", "fi: kotihöitö"),
    "bad-web": change("https://example.org/", "javascript:alert(1)"),
    "bad-web-userinfo": change("https://example.org/", "https://kela.fi@example.org/"),
    "bad-web-look-alike": change("https://example.org/", "https://k\u0435la.fi/"),
    "wrong-kind": change("    age: 18\n", "    see: [service/home-care]\n    age: 18\n"),
    "no-kind": change("    age: 18\n", "    see: [http://home-care]\n    age: 18\n"),
    "future-day": change("2026-11-24", "2062-11-24"),
    "early-day": change("2026-11-24", "0026-11-24"),
    "number-too-large": change("age: 18", "age: 999999999999"),
    "long-id": change("id: home-care", f"id: {'home-' * 1000}care"),
    "long-text": change("Home care", "Home care " * 300),
    "sign-by-number": change("fi: Kotihoito", r'fi: "Koti\u202Ehoito"'),
    "sign-by-number-in-a-reference": change("[communal-housing]", r'["\u001B[31mred"]'),
    "conflict-indented": change("      en: Home care\n", "      <<<<<<< HEAD\n      en: Home care\n      =======\n      en: Home help\n"),
    "conflict-with-the-base": change("      en: Home care\n", "||||||| 1a2b3c4\n      en: Home care\n=======\n"),
    "conflict-half-mended": change("      en: Home care\n", "      en: Home care\n=======\n"),
    "conflict-in-a-folded-text": change("Home care", "Home care >>>>>>> other name"),
    "conflict-in-quotes": change("fi: Kotihoito", 'fi: "Koti\n<<<<<<< HEAD\n  hoito"'),
    "conflict-with-long-marks": change("      en: Home care\n", "      en: Home care\n>>>>>>>>>> other\n"),
    "conflict": change("      en: Home care\n", "<<<<<<< HEAD\n      en: Home care\n=======\n      en: Home help\n>>>>>>> other\n"),
    "no-blank": change("fi: Kotihoito", "fi:Kotihoito"),
    "no-blank-at-the-end": change("en: Home care", "en:Home care"),
    "no-blank-deeper": change("      en: Home care\n", "        en:Home care\n"),
    "no-blank-before-deeper": change("      fi: Kotihoito\n      en: Home care\n", "      fi:Kotihoito\n        en: Home care\n"),
    "no-blank-in-brackets": change("name:\n      fi: Kotihoito\n      en: Home care\n", "name: {fi: Kotihoito, en:Home care}\n"),
    "no-blank-before-quotes": change("fi: Kotihoito", 'fi:"Kotihoito: apua"'),
    "no-blank-before-brackets": change("related: [", "related:["),
    "no-blank-in-an-entry": change("- id: home-care", "- id:home-care"),
    "no-blank-before-a-colon": change("fi: Kotihoito", "fi:Kotihoito: apua"),
    "no-blank-after-hyphen": change("- id: communal", "-id: communal"),
    "blank-before-the-colon": change("fi: Kotihoito", "fi :Kotihoito"),
    "colon-of-another-alphabet": change("fi: Kotihoito", "fi：Kotihoito"),
    "no-colon": change("fi: Kotihoito", "fi Kotihoito"),
    "no-colon-at-the-end": change("en: Home care", "en; Home care"),
    "deeper-than-the-line-above": change("      en: Home care", "        en: Home care"),
    "no-blank-alone": change("      fi: Kotihoito\n      en: Home care\n", "      fi:Kotihoito\n"),
    "unclosed-bracket": change("[communal-housing]", "[communal-housing"),
    "the-same-often": GOOD.encode() + b"      - fi: Huomautus.\n" * 25,
    "root-is-a-list": b"- " + GOOD.partition("services:")[0].encode() + b"\n- x\n",
    "bad-day": change("2026-11-24", "24.11.2026"),
    "impossible-day": change("2026-11-24", "2026-02-30"),
    "bad-number": change("age: 18", "age: 1_000"),
    "bad-flag": change("hub: false", "hub: no"),
    "duplicate-key": change("      en: Home care\n", "      en: Home care\n      en: Home help\n"),
    "duplicate-id": change("id: communal-housing", "id: home-care"),
    "dangling-reference": change("[communal-housing]", "[comunal-housing]"),
    "glyph": change("Yhteisöllinen asuminen", "Yhteisöllinen → asuminen"),
    "letter": change("Yhteisöllinen asuminen", "Yhteisöllinen asuminen (ትግርኛ)"),
    "hash": change("Home care", "Home care #1 in town"),
    "colon": change("Kotihoito", "Kotihoito: apua arkeen"),
    "tab": change("      en: Home care", "\ten: Home care"),
    "no-break-space": change("Home care", "Home\u00a0care"),
    "no-break-space-as-indent": change("      en: Home care", "\u00a0     en: Home care"),
    "smart-quotes": change("Kotihoito", "”Kotihoito"),
    "smart-and-straight-quotes": change("Kotihoito", '”Kotihoito"'),
    "soft-hyphen": change("Kotihoito", "Koti\u00adhoito"),
    "zero-width-space": change("Home care", "Home\u200bcare"),
    "control-character": change("Home care", "Home\x07care"),
    "anchor": change("Kotihoito", "&koti Kotihoito"),
    "alias": change("Kotihoito", "*Kotihoito* auttaa"),
    "tag": change("Home care", "!!python/object/apply:os.system ['true']"),
    "unclosed-quote": change("Kotihoito", '"Kotihoito'),
    "unclosed-quote-before-another": change("fi: Kotihoito\n      en: Home care", 'fi: "Kotihoito\n      en: "Home care"'),
    "percent-start": change("Kotihoito", "%Kotihoito"),
    "hyphen-start": change("Kotihoito", "- Kotihoito"),
    "second-document": GOOD.encode() + b"---\nservices: []\n",
    "wrong-indent": change("    related:", "   related:"),
    "deep": change("[communal-housing]", "[" * 40 + "]" * 40),
    "huge": GOOD.encode() + b"# " + b"x" * 1_000_000,
    "empty-file": b"",
    "only-a-comment": b"# nothing\n",
    "latin-1": GOOD.encode("latin-1"),
    "many": change("      en: Home care\n", "")
    .replace(b"[communal-housing]", b"[x]")
    .replace(b"age: 18", b"age: x")
    .replace(b"hub: false", b"hub:"),
    "crlf-and-bom": b"\xef\xbb\xbf" + change("      en: Home care\n", "").replace(b"\n", b"\r\n"),
}
ACCEPTED: dict[str, bytes] = {
    "good": GOOD.encode(),
    "bom": b"\xef\xbb\xbf" + GOOD.encode(),
    "crlf": GOOD.replace("\n", "\r\n").encode(),
    "quoted": change("Kotihoito", '"Kotihoito: #1"'),
    "block-text": change("en: Home care", "en: >\n        Home\n        care"),
    "guesses-of-yaml": change("en: Home care", "en: no"),
    "finnish-quotes-around": change("Kotihoito", "”Kotihoito”"),
    "note-behind-a-text": change("Kotihoito", "Kotihoito  # as in the brochure"),
    "folded-before-a-colon": change("Home care", "Home care and the like, as of\n        ry:n kanssa"),
    "list-without-indentation": change("    related: [communal-housing]", "    related:\n    - communal-housing"),
    "tags-of-yaml": change("Kotihoito", "!!str Kotihoito"),
    "start-and-end-of-a-document": b"%YAML 1.2\n---\n" + GOOD.encode() + b"...\n",
    "escapes": change("Kotihoito", r'"\u201dKoti\u201d ja \\n\\\"hoito\\\""'),
    "folded-in-quotes": change("Home care", '"Home\n\n        care\\\n        \\ at home"'),
    "ruler-in-a-comment": change("    related:", "    # ======= related =======\n    related:"),
    "finnish-quotes-inside": change("Kotihoito", "Koti on ”oma” paikka"),
}


def shelve(folder: Path, services: bytes) -> Path:
    """Writes both files and gives the content folder."""
    content = folder / "content-data"
    content.mkdir()
    (content / "handbook.yml").write_text(LANGUAGES, encoding="utf-8")
    (content / "services.yml").write_bytes(services)
    return content
