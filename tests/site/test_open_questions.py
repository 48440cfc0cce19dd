"""What nobody could check, and until when each act was read: told on a page of its own, and at the foot of the pages it concerns."""

import html as entities
import re

import pytest

from macros.data.handbook_json import export
from macros.site.page_renderer import PageRenderer, relative

QUESTIONS = "sections/open-questions"


@pytest.fixture(scope="module")
def renderer(loaded_project):
    return {language: PageRenderer(loaded_project, language) for language in loaded_project.languages}


def text(html: str) -> str:
    """The words of a page, without its tags."""
    return " ".join(entities.unescape(re.sub(r"<[^>]+>", "", html)).split())


def lines(html: str) -> list[str]:
    """What says of a page that something in it is open: the lines that lead to a question."""
    return [line for line in re.findall(r'<p class="hb-open">.*?</p>', html, re.DOTALL) if "<a " in line]


def links(html: str) -> list[str]:
    return re.findall(r'<a href="([^"]+)"', html)


def test_the_page_has_every_question_with_its_act_and_where_to_look(loaded_project, renderer):
    handbook = loaded_project.handbook
    sources = {source.id: source for source in handbook.sources.sources}
    for language, made in renderer.items():
        html = made.render("open-questions", QUESTIONS)
        for question in handbook.open_questions.questions:
            part = html.split(f'<h2 id="{question.id}">')[1].partition("</section>")[0]
            told = text(part)
            assert told.startswith(question.title[language])
            assert question.question[language] in told
            assert question.where[language] in told
            if question.website:
                assert question.website[language] in links(part)
            if question.act:
                act = sources[question.act.id]
                assert (act.short or act.title)[language].casefold() in told.casefold()
                assert (act.url or "https://www.finlex.fi/") in links(part)


@pytest.mark.parametrize("key", ["services/rehabilitative-work", "services/social-assistance", "sections/process"])
def test_a_page_with_something_open_has_one_line_that_leads_to_the_question_and_to_the_act(renderer, key):
    for made in renderer.values():
        page = made.entries[key]
        (line,) = lines(made.render(page.template, key))
        questions = made.view.links[QUESTIONS].url
        to_questions = [link for link in links(line) if link.startswith(relative(questions, page.url) + "#")]
        assert to_questions
        asked = made.render("open-questions", QUESTIONS)
        for link in to_questions:
            identity = link.partition("#")[2]
            part = asked.split(f'<h2 id="{identity}">')[1].partition("</section>")[0]
            assert text(part.partition("</h2>")[0]) in text(line)
            assert relative(page.url, questions) in links(part)  # and the question's page leads back
        assert [link for link in links(line) if "finlex.fi" in link]


def test_a_page_with_nothing_open_has_no_such_line(renderer):
    for made in renderer.values():
        assert lines(made.render("service", "services/mobility-support")) == []


def test_a_change_that_is_open_says_so_itself_and_not_once_more_at_the_foot(loaded_project, renderer):
    changes = loaded_project.handbook.changes.changes
    for made in renderer.values():
        html = made.render("changes", "sections/changes")
        assert len(lines(html)) == sum(bool(change.open) for change in changes) > 1
        card = html.split('id="activation-plan"')[1].partition("</article>")[0]
        assert "#rehabilitative-work-act" in lines(card)[0]


def test_changes_in_force_come_first_the_newest_before_older_ones(loaded_project, renderer):
    changes = {change.id: change for change in loaded_project.handbook.changes.changes}
    for made in renderer.values():
        html = made.render("changes", "sections/changes")
        shown = [changes[identity] for identity in re.findall(r'<h2 id="([^"]+)"', html) if identity in changes]
        assert len(shown) == len(changes)
        states = [change.status for change in shown]
        assert states == sorted(states)  # in-force, then pending
        days = [change.date for change in shown if change.status == "in-force" and change.date]
        assert days == sorted(days, reverse=True)
        assert shown[0].date
        assert shown[-1].status == "pending"


READ = {
    "statutes": {"fi": "luettu säädöskokoelmasta 21.2.2025 asti", "en": "read in the Statutes of Finland up to 21 February 2025"},
    "copy": {"fi": "luettu 17.8.2026 haetusta kopiosta", "en": "read in a copy fetched on 17 August 2026"},
}
DAYS = {"fi": ("21.2.2025", "17.8.2026"), "en": ("21 February 2025", "17 August 2026")}


@pytest.mark.parametrize(("key", "reading", "act"), [("guides/rights", "statutes", "1301/2014"), ("guides/rights", "copy", "739/2023")])
def test_a_page_with_law_says_of_each_act_how_far_it_was_read(renderer, key, reading, act):
    for language, made in renderer.items():
        html = made.render(made.entries[key].template, key)
        listed = [text(item) for item in re.findall(r"<li>.*?</li>", html.partition('class="hb-sources"')[2], re.DOTALL)]
        (said,) = [item for item in listed if f" {act}. " in item]
        assert READ[reading][language] in said
        assert [item for item in listed if READ["statutes"][language] in item and READ["copy"][language] in item] == []


def test_the_open_data_say_of_each_act_how_far_it_was_read_and_what_is_open(loaded_project):
    for view in loaded_project.views.values():
        content = export(loaded_project, view)["content"]
        days = {reading["id"]: reading["day"]["iso"] for reading in content["sources"]["readings"]}
        read = {source["number"]: source["read"]["id"] for source in content["sources"]["sources"] if source["read"]}
        assert (days[read["1301/2014"]], days[read["739/2023"]]) == ("2025-02-21", "2026-08-17")
        asked = {question["id"]: question for question in content["open_questions"]["questions"]}
        assert asked["rehabilitative-work-act"]["act"]["id"] == "act-189-2001"
        plan = next(change for change in content["changes"]["changes"] if change["id"] == "activation-plan")
        assert [link["url"] for link in plan["open"]] == [asked["rehabilitative-work-act"]["url"]]


def test_an_act_that_is_known_only_by_its_name_is_not_said_to_be_read(loaded_project, renderer):
    unread = [source for source in loaded_project.handbook.sources.sources if source.type == "act" and not source.read]
    assert unread
    for made in renderer.values():
        html = made.render("sources", "sections/sources")
        for source in unread:
            told = text(html.split(f'<li id="{source.id}">')[1].partition("<details")[0])
            assert not re.search(r"luettu|read (on|in)", told)


def test_the_footer_and_the_printed_front_lead_to_the_readings_and_claim_no_day_for_all_acts(renderer):
    for language, made in renderer.items():
        questions = made.view.links[QUESTIONS].url
        footer = made.chrome("sections/needs").render("footer")
        front = made.render("print", "print").partition("<nav")[0]
        for html, here in ((footer, "sections/needs"), (front, "print")):
            assert [day for day in DAYS[language] if day in text(html)] == []
            assert relative(questions, made.entries[here].url) in links(html)
        readings = relative(made.view.links["sections/sources"].url + "#readings", made.entries["sections/needs"].url)
        assert readings in links(footer)
        assert 'id="readings"' in made.render("sources", "sections/sources")
