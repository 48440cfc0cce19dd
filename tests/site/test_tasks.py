"""A partner's tasks from the home page: the situation is one click away, the right services and partners the next."""

import pytest

from tests.site.html import HtmlPage

# situation -> the page to begin on, and what it has to lead to
TASKS = {
    "rent arrears and a threatened eviction": (
        "needs/housing",
        ["services/temporary-housing", "services/social-assistance", "interfaces/housing", "interfaces/kela", "interfaces/enforcement"],
    ),
    "released from prison without a home": ("needs/housing", ["services/temporary-housing", "interfaces/prison-and-probation"]),
    "over-indebted": ("needs/income", ["interfaces/debt-counselling", "services/social-credit", "services/intermediate-account"]),
    "newly arrived without an income": (
        "needs/integration",
        ["interfaces/integration", "interfaces/kela", "services/integration-promotion", "services/social-assistance"],
    ),
    "lonely and drinking": ("needs/substance-use", ["interfaces/substance-abuse-and-mental-health", "interfaces/ngos-and-parishes"]),
    "an officer asks whether to make contact without consent": ("guides/contact", ["guides/urgent-help"]),
}


@pytest.mark.parametrize("task", TASKS)
def test_a_task_is_done_in_three_clicks(built, loaded_project, task):
    start, goals = TASKS[task]
    for view in loaded_project.views.values():

        def leads_to(url):
            page = HtmlPage(built, built / url / "index.html")
            return {page.target(link)[0] for link in page.links}, page.text

        begin = view.pages[start].url
        assert begin in leads_to(view.prefix)[0]
        links, text = leads_to(begin)
        assert [goal for goal in (*goals, "guides/contact") if view.pages[goal].url not in links] == []
        assert "112" in text


def test_the_contact_guide_says_first_who_must_and_who_may(built, loaded_project):
    for view in loaded_project.views.values():
        guide = view.pages["guides/contact"].record
        text = HtmlPage(built, built / guide.url / "index.html").text
        assert "Kela" in guide.answer[0]
        assert text.index("kela") < text.index(guide.parts[0].title.casefold())
