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

    /// What the faults of a layout mean to the user: characters that one text lacks make one finding.
    public func diagnostics(for faults: [LayoutFault], in submission: ValidatedSubmission) -> [Diagnostic] {
        var missing: [TextOrigin?: [Unicode.Scalar]] = [:]
        for case .missingCharacter(let character) in faults
        where missing[character.origin]?.contains(character.scalar) != true {
            missing[character.origin, default: []].append(character.scalar)
        }
        return faults.compactMap { fault in
            switch fault {
            case .missingCharacter(let character):
                missing.removeValue(forKey: character.origin).map {
                    missingCharacters($0, character.origin, submission)
                }
            case .grid(let fault, let table): grid(fault, table)
            case .rowTooTall(let row, let table): tooTall(row, table)
            }
        }
    }

    /// What the notes of a layout mean to the user.
    public func diagnostics(for notes: [LayoutNote], in submission: ValidatedSubmission) -> [Diagnostic] {
        notes.map { note in
            switch note {
            case .shrunk(let origin, let from, let to): shrunk(origin, from, to, submission)
            case .sealCut(let section, let room, let diameter): sealCut(section, room, diameter)
            }
        }
    }

    private func sealCut(_ section: String, _ room: Length, _ diameter: Length) -> Diagnostic {
        let free = Int(room.millimetres)
        let wanted = Int(diameter.millimetres.rounded())
        return Diagnostic(
            .note, id: "seal-cut",
            LocalizedText(
                "\(section)：落款处只留出 \(free) 毫米高，公章直径 \(wanted) 毫米，盖章时会压到表格",
                en: "\(section): \(free) mm are free for a seal of \(wanted) mm, which will reach into the table"))
    }

    private func shrunk(
        _ origin: TextOrigin?, _ from: Length, _ to: Length, _ submission: ValidatedSubmission
    ) -> Diagnostic {
        let place = origin.flatMap { $0.rawValue < 0 ? nil : submission.place(of: FieldID(rawValue: $0.rawValue)) }
        let title = place.map { $0.title + "：" } ?? ""
        return Diagnostic(
            .note, id: "set-smaller",
            LocalizedText(
                "\(title)为排在一行内，字号由 \(from.points) 磅缩到 \(to.points) 磅",
                en: "set in \(to.points) pt instead of \(from.points) pt to stay on one line"),
            at: place?.span ?? span(of: origin), field: place?.path.description)
    }

    private func tooTall(_ row: Int, _ table: TextOrigin?) -> Diagnostic {
        Diagnostic(
            .error, id: "row-too-tall",
            LocalizedText(
                "表格第 \(row + 1) 行比一页还高，又不能拆开", en: "row \(row + 1) of the table is taller than a page and cannot be cut"
            ),
            at: span(of: table))
    }

    private func span(of origin: TextOrigin?) -> SourceSpan? {
        guard let origin, origin.rawValue < 0 else { return nil }
        return spans[-origin.rawValue - 1]
    }

    /// The most characters that one finding names.
    private static let mostCharacters = 8

    private func missingCharacters(
        _ scalars: [Unicode.Scalar], _ origin: TextOrigin?, _ submission: ValidatedSubmission
    ) -> Diagnostic {
        let hint = LocalizedText(
            "换一个字，或用 --fonts 指定有这个字的字体",
            en: "use another character, or name a folder of faces that have it with --fonts")
        let named = scalars.prefix(Self.mostCharacters).map {
            "“\($0)”（U+\(String($0.value, radix: 16, uppercase: true))）"
        }
        let list = named.joined(separator: "、") + (scalars.count > named.count ? " 等 \(scalars.count) 个字" : "")
        guard let origin, origin.rawValue >= 0 else {
            return Diagnostic(
                .error, id: "missing-character", LocalizedText("字体中没有\(list)", en: "no face has \(list)"),
                at: span(of: origin), hints: [hint])
        }
        let place = submission.place(of: FieldID(rawValue: origin.rawValue))
        return Diagnostic(
            .error, id: "missing-character",
            LocalizedText("\(place.title)：字体中没有\(list)", en: "no face has \(list), field \(place.path)"),
            at: place.span,
            field: place.path.description, hints: [hint])
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
