"""Everything of the training that learning platforms, spreadsheets and card programs take."""

from macros.pages.fragments import Fragments
from macros.site import Download, Site
from macros.training import cards, moodle, scorm, tasks


def downloads(site: Site) -> tuple[Download, ...]:
    """The files of every language. They are the same bytes as long as the content is the same."""
    found: list[Download] = []
    for language, view in site.views.items():
        fragments = Fragments(site, language)
        lessons = fragments.environment.globals["lessons"]
        found += scorm.packages(fragments)
        found += [moodle.question_bank(view, lessons, site.address), tasks.table(view, lessons)]
    return (*found, cards.deck(site))
