"""The forms of submissions in the layout in which bureaus publish them."""

import re

from sheets import Cell, Sheet

DASHES = "—"


def label(text, columns=1, rows=1):
    return Cell(text, columns, rows)


def value(text, field, columns=1, rows=1):
    """A field as people type it: numbers are numbers, 95% is 0.95 in a format."""
    text = None if text is None else str(text).strip()
    if not text:
        return Cell("", columns, rows)
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        number = float(text) if "." in text else int(text)
        return Cell(number, columns, rows, {field: text}, shown=text)
    if re.fullmatch(r"\d+(\.\d+)?%", text):
        places = len(text.partition(".")[2].rstrip("%"))
        format = "0." + "0" * places + "%" if places else "0%"
        return Cell(round(float(text[:-1]) / 100, places + 2), columns, rows, {field: text}, format, text)
    return Cell(text, columns, rows, {field: text})


def text(content, field, columns=1, rows=1):
    """A field that is a text, whatever stands in it."""
    content = str(content or "").strip()
    return Cell(content, columns, rows, {field: content} if content else {})


def signature(sheet, filing, style="pairs"):
    """Who filled the form in: a cell a label with its value, a cell for all of them, or label and value in cells of their own."""
    date = ".".join(part.lstrip("0") for part in str(filing["date"]).split("-"))
    items = [
        ("填表人：", filing["preparer"], "preparer"), ("填报日期：", date, "date"),
        ("联系电话：", filing["phone"], "phone"), ("单位负责人签字：", filing["leader"], "leader"),
    ]
    fields = {f"filing.{name}": content for _, content, name in items}
    if style == "one":
        sheet.line(Cell("     ".join(label + " " + content for label, content, _ in items), fields=fields))
    elif style == "pairs":
        sheet.line(*(Cell(label + content, fields={f"filing.{name}": content}) for label, content, name in items))
    else:
        cells = []
        for label, content, name in items:
            cells += [Cell(label), Cell(content, fields={f"filing.{name}": content})]
        sheet.line(*cells)


def base_data(submission, style="pairs"):
    """附件2"""
    year, data = int(submission["year"]), submission["baseData"]
    sheet = Sheet("附件2", 7)
    sheet.line(label("附件2"))
    sheet.line(Cell(f"{year}年度部门整体支出绩效评价基础数据表", fields={"year": str(year)}))
    sheet.add(
        label("财政供养人员情况（人）", rows=2), label("编制数", 2),
        Cell(f"{year}年实际在职人数", 2, fields={"year": str(year)}), label("控制率", 2))
    staffing = data["staffing"]
    sheet.add(*(value(staffing[name], f"baseData.staffing.{name}", 2) for name in ("authorized", "actual", "controlRate")))
    sheet.add(
        label("经费控制情况（万元）"), label(f"{year - 1}年决算数", 2), label(f"{year}年预算数", 2),
        label(f"{year}年决算数", 2))
    for index, row in enumerate(data["spending"]):
        field = f"baseData.spending[{index}]"
        name = Cell(row["label"], fields={f"{field}.label": row["label"], f"{field}.item": row["item"]})
        sheet.add(name, *(value(row.get(key), f"{field}.{key}", 2) for key in ("previousFinal", "budget", "final")))
    sheet.add(
        label(f"楼堂馆所控制情况\n（{year}年完工项目）", rows=1 + len(data["buildings"])), label("批复规模（㎡）"),
        label("实际规模（㎡）"), label("规模控制率"), label("预算投资（万元）"), label("实际投资（万元）"),
        label("投资概算控制率"))
    for index, row in enumerate(data["buildings"]):
        sheet.add(*(value(content, f"baseData.buildings[{index}].{key}") for key, content in row.items()))
    sheet.add(label("厉行节约保障措施"), text(data["austerity"], "baseData.austerity", 6))
    sheet.line(label(
        "说明：“项目支出”需要填报基本支出以外的所有项目支出情况，“公用经费”填报基本支出中的一般商品和服务支出。"))
    signature(sheet, submission["filing"], style)
    return sheet


def amounts(rows, field):
    """Names and amounts in one cell each: 其中：一般公共预算：827.51."""
    cells = []
    for index, row in enumerate(rows):
        amount = row.get("amount")
        fields = {f"{field}[{index}].label": row["label"]}
        if amount is not None:
            fields[f"{field}[{index}].amount"] = str(amount)
        cells.append(Cell(("其中：" if index == 0 else "") + row["label"] + "：" + str(amount or ""), 4, fields=fields))
    return cells


def goals(sheet, evaluation, field):
    sheet.add(label("年度总体目标", rows=2), label("预期目标", 4), label("实际完成情况", 4))
    sheet.add(*(text(evaluation[name], f"{field}.{name}", 4) for name in ("expectedGoal", "actualOutcome")))


