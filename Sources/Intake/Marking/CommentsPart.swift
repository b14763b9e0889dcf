/// The part that holds the notes on the cells of a sheet (ISO/IEC 29500-1, 18.7).
struct CommentsPart {
    /// The part with notes added.
    struct Written {
        let bytes: [UInt8]
        /// The notes that were added, new or below another one, by their cells.
        let notes: [CellAddress: Note]
        /// The cells with a note of whatever origin, in their order.
        let all: [CellAddress]
        /// Those that have none any more.
        let removed: Set<CellAddress>
        /// How many lines stand above what was added to a note.
        let above: [CellAddress: Int]
    }

    private let outline: XMLOutline
    private let prefix: String
    private let threads: Set<CellAddress>

    /// A part that holds no notes yet.
    init(_ vocabulary: OfficeVocabulary) throws(Fault) {
        let empty = "<comments xmlns=\"\(vocabulary.spreadsheet)\"><authors/><commentList/></comments>"
        self.init(
            try XMLOutline(Array((PackageChanges.declaration + empty).utf8), part: "comments", depth: 1), threads: [])
    }

    /// A part of the workbook.
    /// - Parameters:
    ///   - outline: its elements down to the texts of runs.
    ///   - threads: the cells with a conversation, whose notes stay as they are.
    init(_ outline: XMLOutline, threads: Set<CellAddress>) {
        self.outline = outline
        self.threads = threads
        prefix = outline.prefix(of: outline.elements[0])
    }

    /// The part with `notes`, and without those of an earlier check.
    func adding(_ notes: [Note]) -> Written {
        var edits = XMLEdits()
        let notes = Dictionary(uniqueKeysWithValues: notes.map { ($0.address, $0) })
        var left = notes
        var (all, removed, above) = (Set(left.keys), Set<CellAddress>(), [CellAddress: Int]())
        for index in outline.elements.indices where isComment(index) {
            guard let address = outline.elements[index]["ref"].flatMap({ CellAddress($0) }) else { continue }
            guard !threads.contains(address) else {
                all.insert(address)
                continue
            }
            let old = OldNote(index, in: outline, prefix: prefix)
            let note = left.removeValue(forKey: address)
            if note == nil, old.isOurs {
                edits.replace(outline.elements[index].range, with: "")
                if !all.contains(address) { removed.insert(address) }
            } else {
                old.rewrite(note?.blocks ?? [], &edits)
                all.insert(address)
                above[address] = old.lineCount
            }
        }
        append(left.values.sorted { $0.address < $1.address }, &edits)
        return Written(
            bytes: edits.applied(to: outline.bytes), notes: notes, all: all.sorted(), removed: removed.subtracting(all),
            above: above)
    }

    private func isComment(_ index: Int) -> Bool {
        outline.elements[index].depth == 2 && outline.elements[index].name == XMLName(.spreadsheet, "comment")
    }

    private func append(_ notes: [Note], _ edits: inout XMLEdits) {
        guard !notes.isEmpty else { return }
        let author = authorNumber(&edits)
        let comments = notes.map { note in
            let runs = NoteRuns.text(note.blocks, prefix: prefix, isFirst: true)
            return
                "<\(prefix)comment ref=\"\(note.address.text)\" authorId=\"\(author)\"><\(prefix)text>\(runs)</\(prefix)text>"
                + "</\(prefix)comment>"
        }.joined()
        if let list = outline.elements.first(where: { $0.name == XMLName(.spreadsheet, "commentList") }) {
            edits.append(comments, to: list, of: outline)
        } else {
            edits.append(
                "<\(prefix)commentList>\(comments)</\(prefix)commentList>", to: outline.elements[0], of: outline)
        }
    }

    /// The number of the author of what is added, who is put behind the others where missing.
    private func authorNumber(_ edits: inout XMLEdits) -> Int {
        let element = "<\(prefix)author>\(NotePlan.author)</\(prefix)author>"
        let list = outline.elements.firstIndex { $0.depth == 1 && $0.name == XMLName(.spreadsheet, "authors") }
        guard let list else {
            let root = outline.elements[0]
            let start = outline.elements.dropFirst().first?.range.lowerBound ?? root.content.lowerBound
            edits.insert("<\(prefix)authors>\(element)</\(prefix)authors>", at: start)
            return 0
        }
        let authors = outline.children(of: list).map { outline.source(of: outline.elements[$0]) }
        if let known = authors.firstIndex(of: NotePlan.author) { return known }
        edits.append(element, to: outline.elements[list], of: outline)
        return authors.count
    }
}

/// Blocks of a note as runs of text, in the face of the notes that Excel itself makes.
enum NoteRuns {
    /// - Parameter isFirst: whether nothing stands above them in the note.
    static func text(_ blocks: [NoteBlock], prefix: String, isFirst: Bool) -> String {
        blocks.enumerated().map { number, block in
            let gap = number == 0 && isFirst ? "" : "\n\n"
            return run(gap + escaped(block.heading) + "\n", prefix, isBold: true)
                + run(escaped(block.lines.joined(separator: "\n")), prefix)
        }.joined()
    }

    /// A run of `source`, which is written as XML already.
    static func run(_ source: String, _ p: String, isBold: Bool = false) -> String {
        "<\(p)r><\(p)rPr>\(isBold ? "<\(p)b/>" : "")<\(p)sz val=\"9\"/><\(p)color indexed=\"81\"/><\(p)rFont val=\"宋体\"/>"
            + "<\(p)family val=\"3\"/><\(p)charset val=\"134\"/></\(p)rPr><\(p)t xml:space=\"preserve\">\(source)</\(p)t></\(p)r>"
    }

    /// `text` as runs write it; what looks like the escape of a character is none (ISO/IEC 29500-1, 22.9.2.19).
    private static func escaped(_ text: String) -> String {
        text.replacing(#/_(?=x[0-9A-Fa-f]{4}_)/#, with: "_x005F_").escapedForXML
    }
}
