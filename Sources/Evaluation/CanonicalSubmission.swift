import SourceTree

extension AuditedSubmission {
    /// The submission as canonical JSON in UTF-8: what it says, apart from how its file was written. Fields that are not
    /// stated are left out; decoding the text gives the same model.
    package var canonicalJSON: [UInt8] {
        var path = FieldPath()
        return (json(model, type: .record(declared.type), at: &path) ?? .object([])).utf8
    }

    private func json(_ value: ModelValue, type: FieldType, at path: inout FieldPath) -> JSONValue? {
        switch (value, type) {
        case (.leaf(let leaf, _), _): return Self.json(leaf)
        case (.list(let elements), .list(let element)):
            return .array(
                elements.indices.compactMap { index in
                    json(elements[index], type: element, at: &path, in: .index(index))
                })
        case (.record(let values), .record(let record)):
            return .object(members(of: values, record, &path))
        default: return nil
        }
    }

    /// The fields that are stated, by their names.
    private func members(
        of values: [ModelValue], _ record: RecordType, _ path: inout FieldPath
    ) -> [(key: String, value: JSONValue)] {
        var members: [(key: String, value: JSONValue)] = []
        members.reserveCapacity(values.count)
        for index in record.sorted {
            let field = record.fields[index]
            let value = json(
                values[index], type: field.type, at: &path, in: .key(field.name), isHeir: field.extras.heir != nil)
            if let value { members.append((field.name, value)) }
        }
        return members
    }

    /// - Parameter isHeir: whether the values may be those of another group: they stay where they are stated, because waivers
    ///   name them there.
    private func json(
        _ value: ModelValue, type: FieldType, at path: inout FieldPath, in component: FieldPath.Component,
        isHeir: Bool = false
    ) -> JSONValue? {
        if case .leaf(let leaf, _) = value { return Self.json(leaf) }
        path.components.append(component)
        defer { path.components.removeLast() }
        return isHeir && decoded.places[path] == nil ? nil : json(value, type: type, at: &path)
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

extension ReportText {
    /// The text with the marks of headings and tables.
    package var source: String { lines.map(\.source).joined(separator: "\n") }
}

extension ReportText.Line {
    /// The line as a submission writes it, without the marks of its heading: signs of its text are escaped where they would be
    /// taken for marks. With those marks between them and before, the two read as the line again.
    package var unmarked: (text: String, runOn: String) {
        guard level > 0 else { return (source, "") }
        let isPlain = !(text + runOn).contains(where: \.isBar) && ReportReading(source(text, runOn)).lines == [self]
        return isPlain ? (text, runOn) : (text.escaped, runOn.escaped)
    }

    /// The line with its marks; signs of its text are escaped where they would be taken for marks.
    fileprivate var source: String {
        guard cells.isEmpty else { return "| \(cells.map(\.escaped).joined(separator: " | ")) |" }
        let plain = source(text, runOn)
        let isRead = !plain.contains(where: \.isBar) && ReportReading(plain).lines == [self]
        return isRead ? plain : source(text.escaped, runOn.escaped)
    }

    private func source(_ text: String, _ runOn: String) -> String {
        guard level > 0 else { return text }
        let mark = String(repeating: "#", count: level)
        return "\(mark) \(text)" + (runOn.isEmpty ? "" : " \(mark) \(runOn)")
    }
}

extension String {
    /// A text whose placeholders are filled in, its braces written so that they begin no other.
    package var withoutPlaceholders: String {
        guard hasBrace else { return self }
        return String(flatMap { $0 == "{" || $0 == "}" ? [$0, $0] : [$0] })
    }
}
