/// 附件3, the evaluation of the whole office.
package struct OverallEvaluation: Record {
    /// 年度资金总额
    package var funds = FundsRow()
    /// 按收入性质分
    package var income: [LabelledAmount] = []
    /// 按支出性质分
    package var expenditure: [LabelledAmount] = []
    /// 预期目标
    package var expectedGoal = Prose()
    /// 实际完成情况
    package var actualOutcome = Prose()
    /// 绩效指标
    package var groups: [IndicatorGroup] = []
    /// 总分
    package var total = IndicatorTotal()
    /// Who filled in this form, where it is not who filled in the others.
    package var filing: Filing?
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty table.
    package init() {}

    /// The fields of the table.
    package static let schema = RecordSchema<OverallEvaluation>(
        "附件3 整体支出自评表",
        [
            Field("funds", \.funds, "年度资金总额", required: true),
            Field("income", \.income, "按收入性质分"),
            Field("expenditure", \.expenditure, "按支出性质分"),
            Field("expectedGoal", \.expectedGoal, "预期目标"),
            Field("actualOutcome", \.actualOutcome, "实际完成情况"),
            Field("groups", \.groups, "绩效指标", required: true),
            Field("total", \.total, "总分", required: true),
            Field("filing", \.filing, "填报信息"),
        ])
}

/// A row of funds in 万元, with the points for carrying out the budget where the form gives them.
package struct FundsRow: Record {
    /// Where the money comes from; rules find rows by it.
    package enum Source: String, Choice {
        /// 年度资金总额
        case total
        /// 当年财政拨款
        case fiscal
        /// 上年结转资金
        case carryover
        /// 其他资金
        case other
    }

    /// Where the money comes from.
    package var source = Source.total
    /// The label as printed.
    package var label = ""
    /// 年初预算数
    package var initial = Figure.empty
    /// 全年预算数
    package var adjusted = Figure.empty
    /// 全年执行数
    package var executed = Figure.empty
    /// 分值
    package var weight = Figure.empty
    /// 执行率
    package var rate = Rate()
    /// 得分
    package var score = Figure.empty
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty row.
    package init() {}

    /// The fields of the row.
    package static let schema = RecordSchema<FundsRow>(
        "资金",
        [
            Field("source", \.source, "资金来源"),
            Field("label", \.label, "名称"),
            Field("initial", \.initial, "年初预算数"),
            Field("adjusted", \.adjusted, "全年预算数"),
            Field("executed", \.executed, "全年执行数"),
            Field("weight", \.weight, "分值"),
            Field("rate", \.rate, "执行率"),
            Field("score", \.score, "得分"),
        ])
}

/// A label with an amount in 万元 in one cell, as in 一般公共预算：827.51.
package struct LabelledAmount: Record {
    /// The label as printed, without its colon.
    package var label = ""
    /// The amount.
    package var amount = Figure.empty
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty cell.
    package init() {}

    /// The fields of the cell.
    package static let schema = RecordSchema<LabelledAmount>(
        "分项金额",
        [
            Field("label", \.label, "名称", required: true),
            Field("amount", \.amount, "金额（万元）"),
        ])
}
