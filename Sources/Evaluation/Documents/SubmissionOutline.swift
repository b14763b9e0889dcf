/// What a submission of one form set consists of, for documents about it: its JSON Schema and the template to fill in.
package struct SubmissionOutline: Sendable {
    /// The name of the form set.
    package let formSet: String
    /// What the form set is called.
    package let title: String
    /// The fields of a submission, those required that the form set's forms cannot do without.
    let type: RecordType
    /// The names of the parts that the forms print.
    let parts: Set<String>

    /// Describes submissions of a form set.
    /// - Parameters:
    ///   - ways: the names on the way to each part that forms cannot do without, for example `projects`, `report`.
    ///   - parts: the parts that forms are repeated for, whether required or not.
    package init(formSet: String, title: String, schema: SubmissionSchema, requiring ways: [[String]], parts: [String])
    {
        self.formSet = formSet
        self.title = title
        var type = schema.type.editing(["formSet"]) { $0.with(type: .choice([formSet])) }
        for way in ways { type = type.editing(way[...]) { $0.with(isRequired: true) } }
        guard case .record(let record) = type else { preconditionFailure("a submission is a group") }
        self.type = record
        self.parts = Set(parts + ways.compactMap(\.first))
    }
}

extension FieldType {
    /// The type with the field at the end of `way` replaced by what `edit` makes of it.
    fileprivate func editing(
        _ way: ArraySlice<String>, _ edit: (FieldDescription) -> FieldDescription
    ) -> FieldType {
        switch self {
        case .list(let element): return .list(element.editing(way, edit))
        case .record(let record):
            let fields = record.fields.map { field -> FieldDescription in
                guard field.name == way.first else { return field }
                let rest = way.dropFirst()
                return rest.isEmpty ? edit(field) : field.with(type: field.type.editing(rest, edit))
            }
            return .record(RecordType(title: record.title, fields: fields))
        default: return self
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
        case .text, .list, .record: nil
        }
    }
}

extension FieldDescription {
    /// The field with another type.
    func with(type: FieldType) -> FieldDescription {
        FieldDescription(
            name: name, title: title, type: type, isRequired: isRequired, isPersonal: isPersonal,
            isIdentity: isIdentity,
            isMeasure: isMeasure)
    }

    fileprivate func with(isRequired: Bool) -> FieldDescription {
        FieldDescription(
            name: name, title: title, type: type, isRequired: isRequired, isPersonal: isPersonal,
            isIdentity: isIdentity,
            isMeasure: isMeasure)
    }
}
