"""What editors ordinarily do to the real content: functions that do it in a content folder, alone or one after the other."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

Act = Callable[[Path], None]

SERVICE = r"^  - id: home-care\n"
SOURCE = """\
  - id: new-page
    type: page
    title: {fi: Uusi sivu, en: New page}
    publisher: {fi: Julkaisija, en: Publisher}
    url: https://www.uusi-osoite.fi/sivu
    seen: 2026-11-24
"""
ACT = """\
  - id: act-1-2099
    type: act
    title: {fi: keksitty laki, en: Invented Act}
    number: 1/2099
    publisher: {fi: Suomen säädöskokoelma, en: Statutes of Finland}
    seen: 2026-11-24
    read: copy
    sections: ["1"]
"""
REVIEW = "    reviewed:\n      by: {fi: Erkki Esimerkki, en: Erkki Esimerkki}\n      date: 2026-11-25\n"
# each partner is in an objective, in a task or a question, and on a card; nothing else has to be touched for a new one
PARTNER = """\
  - id: new-partner
    group: {group}
    slug: {{fi: uusi-kumppani, en: new-partner}}
    name: {{fi: Uusi kumppani, en: New partner}}
    summary: {{fi: Kumppani keksittiin kokeeksi., en: The partner was invented for a test.}}
    description: [{{fi: Se auttaa., en: It helps.}}]
    for_whom: [{{fi: Aikuisille., en: For adults.}}]
    how: [{{fi: Soita sinne., en: Call them.}}]
    responsible: {{fi: Kumppani, en: The partner}}
    does: {{fi: Auttaa., en: Helps.}}
    together: {{fi: Kumppani voi tehdä lastensuojeluilmoituksen., en: The partner may make a child welfare notification.}}
    sources: [act-417-2007]
    checked: 2026-11-24
"""


def edit(content: Path, name: str, pattern: str, new: str) -> None:
    """Replace the first match of a pattern, which stands in the file."""
    file = content / name
    text, count = re.subn(pattern, new, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count, (name, pattern)
    file.write_text(text, encoding="utf-8")


def an_expert_reviews_a_service(content: Path) -> None:
    edit(content, "services.yml", SERVICE, rf"\g<0>{REVIEW}")


def a_source_on_a_new_host_is_cited_and_named(content: Path) -> None:
    edit(content, "sources.yml", r"^sources:\n", rf"\g<0>{SOURCE}")
    edit(content, "values.yml", r"^summary:\n  fi: ", r"\g<0>uusi-osoite.fi ")
    edit(content, "services.yml", r"^    sources: \[", r"\g<0>new-page, ")


def an_act_is_read_and_a_section_of_it_printed(content: Path) -> None:
    edit(content, "sources.yml", r"^sources:\n", rf"\g<0>{ACT}")
    edit(content, "services.yml", rf"{SERVICE}(?:.*\n)*?    law:\n", '\\g<0>      - act: act-1-2099\n        sections: ["1"]\n')
    edit(content, "services.yml", rf"{SERVICE}(?:.*\n)*?    sources: \[", r"\g<0>act-1-2099, ")


def a_day_of_check_is_later_than_the_edition(content: Path) -> None:
    edit(content, "handbook.yml", r"^date: .*", "date: 2026-01-01")


def an_optional_field_is_filled_once(content: Path) -> None:
    edit(content, "services.yml", r"^  - id: mobility-support\n", "\\g<0>    label: {fi: Liikkuminen, en: Mobility}\n")


def an_optional_text_is_removed(content: Path) -> None:
    edit(content, "values.yml", r"^    (?:explanation|principle):\n(?:      .*\n)+", "")


def a_summary_is_reworded(content: Path) -> None:
    """With the search terms of which nothing is left in the text removed, as the check says."""
    for term in ("elämänalue, elämänalueet", "areas of life"):
        edit(content, "needs.yml", rf"^(  \w+: \[.*), {term}", r"\g<1>")
    edit(
        content,
        "services.yml",
        rf"({SERVICE}(?:.*\n)*?    summary:\n      fi: ).*\n      en: .*",
        r"\g<1>Apua kotiin.\n      en: Help at home.",
    )
    edit(content, "needs.yml", r"(^summary:\n  fi: ).*\n  en: .*", r"\g<1>Arki on monenlaista.\n  en: Everyday life is of many kinds.")


def a_label_is_reworded(content: Path) -> None:
    edit(content, "labels.yml", r"^action-skip: .*", "action-skip: {fi: Hyppää tekstiin, en: Jump to the text}")


def a_service_is_renamed(content: Path) -> None:
    edit(
        content,
        "services.yml",
        rf"({SERVICE}(?:.*\n)*?    name:\n      fi: ).*\n      en: .*",
        r"\g<1>Kotipuuhapalvelu\n      en: Homechoring",
    )


def a_page_gets_another_address(content: Path) -> None:
    """With the former address beside the new one, as the check says."""
    edit(
        content,
        "services.yml",
        rf"({SERVICE}(?:.*\n)*?    )slug:\n      fi: (.*)\n      en: (.*)",
        r"\g<1>former_slugs: {fi: [\g<2>], en: [\g<3>]}\n    slug:\n      fi: kotipuuha\n      en: homechoring",
    )


def a_partner_is_added(content: Path) -> None:
    group = re.search(r"^    group: (.*)", (content / "interfaces.yml").read_text(encoding="utf-8"), re.MULTILINE)[1]
    edit(content, "interfaces.yml", r"^interfaces:\n", rf"\g<0>{PARTNER.format(group=group)}")
    edit(content, "partner-cards.yml", r"^    interfaces: \[", r"\g<0>new-partner, ")
    edit(content, "training/m5-interfaces.yml", r"^    covers:\n", r"\g<0>      - interfaces/new-partner\n")
    edit(content, "training/m5-interfaces.yml", r"^    rests_on:\n", r"\g<0>      - interfaces/new-partner\n")


def a_task_and_a_question_of_the_training_change(content: Path) -> None:
    edit(content, "training/m1-what.yml", r"^tasks:\n", TASK)
    edit(
        content,
        "training/m2-values.yml",
        r"(^    stem:\n      fi: ).*\n      en: .*",
        r"\g<1>Mikä arvo on tässä?\n      en: Which value is it?",
    )


TASK = """\
\\g<0>  - id: m1-new-task
    week: 1
    objective: m1-aim
    text: {fi: Käy tutustumassa taloon., en: Look round the house.}
    rests_on: [sections/introduction]
