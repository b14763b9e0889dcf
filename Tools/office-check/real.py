"""A submission set in Word as a clerk set a real one: its figures, spans, spaces and line breaks; the words are our own."""

import copy

import forms
from sheets import Cell, Sheet

WIDE = "\u3000"


def figures(*rows):
    """Rows of 上年决算数, 本年预算数, 本年决算数; None where nothing stands."""
    keys = ("previousFinal", "budget", "final")
    return [
        {"item": item, "label": label, **{key: text for key, text in zip(keys, texts) if text is not None}}
        for item, label, *texts in rows
    ]


SPENDING = figures(
    ("basic", "一、部门基本支出", "684.91", "444.04", "460.73"),
    ("publicFunds", "其中：公用经费", None, None, None),
    ("office", "其中：办公费", "80.2", "72.3", "75.91"),
    ("utilities", "水费、电费、差旅费", "28.3", "30.83", "35.86"),
    ("meetings", "会议费、培训费", None, None, None),
    ("threePublic", "三公经费", "6.56", "6.5", "5.99"),
    ("vehicles", "1.公务用车购置和维护经费", None, None, None),
    ("vehiclePurchase", "其中：公务车购置", None, None, None),
    ("vehicleOperation", "公务车运行维护", None, None, None),
    ("abroad", "2.出国经费", None, None, None),
    ("reception", "3.公务接待", "6.56", "6.5", "5.99"),
    ("projectSubtotal", "二、项目支出小计", "229.56", "216.4", "366.78"),
    ("project", "1、对个人和家庭补助", None, None, "4.87"),
    ("project", "2、机关后勤服务经费、机关运转经费和国安办工作经费等县批", None, "287.47", "287.47"),
    ("project", "3、“226”工程建设的监理费和安可替代工程项目资金", None, "48.64", "48.64"),
    ("project", "4、内网机房设备更换购置费和普通密码机购置经费", None, "25.8", "25.8"),
    ("procurement", "政府采购金额", "——", "268.56", "268.56"),
    ("basicAdjustment", "部门基本支出预算调整", "——", None, None),
)


def group(name, weight, *subgroups):
    return {
        "name": name, "weight": weight,
        "subgroups": [{"name": title, "indicators": [indicator(*row) for row in rows]} for title, *rows in subgroups],
    }


def indicator(name, target, actual, score, deviation=None):
    return {"name": name, "target": target, "actual": actual, "weight": "10", "score": score, "deviation": deviation}


WHY = "入户走访的覆盖面还不够宽，下年度逐村补齐。"
SATISFIED = ("群众满意度", "95", "95%", "9.5", "提高办事效率，按季度听取意见。")

OVERALL = [
    group("产出指标", "50",
        ("重点工作任务完成", ("指标设置合理性", "合理", "100%", "10")),
        ("履职目标实现", ("重点任务完成率", "100", "100%", "10"), ("平安建设评价", "95", "95%", "9.5", WHY),
            ("生态环境", "100", "100%", "10"), ("任务对应", "100", "100%", "10"))),
    group("效益指标", "40",
        ("履职效益", ("收入是否增长", "发挥作用", "100%", "10"), ("任务科学性", "科学", "100%", "10"),
            ("指标设置合理性", "合理", "100%", "10"), ("目标明确程度", "合理", "100%", "10"))),
    group("满意度", "10", ("满意度", SATISFIED)),
]

PROJECT = [
    group("成本指标", "30",
        ("经济成本指标", ("指标设置合理性", "相关", "100%", "10")),
        ("社会成本指标", ("重点任务完成率", "科学", "100%", "10")),
        ("生态环境成本指标", ("指标设置合理性", "合理", "100%", "10"))),
    group("产出指标", "40",
        ("数量指标", ("重点任务完成率", "100", "100%", "10")),
        ("质量指标", ("平安建设评价", "95", "95%", "9.5", WHY)),
        ("时效指标", ("平安建设评价", "100", "100%", "10"))),
    group("效益指标", "20",
        ("经济效益指标", ("收入是否增长", "发挥作用", "100%", "10")),
        ("生态效益指标", ("指标设置合理性", "合理", "100%", "10")),
        ("社会指标", ("任务科学性", "科学", "100%", "10"))),
    group("满意度指标", "10", ("服务对象满意度指标", SATISFIED)),
]


def submission(example):
    """The example with the figures of the real one."""
    real = copy.deepcopy(example)
    real["baseData"]["staffing"] = {"authorized": "36", "actual": "26", "controlRate": "100%"}
    real["baseData"]["spending"] = SPENDING
    real["overall"] |= {"groups": OVERALL, "total": {"weight": "100", "score": "90"}, "actualOutcome": "100%完成目标"}
    project = real["projects"][0]
    real["projects"] = [project]
    project["report"]["budget"] = "216.4"
    funds = project["evaluation"]["funds"]
    for row in funds[:2]:
        row |= {"initial": "216.4", "adjusted": "366.78", "executed": "366.78"}
    project["evaluation"] |= {"groups": PROJECT, "total": {"weight": "100", "score": "90"}}
    for row in funds[2:]:
        for key in ("initial", "adjusted", "executed"):
            row.pop(key, None)
    return real


