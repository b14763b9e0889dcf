"""One department's submission. Amounts are whole hundredths of 万元, so that every sum is exact."""
from fractions import Fraction

import indicators
import narrative
import offices
import words
from draw import Draw
from figures import number_of, percentage, rounded
from prose import Writer

COLUMNS = ("previousFinal", "budget", "final")
# By how many projects there are: how much is written about each, in percent, and the fewest and most 数量指标 of each.
# Who has only one tells more of it.
DETAIL = {1: (140, (3, 4)), 2: (64, (1, 3)), 3: (31, (1, 2))}


class Department:
    """The figures and texts of department `index` of the county that `seed` makes."""

    def __init__(self, seed, index, rows=None):
        self.draw = Draw(f"{seed}/{index}")
        self.name, self.short_name, field = offices.office(index)
        self.writer = Writer(self.draw, field)
        self.spending, self.projects = [], []
        self._decide_staff()
        self._decide_projects(rows)
        self._decide_basic()
        self._decide_totals()

    # ---- figures

    def _decide_staff(self):
        self.posts = self.draw.whole(12, 140)
        self.staff = self.draw.whole(self.posts * 7 // 10, self.posts)

    def _decide_projects(self, rows):
        draw = self.draw
        count = draw.one([1, 1, 2, 2, 2, 3])
        lines = draw.parts(rows if rows and rows >= count else draw.whole(max(3, count), 9), count)
        number = 0
        for share in lines:
            items = []
            for _ in range(share):
                number += 1
                items.append(self._project_line(number))
            if count == 1 and not rows:
                items = [together(items)]
            self.projects.append(Project(self.draw, self.writer, self.short_name, items, *DETAIL[count]))

    def _project_line(self, number):
        draw = self.draw
        budget = draw.whole(300, 38000)
        final = budget if draw.chance(0.4) else budget * draw.whole(72, 130) // 100
        previous = budget * draw.whole(60, 140) // 100
        name = draw.one(["{thing}经费", "{thing}专项资金", "{thing}补助资金", "{thing}、{thing}等县级批复项目", "{thing}工作经费和设备购置款", "上级下达的{thing}资金"])
        line = {"item": "project", "label": f"{number}、{self.writer.fill(name)}", "level": 1}
        return line | dict(zip(COLUMNS, (previous if draw.chance(0.85) else None, budget, final)))

    def _decide_basic(self):
        draw = self.draw

        def column(low, high):
            """An item that does not exceed its budget."""
            budget = draw.whole(low, high)
            return [budget * draw.whole(80, 130) // 100, budget, budget * draw.whole(82, 100) // 100]

        def total(*parts):
            """Column by column; empty where all parts are."""
            columns = [[part[i] for part in parts if part[i] is not None] for i in range(3)]
            return [sum(column) if column else None for column in columns]

        none = [None, None, None]
        office, utilities = column(400, 8200), column(300, 5200)
        meetings = column(60, 900) if draw.chance(0.7) else none
        purchase = [None, *[draw.whole(1200, 1800)] * 2] if draw.chance(0.08) else none
        operation = column(150, 900) if draw.chance(0.6) else none
        vehicles = total(purchase, operation)
        reception = column(40, 700)
        three = total(vehicles, reception)
        other = column(200, 6000)
        public = total(office, utilities, meetings, three, other)
        salaries = draw.whole(9, 16) * 100 * self.staff
        self.basic = [public[0] + salaries * draw.whole(92, 104) // 100, public[1] + salaries, public[2] + salaries * draw.whole(98, 109) // 100]
        self.public, self.three, self.office, self.utilities, self.reception = public, three, office, utilities, reception
        self.items = [
            ("basic", "一、部门基本支出", 0, self.basic), ("publicFunds", "其中：公用经费", 1, public), ("office", "其中：办公费", 2, office),
            ("utilities", "水费、电费、差旅费", 5, utilities), ("meetings", "会议费、培训费", 5, meetings), ("threePublic", "三公经费", 1, three),
            ("vehicles", "1.公务用车购置和维护经费", 2, vehicles), ("vehiclePurchase", "其中：公务车购置", 3, purchase),
            ("vehicleOperation", "公务车运行维护", 6, operation), ("abroad", "2.出国经费", 2, none), ("reception", "3.公务接待", 2, reception)]

    def _decide_totals(self):
        draw = self.draw
        self.project_totals = [sum(line[column] or 0 for project in self.projects for line in project.lines) for column in COLUMNS]
        self.initial = self.basic[1] + self.project_totals[1]
        self.executed = self.basic[2] + self.project_totals[2]
        self.adjusted = self.executed if draw.chance(0.6) else self.executed * draw.whole(1004, 1080) // 1000
        self.procurement = self.project_totals[2] * draw.whole(20, 85) // 100
        self.scored = indicators.of_office(draw, self.writer, fewer=len(self.projects) > 2)
        self.funds_score = rounded(Fraction(self.executed * 10, self.adjusted), 2)
        self.score = self.funds_score + self.scored.earned

    # ---- the submission

    def submission(self, pages=None, full_report=False):
        draw = self.draw
        preparer, mobile = offices.person(draw), self._mobile()
        filing = {"preparer": preparer, "date": f"2024-0{draw.whole(3, 6)}-{draw.whole(1, 28):02d}", "phone": mobile, "leader": offices.person(draw)}
        # Made before the report, so that they are the same with any.
        tables = {"baseData": self._base_data(), "overall": self._overall(),
                  "projects": [project.record(self) for project in self.projects], "roster": self._roster(preparer, mobile)}
        return {
            "formSet": "hunan-2023",
            "year": 2023,
            "office": {"name": self.name, "shortName": self.short_name},
            "filing": filing,
            "narrative": narrative.report(self, pages, full_report),
            **tables,
        }

    def _mobile(self):
        return f"13{self.draw.whole(0, 9)}{self.draw.whole(0, 99999999):08d}"

    def _base_data(self):
        draw = self.draw
        rows = [{"item": item, "label": label, "level": level} | figures(values) for item, label, level, values in self.items]
        rows.append({"item": "projectSubtotal", "label": "二、项目支出小计", "level": 0} | figures(self.project_totals))
        rows += [{key: line[key] for key in ("item", "label", "level")} | figures([line[column] for column in COLUMNS])
                 for project in self.projects for line in project.lines]
        rows.append({"item": "procurement", "label": "政府采购金额", "level": 0, "previousFinal": "——"} | figures([None, self.procurement, self.procurement]))
        change = draw.whole(100, 9000) if draw.chance(0.5) else None
        rows.append({"item": "basicAdjustment", "label": "部门基本支出预算调整", "level": 0, "previousFinal": "——"} | figures([None, None, change]))
        return {
            "staffing": {"authorized": self.posts, "actual": self.staff, "controlRate": percentage(self.staff, self.posts)},
            "spending": rows,
            "buildings": [self._building()],
            "austerity": self.writer.thrift(80, 180),
        }

    def _building(self):
        draw = self.draw
        keys = ("approvedArea", "actualArea", "areaControlRate", "plannedInvestment", "actualInvestment", "investmentControlRate")
        if draw.chance(0.85):
            return dict.fromkeys(keys, "无")
        approved, planned = draw.whole(200, 3600), draw.whole(8000, 90000)
        actual, invested = approved * draw.whole(92, 100) // 100, planned * draw.whole(90, 104) // 100
        return dict(zip(keys, (approved, actual, percentage(actual, approved), number_of(planned), number_of(invested), percentage(invested, planned))))

    def _overall(self):
        draw = self.draw
        government = self.executed // draw.whole(9, 30) if draw.chance(0.25) else None
        income = [("一般公共预算", self.executed - (government or 0)), ("政府性基金拨款", government), ("纳入专户管理的非税收入拨款", None), ("其他资金", None)]
        expenditure = [("基本支出", self.basic[2]), ("项目支出", self.project_totals[2])]
        amounts = lambda parts: [{"label": label} | ({} if amount is None else {"amount": number_of(amount)}) for label, amount in parts]
        return {
            "funds": funds_row(self.initial, self.adjusted, self.executed),
            "income": amounts(income),
            "expenditure": amounts(expenditure),
            "expectedGoal": self.writer.paragraph(words.DONE, 80, 200) + "\n",
            "actualOutcome": self.writer.paragraph(words.DONE, 10, 90),
            "groups": self.scored.groups,
            "total": {"weight": 100, "score": number_of(self.score)},
        }

    def _roster(self, preparer, mobile):
        draw = self.draw
        phone = lambda: f"77{draw.whole(0, 99999):05d}"
        return {"people": [
            {"duty": "分管领导", "name": offices.person(draw), "position": draw.one(offices.DUTIES), "officePhone": phone(), "mobile": self._mobile()},
            {"duty": "联络员", "name": preparer, "position": draw.one(offices.CLERKS), "officePhone": phone(), "mobile": mobile, "note": draw.one(["", "", "兼任", "2024年3月到岗"])},
        ], "blankRows": 9}


class Project:
    """A project: the lines of 附件2 that belong to it, its report and its evaluation."""

    def __init__(self, draw, writer, unit, lines, detail, quantities):
        self.draw, self.writer, self.unit, self.lines = draw, writer, unit, lines
        self.detail, self.quantities = detail, quantities
        self.name = lines[0]["label"].split("、", 1)[1] + ("等项目" if len(lines) > 1 else "")
        self.initial = sum(line["budget"] for line in lines)
        self.executed = sum(line["final"] for line in lines)
        self.adjusted = self.executed if draw.chance(0.6) else max(self.executed, self.executed * draw.whole(1001, 1120) // 1000)

    def record(self, department):
        return {"name": self.name, "department": department.short_name, "unit": self._unit(), "report": self._report(), "evaluation": self._evaluation()}

    def _unit(self):
        return self.unit if self.draw.chance(0.6) else self.unit + self.draw.one(["项目办", "规划财务股", "服务中心", "业务股"])

    def _report(self):
        change = self.adjusted - self.initial
        course = f"年中{'追加' if change > 0 else '调减'}{number_of(abs(change))}万元，" if change else ""
        money = f"年初预算{number_of(self.initial)}万元，{course}全年实际支出{number_of(self.executed)}万元，执行率{percentage(self.executed, self.adjusted)}。"
        return {
            "budget": number_of(self.initial),
            "purpose": self._text(words.DONE, 60, 160),
            "management": money + self._text(words.DONE, 130, 280),
            "achievement": self._text(words.DONE, 180, 330),
            "problems": self._text(words.PROBLEMS, 120, 240, numbered=True),
            "improvements": self.writer.points(words.MEASURES, self.draw.whole(3, 5), 60 * self.detail // 100, 130 * self.detail // 100),
        }

    def _text(self, pool, low, high, numbered=False):
        return self.writer.paragraph(pool, low * self.detail // 100, high * self.detail // 100, numbered) + "\n"

    def _evaluation(self):
        scored = indicators.of_project(self.draw, self.writer, self.quantities)
        score = rounded(Fraction(self.executed * 10, self.adjusted), 2) + scored.earned
        return {
            "funds": self._funds(),
            "expectedGoal": self._text(words.DONE, 80, 200),
            "actualOutcome": self._text(words.DONE, 10, 90).rstrip(),
            "groups": scored.groups,
            "total": {"weight": 100, "score": number_of(score)},
        }

    def _funds(self):
        total = (self.initial, self.adjusted, self.executed)
        carried = self.initial // self.draw.whole(8, 20) if self.draw.chance(0.3) else None
        fiscal = [amount - (carried or 0) for amount in total]
        columns = ("initial", "adjusted", "executed")
        row = lambda source, label, amounts: {"source": source, "label": label} | {
            column: number_of(amount) for column, amount in zip(columns, amounts) if amount is not None}
        return [{"source": "total", "label": "年度资金总额"} | funds_row(*total), row("fiscal", "其中：当年财政拨款", fiscal),
                row("carryover", "上年结转资金", [carried] * 3), row("other", "其他资金", [None] * 3)]


def together(lines):
    """One line with the figures of all: an office with one 附件4 has one project, as the form asks for one each."""
    sums = {column: sum(line[column] or 0 for line in lines) or None for column in COLUMNS}
    return lines[0] | sums


def funds_row(initial, adjusted, executed):
    return {"initial": number_of(initial), "adjusted": number_of(adjusted), "executed": number_of(executed), "weight": 10,
            "rate": percentage(executed, adjusted), "score": number_of(rounded(Fraction(executed * 10, adjusted), 2))}


def figures(values):
    return {column: number_of(value) for column, value in zip(COLUMNS, values) if value is not None}
