/// 附件2, the base data table. Its rows are data: counties differ in rows and order.
package struct BaseData: Record {
    /// 财政供养人员情况
    package var staffing = Staffing()
    /// 经费控制情况, row by row as printed.
    package var spending: [SpendingRow] = []
    /// 楼堂馆所控制情况, a row for each building.
    package var buildings: [BuildingRow] = []
    /// 厉行节约保障措施
    package var austerity = Prose()
    /// Who filled in this form, where it is not who filled in the others.
    package var filing: Filing?
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty table.
    package init() {}

    /// The fields of the table.
    package static let schema = RecordSchema<BaseData>(
        "附件2 基础数据表",
        [
            Field("staffing", \.staffing, "财政供养人员情况（人）", required: true),
            Field("spending", \.spending, "经费控制情况（万元）", required: true),
            Field("buildings", \.buildings, "楼堂馆所控制情况"),
            Field("austerity", \.austerity, "厉行节约保障措施"),
            Field("filing", \.filing, "填报信息"),
        ])
}

/// 财政供养人员情况, in persons.
package struct Staffing: Record {
    /// 编制数
    package var authorized = Figure.empty
    /// 实际在职人数
    package var actual = Figure.empty
    /// 控制率
    package var controlRate = Rate()
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty row.
    package init() {}

    /// The fields of the row.
    package static let schema = RecordSchema<Staffing>(
        "财政供养人员情况（人）",
        [
            Field("authorized", \.authorized, "编制数"),
            Field("actual", \.actual, "实际在职人数"),
            Field("controlRate", \.controlRate, "控制率"),
        ])
}

/// A row of 经费控制情况, in 万元.
package struct SpendingRow: Record {
    /// What the row is about, whatever its label says; rules find rows by it.
    package enum Item: String, Choice {
        /// 部门基本支出
        case basic
        /// 公用经费
        case publicFunds
        /// 办公费
        case office
        /// 水费、电费、差旅费
        case utilities
        /// 会议费、培训费
        case meetings
        /// 三公经费
        case threePublic
        /// 公务用车购置和维护经费
        case vehicles
        /// 公务车购置
        case vehiclePurchase
        /// 公务车运行维护
        case vehicleOperation
        /// 出国经费
        case abroad
        /// 公务接待
        case reception
        /// 项目支出小计
        case projectSubtotal
        /// One project.
        case project
        /// 政府采购金额
        case procurement
        /// 部门基本支出预算调整
        case basicAdjustment
        /// Any other row of a county's own.
        case other
    }

    /// What the row is about.
    package var item = Item.other
    /// The label as printed.
    package var label = ""
    /// How far the label is indented.
    package var level = IndentLevel(0)
    /// 上年决算数
    package var previousFinal = Figure.empty
    /// 本年预算数
    package var budget = Figure.empty
    /// 本年决算数
    package var final = Figure.empty
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty row.
    package init() {}

    /// The fields of the row.
    package static let schema = RecordSchema<SpendingRow>(
        "经费控制情况的一行",
        [
            Field("item", \.item, "项目代码"),
            Field("label", \.label, "项目名称", required: true),
            Field("level", \.level, "缩进级别"),
            Field("previousFinal", \.previousFinal, "上年决算数"),
            Field("budget", \.budget, "本年预算数"),
            Field("final", \.final, "本年决算数"),
        ])
}

/// How far a label is indented.
package struct IndentLevel: BoundedInteger, Hashable {
    /// The forms use four levels.
    package static let range = 0...6
    /// The level; 0 stands at the margin.
    package let value: Int

    /// Creates a level.
    package init(_ value: Int) {
        self.value = value
    }
}

/// A row of 楼堂馆所控制情况.
package struct BuildingRow: Record {
    /// 批复规模（㎡）
    package var approvedArea = Figure.empty
    /// 实际规模（㎡）
    package var actualArea = Figure.empty
    /// 规模控制率
    package var areaControlRate = Rate()
    /// 预算投资（万元）
    package var plannedInvestment = Figure.empty
    /// 实际投资（万元）
    package var actualInvestment = Figure.empty
    /// 投资概算控制率
    package var investmentControlRate = Rate()
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty row.
    package init() {}

    /// The fields of the row.
    package static let schema = RecordSchema<BuildingRow>(
        "楼堂馆所的一行",
        [
            Field("approvedArea", \.approvedArea, "批复规模（㎡）"),
            Field("actualArea", \.actualArea, "实际规模（㎡）"),
            Field("areaControlRate", \.areaControlRate, "规模控制率"),
            Field("plannedInvestment", \.plannedInvestment, "预算投资（万元）"),
            Field("actualInvestment", \.actualInvestment, "实际投资（万元）"),
            Field("investmentControlRate", \.investmentControlRate, "投资概算控制率"),
        ])
}
