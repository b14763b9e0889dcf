import Diagnostics
import Forms

/// Reads Word files (ISO/IEC 29500-1, 17), Strict and transitional.
struct WordFile {
    let package: OfficePackage
    let reading: Reading

    /// Paragraphs and tables in the order of the text.
    /// - Parameters:
    ///   - part: the part that holds the text.
    ///   - stream: stands at the root of it.
    func read(_ part: String, _ stream: XMLStream) throws(Fault) -> [GridFile.Part] {
        let relationships = try package.relationships(of: part)
        var context = WordContext(reading: reading)
        if let stream = try self.stream("styles", relationships) { context.styles = try WordStyles(stream, reading) }
        if let stream = try self.stream("numbering", relationships) {
            context.numbering = try WordNumbering(stream, reading)
        }
        for (kind, element) in [("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment")] {
            guard let stream = try self.stream(kind, relationships) else { continue }
            context.notes[element] = try notes(stream, element, context)
        }
        for relationship in relationships where ["header", "footer"].contains(relationship.kind) {
            try tellMargin(relationship, context)
        }
        let story = StoryReader(context)
        try stream.children { name throws(Fault) in
            if name == XMLName(.word, "body") { try story.readBody(stream) }
        }
        return story.parts
    }

    private func stream(
        _ kind: String, _ relationships: [OfficePackage.Relationship]
    ) throws(Fault) -> XMLStream? {
        guard let part = relationships.first(kind: kind)?.target else { return nil }
        return try package.open(part)
    }

    /// The texts of footnotes, endnotes or comments by their ids.
    private func notes(
        _ stream: XMLStream, _ element: String, _ context: WordContext
    ) throws(Fault) -> [String: String] {
        _ = try stream.root()
        var notes: [String: String] = [:]
        try stream.children { name throws(Fault) in
            // Separators between text and notes are notes with a type.
            guard name == XMLName(.word, element), let id = stream["id", .word],
                ["normal"].contains(stream["type", .word] ?? "normal")
            else { return }
            notes[id] = try StoryReader(context).text(stream)
        }
        return notes
    }

    /// Says that the text of a header or a footer was not read, unless it only counts pages.
    private func tellMargin(
        _ relationship: OfficePackage.Relationship, _ context: WordContext
    ) throws(Fault) {
        guard let stream = try package.open(relationship.target) else { return }
        _ = try stream.root()
        let text = try StoryReader(context).text(stream).trimmed
        guard text.contains(where: { $0.isLetter && !"第页共".contains($0) }) else { return }
        let isHeader = relationship.kind == "header"
        reading.find(
            .note, "text-in-margin", at: isHeader ? "页眉" : "页脚",
            LocalizedText("没有读这里的文字：“\(text.excerpt)”", en: "this text was not read: “\(text.excerpt)”"))
    }
}

/// What all stories of a Word file share.
struct WordContext {
    let reading: Reading
    var styles = WordStyles()
    var numbering = WordNumbering()
    /// Texts by the kind of note, then by id.
    var notes: [String: [String: String]] = [:]

    init(reading: Reading) {
        self.reading = reading
    }
}

extension String {
    /// The beginning of the text in one line, to be shown in a message.
    var excerpt: String {
        let line = prefix(400).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 60 ? line.prefix(60) + "…" : line
    }
}
