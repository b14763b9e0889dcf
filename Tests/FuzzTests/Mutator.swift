import TestSupport

/// Changes texts the way that clerks, word processors and attackers do, the same way for the same seed.
struct Mutator {
    private var generator: SeededGenerator
    /// The lines of the texts of which pieces are taken.
    private var corpus: [[String]]
    /// The most texts that are learnt: the latest take the place of others.
    private static let mostLearnt = 512
    private let given: Int

    /// What is put in places where it was not expected.
    private static let tokens: [String] = [
        "{", "}", "{{", "}}", "[", "]", ":", "- ", "#", "|", ">", "&a", "*a", "!!str", "<<:", "?", "%", "@", "`", "'",
        "\"", "\\", "~", "null", "true", "0", "-1",
        "1e309", "99999999999999999999999999999999", "0.000000000000000000000000000001", "１２３．４５", "，", "。", "“", "”",
        "（", "\u{FEFF}", "\u{0}", "\u{7}",
        "\t", "\r", "\r\n", "\n\n", "\u{2028}", "\u{202E}", "\u{200D}", "\u{E000}", "\u{FFFE}", "\u{20BB7}", "e\u{301}",
        "👩‍👩‍👧‍👧", "𠮷", "2024-02-30", "≥95%", "100%", "无", "——",
        "sum(", "percent(1, 0)", "attainment('≥1', '0')", "row.", "[item == 'project']", " and ", " not ", " ? ", "+ 1",
        "* 0", "/ 0", "< 1", "== ''", ".column",
        "{overall.funds.executed}", "{sum(overall.groups.subgroups.indicators.weight) / 0}", "| 甲 | 乙 |", "#### ",
        "##### ", "each: x in projects", "rows: []", "columns: 100",
    ]

    init(seed: UInt64, corpus: [String]) {
        generator = SeededGenerator(seed: seed)
        self.corpus = corpus.map(Self.lines)
        given = corpus.count
    }

    /// Takes pieces of `text`, too, from now on.
    mutating func learn(_ text: String) {
        guard corpus.count - given >= Self.mostLearnt else { return corpus.append(Self.lines(text)) }
        corpus[Int.random(in: given..<corpus.count, using: &generator)] = Self.lines(text)
    }

    /// The lines of a text, split by bytes: there are millions of texts.
    private static func lines(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { String(Substring($0)) }
    }

    /// A changed text, at most 256 KiB long.
    mutating func next() -> String {
        var lines = pick(corpus)
        for _ in 0..<Int.random(in: 1...6, using: &generator) { change(&lines) }
        let text = lines.joined(separator: "\n")
        return text.utf8.count <= 256 << 10 ? text : String(decoding: text.utf8.prefix(256 << 10), as: UTF8.self)
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    private mutating func change(_ lines: inout [String]) {
        guard !lines.isEmpty else { return lines.append(pick(Self.tokens)) }
        let index = Int.random(in: 0..<lines.count, using: &generator)
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: lines.remove(at: index)
        case 1: lines.insert(lines[index], at: index)
        case 2: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &generator))
        case 3:
            lines[index] = pick(corpus).randomElement(using: &generator) ?? ""
        case 4:
            lines[index] =
                String(repeating: pick(["[", "{a: ", "- ", " ", "(", "{"]), count: pick([1, 65, 3000])) + lines[index]
        case 5: lines = Array(lines[..<index])
        case 6: lines[index] += String(repeating: pick(Self.tokens), count: pick([1, 2, 1000]))
        default: lines[index] = changed(lines[index])
        }
    }

    /// A line with a token put in, a piece taken out, or a value replaced.
    private mutating func changed(_ line: String) -> String {
        var scalars = Array(line.unicodeScalars)
        let place = Int.random(in: 0...scalars.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: scalars.insert(contentsOf: pick(Self.tokens).unicodeScalars, at: place)
        case 1: scalars.removeSubrange(place..<min(scalars.count, place + Int.random(in: 0...8, using: &generator)))
        default:
            guard let colon = scalars.firstIndex(of: ":") else { return line + pick(Self.tokens) }
            scalars.replaceSubrange((colon + 1)..., with: (" " + pick(Self.tokens)).unicodeScalars)
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
