"""Sections of acts: only numbers that were read in the law, wherever they are printed.

The table is kept by hand, apart from the content. A new number goes in when somebody has read it in the act, and not before.
"""

import re
from collections.abc import Iterator

import pytest

from macros.content.models import Law, OpenQuestion
from macros.content.rules import Violation, files, section_of_unread_act, walk
from macros.content.types import PerLanguage, Reference

# The wording was read: in the Statutes of Finland as enacted (up to 21 February 2025), or in a copy fetched on 17 August 2026.
READ = {
    "189/2001": "13 a",
    "48/2026": "3, 10, 27, 55",
    "306/2019": "12",
    "381/2023": "4, 6, 7, 11, 15",
    "417/2007": "6, 25, 25 a, 25 c, 26, 27, 75",
    "434/2003": "44, 45, 49 c",
    "442/1999": "8, 12, 84, 91",
    "526/2026": "1, 20",
    "530/2025": "3, 31",
    "612/2021": "5, 6, 7, 10, 12",
    "652/2023": "7:9, 8:1, 10:4",
    "675/2023": "2",
    "681/2023": "5, 13, 14, 16, 20, 22, 23, 24, 50",
    "703/2023": "3, 4, 6, 9, 10, 11, 17, 19, 20, 37, 38, 39, 41, 42, 43, 44, 45, 53, 55, 56, 58, 64",
    "705/2007": "7:3, 7:5",
    "734/1992": "4",
    "739/2023": "2, 5, 8",
    "741/2023": "23, 26, 27, 29, 33",
    "767/2005": "4:7",
    "812/2000": "4, 5, 8, 9, 23, 23 a",
    "813/2017": "8",
    "817/2015": "4, 7, 8, 9",
    "980/2012": "3, 25",
    "1133/2002": "2, 7 a, 7 b, 9",
    "1301/2014": "3, 6, 7, 7 a, 12, 14, 15, 16, 17, 18 a, 19, 19 a, 21, 21 a, 21 b, 21 c, 23, 24, 24 a, 24 b, 25, 25 a, 28, 29, 29 a, "
    "33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 46 c, 50, 51, 57",
    "1301/2021": "16",
    "1412/1997": "4, 7, 7 c, 8, 14, 14 a, 14 b, 14 c, 14 d, 14 e, 15, 18 a, 24",
    # known as acts, none of their sections read for printing
    "95/2026": "",
    "221/2022": "",
    "380/2023": "",
    "519/1977": "",
    "606/2024": "",
    "611/2021": "",
    "676/2023": "",
    "778/2019": "",
    "790/2022": "",
    "1036/2022": "",
    "1133/2023": "",
    "1280/2022": "",
    "1283/2023": "",
    "1290/2002": "",
}
SECTIONS = {number: frozenset(filter(None, sections.split(", "))) for number, sections in READ.items()}

NUMBER = r"\d+(?::\d+)?(?: [a-h]\b)?"
RUN = rf"(?<![\d/]){NUMBER}(?:(?:, | ja | tai | and | or | to |–|-){NUMBER})*"
PRINTED = re.compile(rf"({RUN})\.? ?§|§+ ?({RUN})|\b[Ss]ections? ({RUN})|\b[Pp]ykäl\w* ({RUN})|({RUN})\.? pykäl")


def printed(text: str) -> set[str]:
    """The section numbers that stand in a text, in Finnish or English. Of a range, both ends."""
    return {number for match in PRINTED.finditer(text) for run in match.groups() if run for number in re.findall(NUMBER, run)}


def act_numbers(handbook) -> dict[str, str]:
    return {source.id: source.number for source in handbook.sources.sources if source.type == "act"}


def laws(handbook) -> Iterator[tuple[str, Law]]:
    for stem, content in files(handbook):
        for path, value in walk(content):
            if isinstance(value, Law):
                yield f"{stem}: {path}", value


def texts(handbook) -> Iterator[tuple[str, str, set[str]]]:
    """Every text with its place and the ids of the acts that it can be about: those of the nearest group that names sources or a law."""
    for stem, content in files(handbook):
        about: dict[tuple, set[str]] = {}
        for path, value in walk(content):
            if own := acts_of(value):
                about[path] = own
            if isinstance(value, PerLanguage):
                near = next((about[path[:n]] for n in range(len(path), -1, -1) if path[:n] in about), set())
                for language, words in value.items():
                    for text in (words,) if isinstance(words, str) else words:
                        yield f"{stem}: {path} {language}", text, near


def acts_of(value) -> set[str]:
    if isinstance(value, (Law, OpenQuestion)):
        return {value.act.id} if value.act else set()
    sources = {source.id for source in getattr(value, "sources", ()) if isinstance(source, Reference)}
    return sources | {law.act.id for law in getattr(value, "law", ())}


def test_every_act_is_in_the_table_under_its_number(handbook):
    for key, number in act_numbers(handbook).items():
        assert number in SECTIONS, key
        assert key in {kind + number.replace("/", "-") for kind in ("act-", "decree-")}


def test_a_law_names_only_sections_that_were_read(handbook):
    numbers = act_numbers(handbook)
    for place, law in laws(handbook):
        assert law.act.id in numbers, place
        unread = set(law.sections) - SECTIONS[numbers[law.act.id]]
        assert not unread, f"{place}: {numbers[law.act.id]}, {sorted(unread)}"


def test_an_act_whose_sections_were_read_says_how(handbook):
    for source in handbook.sources.sources:
        if source.type == "act" and SECTIONS[source.number]:
            assert source.read, source.id
        assert not source.read or source.type == "act", source.id


def test_a_section_of_an_act_that_nobody_read_is_told_with_its_place(handbook):
    assert list(section_of_unread_act(handbook)) == []
    sources = tuple(
        source.model_copy(update={"read": None}) if source.number == "381/2023" else source for source in handbook.sources.sources
    )
    forgotten = handbook.model_copy(update={"sources": handbook.sources.model_copy(update={"sources": sources})})
    told = list(section_of_unread_act(forgotten))
    laws_of_it = [place for place, law in laws(handbook) if law.act.id == "act-381-2023" and law.sections]
    assert [f"{one.file}: {one.path[:-1]}" for one in told] == laws_of_it
    assert told[0] == Violation(told[0].file, (*told[0].path[:-1], "sections"), "section-of-unread-act", {"id": "act-381-2023"})


def test_a_text_prints_only_sections_that_were_read(handbook):
    numbers = act_numbers(handbook)
    for place, text, acts in texts(handbook):
        read = frozenset().union(*(SECTIONS[numbers[act]] for act in acts if act in numbers))
        assert printed(text) <= read, f"{place}: {text}"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Päätös tehdään 45 §:n mukaan.", {"45"}),
        ("Katso 7 a, 24 b ja 46 c §.", {"7 a", "24 b", "46 c"}),
        ("Häädöstä ilmoitetaan (7:3 §).", {"7:3"}),
        ("Pykälä 21 b on uusi, ja 36. pykälä on ennallaan.", {"21 b", "36"}),
        ("See section 21 a and sections 50 and 51.", {"21 a", "50", "51"}),
        ("Under section 5 a decision is made in sections 4–6.", {"5 a", "4", "6"}),
        ("§ 12 and §§ 34, 35", {"12", "34", "35"}),
        ("Sitä valvoo Traficom (laki 306/2019, 12 §).", {"12"}),
        ("Voimassa 1.1.2023 alkaen, 18–64-vuotiaille, 112.", set()),
    ],
)
def test_a_printed_section_is_seen(text, numbers):
    assert printed(text) == numbers
