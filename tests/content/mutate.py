"""Damages copies of the real content and judges what the check says of each.

``python -m tests.content.mutate 5000`` tries so many; ``--seed 7`` others than the usual ones; ``--render 20`` also makes every page of so
many of those that were accepted, to see that what is accepted can be built. Exits with 1 where one was judged wrong.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.content import checks
from macros.content.diagnostics import ContentError
from macros.content.loader import load
from macros.content.models import Handbook
from macros.look.typeface import glyphs
from macros.pdf import handbook_pdfs, training_pdfs, typst_data
from macros.project import read_project
from macros.site.page_renderer import PageRenderer
from tests.content import file_damage as files
from tests.content import mutations as values
from tests.content.mutations import Mutation, Shelf, shelf

CONTENT = Path(__file__).parents[2] / "content-data"
KINDS = (
    values.wrong_kind, values.other_reference, values.slug, values.same_slug, values.date_format, values.harmful_sign,
    values.impossible_day, values.impossible_number, values.address, values.huge, values.chapter, values.form,
    files.label, files.placeholder, files.root, files.language, files.no_language, files.stray, files.pipe, files.conflict,
    files.no_blank, files.unclosed, files.block, files.damage,
)  # fmt: skip
VAGUE = ("other", "yaml")  # messages that say no more than that something is wrong
LONGEST_LINE, MOST_LINES = 500, 700  # of a report: what one can read
SLOWEST = 20  # seconds


def good_files(folder: Path) -> Shelf:
    """The files of a content folder."""
    return shelf({path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yml"))})


@contextmanager
def applied(folder: Path, mutation: Mutation) -> Generator[Path]:
    """A content folder with a mutation in it, and without it afterwards."""
    before = {name: (folder / name).read_bytes() if (folder / name).is_file() else None for name in mutation.files}
    new = [parent for name in mutation.files for parent in (folder / name).parents if not parent.exists()]
    try:
        for name, content in mutation.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                (folder / name).unlink(missing_ok=True)
                os.mkfifo(folder / name)
            else:
                (folder / name).write_bytes(content)
        yield folder
    finally:
        for name, content in before.items():
            (folder / name).unlink()
            if content is not None:
                (folder / name).write_bytes(content)
        for parent in new:
            parent.rmdir()


def judged(folder: Path, mutation: Mutation) -> tuple[bool, list[str]]:
    """Whether the check accepts what is in a folder, and what is wrong with what it says."""
    started = time.monotonic()
    try:
        load(folder, Handbook, checks.ALL, glyphs())
    except ContentError as error:
        wrong = list(_of_report(error, mutation, folder))
        accepted = False
    except Exception:  # noqa: BLE001 - any of them is the fault that is looked for
        return False, [f"crash: {traceback.format_exc()[-1500:]}"]
    else:
        accepted = True
        wrong = ["accepted, and is wrong"] if mutation.refused else []
    if time.monotonic() - started > SLOWEST:
        wrong.append("slow")
    return accepted, wrong


def _of_report(error: ContentError, mutation: Mutation, folder: Path) -> Iterator[str]:
    for problem in error.problems:
        if not problem.file or problem.code in VAGUE:
            yield f"vague: {problem.code} {problem.arguments} {problem.at()} {problem.source!r}"
    for language in ("fi", "en"):
        yield from _unreadable(error.report(language))
        yield from _unreadable(error.annotations(language))
    if error.report("fi") == error.report("en"):
        yield "the same in both languages"
    if mutation.line:
        file, line = mutation.line
        if (f"{folder.name}/{file}", line) not in {(problem.file, problem.mark.line + 1) for problem in error.problems}:
            yield f"not at {file}:{line}: {[f'{problem.at()} {problem.code}' for problem in error.problems[:5]]}"


def _unreadable(report: str) -> Iterator[str]:
    lines = report.split("\n")
    if len(lines) > MOST_LINES or max(map(len, lines)) > LONGEST_LINE:
        yield f"too long: {len(lines)} lines, the longest of {max(map(len, lines))}"
    if bad := {sign for line in lines for sign in line if not sign.isprintable()}:
        yield f"unprintable: {bad}"


def rendered(folder: Path) -> list[str]:
    """What goes wrong where every page, and what papers are made of, is made from a content folder."""
    try:
        site = read_project(folder)
        for language, view in site.views.items():
            made = PageRenderer(site, language)
            for key, entry in made.entries.items():
                made.render(entry.template, key)
                for part in ("header", "menu", "tabs", "footer", "sidebar", "crumbs", "pager", "meta", "title"):
                    made.chrome(key).render(part, **({"toc": []} if part == "crumbs" else {}))
            for template in handbook_pdfs.SHEETS:
                typst_data.data(view, "https://example.org/", template)
            if not view.is_partial:
                training_pdfs.papers(site, view)
        training_pdfs.cards(site)
    except Exception:  # noqa: BLE001 - any of them is the fault that is looked for
        return [f"does not build: {traceback.format_exc()[-1500:]}"]
    return []


def tried(content: Path, count: int, seed: int, render: int = 0) -> Iterator[tuple[str, bool, list[str]]]:
    """Mutations of every kind in turn: the kind, whether the check accepted it, and what was judged wrong."""
    good, rng = good_files(content), random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(content, Path(place) / "content-data")
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            mutation = kind(good, rng)
            with applied(folder, mutation):
                accepted, wrong = judged(folder, mutation)
                if accepted and not wrong and render > 0:
                    render -= 1
                    wrong = rendered(folder)
            yield kind.__name__, accepted, [f"{kind.__name__} {number} {[*mutation.files]}: {each}" for each in wrong]


def main() -> int:
    """Tries mutations and prints what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--content", type=Path, default=CONTENT)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--render", type=int, default=0)
    arguments = parser.parse_args()
    counted: Counter[tuple[str, bool]] = Counter()
    faults = 0
    for kind, accepted, wrong in tried(arguments.content, arguments.count, arguments.seed, arguments.render):
        counted[kind, accepted] += 1
        faults += len(wrong)
        print(*wrong, sep="\n", end="\n" if wrong else "", flush=True)
    for kind in [kind.__name__ for kind in KINDS]:
        print(f"{kind:18} refused {counted[kind, False]:5}  accepted {counted[kind, True]:5}")
    print(f"in all {counted.total()}, accepted {sum(counted[kind.__name__, True] for kind in KINDS)}, judged wrong {faults}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
