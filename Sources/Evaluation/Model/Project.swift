/// A project with its report (附件4) and its table (附件5).
package struct Project: Record {
    /// 专项名称, 项目支出名称
    package var name = ""
    /// 主管部门
    package var department = ""
    /// 实施单位
    package var unit = ""
    /// 附件4
    package var report: ProjectReport?
    /// 附件5
    package var evaluation: ProjectEvaluation?
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty project.
    package init() {}

    /// The fields of the project.
    package static let schema = RecordSchema<Project>(
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
package struct ProjectReport: Record {
    /// 年度预算金额, in 万元.
    package var budget = Figure.empty
    /// 项目立项目的
    package var purpose = Prose()
    /// 项目支出管理和使用基本情况
    package var management = Prose()
    /// 项目绩效目标完成情况
    package var achievement = Prose()
    /// 存在的问题
    package var problems = Prose()
    /// 改进措施
    package var improvements = Prose()
    /// Who filled in this form, where it is not who filled in the others.
    package var filing: Filing?
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty report.
    package init() {}

    /// The fields of the report.
    package static let schema = RecordSchema<ProjectReport>(
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
package struct ProjectEvaluation: Record {
    /// 项目资金, row by row as printed.
    package var funds: [FundsRow] = []
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
    package static let schema = RecordSchema<ProjectEvaluation>(
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
