"""附件1: the narrative report, a summary of one page or a report of many, whose figures are those of the tables."""
import words
from figures import number_of, percentage

# Characters that fill a page of 22 lines of 28, headings and last lines that are not full counted in.
PAGE = 601


def report(department, pages, full):
    title = f"{department.name}2023年度部门整体支出绩效自评报告"
    if pages == 1 or not (full or pages):
        return {"title": title, "body": summary(department)}
    body = opening(department)
    body += chapters(department, (pages or department.draw.whole(8, 12)) * PAGE - sum(map(len, body)))
    return {"title": title, "body": "\n".join(body) + "\n"}


def money(units):
    return f"{number_of(units)}万元"


def summary(d):
    return "\n".join([
        "# 一、部门基本情况",
        f"{d.name}核定编制{d.posts}名，实际在职{d.staff}人，控制率{percentage(d.staff, d.posts)}。" + d.writer.sentence(words.DONE) + "。",
        "# 二、预算执行情况", spent(d),
        "# 三、自评结论", verdict(d),
    ]) + "\n"


def spent(d):
    return (f"2023年年初预算{money(d.initial)}，全年预算{money(d.adjusted)}，实际支出{money(d.executed)}，执行率{percentage(d.executed, d.adjusted)}。"
            f"其中基本支出决算数{money(d.basic[2])}，项目支出决算数{money(d.project_totals[2])}。" + excess(d))


def excess(d):
    """Why more was spent than the budget had, where it was."""
    kinds = [kind for kind, (_, budget, final) in (("基本支出", d.basic), ("项目支出", d.project_totals)) if final > budget]
    return f"{'、'.join(kinds)}超过年初预算的部分，是年中追加的。" if kinds else ""


def verdict(d):
    grade = next(word for least, word in ((9000, "优"), (8000, "良"), (6000, "中"), (0, "差")) if d.score >= least)
    return f"经自评，部门整体支出绩效得分{number_of(d.score)}分，自评等级为{grade}。各项指标的完成情况见附件2至附件6。"


def opening(d):
    change = d.adjusted - d.initial
    return [
        "# 一、部门（单位）基本情况", "## （一）职能职责", f"{d.name}依照法律法规和县委、县政府的规定履行职责，主要承担下列工作：",
        *[f"{i + 1}.{d.writer.sentence(words.DONE)}。" for i in range(8)],
        "## （二）机构设置", f"核定编制{d.posts}名，截至2023年12月31日实际在职{d.staff}人，控制率{percentage(d.staff, d.posts)}。",
        "# 二、一般公共预算支出情况", spent(d) + (f"全年预算比年初{'增加' if change > 0 else '减少'}{money(abs(change))}。" if change else ""),
        "## （一）基本支出情况",
        f"基本支出年初预算{money(d.basic[1])}，其中公用经费{money(d.public[1])}，占{percentage(d.public[1], d.basic[1])}。基本支出决算数{money(d.basic[2])}。"
        f"办公费{money(d.office[2])}，公务接待费{money(d.reception[2])}，均控制在预算以内；三公经费决算数{money(d.three[2])}。",
        "| 科目 | 预算数（万元） | 决算数（万元） | 执行率 |",
        *[f"| {label} | {number_of(values[1])} | {number_of(values[2])} | {percentage(values[2], values[1])} |"
          for label, values in (("公用经费", d.public), ("办公费", d.office), ("三公经费", d.three))],
        "## （二）项目支出情况",
        f"项目支出年初预算{money(d.project_totals[1])}，项目支出决算数{money(d.project_totals[2])}，全年政府采购预算{money(d.procurement)}。",
        "# 三、政府性基金预算支出情况。# 见附件3“按收入性质分”一栏。", "# 四、国有资本经营预算支出情况。# 本单位没有此项支出。",
        "# 五、社会保险基金预算支出情况。# 本单位没有此项支出。",
    ]


def chapters(d, length):
    """The chapters on performance, problems and measures, about `length` characters in all."""
    write = d.writer
    parts = [("# 六、部门整体支出绩效情况", words.DONE, 0.6), ("# 七、存在的问题及原因分析", words.PROBLEMS, 0.17), ("# 八、下一步改进措施", words.MEASURES, 0.23)]
    body, room = [], max(length - 200, 400)
    for heading, pool, share in parts:
        body.append(heading)
        written = section = 0
        while written < room * share:
            if section % 5 == 0:
                body.append(f"## （{chinese(section // 5 + 1)}）{write.thing()}方面")
            section += 1
            body.append(f"（{section}）{write.thing()}。{write.paragraph(pool, 120, 260)}")
            written += len(body[-1]) + 14
    return body + [verdict(d), "# 九、自评结果拟应用和公开情况", "自评结果将作为编制2025年部门预算和安排项目的依据，审核后在县人民政府门户网站公开，接受社会监督。"]


def chinese(number):
    """1 to 99 as 一, 十二, 三十 and so on; larger ones in digits."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones or not tens else "")