BROKEN = {
    "年度预算申请（万元）": "年度预\n算申请\n（万元）", "批复规模（㎡）": "批复规模\n（㎡）", "绩效指标": "绩\n效\n指\n标",
    "项目支出名称": "项目支\n出名称", "项目资金（万元）": "项目资金\n（万元）", "实际完成情况": "实际完成情况" + WIDE,
    "附件2": " 附件2", "附件6": " 附件6", "公务车运行维护": " " * 12 + "公务车运行维护", "2.出国经费": " " * 6 + "2.出国经费",
    "3.公务接待": " " * 6 + "3.公务接待", "重点工作任务完成": "重点工作\n任务完成", "履职目标实现": "履职目\n标实现",
    "履职效益": "履职\n效益", "经济成本指标": "经济成\n本指标", "生态环境成本指标": "生态环境\n成本指标",
    "产出指标（50分）": "产出指标\n(50分)", "效益指标（40分）": f"效益指标\n（40分）\n{WIDE}",
    "成本指标（30分）": "成本指标\n（30分）", "满意度指标（10分）": "满意度\n指标\n（10分）",
    "其中：一般公共预算：827.51": "  其中：  一般公共预算：827.51", "部门基本支出预算调整": "部门基本支出预算调整 ",
}
# Where the heads of the form for a project are broken.
BROKEN_HEADS = {
    "年初预算数": "年初\n预算数", "全年预算数": "全年\n预算数", "全年执行数": "全年\n执行数", "年度指标值": "年度\n指标值",
    "实际完成值": "实际\n完成值", "偏差原因分析及改进措施": "偏差原因\n分析及\n改进措施",
}


def set_by_a_clerk(sheet):
    """Labels are broken to fit, values are moved about by full-width spaces, blank cells hold one."""
    for number, cell in enumerate(sheet.cells):
        broken = BROKEN | (BROKEN_HEADS if sheet.name == "附件5" else {})
        if cell.shown in broken:
            cell.write(broken[cell.shown])
        elif not cell.outside and cell.fields and len(cell.shown) < 10 and sheet.name != "附件6":
            cell.write((WIDE + cell.shown, cell.shown + WIDE, cell.shown)[number % 3])
        elif cell.shown == "" and number % 2:
            cell.write(WIDE)
        elif cell.shown == forms.DASHES:
            cell.write(WIDE)
        if len(cell.shown) > 150:
            cell.write("\n  " + cell.shown + "\n")
    if sheet.name == "附件5":
        for cell in sheet.row(next(cell for cell in sheet.cells if cell.shown.endswith("社会成本指标")).row)[2:]:
            cell.write(f"{WIDE}\n{cell.shown}")
    return sheet


def narrative(example):
    """The paragraphs of the narrative without the marks of headings, as Word shows them."""
    lines = [line.strip() for line in example["narrative"]["body"].splitlines() if line.strip()]
    return [example["narrative"]["title"]] + [line.replace("# ", "").replace("#", "") for line in lines]


def narrative_sheet(paragraphs):
    sheet = Sheet("正文", 1)
    for paragraph in ["附件1", *paragraphs]:
        sheet.line(Cell(paragraph))
    return sheet


def cases(Case, Document, Workbook, example):
    filled = submission(example)
    sheets = [
        set_by_a_clerk(form(filled, style="one") if form is not forms.roster else form(filled))
        for form in (forms.base_data, forms.overall, forms.project_report, forms.evaluation, forms.roster)
    ]
    text = {"narrative.title": example["narrative"]["title"], "narrative.body": example["narrative"]["body"]}
    paragraphs = narrative(example)
    yield Case("real", [Document(sheets, paragraphs)], text, form_set=None, least_share=True)
    tables = [
        form(example, style="pairs") if form is not forms.roster else form(example)
        for form in (forms.base_data, forms.overall, forms.project_report, forms.evaluation, forms.roster)
    ]
    yield Case(
        "report-and-tables", [Document([], paragraphs), Workbook(tables)], text, form_set=None, least_share=True)
    for shift in (0, 1):
        sheets = [narrative_sheet(paragraphs)] + [form(example) for form in (forms.base_data, forms.overall)]
        for sheet in sheets:
            for cell in sheet.cells:
                cell.column += shift
        yield Case(f"narrative-on-a-sheet-{shift}", [Workbook(sheets)], text)
    yield Case("tables-and-report", [Workbook(tables), Document([], paragraphs)], text, form_set=None)
