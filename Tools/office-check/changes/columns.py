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


@change(evaluation)
def columns_in_another_order(sheet):
    """得分 before 分值."""
    head = sheet.find("三级指标").row
    last = sheet.find("总分").row
    for cell in sheet.cells:
        if head <= cell.row <= last and cell.column in (6, 7):
            cell.column = 13 - cell.column


@change(overall)
def column_of_remarks_added(sheet):
    head = sheet.find("三级指标").row
    sheet.width += 1
    sheet.put(head, 9, "佐证材料").told = True
    sheet.put(head + 1, 9, "见附件一").told = True


@change(base)
def years_in_another_order(sheet):
    """预算数 before 上年决算数."""
    head = sheet.find("经费控制情况（万元）").row
    last = sheet.find("部门基本支出预算调整").row
    for cell in sheet.cells:
        if head <= cell.row <= last and cell.column in (1, 3):
            cell.column = 4 - cell.column


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
