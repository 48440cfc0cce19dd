"""The way to something in the handbook, as its menu shows it."""

import pytest

from macros.content.whereabouts import place, way


@pytest.mark.parametrize(
    ("key", "above"),
    [
        ("sections/process", "{how-we-work}"),  # a chapter
        ("steps/contact", "{how-we-work} › {sections/process}"),  # a place on its page
        ("services/home-care", "{services} › {sections/services}"),  # a page below a chapter
        ("values/solidarity", "{what-it-is} › {sections/values}"),
        ("modules/m0-rights", "{orientation} › {sections/learning-path}"),
    ],
)
def test_the_way_goes_by_the_menu(loaded_project, key, above):
    for view in loaded_project.whole.values():
        groups = {group.id: group.title for group in view.content.handbook.navigation}
        titles = {link.key: link.title for link in view.links.values()} | groups
        expected = " › ".join(dict.fromkeys(titles[name.strip("{}")] for name in above.split(" › ")))  # a chapter may be named as its group
        assert place(view, view.links[key]) == expected


def test_the_own_name_ends_the_way():
    assert way("a › b", "c") == "a › b › c"
    assert way("", "c") == "c"
