"""The table of tasks holds nothing that a spreadsheet would compute, its headings included."""

import csv
import io

import pytest

from macros.content.localized import Record
from macros.lessons import Lessons
from macros.training.checklist import COLUMNS, table


@pytest.mark.parametrize("heading", ["=1+1", "+x", "-x", "@SUM(A1)"])
def test_a_heading_is_no_formula(sample_site, sample_view, heading):
    labels = {**sample_view.content.labels, **dict.fromkeys(COLUMNS, heading)}
    changed = type(sample_view)(
        sample_view.language,
        sample_view.prefix,
        Record(**{**vars(sample_view.content), "labels": labels}),
        sample_view.pages,
        sample_view.links,
    )
    text = table(changed, Lessons(sample_site.handbook, sample_view)).content.decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(text), delimiter=";")) == [f"'{heading}"] * len(COLUMNS)