def indicators(sheet, evaluation, field, cells_of=None):
    """The rows of indicators with the cells of their groups."""
    keys = ("name", "target", "actual", "weight", "score", "deviation")
    for one, first in enumerate(evaluation["groups"]):
        height = sum(len(second["indicators"]) for second in first["subgroups"])
        group = f"{field}.groups[{one}]"
        fields = {f"{group}.name": first["name"], f"{group}.weight": str(first["weight"])}
        name = [Cell(f"{first['name']}（{first['weight']}分）", rows=height, fields=fields)]
        for two, second in enumerate(first["subgroups"]):
            subgroup = f"{group}.subgroups[{two}]"
            name.append(text(second["name"], f"{subgroup}.name", rows=len(second["indicators"])))
            for three, row in enumerate(second["indicators"]):
                own = f"{subgroup}.indicators[{three}]"
                cells = cells_of(row, own, three) if cells_of else [value(row.get(key), f"{own}.{key}") for key in keys]
                sheet.add(*name, *cells)
                name = []


def total(sheet, evaluation, field, columns, last=""):
    sums = evaluation["total"]
    sheet.add(
        label("总分", columns), value(sums["weight"], f"{field}.total.weight"), value(sums["score"], f"{field}.total.score"),
        label(last))


INDICATOR_HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
FUND_HEADS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
FUND_KEYS = ("initial", "adjusted", "executed", "weight", "rate", "score")


def overall(submission, style="pairs"):
    """附件3"""
    year, data = int(submission["year"]), submission["overall"]
    sheet = Sheet("附件3", 9)
    sheet.line(label("附件3"))
    sheet.line(Cell(f"{year}年度部门整体支出绩效自评表", fields={"year": str(year)}))
    sheet.add(label("县级预算部门名称", 2), text(submission["office"]["name"], "office.name", 7))
    income = amounts(data["income"], "overall.income")
    expenditure = amounts(data["expenditure"], "overall.expenditure")
    expenditure += [label("", 4) for _ in range(len(income) - len(expenditure))]
    sheet.add(label("年度预算申请（万元）", rows=3 + len(income)), label("", 2), *map(label, FUND_HEADS))
    sheet.add(
        label("年度资金总额", 2), *(value(data["funds"].get(key), f"overall.funds.{key}") for key in FUND_KEYS))
    sheet.add(label("按收入性质分：", 4), label("按支出性质分：", 4))
    for left, right in zip(income, expenditure):
        sheet.add(left, right)
    goals(sheet, data, "overall")
    count = sum(len(second["indicators"]) for first in data["groups"] for second in first["subgroups"])
    sheet.add(label("绩效指标", rows=1 + count), *map(label, INDICATOR_HEADS))
    indicators(sheet, data, "overall")
    total(sheet, data, "overall", 6)
    signature(sheet, submission["filing"], style)
    return sheet


def project_report(submission, index=0, style="pairs"):
    """附件4"""
    year, project = int(submission["year"]), submission["projects"][index]
    field, report = f"projects[{index}]", project["report"]
    sheet = Sheet("附件4" + (f"（{index + 1}）" if index else ""), 3)
    sheet.line(label("附件4"))
    sheet.line(Cell(f"{year}年度项目支出绩效自评报告", fields={"year": str(year)}))
    sheet.add(label("部门概况", rows=4), label("专项名称"), text(project["name"], f"{field}.name"))
    sheet.add(label("年度预算金额"), value(report["budget"], f"{field}.report.budget"))
    sheet.add(label("项目主管部门"), text(project["department"], f"{field}.department"))
    sheet.add(label("项目立项目的"), text(report["purpose"], f"{field}.report.purpose"))
    sheet.add(
        label("绩效情况", rows=2), label("项目支出管理和使用基本情况"), text(report["management"], f"{field}.report.management"))
    sheet.add(label("项目绩效目标完成情况"), text(report["achievement"], f"{field}.report.achievement"))
    sheet.add(
        label("存在的问题分析及改进措施", rows=2), label("存在的问题"), text(report["problems"], f"{field}.report.problems"))
    sheet.add(label("改进措施"), text(report["improvements"], f"{field}.report.improvements"))
    sheet.line(label("备注：每个项目支出分别填报自评报告和自评表。"))
    signature(sheet, submission["filing"], style)
    return sheet


def funds(sheet, rows, field, columns, dash=DASHES):
    for index, row in enumerate(rows):
        own = f"{field}[{index}]"
        cells = [Cell(row["label"], columns, fields={f"{own}.label": row["label"], f"{own}.source": row["source"]})]
        for key in FUND_KEYS:
            empty = row.get(key) is None and key in ("weight", "rate", "score") and row["source"] != "total"
            cells.append(label(dash) if empty else value(row.get(key), f"{own}.{key}"))
        sheet.add(*cells)


