"""Everything of the training that learning platforms, spreadsheets and card programs take."""

from collections.abc import Iterator
from functools import partial

from macros.content.view import View
from macros.pages.fragments import Fragments
from macros.site import Download, Job, Site
from macros.training import cards, moodle, scorm, tasks


def jobs(site: Site, view: View) -> Iterator[Job]:
    """What makes the files of one language. They are the same bytes as long as the content is the same."""
    yield partial(_in_language, site, view)


def shared_jobs(site: Site) -> Iterator[Job]:
    """What makes the file that serves all languages."""
    yield lambda: (cards.deck(site),)


def _in_language(site: Site, view: View) -> tuple[Download, ...]:
    fragments = Fragments(site, view.language)
    lessons = fragments.environment.globals["lessons"]
    return (*scorm.packages(fragments), moodle.question_bank(view, lessons, site.address), tasks.table(view, lessons))
