"""The workbook of the tasks: every row of the plan, to sort, filter and fill in."""

import io

import openpyxl


def test_workbook_has_every_task_in_the_order_of_the_plan(office, loaded_project):
    for language, view in loaded_project.whole.items():
        book = openpyxl.load_workbook(io.BytesIO(office[f"orientation-tasks-{language}.xlsx"].content))
        sheet = book.worksheets[0]
        heads, *rows = sheet.iter_rows(values_only=True)
        labels = view.content.labels
        tasks = [task for module in sorted(view.content.training, key=lambda module: module.order) for task in module.tasks]
        assert [row[heads.index(labels["tasks-task"])] for row in rows] == [task.text for task in sorted(tasks, key=lambda task: task.week)]
        assert {type(row[heads.index(labels["tasks-week"])]) for row in rows} == {int}
        assert all(labels[f"tasks-{name}"] in heads for name in ("observed", "guided", "alone", "signed"))


def test_workbook_can_be_sorted_printed_and_read(office):
    for name in ("orientation-tasks-fi.xlsx", "orientation-tasks-en.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(office[name].content))
        (sheet,) = book.worksheets
        (table,) = sheet.tables.values()
        assert table.headerRowCount in (None, 1)
        assert table.autoFilter is not None
        assert table.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows in ("1:1", "$1:$1")
        assert book.properties.title
        assert not any(str(cell.value).startswith("=") for row in sheet.iter_rows() for cell in row)


def test_libreoffice_opens_the_workbook(printed, loaded_project):
    for language, view in loaded_project.whole.items():
        text, pages = printed[f"orientation-tasks-{language}.xlsx"]
        assert pages >= 1
        assert "".join(view.content.labels["tasks-observed"].split()) in text
