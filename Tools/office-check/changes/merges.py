"""Cells that people merge and split."""

from changes.made_of import base, change, evaluation, only_workbook, overall, report


def merged(sheet):
    return [cell for cell in sheet.cells if cell.rows > 1]


@change(evaluation, overall, base, report)
def merges_split(sheet):
    for cell in merged(sheet):
        sheet.split(cell, repeated=False)


@change(evaluation, overall, base, report)
def merges_split_and_filled(sheet):
    for cell in merged(sheet):
        sheet.split(cell, repeated=True)


@change(evaluation, overall)
def groups_split(sheet):
    for cell in merged(sheet):
        if cell.column in (1, 2):
            sheet.split(cell, repeated=False)


@change(evaluation, overall)
def groups_split_and_filled(sheet):
    for cell in merged(sheet):
        if cell.column in (1, 2):
            sheet.split(cell, repeated=True)


@only_workbook(evaluation, overall, base, report)
def no_merges_at_all(sheet):
    for cell in [cell for cell in sheet.cells if cell.rows > 1 or cell.columns > 1]:
        sheet.split(cell, repeated=False)


def merge_with_the_one_below(sheet, merged):
    """A cell over two rows: what stood below is gone, and that it is read for the first row alone is said."""
    sheet.cells = [cell for cell in sheet.cells if (cell.row, cell.column) != (merged.row + 1, merged.column)]
    merged.rows = 2
    merged.told = True


@change(overall)
def reasons_merged(sheet):
    """One reason for two rows: it is read for the first, and said so."""
    reason = sheet.like("跨部门会签环节较多")
    merge_with_the_one_below(sheet, reason)


@change(overall)
def name_merged(sheet):
    """One indicator over two rows: it is read for the first, and said so; the second has none."""
    name = sheet.at("overall.groups[1].subgroups[0].indicators[1].name")
    merge_with_the_one_below(sheet, name)


@change(overall)
def values_merged(sheet):
    """One value for two rows: it is read for the first, and said so."""
    value = sheet.at("overall.groups[1].subgroups[0].indicators[1].actual")
    merge_with_the_one_below(sheet, value)


@change(evaluation, overall)
def score_merged_with_the_blank_beside_it(sheet):
    total = sheet.find("总分")
    score = next(cell for cell in sheet.row(total.row) if cell.column == 7)
    sheet.cells = [cell for cell in sheet.cells if (cell.row, cell.column) != (total.row, 8)]
    score.columns = 2
