"""Indicators with weights, targets, outcomes and the scores that follow from them."""
from fractions import Fraction

import words
from figures import number_of, rounded, text_of

UNITS = ["处", "户", "场次", "人次", "公里", "件", "个", "台（套）"]

DUTY = [("{thing}完成率", "rate"), ("{thing}覆盖率", "rate"), ("{thing}按期办结率", "rate"), ("{thing}合格率", "rate"), ("{thing}任务数", "count"), ("{thing}检查频次", "count")]
EFFECT = [("{thing}成效", "quality"), ("资金使用规范程度", "quality"), ("一般性支出压减率", "saving"), ("机关能耗下降率", "saving"),
          ("{thing}知晓率", "rate"), ("政策落实到位情况", "quality"), ("“三公”经费控制率", "cap"), ("{thing}长效机制", "quality")]
CONTENT = [("服务对象满意度", "rate"), ("群众满意度", "rate"), ("社会公众满意度", "rate")]

# Of a project: group, its weight, its subgroups with what an indicator of each may be called.
PROJECT = [
    ("成本指标", 20, [("经济成本指标", [("项目总成本控制率", "cap"), ("单位成本控制率", "cap")]),
                     ("社会成本指标", [("对居民生活的影响程度", "quality"), ("对群众出行的影响", "quality"), ("基层填报负担程度", "quality")]),
                     ("生态环境成本指标", [("施工扬尘控制情况", "quality"), ("废旧物资规范处置率", "rate"), ("生态环境影响程度", "quality")])]),
    ("产出指标", 40, [("数量指标", [("{thing}完成数量", "count"), ("{thing}受益对象数", "count"), ("{thing}资料印发数", "count"), ("{thing}开展场次", "count")]),
                     ("质量指标", [("{thing}验收合格率", "rate"), ("{thing}达标率", "rate")]),
                     ("时效指标", [("项目按期完成率", "rate"), ("资金拨付及时率", "rate")])]),
    ("效益指标", 20, [("经济效益指标", [("受益群众增收幅度", "saving"), ("资金节约率", "saving")]),
                     ("社会效益指标", [("{thing}社会影响", "quality"), ("{thing}知晓率", "rate")]),
                     ("生态效益指标", [("人居环境改善程度", "quality"), ("单位能耗下降率", "saving")])]),
    ("满意度指标", 10, [("服务对象满意度指标", CONTENT)]),
]
QUALITIES = ["明显", "良好", "规范", "有效", "显著", "可控", "持续改善"]


class Scored:
    """Groups of indicators and what they earn, in hundredths of a point."""

    def __init__(self, draw, writer):
        self._draw, self._writer = draw, writer
        self.earned = 0
        self.groups = []

    def add(self, name, weight, subgroups):
        """A group of `weight` points; a subgroup is its name and the patterns of its indicators."""
        counts = [len(patterns) for _, patterns in subgroups]
        weights = iter(self._draw.parts(weight // 5, sum(counts)) if weight >= 5 * sum(counts) else [])
        self.groups.append({"name": name, "weight": weight, "subgroups": [
            {"name": subname, "indicators": [self._indicator(pattern, kind, next(weights) * 5) for pattern, kind in patterns]}
            for subname, patterns in subgroups]})

    def _indicator(self, pattern, kind, weight):
        target, actual, share, reached = getattr(self, "_" + kind)(self._draw.chance(0.14))
        score = earned(share * weight)
        self.earned += score
        row = {"name": self._writer.fill(pattern), "target": target, "actual": actual, "weight": weight, "score": number_of(score)}
        if not reached:
            row["deviation"] = self._draw.one(words.DEVIATIONS)
        elif self._draw.chance(0.16):
            row["deviation"] = self._draw.one(words.NOTES)
        return row

    # Each gives the target, the outcome, the share of the weight that it earns, and whether the target is reached.

    def _rate(self, missed):
        draw = self._draw
        least = draw.one([1000, 1000, 980, 950, 950, 920, 900])
        tenths = draw.whole(800, least - 1) if missed else draw.whole(least, 1000)
        target = 100 if least == 1000 else f"≥{text_of(least, 1)}%"
        return target, text_of(tenths, 1) + "%", min(Fraction(tenths, least), 1), not missed

    def _count(self, missed):
        draw = self._draw
        least, unit = draw.whole(4, 60) * draw.one([1, 2, 5, 10, 20, 100]), draw.one(UNITS)
        done = draw.whole(least * 4 // 5, least - 1) if missed else draw.whole(least, least * 5 // 4)
        sign = draw.one(["≥", "≥", "不少于", ""])
        return f"{sign}{least}{unit}", f"{done}{unit}", min(Fraction(done, least), 1), not missed

    def _cap(self, _):
        return "≤100%", text_of(self._draw.whole(885, 1000), 1) + "%", 1, True

    def _saving(self, _):
        least = self._draw.whole(2, 12)
        return f"≥{least}%", text_of(least * 10 + self._draw.whole(0, 45), 1) + "%", 1, True

    def _quality(self, missed):
        share = Fraction(self._draw.one([7, 8]), 10) if missed else 1
        return self._draw.one(QUALITIES), "部分达成" if missed else self._draw.one(["达成", "达成", "100%"]), share, not missed


def earned(points):
    """`points` in hundredths as clerks write them: exact where two decimals do, else to one."""
    hundredths = points * 100
    return int(hundredths) if hundredths == int(hundredths) else rounded(points, 1) * 10


def of_office(draw, writer, fewer=False):
    scored = Scored(draw, writer)
    scored.add("产出指标", 50, [("重点工作任务完成", [("年度重点工作任务完成率", "rate")]), ("履职目标实现", draw.some(DUTY, draw.whole(3, 3 if fewer else 6)))])
    scored.add("效益指标", 30, [("履职效益", draw.some(EFFECT, draw.whole(3, 3 if fewer else 5)))])
    scored.add("满意度", 10, [("满意度", draw.some(CONTENT, 1))])
    return scored


def of_project(draw, writer, quantities):
    """Those of a project, with `quantities`, the fewest and the most, of 数量指标."""
    scored = Scored(draw, writer)
    for name, weight, subgroups in PROJECT:
        counts = [draw.whole(*quantities) if subname == "数量指标" else 1 for subname, _ in subgroups]
        scored.add(name, weight, [(subname, draw.some(patterns, count)) for count, (subname, patterns) in zip(counts, subgroups)])
    return scored
