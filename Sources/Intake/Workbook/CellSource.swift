import Diagnostics
import Forms

/// A cell as the file writes it.
struct CellSource {
    /// What the value of a cell is (ISO/IEC 29500-1, 18.18.11).
    enum Kind: String {
        case boolean = "b"
        case date = "d"
        case error = "e"
        case inline = "inlineStr"
        case number = "n"
        case shared = "s"
        case formulaText = "str"
    }

    let kind: Kind
    private let style: Int
    private var value: String?
    private var inlineText = ""
    private var hasFormula = false

    /// Reads the cell that begins here.
    init(_ stream: XMLStream) throws(Fault) {
        kind = stream["t"].flatMap(Kind.init) ?? .number
        style = stream["s"].flatMap { Int($0) } ?? 0
        var (value, inlineText, hasFormula) = (String?.none, "", false)
        try stream.children { name throws(Fault) in
            guard name.namespace == .spreadsheet else { return }
            switch name.local {
            case "v": value = try stream.text()
            case "f": hasFormula = true
            case "is": inlineText = try RichText.read(stream)
            default: return
            }
        }
        (self.value, self.inlineText, self.hasFormula) = (value, inlineText, hasFormula)
    }

    /// What the cell shows and holds; `nil` where that is nothing.
    func shown(
        _ context: SheetContext, at place: () -> String
    ) throws(Fault) -> (String, GridCell.Value)? {
        let raw = value ?? ""
        if kind == .inline { return text(inlineText, context) }
        if kind == .formulaText { return text(RichText.unescaped(raw), context) }
        let trimmed = raw.trimmed
        guard !trimmed.isEmpty else { return hasFormula ? ("", .formulaWithoutResult) : nil }
        switch kind {
        case .boolean: return (["1", "true"].contains(trimmed) ? "TRUE" : "FALSE", .text)
        case .error: return (trimmed, .error)
        case .date: return date(trimmed)
        case .shared:
            guard let index = Int(trimmed), context.texts.indices.contains(index) else {
                throw .damaged(
                    LocalizedText("这个单元格的文字不在文件里", en: "the text of this cell is not in the file"), at: place())
            }
            return try formatted(context.texts[index], context, at: place)
        default: return number(trimmed, context, at: place)
        }
    }

    private func text(_ text: String, _ context: SheetContext) -> (String, GridCell.Value)? {
        text.isEmpty ? nil : (context.styles.format(of: style).shown(text), .text)
    }

    /// A text that many cells may share, unless the format of this one adds something to it.
    private func formatted(
        _ shared: String, _ context: SheetContext, at place: () -> String
    ) throws(Fault) -> (String, GridCell.Value)? {
        let shown = text(shared, context)
        if let shown, shown.0.utf8.count != shared.utf8.count { try context.reading.keep(shown.0, at: place()) }
        return shown
    }

    private func number(
        _ raw: String, _ context: SheetContext, at place: () -> String
    ) -> (String, GridCell.Value) {
        guard let number = DecimalNumber(raw) else {
            context.reading.find(
                .warning, "no-number", at: place(),
                LocalizedText(
                    "文件说这里是数，写的却是“\(raw.prefix(40))”",
                    en: "the file says that this is a number, but it is “\(raw.prefix(40))”"))
            return (raw, .text)
        }
        let shown = context.styles.format(of: style).shown(number, context.epoch)
        return (shown.text, shown.day.map { .date($0) } ?? .number(number.text))
    }

    /// A day that is written as ISO 8601 does: 2024-06-02, or with a time behind it.
    private func date(_ raw: String) -> (String, GridCell.Value) {
        let day = raw.prefix(10)
        let isDay = day.count == 10 && day.wholeMatch(of: #/\d{4}-\d\d-\d\d/#) != nil
        return isDay ? (String(day), .date(String(day))) : (raw, .text)
    }
}

extension String {
    /// The text without white space around it.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
