/// A first-level indicator with its second levels, for example 产出指标（50分）.
package struct IndicatorGroup: Record {
    /// 一级指标
    package var name = ""
    /// The points that the form states for the group.
    package var weight = Figure.empty
    /// 二级指标
    package var subgroups: [IndicatorSubgroup] = []
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty group.
    package init() {}

    /// The fields of the group.
    package static let schema = RecordSchema<IndicatorGroup>(
        "一级指标",
        [
            Field("name", \.name, "一级指标", required: true),
            Field("weight", \.weight, "分值"),
            Field("subgroups", \.subgroups, "二级指标", required: true),
        ])
}

/// A second-level indicator with its third levels.
package struct IndicatorSubgroup: Record {
    /// 二级指标
    package var name = ""
    /// 三级指标
    package var indicators: [Indicator] = []
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty subgroup.
    package init() {}

    /// The fields of the subgroup.
    package static let schema = RecordSchema<IndicatorSubgroup>(
        "二级指标",
        [
            Field("name", \.name, "二级指标", required: true),
            Field("indicators", \.indicators, "三级指标", required: true),
        ])
}

/// A third-level indicator: a row of the table.
package struct Indicator: Record {
    /// 三级指标
    package var name = ""
    /// 年度指标值: a number, a percentage, a bound such as ≥95% or a word such as 合理.
    package var target = ""
    /// 实际完成值, of the same kinds.
    package var actual = ""
    /// 分值
    package var weight = Figure.empty
    /// 得分
    package var score = Figure.empty
    /// 偏差原因分析及改进措施
    package var deviation = Prose()
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty row.
    package init() {}

    /// The fields of the row.
    package static let schema = RecordSchema<Indicator>(
        "三级指标",
        [
            Field("name", \.name, "三级指标", required: true),
            Field("target", \.target, "年度指标值", measure: true),
            Field("actual", \.actual, "实际完成值", measure: true),
            Field("weight", \.weight, "分值"),
            Field("score", \.score, "得分"),
            Field("deviation", \.deviation, "偏差原因分析及改进措施"),
        ])
}

/// 总分, the last row of an indicator table.
package struct IndicatorTotal: Record {
    /// 分值
    package var weight = Figure.empty
    /// 得分
    package var score = Figure.empty
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty row.
    package init() {}

    /// The fields of the row.
    package static let schema = RecordSchema<IndicatorTotal>(
        "总分", [Field("weight", \.weight, "分值"), Field("score", \.score, "得分")])
}
