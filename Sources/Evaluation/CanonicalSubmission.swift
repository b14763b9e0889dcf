import SourceTree

extension ValidatedSubmission {
    /// The submission as canonical JSON: what it says, apart from how its file was written. Fields that are not stated are
    /// left out; decoding the text gives the same model.
    public var canonicalText: String {
        (Self.json(model, Submission.fieldType) ?? .object([:])).text
    }

    private static func json(_ value: ModelValue, _ type: FieldType) -> JSONValue? {
        switch (value, type) {
        case (.leaf(let leaf, _), _): json(leaf)
        case (.list(let elements), .list(let element)): .array(elements.compactMap { json($0, element) })
        case (.record(let values), .record(let record)):
            .object(
                zip(record.fields, values).reduce(into: [:]) { entries, field in
                    entries[field.0.name] = json(field.1, field.0.type)
                })
        default: nil
        }
    }

    private static func json(_ leaf: Leaf) -> JSONValue? {
        switch leaf {
        case .empty: nil
        case .integer(let number): .number(String(number))
        case .figure(let figure): JSONValue(numberOrText: figure.text)
        case .date(let date): .string(date.dotted)
        case .report(let report): .string(report.source)
        case .text, .prose, .choice: .string(leaf.text)
        }
    }
}

extension ReportText {
    /// The text with the marks of headings and tables.
    var source: String {
        lines.map { line in
            if !line.cells.isEmpty { return "| \(line.cells.joined(separator: " | ")) |" }
            return line.level > 0 ? "\(String(repeating: "#", count: line.level)) \(line.text)" : line.text
        }.joined(separator: "\n")
    }
}
