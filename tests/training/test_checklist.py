"""The table of tasks holds nothing that a spreadsheet would compute, its headings included."""

import csv
import io

import pytest

from macros.content.localized import Record
from macros.lessons import Lessons
from macros.training.checklist import COLUMNS, table


@pytest.mark.parametrize("heading", ["=1+1", "+x", "-x", "@SUM(A1)"])
def test_a_heading_is_no_formula(loaded_project, view, heading):
    labels = {**view.content.labels, **dict.fromkeys(COLUMNS, heading)}
    changed = type(view)(view.language, view.prefix, Record(**{**vars(view.content), "labels": labels}), view.pages, view.links)
    text = table(changed, Lessons(loaded_project.handbook, view)).content.decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(text), delimiter=";")) == [f"'{heading}"] * len(COLUMNS)
