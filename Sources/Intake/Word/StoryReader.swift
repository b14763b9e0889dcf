import Diagnostics
import Forms

/// Reads one story of a Word file: the text itself, or that of a note or a text box.
final class StoryReader {
    private(set) var parts: [GridFile.Part] = []
    /// The story's own count of numbered paragraphs, and all that is shared.
    var context: WordContext
    /// Where the cursor is, as messages say it.
    var place: String?
    /// For each field that is open, whether its result has begun.
    var fields: [Bool] = []
    /// The text of a paragraph whose end was deleted: it belongs before the next one.
    private var carried = ""
    private var paragraphs = 0
    private var tables = 0
    private var hasContents = false

    var reading: Reading { context.reading }

    init(_ context: WordContext) {
        self.context = context
    }

    /// Reads the body of the file into ``parts``.
    func readBody(_ stream: XMLStream) throws(Fault) {
        try blocks(stream) { () throws(Fault) in
            paragraphs += 1
            place = "第\(paragraphs)段"
            try add(try paragraph(stream))
        } table: { () throws(Fault) in
            tables += 1
            place = "表\(tables)"
            parts.append(.grid(try TableReader(self, name: "表\(tables)").read(stream)))
        }
        guard !fields.isEmpty else { return }
        reading.find(
            .warning, "open-field", at: place,
            LocalizedText("有一个域没有结束，其后的文字可能没有读", en: "a field does not end; text behind it may not have been read"))
    }

    /// The text of the story, its paragraphs parted by `\n`.
    func text(_ stream: XMLStream) throws(Fault) -> String {
        var lines: [String] = []
        try readLines(stream) { line in lines.append(line.text) }
        return lines.joined(separator: "\n")
    }

    /// Reads the paragraphs of a cell or a note, those of tables inside included, each with its number before it.
    /// - Parameter other: called for what is neither a paragraph nor a table.
    func readLines(
        _ stream: XMLStream, _ take: (ParagraphDraft) -> Void, other: (XMLName) throws(Fault) -> Void = { _ in }
    ) throws(Fault) {
        try blocks(stream) { () throws(Fault) in
            let draft = try paragraph(stream)
            guard !isCarried(draft) else { return }
            let number = number(of: draft)
            try reading.keep(number, at: place)
            draft.text = Self.numbered(number, carry() + draft.text)
            take(draft)
        } table: { () throws(Fault) in
            reading.find(
                .warning, "nested-table", at: place,
                LocalizedText("这里面还有一个表格，其中的文字并入了这一格", en: "a table inside; its text was taken as text of this cell"))
            try rows(stream) { name throws(Fault) in
                guard name == XMLName(.word, "tr") else { return }
                try rows(stream) { name throws(Fault) in
                    if name == XMLName(.word, "tc") { try readLines(stream, take) }
                }
            }
        } other: { name throws(Fault) in
            try other(name)
        }
    }

    /// Calls `body` for each row or cell inside the element that begins here, whatever is put around them.
    func rows(_ stream: XMLStream, _ body: (XMLName) throws(Fault) -> Void) throws(Fault) {
        try stream.content { name throws(Fault) in try body(name) }
    }

    /// Calls `paragraph` or `table` for each block inside the element that begins here.
    private func blocks(
        _ stream: XMLStream, paragraph: () throws(Fault) -> Void, table: () throws(Fault) -> Void,
        other: (XMLName) throws(Fault) -> Void = { _ in }
    ) throws(Fault) {
        try stream.content { name throws(Fault) in
            switch (name.namespace, name.local) {
            case (.word, "p"): try paragraph()
            case (.word, "tbl"): try table()
            case (.word, "altChunk"):
                reading.find(
                    .warning, "embedded-file", at: place,
                    LocalizedText("这里嵌入了另一个文件，没有读", en: "another file is embedded here and was not read"))
            default: try other(name)
            }
        }
    }

    /// Reads the paragraph that begins here.
    private func paragraph(_ stream: XMLStream) throws(Fault) -> ParagraphDraft {
        let draft = ParagraphDraft()
        try RunReader(self, draft).read(stream)
        draft.text = draft.text.withPlainLineBreaks
        if !draft.hidden.trimmed.isEmpty {
            reading.find(
                .warning, "hidden-text", at: place,
                LocalizedText(
                    "隐藏的文字没有读：“\(draft.hidden.excerpt)”", en: "hidden text was not read: “\(draft.hidden.excerpt)”"))
        }
        return draft
    }

    private func isCarried(_ draft: ParagraphDraft) -> Bool {
        guard draft.properties.hasDeletedEnd else { return false }
        carried += draft.text
        return true
    }

    private func carry() -> String {
        defer { carried = "" }
        return carried
    }

    private func number(of draft: ParagraphDraft) -> String {
        context.numbering.number(context.styles.resolved(draft.properties), context.styles)
    }

    /// A number before its text, with a space where they would run into one another.
    private static func numbered(_ number: String, _ text: String) -> String {
        guard let last = number.last, !text.isEmpty, last.isLetter || last.isNumber else { return number + text }
        return number + " " + text
    }

    private func add(_ draft: ParagraphDraft) throws(Fault) {
        guard !isCarried(draft) else { return }
        let styles = context.styles
        let text = carry() + draft.text
        let number = number(of: draft)
        for comment in draft.comments {
            reading.find(
                .note, "comment-in-text", at: place,
                LocalizedText("批注没有读：“\(comment.excerpt)”", en: "a comment was not read: “\(comment.excerpt)”"))
        }
        guard !text.trimmed.isEmpty || !number.isEmpty else { return }
        guard !styles.isContents(draft.properties) else { return tellContents() }
        let place = place ?? ""
        try reading.keepCell(at: place)
        try reading.keep(number, at: place)
        let isCentered = styles.resolved(draft.properties).isCentered ?? false
        parts.append(
            .paragraph(
                GridParagraph(
                    text: text, number: number, headingLevel: styles.headingLevel(draft.properties),
                    isTitle: styles.isTitle(draft.properties) || isCentered, place: place)))
    }

    private func tellContents() {
        guard !hasContents else { return }
        hasContents = true
        reading.find(
            .note, "table-of-contents", at: place, LocalizedText("目录没有读", en: "the table of contents was not read"))
    }
}
