import Diagnostics

/// A heading and the lines below it, as they stand in a note.
struct NoteBlock {
    let heading: String
    var lines: [String]
}

/// What is written on one cell.
struct Note {
    let address: CellAddress
    var blocks: [NoteBlock]
}

/// Which notes are put on the cells of a sheet.
struct NotePlan {
    /// The notes in the order of their cells.
    let notes: [Note]

    /// How every heading begins, by which notes of an earlier check are known.
    static let signs = ["Annex 检查", "Checked by Annex"]
    /// The name that stands for who wrote a note.
    static let author = "Annex"
    /// The most bytes of a block. Excel shows 32,767 characters at most; nobody reads as many.
    private static let maximumBlock = 6_000

    /// Puts each mark on its cell, and what has none that a reader sees on the first cell that is seen.
    init(_ marks: [Mark], on cells: MarkedCells, language: Language) {
        func words(_ zh: String, _ en: String) -> String { LocalizedText(zh, en: en).text(in: language) }
        var onCells: [CellAddress: [[String]]] = [:]
        var elsewhere: [[String]] = []
        for mark in marks {
            if let address = mark.address.map(cells.first(of:)), cells.canBeMarked(address) {
                onCells[address, default: []].append(mark.lines)
            } else {
                let place = mark.place.isEmpty ? "" : mark.place + words("：", ": ")
                elsewhere.append([DiagnosticPrinter.visible(place) + mark.lines[0]] + mark.lines.dropFirst())
            }
        }
        let sign = words(Self.signs[0], Self.signs[1])
        var notes = onCells.mapValues { [Self.block(sign + words("：", ":"), $0, language)] }
        if !elsewhere.isEmpty {
            let heading = sign + words("（以下各条不是说这一格）：", " (not about this cell):")
            notes[cells.home, default: []].append(Self.block(heading, elsewhere, language))
        }
        self.notes = notes.map { Note(address: $0.key, blocks: $0.value) }.sorted { $0.address < $1.address }
    }

    /// A block of findings, each once.
    private static func block(_ heading: String, _ findings: [[String]], _ language: Language) -> NoteBlock {
        var block = NoteBlock(heading: heading, lines: [])
        var known: Set<[String]> = []
        var size = 0
        let different = findings.filter { known.insert($0).inserted }
        for (number, finding) in different.enumerated() {
            size += finding.reduce(0) { $0 + $1.utf8.count }
            guard size <= maximumBlock || number == 0 else {
                let rest = different.count - number
                let text = LocalizedText(
                    "……还有 \(rest) 条，见 annex check 列出的全部", en: "… and \(rest) more, which annex check lists")
                block.lines.append(text.text(in: language))
                return block
            }
            block.lines += finding
        }
        return block
    }
}
