public import Diagnostics
public import Evaluation
public import Layout

/// Says where texts of a layout come from: a field of the submission, or a place in a layout file.
public struct OriginTable: Sendable {
    /// Places in layout files; their origins count down from -1, those of fields up from 0.
    private var spans: [SourceSpan] = []
    private var originsOfSpans: [ObjectIdentifier: [SourcePosition: Int]] = [:]

    /// An empty table.
    public init() {}

    /// The origin of a text that a field holds.
    func origin(_ id: FieldID) -> TextOrigin? { id.rawValue < 0 ? nil : TextOrigin(rawValue: id.rawValue) }

    /// The origin of a text that a layout states.
    mutating func origin(of span: SourceSpan) -> TextOrigin {
        let file = ObjectIdentifier(span.file)
        if let known = originsOfSpans[file]?[span.start] { return TextOrigin(rawValue: known) }
        spans.append(span)
        originsOfSpans[file, default: [:]][span.start] = -spans.count
        return TextOrigin(rawValue: -spans.count)
    }

    /// What a fault of layout means to the user.
    public func diagnostic(for fault: LayoutFault, in submission: ValidatedSubmission) -> Diagnostic {
        switch fault {
        case .missingCharacter(let character): missingCharacter(character, submission)
        case .grid(let fault, let table): grid(fault, table)
        case .rowTooTall(let row, let table):
            Diagnostic(
                .error, id: "row-too-tall",
                LocalizedText(
                    "表格第 \(row + 1) 行比一页还高，又不能拆开",
                    en: "row \(row + 1) of the table is taller than a page and cannot be cut"),
                at: span(of: table))
        }
    }

    private func span(of origin: TextOrigin?) -> SourceSpan? {
        guard let origin, origin.rawValue < 0 else { return nil }
        return spans[-origin.rawValue - 1]
    }

    private func missingCharacter(_ missing: MissingCharacter, _ submission: ValidatedSubmission) -> Diagnostic {
        let character = missing.scalar
        let code = "U+" + String(character.value, radix: 16, uppercase: true)
        let hint = LocalizedText(
            "换一个字，或用 --fonts 指定有这个字的字体",
            en: "use another character, or name a folder of faces that have it with --fonts")
        guard let origin = missing.origin, origin.rawValue >= 0 else {
            return Diagnostic(
                .error, id: "missing-character",
                LocalizedText("字体中没有“\(character)”（\(code)）", en: "no face has “\(character)” (\(code))"),
                at: span(of: missing.origin), hints: [hint])
        }
        let place = submission.place(of: FieldID(rawValue: origin.rawValue))
        return Diagnostic(
            .error, id: "missing-character",
            LocalizedText(
                "\(place.title)：字体中没有“\(character)”（\(code)）",
                en: "no face has “\(character)” (\(code)), field \(place.path)"),
            at: place.span, field: place.path.description, hints: [hint])
    }

    private func grid(_ fault: TableGrid.Fault, _ table: TextOrigin?) -> Diagnostic {
        let message =
            switch fault {
            case .tooWide(let row, let columns):
                LocalizedText(
                    "表格第 \(row + 1) 行的单元格超出 \(columns) 列",
                    en: "the cells of row \(row + 1) need more than \(columns) columns")
            case .tooNarrow(let row, let covered, let columns):
                LocalizedText(
                    "表格第 \(row + 1) 行只占 \(covered) 列，应占满 \(columns) 列",
                    en: "row \(row + 1) covers \(covered) of \(columns) columns")
            case .tooTall(let row):
                LocalizedText(
                    "表格第 \(row + 1) 行有单元格伸出表格或表头之外",
                    en: "a cell of row \(row + 1) reaches out of the table or its header")
            }
        return Diagnostic(.error, id: "bad-grid", message, at: span(of: table))
    }
}
