"""The home page: its first screen holds what a reader can do at once, and its frame stays."""

import pytest

SCREENS = {"laptop": (1366, 650), "phone": (390, 664)}
DOORS = "main .hb-start :is(a, button)"


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_the_first_screen_holds_something_to_do(browser, served, loaded_project, screen):
    width, height = screen
    page = browser.new_page(viewport={"width": width, "height": height})
    for view in loaded_project.whole.values():
        page.goto(served + view.prefix)
        boxes = {door.get_attribute("href") or door.inner_text().strip(): door.bounding_box() for door in page.locator(DOORS).all()}
        assert next(iter(boxes)) == view.content.labels["search-placeholder"]
        links = view.links
        wanted = ["partner-cards", "counties", "interfaces", "learning-path", "downloads"]
        assert [name.removeprefix(view.prefix) for name in [*boxes][1:]] == [
            links[f"sections/{name}"].url.removeprefix(view.prefix) for name in wanted
        ]
        below = {name: box for name, box in boxes.items() if box["y"] < 0 or box["y"] + box["height"] > height}
        assert below == {}, view.language
    page.close()


@pytest.mark.parametrize("width", [320, 768, 960, 1100, 1280, 1366, 1920])
def test_the_statement_and_the_drawing_do_not_touch(browser, served, loaded_project, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    for view in loaded_project.whole.values():
        page.goto(served + view.prefix)
        say = page.locator(".hb-hero__say").evaluate(
            "say => { const words = document.createRange(); words.selectNodeContents(say); return words.getBoundingClientRect().toJSON(); }"
        )
        (art,) = [each.bounding_box() for each in page.locator(".hb-hero > svg").all() if each.is_visible()]
        assert say["right"] < art["x"] or say["top"] >= art["y"] + art["height"], (view.language, say, art)
    page.close()


def test_search_opens_from_the_home_page(browser, served, loaded_project):
    page = browser.new_page()
    for view in loaded_project.whole.values():
        page.goto(served + view.prefix)
        page.locator(DOORS).first.click()
        assert page.locator("dialog.hb-search").evaluate("dialog => dialog.open")
    page.close()


def test_without_scripts_no_button_stands_there_that_does_nothing(browser, served, loaded_project):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for view in loaded_project.whole.values():
        page.goto(served + view.prefix)
        assert page.locator("main button:visible").count() == 0
        assert page.locator("main .hb-start a:visible").count() == 5
    context.close()
