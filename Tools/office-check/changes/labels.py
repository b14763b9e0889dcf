"""Labels that people write otherwise."""

import forms
from changes.made_of import apart, base, change, evaluation, in_one_line, overall, report, roster


@change(evaluation, overall, base)
def labels_broken(sheet):
    for cell in sheet.cells:
        if not cell.fields and len(cell.shown) > 3 and not cell.outside:
            cell.write(cell.shown[:2] + "\n" + cell.shown[2:4] + "　\n" + cell.shown[4:])


@change(evaluation, overall, base)
def labels_in_other_brackets(sheet):
    for cell in sheet.cells:
        if "（" in cell.shown and not cell.outside:
            cell.write(cell.shown.replace("（", "【" if cell.column else "(").replace("）", "】" if cell.column else ")"))


@change(evaluation, overall, base)
def labels_in_full_width(sheet):
    for cell in sheet.cells:
        if not cell.fields or cell.outside or set(cell.fields) == {("year",)}:
            cell.write(cell.shown.translate({48 + digit: 0xFF10 + digit for digit in range(10)}))


@change(evaluation, overall, base)
def labels_misspelt(sheet):
    wrong = {
        "全年预算数": "全年预箅数", "实际完成值": "实际完成直", "偏差原因分析及改进措施": "偏差原因分析和改进措施",
        "项目资金（万元）": "项目资全（万元）", "实际完成情况": "实际完成状况", "年度预算申请（万元）": "年度预算申清（万元）",
        "厉行节约保障措施": "历行节约保障措施", "规模控制率": "规摸控制率", "投资概算控制率": "投资概算控制律",
        "县级预算部门名称": "县级预算单位名称",
    }
    for cell in sheet.cells:
        if cell.shown in wrong:
            cell.write(wrong[cell.shown])


@change(evaluation, overall, base, roster)
def label_above_the_title_missing(sheet):
    sheet.remove_row(0)


@change(evaluation, base)
def title_missing(sheet):
    sheet.remove_row(0)
    sheet.remove_row(0)
    return {"others": {}}


@change(evaluation, overall, roster)
def labels_with_colons(sheet):
    for cell in sheet.cells:
        if not cell.fields and cell.shown and not cell.outside and cell.shown != forms.DASHES:
            cell.write(cell.shown.rstrip("：") + "：")


@change(evaluation, base)
def labels_with_stars(sheet):
    """As where a field must be filled in."""
    for cell in sheet.cells:
        if cell.shown in ("项目支出名称", "主管部门", "实施单位", "编制数", "厉行节约保障措施"):
            cell.write("*" + cell.shown)


@change(evaluation, overall, base, report)
def lines_in_the_table(sheet):
    """Title and signature are rows of the table."""
    for cell in sheet.cells:
        cell.outside = False


@change(evaluation, overall, ids=["unknown-heads"])
def heads_all_called_otherwise(sheet):
    """Nothing below them is read."""
    others = dict(zip(forms.INDICATOR_HEADS, ("大类", "小类", "具体内容", "计划", "完成", "满分", "自评", "说明")))
    heads = sheet.row(sheet.find("一级指标").row)
    for cell in heads:
        cell.write(others.get(cell.shown, cell.shown))
    next(cell for cell in heads if cell.shown == "大类").told = True
    for cell in sheet.cells:
        if cell.row > heads[0].row and not cell.outside:
            cell.fields = {}


@change(evaluation, overall, base)
def year_in_chinese(sheet):
    for cell in sheet.cells:
        if "年" in cell.shown and ("year",) in cell.fields:
            cell.write(cell.shown.replace("2023", "二〇二三"))


@change(base)
def heads_without_years(sheet):
    for cell in sheet.cells:
        if cell.shown in ("2022年决算数", "2023年预算数", "2023年决算数"):
            cell.write(cell.shown.replace("2022", "上").replace("2023", "本"))


@change(evaluation, overall)
def weights_out_of_brackets(sheet):
    for cell in sheet.cells:
        if cell.shown.endswith("分）"):
            cell.write(cell.shown.replace("（", "").replace("分）", "分"))


@change(evaluation)
def title_and_label_in_one_line(sheet):
    label, title = sheet.cells[:2]
    label.write("附件5　" + title.shown)
    label.fields = title.fields
    label.may_be_told = True
    sheet.remove_row(1)


@change(evaluation, overall)
def total_called_otherwise(sheet):
    label = sheet.find("总分")
    label.write("合计")
    label.told = True


@change(in_one_line)
def unknown_label_before_the_signature(sheet):
    line = sheet.like("填表人")
    line.write("制表单位：县委办财务室   " + line.shown)
    line.told = True


@change(in_one_line)
def signature_with_an_unknown_label(sheet):
    """Who is called otherwise is not read, and said so."""
    line = sheet.like("填表人")
    line.write(line.shown.replace("填表人", "经办"))
    line.fields = {field: text for field, text in line.fields.items() if field[-1] != "preparer"}
    line.told = True


@change(apart)
def signature_with_an_unknown_label_apart(sheet):
    label, value = sheet.find("填表人："), sheet.at("filing.preparer")
    label.write("经办：")
    label.told = True
    value.lose()


@change(base)
def none_across_the_table(sheet):
    """One 无 for all that a building would have: it is read for one of them, or named."""
    row = sheet.find("批复规模（㎡）").row + 1
    one, *others = [cell for cell in sheet.row(row) if cell.fields]
    sheet.cells = [cell for cell in sheet.cells if cell not in others]
    one.columns = 6
    one.lose()
