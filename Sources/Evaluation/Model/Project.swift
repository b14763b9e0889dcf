/// A project with its report (附件4) and its table (附件5).
public struct Project: Record {
    /// 专项名称, 项目支出名称
    public var name = ""
    /// 主管部门
    public var department = ""
    /// 实施单位
    public var unit = ""
    /// 附件4
    public var report: ProjectReport?
    /// 附件5
    public var evaluation: ProjectEvaluation?
    /// The fields that the form set adds.
    public var added: [AddedValue] = []

    /// An empty project.
    public init() {}

    /// The fields of the project.
    public static let schema = RecordSchema<Project>(
        "项目",
        [
            Field("name", \.name, "项目名称", required: true, identity: true),
            Field("department", \.department, "主管部门", required: true, identity: true),
            Field("unit", \.unit, "实施单位", required: true, identity: true),
            Field("report", \.report, "附件4 项目支出绩效自评报告"),
            Field("evaluation", \.evaluation, "附件5 项目支出绩效自评表"),
        ])
}

/// 附件4, the report on a project.
public struct ProjectReport: Record {
    /// 年度预算金额, in 万元.
    public var budget = Figure.empty
    /// 项目立项目的
    public var purpose = Prose()
    /// 项目支出管理和使用基本情况
    public var management = Prose()
    /// 项目绩效目标完成情况
    public var achievement = Prose()
    /// 存在的问题
    public var problems = Prose()
    /// 改进措施
    public var improvements = Prose()
    /// Who filled in this form, where it is not who filled in the others.
    public var filing: Filing?
    /// The fields that the form set adds.
    public var added: [AddedValue] = []

    /// An empty report.
    public init() {}

    /// The fields of the report.
    public static let schema = RecordSchema<ProjectReport>(
        "附件4 项目支出绩效自评报告",
        [
            Field("budget", \.budget, "年度预算金额"),
            Field("purpose", \.purpose, "项目立项目的"),
            Field("management", \.management, "项目支出管理和使用基本情况"),
            Field("achievement", \.achievement, "项目绩效目标完成情况"),
            Field("problems", \.problems, "存在的问题"),
            Field("improvements", \.improvements, "改进措施"),
            Field("filing", \.filing, "填报信息"),
        ])
}

/// 附件5, the evaluation of a project.
public struct ProjectEvaluation: Record {
    /// 项目资金, row by row as printed.
    public var funds: [FundsRow] = []
    /// 预期目标
    public var expectedGoal = Prose()
    /// 实际完成情况
    public var actualOutcome = Prose()
    /// 绩效指标
    public var groups: [IndicatorGroup] = []
    /// 总分
    public var total = IndicatorTotal()
    /// Who filled in this form, where it is not who filled in the others.
    public var filing: Filing?
    /// The fields that the form set adds.
    public var added: [AddedValue] = []

    /// An empty table.
    public init() {}

    /// The fields of the table.
    public static let schema = RecordSchema<ProjectEvaluation>(
        "附件5 项目支出绩效自评表",
        [
            Field("funds", \.funds, "项目资金", required: true),
            Field("expectedGoal", \.expectedGoal, "预期目标"),
            Field("actualOutcome", \.actualOutcome, "实际完成情况"),
            Field("groups", \.groups, "绩效指标", required: true),
            Field("total", \.total, "总分", required: true),
            Field("filing", \.filing, "填报信息"),
        ])
}
