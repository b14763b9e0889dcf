/// How a workbook holds the narrative: a row a paragraph, what it is in the first column and its text in the second.
enum ReportSheet {
    /// The heads of the two columns.
    static let heads = ["层级", "内容"]

    /// What a row may be.
    enum Row: String, CaseIterable {
        case paragraph = "正文"
        case heading1 = "一级标题"
        case heading2 = "二级标题"
        case heading3 = "三级标题"
        case heading4 = "四级标题"
        /// What runs on behind the heading of the row above.
        case runOn = "接排"

        /// The level of a heading, 0 for others.
        var level: Int {
            switch self {
            case .paragraph, .runOn: 0
            case .heading1: 1
            case .heading2: 2
            case .heading3: 3
            case .heading4: 4
            }
        }
    }
}

extension ReportSheet {
    /// A row of the narrative with its text.
    struct Line {
        var kind: Row
        var text: String
        var place: String
    }
}
