"""The table of tasks holds nothing that a spreadsheet would compute, its headings included."""

import csv
import io

import pytest

from macros.content.view import Record
from macros.training.lessons import Lessons
from macros.training.tasks import COLUMNS, table


@pytest.mark.parametrize("heading", ["=1+1", "+x", "-x", "@SUM(A1)"])
def test_a_heading_is_no_formula(read_site, view, heading):
    labels = {**view.content.labels, **dict.fromkeys(COLUMNS, heading)}
    changed = type(view)(view.language, view.prefix, Record(**{**vars(view.content), "labels": labels}), view.pages, view.links)
    text = table(changed, Lessons(read_site.handbook, view)).content.decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(text), delimiter=";")) == [f"'{heading}"] * len(COLUMNS)
