"""What an entry is called in other languages: in one of the handbook's its own name there, and no other."""

from dataclasses import replace

from macros.site.page_renderer import PageRenderer


def names(project, language):
    renderer = PageRenderer(project, language)
    service = next(page.record for page in renderer.view.pages.values() if getattr(page.record, "other_names", None))
    return service, [name.language for name in renderer.names(service)]


def test_a_name_in_another_language_comes_after_those_of_the_handbook(sample_site):
    service, told = names(sample_site, "fi")
    assert {name.language for name in service.other_names} == {"sv"}
    assert told == ["en", *(name.language for name in service.other_names)]


def test_a_language_that_the_handbook_is_written_in_is_told_once_and_never_on_its_own_page(sample_site):
    with_swedish = replace(sample_site, views={**sample_site.views, "sv": replace(sample_site.views["en"], language="sv")})
    assert names(with_swedish, "fi")[1] == ["en", "sv"]
    assert names(with_swedish, "sv")[1] == ["fi", "en"]
