"""What stands around forms: titles, notes, other sheets, second copies."""

import copy

import forms
from changes.made_of import base, change, evaluation, only_workbook, overall, roster, several
from sheets import Cell, Sheet


@change(evaluation, base, roster)
def title_above(sheet):
    sheet.insert_row(0)
    line = Cell("清岚县2024年部门预算绩效管理材料")
    line.outside, line.columns, line.told = True, sheet.width, True
    sheet.cells.append(line)


@change(evaluation, overall, base)
def table_in_two_parts(sheet):
    row = next(cell for cell in sheet.cells if cell.shown in ("政府采购金额", "年度总体目标")).row
    sheet.insert_row(row)
    line = Cell("（续表）")
    line.row, line.outside, line.columns, line.told = row, True, sheet.width, True
    sheet.cells.append(line)


@only_workbook(evaluation, base, roster)
def note_at_the_side(sheet):
    sheet.put(sheet.table_rows[4], sheet.width + 1, "此处请财务核对").told = True


@only_workbook(base)
def number_at_the_side(sheet):
    row = sheet.like("其中：办公费").row
    sheet.put(row, sheet.width + 1, 71.91).told = True
    sheet.put(row + 1, sheet.width, 30.36).told = True


@only_workbook(base)
def sum_below(sheet):
    sheet.put(sheet.height + 2, 1, 1234.5).told = True


@only_workbook(evaluation)
def comment_on_a_cell(sheet):
    sheet.at("projects[0].evaluation.total.score").comment = "请核对"


@only_workbook(several)
def empty_sheet_first(*sheets):
    return {"sheets": [Sheet("Sheet1", 1), *sheets]}


@change(several)
def forms_in_reverse(*sheets):
    return {"sheets": list(reversed(sheets))}


@only_workbook(several)
def sheet_that_is_no_form(*sheets):
    other = Sheet("填报说明", 1)
    for text in ("请各单位于6月底前报送。", "联系人见通知。", "材料一式两份。"):
        other.line(Cell(text))
    other.cells[0].told = True
    return {"sheets": [other, *sheets]}


@change(overall, evaluation, base, ids=["form-twice"])
def form_twice(sheet):
    again = copy.deepcopy(sheet)
    again.name += " (2)"
    for cell in again.cells:
        cell.fields = {}
    again.cells[0].told = True
    return {"sheets": [sheet, again]}


@only_workbook(overall, ids=["form-twice", "differing-cells"])
def form_twice_with_another_value(sheet):
    outcome = form_twice(sheet)
    other = outcome["sheets"][1].find("10")
    other.write(9)
    other.told = True
    return outcome


@only_workbook(overall)
def tables_beside_each_other(sheet):
    """The forms of both are read, or every cell of one of them is named."""
    for cell in sheet.cells:
        cell.may_be_told = True
    beside = Sheet("名册", 6)
    for row, texts in enumerate((("姓名", "职务"), ("戊某某", "科员"), ("己某某", "干事"))):
        for column, text in enumerate(texts):
            cell = Cell(text)
            cell.row, cell.column, cell.told = 4 + row, 11 + column, True
            beside.cells.append(cell)
    sheet.cells += beside.cells


@only_workbook(overall)
def forms_beside_each_other(sheet):
    """What stands at the right is read, or every cell of it is named."""
    other = forms.roster({
        "office": {"shortName": "县委办"},
        "roster": {"people": [{"duty": "分管领导", "name": "戊某某", "position": "主任", "mobile": "13800000009"}]},
    })
    for cell in other.cells:
        cell.column += 11
        cell.row += 3
        if cell.shown:
            cell.fields, cell.told = {}, True
            sheet.cells.append(cell)
    sheet.height = max(sheet.height, 3 + other.height)


@only_workbook(overall, ids=["form-twice"])
def blank_form_behind(sheet):
    blank = copy.deepcopy(sheet)
    blank.name = "空表"
    for cell in blank.cells:
        if cell.fields and not cell.outside:
            cell.write("")
        cell.fields = {}
    blank.cells[0].told = True
    return {"sheets": [sheet, blank]}
