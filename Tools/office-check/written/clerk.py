"""Fills in the workbook that `annex new hunan-2023 --workbook` writes, as a clerk does: label by label, with nothing but what a
form shows. No row is added."""

import openpyxl
from openpyxl.cell import MergedCell

OFFICE = "清岚县文化馆"
PROJECT = "公共文化场馆免费开放补助"


class Form:
    """A sheet, whose open cells are found by the labels of their rows."""

    def __init__(self, sheet):
        self.sheet = sheet

    def open_cells(self, row):
        return [cell for cell in self.sheet[row] if not cell.protection.locked and not isinstance(cell, MergedCell)]

    def row(self, label, below=0):
        found = [
            cell.row for row in self.sheet.iter_rows() for cell in row
            if isinstance(cell.value, str) and "".join(cell.value.split()).startswith(label)]
        assert found, f"{self.sheet.title} has no “{label}”"
        return found[0] + below

    def fill(self, label, *values, below=0, after=None):
        """Writes into the open cells of a row, from that behind `after`; None leaves one as it is."""
        cells = self.open_cells(self.row(label, below))
        if after is not None:
            texts = [str(cell.value or "").strip() for cell in cells]
            cells = cells[texts.index(after) + 1 :]
        for cell, value in zip(cells, values):
            if value is not None:
                cell.value = value


def fill(path, filled, signature=None):
    """Reads the blank workbook at `path` and writes it, filled in, to `filled`. Its formulas have no results: whoever opens it
    next computes them.
    - signature: the name of an image beside it."""
    book = openpyxl.load_workbook(path)
    narrative(book["附件1"])
    base_data(Form(book["附件2"]))
    overall(Form(book["附件3"]))
    report(Form(book["附件4"]))
    evaluation(Form(book["附件5"]))
    roster(Form(book["附件6"]))
    other(Form(book["其他内容"]), signature)
    book.save(filled)


def narrative(sheet):
    sheet["A2"].value = f"{OFFICE}2023年度部门整体支出绩效自评报告"
    lines = [
        ("一级标题", "单位概况"), ("正文", "我馆是县文化旅游广电体育局下属的公益一类事业单位，编制12人，年末实有11人。"),
        ("一级标题", "预算执行情况"), ("正文", "全年预算数245.60万元，决算数238.40万元，用于人员经费、免费开放和群众文化活动。"),
        ("一级标题", "存在的问题和改进措施"), ("正文", "下乡演出受汛期影响少办两场，下年度提前到一季度安排。"),
    ]
    for row, (level, text) in enumerate(lines, 4):
        sheet.cell(row, 1).value, sheet.cell(row, 2).value = level, text


def base_data(form):
    form.fill("编制数", 12, 11, "91.67%", below=1)
    rows = [
        ("一、部门基本支出", 172.30, 180.20, 178.60), ("其中：公用经费", 21.40, 22.00, 20.90), ("其中：办公费", 6.20, 6.50, 6.10),
        ("水费、电费、差旅费", 7.10, 7.30, 7.00), ("会议费、培训费", 1.50, 1.40, 1.20), ("公务车运行维护", 3.20, 3.00, 2.90),
        ("3.公务接待", 0.80, 0.60, 0.50), ("二、项目支出小计", None, None, None), ("政府采购金额", "——", 18.00, 17.60),
        ("部门基本支出预算调整", "——", 0, 0),
    ]
    for label, *figures in rows:
        form.fill(label, *figures, after=label)
    form.fill("二、项目支出小计", PROJECT, 58.00, 65.40, 59.80, below=1)
    form.fill("厉行节约保障措施", "严格控制接待标准，纸质会议材料减半，场馆照明改用节能灯。")


def overall(form):
    form.fill("县级预算部门名称", OFFICE)
    form.fill("年度资金总额", 238.20, 245.60, 238.40, 10, "97.07%", 9.7)
    form.fill("按收入性质分", "其中：一般公共预算：238.40", "其中：基本支出：178.60", below=1)
    form.fill("政府性基金拨款", "政府性基金拨款：0", "项目支出：59.80")
    form.fill("纳入专户管理", "纳入专户管理的非税收入拨款：0")
    form.fill("其他资金", "其他资金：0")
    form.fill("预期目标", "场馆全年免费开放，办好群众文化活动。", "场馆免费开放312天，办活动46场。", below=1)
    rows = [
        ("重点工作任务完成", "免费开放天数", "≥300天", "312天", 25, 25, None),
        ("履职目标实现", "下乡演出场次", "≥24场", "22场", 25, 22.92, "汛期停办两场，下年度提前安排。"),
        ("履职效益", "进馆人次", "≥6万人次", "6.8万人次", 30, 30, None),
        ("满意度", "群众满意度", "≥90%", "95%", 10, 10, None),
    ]
    for label, *values in rows:
        form.fill(label, *values, after=label)


def report(form):
    form.fill("部门概况", PROJECT)
    form.fill("年度预算金额", 58.00)
    form.fill("项目主管部门", "县文化旅游广电体育局")
    form.fill("项目立项目的", "保障文化馆、图书室和乡镇文化站免费开放，群众就近参加文化活动。")
    form.fill("绩效情况", "预算65.40万元，支出59.80万元，专款专用，支出都有凭证。")
    form.fill("项目绩效目标完成情况", "开放312天，进馆6.8万人次，办培训班18期。")
    form.fill("存在的问题分析", "周末培训班名额不足。")
    form.fill("改进措施", "下年度增开两个周末班，并联系学校借用教室。")


def evaluation(form):
    form.fill("项目支出名称", PROJECT)
    form.fill("主管部门", "县文化旅游广电体育局", OFFICE)
    form.fill("年度资金总额", None, None, None, 10, "91.44%", 9.1, after="年度资金总额")
    form.fill("其中：当年财政拨款", 58.00, 65.40, 59.80, after="其中：当年财政拨款")
    rows = [
        ("经济成本指标", "每场活动成本", "≤0.8万元", "0.7万元", 10, 10, None),
        ("社会成本指标", "扰民投诉", "≤3件", "0件", 5, 5, None),
        ("生态环境成本指标", "用电量", "不增加", "下降2%", 5, 5, None),
        ("数量指标", "培训班期数", "≥18期", "18期", 15, 15, None),
        ("质量指标", "场馆设施完好率", "≥95%", "98%", 15, 15, None),
        ("时效指标", "补助资金到位时间", "6月底前", "7月中旬", 10, 8, "上级资金下达晚，下年度提前申报。"),
        ("经济效益指标", "带动场馆周边消费", "增长", "增长3%", 5, 5, None),
        ("社会效益指标", "进馆人次", "≥6万人次", "6.8万人次", 10, 10, None),
        ("生态效益指标", "无纸化宣传比例", "≥60%", "70%", 5, 5, None),
        ("服务对象满意度指标", "群众满意度", "≥90%", "95%", 10, 10, None),
    ]
    for label, *values in rows:
        form.fill(label, *values, after=label)


def roster(form):
    form.fill("分管领导", "丁某某", "副馆长", "7700201", "13800000011", after="分管领导")
    form.fill("联络员", "戊某某", "办公室主任", "7700202", "13800000012", after="联络员")


def other(form, signature):
    values = {
        "year": 2023, "office.shortName": "县文化馆", "filing.preparer": "戊某某", "filing.date": "2024-06-02", "filing.phone": "7700202",
        "filing.leader": "丁某某", "filing.signature": signature,
    }
    for row in form.sheet.iter_rows(min_row=2):
        if values.get(row[2].value) is not None:
            row[1].value = values[row[2].value]
