/// A note that the workbook has already: what persons wrote in it stays, what an earlier check wrote goes.
struct OldNote {
    private let outline: XMLOutline
    private let prefix: String
    private let comment: XMLOutline.Element
    private let text: XMLOutline.Element?
    /// Its runs, and the text of each as it is written; where the text is a single one without a look, that.
    private let runs: [(element: XMLOutline.Element, source: Substring)]
    /// How many bytes of all this persons wrote, before what an earlier check did.
    private let own: Int
    /// Lines that somebody wrote below what an earlier check did.
    private let kept: [Substring]

    /// - Parameters:
    ///   - index: the place of the note's element in `outline`.
    ///   - prefix: what stands before the names of elements.
    init(_ index: Int, in outline: XMLOutline, prefix: String) {
        self.outline = outline
        self.prefix = prefix
        comment = outline.elements[index]
        let text = outline.children(of: index).first { outline.elements[$0].name == XMLName(.spreadsheet, "text") }
        self.text = text.map { outline.elements[$0] }
        let places = (text.map(outline.children(of:)) ?? []).filter {
            ["r", "t"].contains(outline.elements[$0].name.local) && outline.elements[$0].name.namespace == .spreadsheet
        }
        runs = places.map { (outline.elements[$0], Substring(Self.source(of: $0, in: outline))) }
        let whole = runs.map(\.source).joined()
        let start = Self.start(in: whole)
        own = whole.utf8.distance(from: whole.startIndex, to: start)
        kept = Self.foreignLines(of: whole[start...])
    }

    /// Where in the text of a note that of an earlier check begins, with the empty lines before it; its end where none does.
    private static func start(in text: String) -> String.Index {
        let starts = NotePlan.signs.flatMap { text.ranges(of: $0) }.map(\.lowerBound)
            .filter { $0 == text.startIndex || text[text.index(before: $0)] == "\n" }
        guard let first = starts.min() else { return text.endIndex }
        return text[..<first].lastIndex { $0 != "\n" }.map { text.index(after: $0) } ?? text.startIndex
    }

    private var length: Int { runs.reduce(0) { $0 + $1.source.utf8.count } }

    /// Whether nobody but an earlier check wrote anything.
    var isOurs: Bool { own == 0 && length > 0 && kept.isEmpty }

    /// How many lines of persons it has.
    var lineCount: Int {
        let text = runs.map(\.source).joined()
        return text.utf8.prefix(own).split(separator: UInt8(ascii: "\n")).count + kept.count
    }

    /// Puts `blocks` below what persons wrote, in the place of what an earlier check did.
    func rewrite(_ blocks: [NoteBlock], _ edits: inout XMLEdits) {
        cut(&edits)
        var added = kept.isEmpty ? "" : NoteRuns.run("\n" + kept.joined(separator: "\n"), prefix)
        added += NoteRuns.text(blocks, prefix: prefix, isFirst: own == 0 && kept.isEmpty)
        guard !added.isEmpty else { return }
        guard let text else {
            return edits.append("<\(prefix)text>\(added)</\(prefix)text>", to: comment, of: outline)
        }
        guard let last = runs.last else { return edits.append(added, to: text, of: outline) }
        edits.insert(added, at: last.element.range.upperBound)
    }

    /// Takes what an earlier check wrote away. A text without runs is made one, for other runs to follow.
    private func cut(_ edits: inout XMLEdits) {
        var start = 0
        for (element, source) in runs {
            let end = start + source.utf8.count
            if start >= own, length > own {
                edits.replace(element.range, with: "")
            } else if end > own {
                let rest = String(decoding: source.utf8.prefix(own - start), as: UTF8.self)
                edits.replace(element.range, with: NoteRuns.run(rest, prefix))
            } else if element.name.local == "t" {
                edits.insert("<\(prefix)r>", at: element.range.lowerBound)
                edits.insert("</\(prefix)r>", at: element.range.upperBound)
            }
            start = end
        }
    }

    /// The text of a run as it is written, each line break as `\n`.
    private static func source(of place: Int, in outline: XMLOutline) -> String {
        let texts = [place] + (outline.elements[place].name.local == "r" ? outline.children(of: place) : [])
        return texts.map { outline.elements[$0] }.filter { $0.name == XMLName(.spreadsheet, "t") }
            .map(outline.source(of:)).joined()
            .replacing(#/\r\n?|&#(10|[xX]0*[aA]);|_x000[aA]_/#, with: "\n")
    }

    /// How lines of a check begin that do not end in the name of a rule.
    private static let beginnings = [
        "错误：", "警告：", "说明：", "已豁免：", "提示：", "理由：", "……还有", "error: ", "warning: ", "note: ", "waived: ", "hint: ",
        "reason: ", "… and",
    ]

    /// The lines of `source` that no check wrote.
    private static func foreignLines(of source: Substring) -> [Substring] {
        source.split(separator: "\n").filter { line in
            let isHeading = NotePlan.signs.contains { line.contains($0) }
            let isFinding = beginnings.contains { line.hasPrefix($0) } || line.hasSuffix("]") && line.contains(" [")
            return !isHeading && !isFinding && line.contains { !$0.isWhitespace }
        }
    }
}
