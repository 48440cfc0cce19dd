"""The brochure holds the whole text of 2019 in its order, and looks as it was composed: full pages, nothing over anything else."""

import dataclasses
import itertools
import re

from macros.content.localized import plain
from macros.content.rule import walk
from macros.content.types.texts import PerLanguage
from macros.pdf import handbook_pdfs
from macros.pdf.typst_renderer import ACCESSIBLE
from tests.pdf.pdf_text import boxes, brochure_texts, reader, run_on, texts, whole_text

MOST_BYTES = 400_000
SMALLEST_TYPE = 7.4  # points: running heads and imprints
# pages of the brochure that are meant to be open: the cover, the quotation, the last page
OPEN_PAGES = {"brochure": (1, 8, -1), "large-print": (-1,), "partner-cards": (2,)}


def test_every_text_of_the_brochure_is_in_it(loaded_project, printed):
    for language in loaded_project.whole:
        text = whole_text(printed[f"brochure-{language}.pdf"].content)
        missing = [t[language] for name in type(loaded_project.handbook).model_fields
                   for t in brochure_texts(getattr(loaded_project.handbook, name)) if run_on(t[language]) not in text]  # fmt: skip
        assert not missing


def test_chapters_and_lists_stand_in_their_order(loaded_project, printed):
    handbook = loaded_project.handbook
    for language in loaded_project.whole:
        text = whole_text(printed[f"brochure-{language}.pdf"].content)
        text = text[text.index(run_on(handbook.introduction.paragraphs[0][language])) :]  # after the contents
        last = 0
        for chapter in handbook.brochure.chapters:
            section = getattr(handbook, chapter.id.replace("-", "_"))
            places = [text.index(run_on(t[language]), 0) for t in brochure_texts(section)]
            if places:  # what we have added has no text of 2019
                assert max(places) > last, chapter.id
                last = max(places)
        lists = [
            handbook.introduction.paragraphs,
            [need.name for need in handbook.needs.needs],
            [method.statement for method in handbook.methods.methods],
            [step.name for step in handbook.process.steps],
            [*handbook.approach.paragraphs, handbook.approach.hope],
            [value.name for value in handbook.values.values],
            [entry.statement for entry in handbook.impact.statements],
            handbook.community.paragraphs,
            [part for task in handbook.structural.tasks for part in (task.task, task.examples)],
            [purpose.text for purpose in handbook.measurement.purposes],
            handbook.about.closing,
        ]
        for entries in lists:
            start = 0
            for entry in entries:
                start = text.index(run_on(entry[language]), start)


def test_every_organiser_and_municipality_is_on_two_pages_of_it(loaded_project, printed):
    for language, view in loaded_project.whole.items():
        pages = [run_on(page) for page in texts(printed[f"brochure-{language}.pdf"].content)]
        counties = view.content.counties
        first = next(
            number for number, page in enumerate(pages) if run_on(counties.organisers[0].site.partition("//")[2].strip("/")) in page
        )
        start = next(number for number, page in enumerate(pages) if run_on(counties.lead[0]) in page)
        assert first in (start, start + 1)
        text = pages[start] + pages[start + 1]
        for organiser in counties.organisers:
            assert run_on(organiser.name) in text
            assert run_on(organiser.site.partition("//")[2].rstrip("/")) in text
            for municipality in organiser.municipalities:
                for name in (municipality.name, *(other.name for other in municipality.other_names)):
                    assert run_on(name) in text, name
        assert run_on(counties.aland) in text


def test_both_languages_have_the_same_page_plan(loaded_project, printed):
    plans = []
    for language in loaded_project.whole:
        content = printed[f"brochure-{language}.pdf"].content
        plan = {}
        for number, lines in enumerate(texts(content), start=1):
            text = run_on(lines)
            for chapter in loaded_project.handbook.brochure.chapters[:-1]:
                title = run_on(getattr(loaded_project.handbook, chapter.id.replace("-", "_")).title[language])
                if title in text and number > 2 and chapter.id not in plan:
                    plan[chapter.id] = number
        plans.append((plan, printed[f"brochure-{language}.pdf"].pages))
    assert all(plan == plans[0] for plan in plans)


def test_pages_are_counted_and_the_file_is_small(printed):
    for name, download in printed.items():
        if name.endswith(".pdf"):
            assert len(reader(download.content).pages) == download.pages, name
            assert len(download.content) <= MOST_BYTES, name


def test_no_text_lies_over_another_or_leaves_the_page(printed):
    for name, download in printed.items():
        if not name.endswith(".pdf") or download.kind in (handbook_pdfs.BOOKLET, handbook_pdfs.SAVING_BOOKLET):
            continue
        pages = reader(download.content).pages
        for found in boxes(download.content):
            for i, box in enumerate(found):
                page = pages[box.page - 1].mediabox
                assert page.left <= box.left, (name, box)
                assert box.right <= page.right, (name, box)
                assert page.bottom <= box.bottom, (name, box)
                assert box.top <= page.top, (name, box)
                for other in found[i + 1 :]:
                    assert box.covers(other) < 0.15, (name, box, other)


