"""Rows that people add, remove, move, hide and repeat."""

import copy

from changes.made_of import base, change, evaluation, only_workbook, overall, roster


@change(overall)
def row_added_in_the_middle(sheet):
    sheet.insert_row_like(sheet.like("督查事项按期办结率").row, name="信访事项按期办结率", target="≥95%", weight="5")


@change(overall)
def row_added_below_a_merge(sheet):
    sheet.insert_row_like(sheet.like("保密检查覆盖率").row, name="档案归档率", target="≥90%")


@change(overall)
def row_added_in_a_merge(sheet):
    row = sheet.like("保密检查覆盖率").row
    sheet.insert_row_like(row, name="档案归档率", target="≥90%")
    for cell in sheet.cells:
        if cell.row <= row < cell.row + cell.rows == row + 1 and cell.column in (1, 2):
            cell.rows += 1


@change(base)
def project_added(sheet):
    sheet.insert_row_like(sheet.like("1、对个人和家庭补助").row, label="2、会议室音响更新", final="3.2")


@change(base)
def row_of_the_county_added_at_the_end(sheet):
    name, *_ = sheet.insert_row_like(sheet.like("部门基本支出预算调整").row, label="村级组织运转补助")
    name.fields = {field: text for field, text in name.fields.items() if field[-1] == "label"}
    name.told = True


@change(roster)
def person_added(sheet):
    sheet.insert_row_like(sheet.like("联络员").row, duty="经办人", name="丁某某", position="会计")


@change(base, overall, evaluation)
def row_removed(sheet):
    sheet.remove_row(next(cell for cell in sheet.cells if cell.shown in ("会议费、培训费", "会议文件精简率", "会议活动保障场次")).row)


@change(base, overall)
def rows_in_another_order(sheet):
    """Two neighbours change places, as rows do from county to county."""
    one = next(cell for cell in sheet.cells if cell.shown in ("水费、电费、差旅费", "会议文件精简率")).row
    for cell in sheet.cells:
        if cell.row in (one, one + 1) and cell.rows == 1:
            cell.row = 2 * one + 1 - cell.row
            cell.fields = {swapped(field, 1 if cell.row > one else -1): text for field, text in cell.fields.items()}


def swapped(field, by):
    last = max(place for place, step in enumerate(field) if not isinstance(step, str))
    return field[:last] + (field[last] + by,) + field[last + 1 :]


@change(base, overall, evaluation)
def blank_row(sheet):
    sheet.insert_row(next(cell for cell in sheet.cells if cell.shown in ("政府采购金额", "公文按时办结率", "其中：当年财政拨款")).row)


@only_workbook(evaluation, overall)
def rows_hidden(sheet):
    sheet.hidden_rows = {sheet.height - 8, sheet.height - 7}


@change(evaluation, overall)
def heads_repeated(sheet):
    """As on the next page."""
    heads = sheet.row(sheet.find("一级指标").row)
    row = next(cell for cell in sheet.cells if cell.shown.startswith("效益指标") and cell.rows > 1).row
    sheet.insert_row(row)
    for head in heads:
        if head.column > 0:
            again = copy.deepcopy(head)
            again.row = row
            sheet.cells.append(again)


@change(evaluation)
def group_named_in_a_row_of_its_own(sheet):
    for group in [cell for cell in sheet.cells if cell.column == 1 and cell.shown.endswith("分）")]:
        row = group.row
        sheet.insert_row(row)
        name = copy.deepcopy(group)
        name.row, name.rows, name.columns = row, 1, 8
        group.fields, group.rows = {}, group.rows
        group.write("")
        sheet.cells.append(name)


@change(roster)
def blank_row_between_persons(sheet):
    sheet.insert_row(sheet.like("联络员").row)


@change(overall)
def row_of_money_added(sheet):
    row = sheet.find("年度资金总额").row
    sheet.insert_row(row + 1)
    for column, content in enumerate(("其中：财政拨款", 660.44, 827.51, 827.51)):
        cell = sheet.put(row + 1, column + 1 + (column > 0), content)
        cell.columns = 2 if column == 0 else 1
        cell.told = True


@change(evaluation)
def row_of_funds_added(sheet):
    name, *_ = sheet.insert_row_like(sheet.like("上年结转资金").row, label="上级补助")
    name.fields = {field: text for field, text in name.fields.items() if field[-1] == "label"}
    name.told = True
