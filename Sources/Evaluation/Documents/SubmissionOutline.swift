/// What a submission of one form set consists of, for documents about it: its JSON Schema and the template to fill in.
package struct SubmissionOutline: Sendable {
    /// The name of the form set.
    package let formSet: String
    /// What the form set is called.
    package let title: String
    /// The fields of a submission, those required that the form set's forms cannot do without.
    let type: RecordType
    /// The same, those required, too, that some of the forms cannot do without: whoever fills a submission in is shown them.
    let fillableType: RecordType
    /// The names of the parts that the forms print.
    let parts: Set<String>

    /// Describes submissions of a form set.
    /// - Parameters:
    ///   - ways: the names on the way to each part that forms cannot do without, for example `projects`, `report`.
    ///   - offers: the same for forms that are printed under a condition.
    ///   - parts: the parts that forms are repeated for, whether required or not.
    package init(
        formSet: String, title: String, model: SubmissionModel, requiring ways: [[String]],
        offering offers: [[String]] = [],
        parts: [String]
    ) {
        self.formSet = formSet
        self.title = title
        var type = model.type.editing([SubmissionModel.formSetField]) { $0.with(type: .choice([formSet])) }
        for way in ways { type = type.editing(way[...]) { $0.with(isRequired: true) } }
        self.type = type
        for way in offers { type = type.editing(way[...]) { $0.with(isRequired: true) } }
        fillableType = type
        self.parts = Set(parts + (ways + offers).compactMap(\.first))
    }
}

extension RecordType {
    /// The type with the field at the end of `way` replaced by what `edit` makes of it.
    fileprivate func editing(
        _ way: ArraySlice<String>, _ edit: (FieldDescription) -> FieldDescription
    ) -> RecordType {
        guard let name = way.first, let index = index(of: name) else { return self }
        var fields = fields
        let (field, rest) = (fields[index], way.dropFirst())
        fields[index] = rest.isEmpty ? edit(field) : field.with(type: field.type.editing(rest, edit))
        return RecordType(title: title, fields: fields)
    }
}

extension FieldType {
    fileprivate func editing(
        _ way: ArraySlice<String>, _ edit: (FieldDescription) -> FieldDescription
    ) -> FieldType {
        switch self {
        case .list(let element): .list(element.editing(way, edit))
        case .record(let record): .record(record.editing(way, edit))
        default: self
        }
    }

    /// What may stand in a field of this type, in a few words; `nil` for any text, and for groups and lists.
    var guidance: String? {
        switch self {
        case .prose: "成段的文字"
        case .report: "正文；以 # 至 #### 开头的行是一至四级标题，| 甲 | 乙 | 是表格的一行"
        case .integer(let range): "\(range.lowerBound) 到 \(range.upperBound) 的整数"
        case .figure: "数字"
        case .rate: "百分数，如 98.7%"
        case .date: "日期，如 2024-06-02"
        case .choice(let words): "可用 " + words.joined(separator: "、")
        case .text, .image, .list, .record: nil
        }
    }
}

extension FieldDescription {
    /// What clerks call `word`, one of those that the field may hold.
    package func title(of word: String) -> String { extras.wordTitles[word] ?? word }

    /// The words that the field may hold, each with what clerks call it where that is something else.
    private var titledWords: String? {
        guard case .choice(let words) = type, !extras.wordTitles.isEmpty else { return nil }
        let titled = words.map { word in word + (extras.wordTitles[word].map { "（\($0)）" } ?? "") }
        return "可用 " + titled.joined(separator: "、")
    }

    /// What the form set notes on the field.
    package var note: String? { extras.note }

    /// What may stand in the field, and what its form set notes on it; `nil` where there is nothing to say.
    package var guidance: String? {
        let parts = [titledWords ?? type.guidance, extras.note].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "；")
    }
}