def test_pages_are_used(screen):
    for name, download in screen.items():
        pages = list(boxes(download.content))
        meant = (
            (-1,) if download.kind.startswith(handbook_pdfs.HANDOUT) else OPEN_PAGES.get(download.kind, ())
        )  # a chapter ends where it ends
        open_pages = [p % (len(pages) + 1) for p in meant]
        for number, found in enumerate(pages, start=1):
            page = reader(download.content).pages[number - 1].mediabox
            body = [box for box in found if box.top < float(page.height) * 0.94 and box.bottom > float(page.height) * 0.08]
            used = max(box.top for box in body) - min(box.bottom for box in body) if body else 0
            assert used > float(page.height) / 3 or number in open_pages, (name, number)


def test_type_is_large_enough(loaded_project, printed):
    """Measured where it is printed: no letter smaller than a running head, and most of the text of reading size."""
    for language in loaded_project.whole:
        sizes: dict[float, int] = {}

        def visit(text, _cm, tm, _font, size, sizes=sizes):
            if text.strip():
                height = round(size * abs(tm[3]), 1)
                sizes[height] = sizes.get(height, 0) + len(text)

        for page in reader(printed[f"brochure-{language}.pdf"].content).pages:
            page.extract_text(visitor_text=visit)
        assert min(sizes) >= SMALLEST_TYPE
        assert sum(count for size, count in sizes.items() if size >= 9.5) > 0.75 * sum(sizes.values())


def test_fonts_are_ours_and_inside_the_file(printed):
    for name, download in printed.items():
        if not name.endswith(".pdf"):
            continue
        fonts = [o for o in _objects(download.content) if o.get("/Type") == "/FontDescriptor"]
        assert fonts, name
        for font in fonts:
            assert "AtkinsonHyperlegible" in font["/FontName"].replace("-", ""), (name, font["/FontName"])
            assert {"/FontFile2", "/FontFile3"} & set(font), name


def _objects(content):
    file = reader(content)
    for number in range(1, int(str(file.trailer["/Size"]))):
        found = file.get_object(number)
        if hasattr(found, "get"):
            yield found


def test_words_break_only_where_the_list_allows(loaded_project, printed):
    for language, view in loaded_project.whole.items():
        text = "".join(
            str(value[language])
            for path, value in walk(loaded_project.handbook)
            if isinstance(value, PerLanguage)
            and language in value
            and path[:1] != ("labels",)  # words of the interface are no texts of the brochure
        )
        for page in texts(printed[f"brochure-{language}.pdf"].content):
            for line, following in itertools.pairwise(page.split("\n")):
                if not line.endswith("-"):
                    continue
                head, tail = re.split(r"[\s(”]", line[:-1])[-1], re.split(r"[\s.,;:)”]", following)[0]
                if f"{head}-{tail}" not in text:  # its own hyphen is no break
                    wrong = _wrong_break(head, tail, view.content.hyphenation.words)
                    assert not wrong, (language, head, tail, wrong)


def _wrong_break(head: str, tail: str, words: list[str]) -> str:
    """Return the word of the list that is broken elsewhere than it allows; the longest one in the whole word counts."""
    whole, place = (head + tail).casefold(), len(head)
    for word in sorted(words, key=len, reverse=True):
        plain_word = word.replace("|", "").casefold()
        start = whole.find(plain_word)
        if start >= 0 and start < place < start + len(plain_word):
            parts = word.split("|")
            allowed = {sum(map(len, parts[:count])) for count in range(1, len(parts))}
            return "" if place - start in allowed else word
    return ""


def test_the_check_of_breaks_finds_a_wrong_one():
    words = ["hyvin|vointi", "hyvin|vointi|alue"]
    assert _wrong_break("hyvinvoin", "tialueen", words) == "hyvin|vointi|alue"
    assert not _wrong_break("hyvin", "vointialueen", words)
    assert not _wrong_break("hyvinvointialu", "een", ["hyvin|vointi"])


def test_headings_are_not_broken(loaded_project, printed):
    for language in loaded_project.whole:
        lines = [line for page in texts(printed[f"brochure-{language}.pdf"].content) for line in page.split("\n")]
        whole = {
            run_on(getattr(loaded_project.handbook, c.id.replace("-", "_")).title[language])
            for c in loaded_project.handbook.brochure.chapters
        }
        assert not [line for line in lines if line.endswith("-") and any(t.startswith(run_on(line)) for t in whole)]


def test_the_back_shows_the_address_only_where_there_is_one(loaded_project):
    from macros.pdf import typst_data
    from macros.pdf.typst_renderer import TypstRenderer

    address = "https://handbook.example/"
    with_address = dataclasses.replace(loaded_project, address=address)
    renderer = TypstRenderer(loaded_project.handbook.handbook.date)
    for view in with_address.views.values():
        content = renderer.render("brochure", typst_data.data(view, address, "brochure"), pdf_standards=list(ACCESSIBLE))
        last = reader(content).pages[-1].extract_text()
        assert run_on(address) in run_on(last)
        before = (
            reader(renderer.render("brochure", typst_data.data(view, "", "brochure"), pdf_standards=list(ACCESSIBLE)))
            .pages[-1]
            .extract_text()
        )
        assert run_on(address) not in run_on(before)
        assert "http" not in before
        publisher = plain(view.content.organisation)["name"] or plain(view.content.handbook)["unofficial"]
        assert run_on(publisher) in run_on(before)
