import Evaluation

extension CellDemand {
    /// The longest title and message, in units of UTF-16.
    static let longestTitle = 32
    static let longestMessage = 255

    /// What a cell asks for that shows `field` and nothing else; `nil` where there is nothing to say.
    /// - Parameter list: what stands for the items of a list.
    init?(_ field: FillableField, list: ([String]) -> Values) {
        let description = field.description
        switch description.type {
        case .choice(let words): values = list(words.map(description.title(of:)))
        case .integer(let range): values = .whole(range)
        default: values = .any
        }
        var sentences = [Self.guidance(description)].compactMap { $0 }
        if let heir = field.heir { sentences.append("空着则沿用“\(heir)”中的内容（其他内容）") }
        guard values != .any || !sentences.isEmpty else { return nil }
        title = description.title.cut(to: Self.longestTitle)
        message = sentences.joined(separator: "。").cut(to: Self.longestMessage)
    }

    /// What a cell asks for that shows `field` among words of its own.
    init?(amongWords field: FillableField) {
        guard let own = CellDemand(field, list: { _ in .any }) else { return nil }
        self = own
        values = .any
        if message.isEmpty { return nil }
    }

    /// A cell that asks for one of `items`.
    init(_ title: String, items: [String], message: String) {
        (self.values, self.title, self.message) = (.list(items), title, message)
    }

    private static func guidance(_ field: FieldDescription) -> String? {
        switch field.type {
        case .figure, .rate:
            (field.guidance ?? "") + "。没有数的留空，或写 无、——、/；" + (field.isRate ? "百分号要写" : "不带单位")
        case .choice: field.note ?? "从列表中选一项"
        case .prose, .report, .image: field.note
        default: field.guidance
        }
    }
}

extension FieldDescription {
    fileprivate var isRate: Bool { if case .rate = type { true } else { false } }
}
