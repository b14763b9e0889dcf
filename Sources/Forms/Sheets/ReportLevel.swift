/// What a line of a narrative is, as a workbook says it: a row a line, what it is in the first column and its text in the second.
package enum ReportLevel: String, CaseIterable, Sendable {
    case paragraph = "正文"
    case heading1 = "一级标题"
    case heading2 = "二级标题"
    case heading3 = "三级标题"
    case heading4 = "四级标题"
    /// A text that runs on behind the heading in the row above.
    case runOn = "接排"

    /// The heads of the two columns.
    static let heads = ["层级", "内容"]

    /// The level of a heading from 1 to 4, or that of paragraphs, 0.
    init(_ level: Int) { self = Self.allCases[level] }

    /// The level of a heading, 0 for others.
    var level: Int { self == .runOn ? 0 : Self.allCases.firstIndex(of: self) ?? 0 }
}