def evaluation(submission, index=0, style="pairs"):
    """附件5"""
    year, project = int(submission["year"]), submission["projects"][index]
    field, data = f"projects[{index}]", project["evaluation"]
    sheet = Sheet("附件5" + (f"（{index + 1}）" if index else ""), 9)
    sheet.line(label("附件5"))
    sheet.line(Cell(f"{year}年度项目支出绩效自评表", fields={"year": str(year)}))
    sheet.add(label("项目支出名称"), text(project["name"], f"{field}.name", 8))
    sheet.add(
        label("主管部门"), text(project["department"], f"{field}.department", 4), label("实施单位"),
        text(project["unit"], f"{field}.unit", 3))
    sheet.add(label("项目资金（万元）", rows=1 + len(data["funds"])), label("", 2), *map(label, FUND_HEADS))
    funds(sheet, data["funds"], f"{field}.evaluation.funds", 2)
    goals(sheet, data, f"{field}.evaluation")
    count = sum(len(second["indicators"]) for first in data["groups"] for second in first["subgroups"])
    sheet.add(label("绩效指标", rows=1 + count), *map(label, INDICATOR_HEADS))
    indicators(sheet, data, f"{field}.evaluation")
    total(sheet, data, f"{field}.evaluation", 6)
    sheet.line(label("备注：每个项目支出分别填报自评报告和自评表。"))
    signature(sheet, submission["filing"], style)
    return sheet


def roster(submission):
    """附件6"""
    name, data = submission["office"]["shortName"], submission["roster"]
    sheet = Sheet("附件6", 6)
    sheet.line(label("附件6"))
    sheet.line(Cell(f"{name}单位预算绩效管理工作负责人名册", fields={"office.shortName": name}))
    sheet.add(*map(label, ("", "姓名", "职务", "办公电话", "移动通讯号码", "备注")))
    keys = ("duty", "name", "position", "officePhone", "mobile", "note")
    for index, person in enumerate(data["people"]):
        sheet.add(*(text(person.get(key), f"roster.people[{index}].{key}") for key in keys))
    blank = int(data.get("blankRows") or 0)
    for index in range(blank):
        sheet.add(*(label("") for _ in keys))
    return sheet


def national(submission, index=0, style="pairs"):
    """The form of the ministry: 年度指标值 is 指标性质, 指标值 and 度量单位."""
    year, project = int(submission["year"]), submission["projects"][index]
    field, data = f"projects[{index}]", project["evaluation"]
    sheet = Sheet(f"自评表{index + 1}", 11)
    sheet.line(label("项目支出绩效自评表"))
    sheet.line(Cell(f"（{year}年度）", fields={"year": str(year)}))
    sheet.add(label("项目名称", 2), text(project["name"], f"{field}.name", 9))
    sheet.add(
        label("主管部门", 2), text(project["department"], f"{field}.department", 4), label("实施单位", 2),
        text(project["unit"], f"{field}.unit", 3))
    sheet.add(label("项目资金（万元）", 2, 1 + len(data["funds"])), label("", 3), *map(label, FUND_HEADS))
    funds(sheet, data["funds"], f"{field}.evaluation.funds", 3)
    sheet.add(label("年度总体目标", 2, 2), label("预期目标", 4), label("实际完成情况", 5))
    sheet.add(
        text(data["expectedGoal"], f"{field}.evaluation.expectedGoal", 4),
        text(data["actualOutcome"], f"{field}.evaluation.actualOutcome", 5))
    count = sum(len(second["indicators"]) for first in data["groups"] for second in first["subgroups"])
    sheet.add(
        label("绩效指标", rows=2 + count), *(label(text, rows=2) for text in INDICATOR_HEADS[:3]), label("年度指标值", 3),
        *(label(text, rows=2) for text in INDICATOR_HEADS[4:]))
    sheet.add(label("指标性质"), label("指标值"), label("度量单位"))

    def cells(row, own, index):
        unit = label(DASHES) if row["nature"] == "定性" else text(row["unit"], f"{own}.unit")
        isFull = row["score"] == row["weight"] and not row.get("deviation")
        return [
            Cell(f"指标{index + 1}：{row['name']}", fields={f"{own}.name": row["name"]}),
            text(row["nature"], f"{own}.nature"), value(row["target"], f"{own}.target"), unit,
            value(row["actual"], f"{own}.actual"), value(row["weight"], f"{own}.weight"),
            value(row["score"], f"{own}.score"),
            label(DASHES) if isFull else text(row.get("deviation"), f"{own}.deviation"),
        ]

    indicators(sheet, data, f"{field}.evaluation", cells)
    total(sheet, data, f"{field}.evaluation", 8, DASHES)
    signature(sheet, submission["filing"], style)
    return sheet
