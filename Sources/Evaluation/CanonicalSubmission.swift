import SourceTree

extension AuditedSubmission {
    /// The submission as canonical JSON: what it says, apart from how its file was written. Fields that are not stated are
    /// left out; decoding the text gives the same model.
    public var canonicalText: String {
        (json(model, schema.type, FieldPath()) ?? .object([])).text
    }

    private func json(_ value: ModelValue, _ type: FieldType, _ path: FieldPath) -> JSONValue? {
        switch (value, type) {
        case (.leaf(let leaf, _), _): return Self.json(leaf)
        case (.list(let elements), .list(let element)):
            return .array(
                elements.enumerated().compactMap { index, value in json(value, element, path.inner(.index(index))) })
        case (.record(let values), .record(let record)):
            var entries: [String: JSONValue] = [:]
            for (field, value) in zip(record.fields, values) {
                let inner = path.inner(.key(field.name))
                if !isInherited(inner) { entries[field.name] = json(value, field.type, inner) }
            }
            return .sorted(entries)
        default: return nil
        }
    }

    /// Whether a form's filing is the submission's own: it stays where it is stated, because waivers name it there.
    private func isInherited(_ path: FieldPath) -> Bool {
        path.components.count > 1 && path.components.last == .key("filing") && decoded.spans[path] == nil
    }

    private static func json(_ leaf: Leaf) -> JSONValue? {
        switch leaf {
        case .empty: nil
        case .integer(let number): .number(String(number))
        case .figure(let figure): JSONValue(numberOrText: figure.text)
        case .date(let date): .string(date.dotted)
        case .report(let report): .string(report.source.withoutPlaceholders)
        case .prose: .string(leaf.text.withoutPlaceholders)
        case .text, .choice: .string(leaf.text)
        }
    }
}

extension FieldPath {
    fileprivate func inner(_ component: Component) -> FieldPath { FieldPath(components: components + [component]) }
}

extension ReportText {
    /// The text with the marks of headings and tables.
    var source: String {
        lines.map { line in
            if !line.cells.isEmpty { return "| \(line.cells.joined(separator: " | ")) |" }
            guard line.level > 0 else { return line.text }
            let mark = String(repeating: "#", count: line.level)
            return "\(mark) \(line.text)" + (line.runOn.isEmpty ? "" : " \(mark) \(line.runOn)")
        }.joined(separator: "\n")
    }
}

extension String {
    /// A text whose placeholders are filled in, its braces written so that they begin no other.
    fileprivate var withoutPlaceholders: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) else { return self }
        return String(flatMap { $0 == "{" || $0 == "}" ? [$0, $0] : [$0] })
    }
}
