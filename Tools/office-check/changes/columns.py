"""Columns that people add, remove, move and hide."""

from changes.made_of import base, change, evaluation, only_workbook, overall, roster


@only_workbook(evaluation, overall, base)
def column_hidden(sheet):
    sheet.hidden_columns = {sheet.width - 2}


@change(evaluation, overall, base)
def column_inserted(sheet):
    sheet.insert_column(4)


@change(evaluation, overall, base, roster)
def column_inserted_at_the_left(sheet):
    for cell in sheet.cells:
        cell.column += 1
    sheet.width += 1


@change(roster)
def rows_numbered(sheet):
    column_inserted_at_the_left(sheet)
    head = sheet.find("姓名").row
    sheet.put(head, 0, "序号").told = True
    for number in (1, 2):
        sheet.put(head + number, 0, number).told = True


def swap_columns(sheet, one, other, head, last):
    """Puts each of two columns in the other's place, from the row of one label to that of another."""
    rows = range(sheet.find(head).row, sheet.find(last).row + 1)
    for cell in sheet.cells:
        if cell.row in rows and cell.column in (one, other):
            cell.column = one + other - cell.column


@change(evaluation)
def columns_in_another_order(sheet):
    """得分 before 分值."""
    swap_columns(sheet, 6, 7, "三级指标", "总分")


@change(overall)
def column_of_remarks_added(sheet):
    head = sheet.find("三级指标").row
    sheet.width += 1
    sheet.put(head, 9, "佐证材料").told = True
    sheet.put(head + 1, 9, "见附件一").told = True


@change(base)
def years_in_another_order(sheet):
    """预算数 before 上年决算数."""
    swap_columns(sheet, 1, 3, "经费控制情况（万元）", "部门基本支出预算调整")


@change(base)
def column_of_changes_added(sheet):
    head = sheet.find("经费控制情况（万元）").row
    sheet.width += 1
    sheet.put(head, 7, "增减额").told = True
    sheet.put(head + 1, 7, 16.69).told = True
    sheet.put(head + 3, 7, -0.39).told = True


@change(overall, roster)
def last_column_removed(sheet):
    last = sheet.width - 1
    sheet.cells = [cell for cell in sheet.cells if cell.column < last or cell.outside]
    for cell in sheet.cells:
        if cell.column + cell.columns > last:
            cell.columns = max(1, last - cell.column)
    sheet.width = last
