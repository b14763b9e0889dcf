/// A first-level indicator with its second levels, for example 产出指标（50分）.
public struct IndicatorGroup: Record {
    /// 一级指标
    public var name = ""
    /// The points that the form states for the group.
    public var weight = Figure.empty
    /// 二级指标
    public var subgroups: [IndicatorSubgroup] = []
    /// The fields that the form set adds.
    public var added: [AddedValue] = []

    /// An empty group.
    public init() {}

    /// The fields of the group.
    public static let schema = RecordSchema<IndicatorGroup>(
        "一级指标",
        [
            Field("name", \.name, "一级指标", required: true),
            Field("weight", \.weight, "分值"),
            Field("subgroups", \.subgroups, "二级指标", required: true),
        ])
}

/// A second-level indicator with its third levels.
public struct IndicatorSubgroup: Record {
    /// 二级指标
    public var name = ""
    /// 三级指标
    public var indicators: [Indicator] = []
    /// The fields that the form set adds.
    public var added: [AddedValue] = []

    /// An empty subgroup.
    public init() {}

    /// The fields of the subgroup.
    public static let schema = RecordSchema<IndicatorSubgroup>(
        "二级指标",
        [
            Field("name", \.name, "二级指标", required: true),
            Field("indicators", \.indicators, "三级指标", required: true),
        ])
}

/// A third-level indicator: a row of the table.
public struct Indicator: Record {
    /// 三级指标
    public var name = ""
    /// 年度指标值: a number, a percentage, a bound such as ≥95% or a word such as 合理.
    public var target = ""
    /// 实际完成值, of the same kinds.
    public var actual = ""
    /// 分值
    public var weight = Figure.empty
    /// 得分
    public var score = Figure.empty
    /// 偏差原因分析及改进措施
    public var deviation = Prose()
    /// The fields that the form set adds.
    public var added: [AddedValue] = []

    /// An empty row.
    public init() {}

    /// The fields of the row.
    public static let schema = RecordSchema<Indicator>(
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
public struct IndicatorTotal: Record {
    /// 分值
    public var weight = Figure.empty
    /// 得分
    public var score = Figure.empty
    /// The fields that the form set adds.
    public var added: [AddedValue] = []

    /// An empty row.
    public init() {}

    /// The fields of the row.
    public static let schema = RecordSchema<IndicatorTotal>(
        "总分", [Field("weight", \.weight, "分值"), Field("score", \.score, "得分")])
}