"""


def a_term_and_an_open_question_are_added(content: Path) -> None:
    edit(content, "glossary.yml", r"^terms:\n", TERM)
    edit(content, "open-questions.yml", r"^questions:\n", QUESTION)
    edit(content, "services.yml", r"^    open: \[", r"\g<0>new-question, ")


TERM = """\
\\g<0>  - id: new-term
    term: {fi: koesana, en: trial word}
    definition: {fi: Keksitty sana., en: A word that does not exist.}
    translation_source: {fi: oma, en: our own}
"""
QUESTION = """\
\\g<0>  - id: new-question
    title: {fi: Uusi kysymys, en: A new question}
    question: {fi: Onko näin?, en: Is it so?}
    where: {fi: Kysy Kelasta., en: Ask Kela.}
"""


def a_change_comes_into_force(content: Path) -> None:
    edit(content, "changes.yml", r"^changes:\n", CHANGE)


CHANGE = """\
\\g<0>  - id: new-change
    date: 2027-01-01
    title: {fi: Uusi muutos, en: A new change}
    text: {fi: Jokin muuttui., en: Something changed.}
    consequence: {fi: Tarkista asia., en: Check it.}
    topic: income
    touches: [services/home-care]
    sources: [act-1301-2014]
    checked: 2026-11-24
"""


def an_organisation_fills_in_its_own_details(content: Path) -> None:
    """In the file of the base, as before there were editions, with the number of one telephone."""
    own = "name: {fi: Koealueen hyvinvointialue, en: Wellbeing services county of Testland}\n"
    own += "site: https://kasikirja.example.org\nlocal_check: 2026-11-24\n"
    edit(content, "organisation.yml", r"^fields:", rf"{own}\g<0>")
    file = content / "organisation.yml"
    value = '    value: {fi: "012 345 678", en: "012 345 678"}\n'
    link = "    url: {fi: https://example.org/fi, en: https://example.org/en}\n"
    head, *fields = re.split(r"^(?=  - id: )", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    filled = [field.rstrip("\n") + "\n" + (value if "- id: emergency-phone" in field else link) for field in fields]
    file.write_text(head + "".join(filled), encoding="utf-8")


def a_chapter_is_added(content: Path) -> None:
    """A file of its own, a place in the menu and one in the brochure."""
    (content / "chapters/new-chapter.yml").write_text(CHAPTER, encoding="utf-8")
    edit(content, "handbook.yml", r"^    pages: \[", r"\g<0>sections/new-chapter, ")
    edit(content, "brochure.yml", r"^chapters: \[", r"\g<0>new-chapter, ")


CHAPTER = """\
title: {fi: Uusi luku, en: A new chapter}
slug: {fi: uusi-luku, en: new-chapter}
summary: {fi: Luku keksittiin kokeeksi., en: The chapter was invented for a test.}
paragraphs: [{fi: Luvun kappale., en: A paragraph of the chapter.}]
parts:
  - id: part
    title: {fi: Luvun osa, en: A part of the chapter}
    items: [{fi: Osan kohta., en: An item of the part.}]
"""


def a_page_in_markdown_is_written(content: Path) -> None:
    """In both languages, with a place in the menu, a link to the handbook and a figure of it."""
    group = re.search(r"^navigation:\n  - id: (.*)", (content / "handbook.yml").read_text(encoding="utf-8"), re.MULTILINE)[1]
    docs = content.parent / "docs"
    docs.mkdir(exist_ok=True)
    for name, title, link in (("oma-ohje.md", "Näin toimimme", "Palvelut"), ("oma-ohje.en.md", "How we work here", "Services")):
        text = f'# {title}\n\n[{link}](sections/services.md)\n\n{{{{ fragment("figures/process") }}}}\n'
        (docs / name).write_text(f"---\ngroup: {group}\n---\n{text}", encoding="utf-8")


ACTS: Mapping[str, Act] = {
    act.__name__: act
    for act in (
        an_expert_reviews_a_service,
        a_source_on_a_new_host_is_cited_and_named,
        an_act_is_read_and_a_section_of_it_printed,
        a_day_of_check_is_later_than_the_edition,
        an_optional_field_is_filled_once,
        an_optional_text_is_removed,
        a_summary_is_reworded,
        a_label_is_reworded,
        a_service_is_renamed,
        a_page_gets_another_address,
        a_partner_is_added,
        a_chapter_is_added,
        a_page_in_markdown_is_written,
        a_task_and_a_question_of_the_training_change,
        a_term_and_an_open_question_are_added,
        a_change_comes_into_force,
        an_organisation_fills_in_its_own_details,
    )
}
