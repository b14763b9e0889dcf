/// A fault in how a text is written, whatever it says.
enum TextFlaw: String, CaseIterable, Sendable {
    /// The numbers of headings or items repeat or jump.
    case numbering
    /// A heading has nothing below it.
    case emptyHeading
    /// Half-width punctuation stands between Han characters.
    case punctuation
    /// The same words stand twice, one right behind the other: 11月12日11月12日.
    case repetition

    /// Where a text has the fault.
    struct Found {
        /// The words that are at fault.
        let quotation: String
        /// The number that a line begins with, and the one with which it should.
        var number = ""
        var expected: String?
        /// In how many places of the text it is found.
        var count = 1
    }

    /// Where `lines` have the fault; of what is found all over a text, the first place.
    func found(in lines: [ReportText.Line]) -> [Found] {
        switch self {
        case .numbering:
            var check = NumberingCheck()
            return lines.compactMap { line in
                check.expected(at: line).map { found, expected in
                    Found(quotation: String(line.text.prefix(16)), number: found.text, expected: expected.text)
                }
            }
        case .emptyHeading:
            return lines.indices.filter { lines.isEmptyHeading(at: $0) }.map { Found(quotation: lines[$0].text) }
        case .punctuation:
            let found = lines.flatMap { line in
                (line.cells.isEmpty ? [line.text + line.runOn] : line.cells).flatMap(HalfWidthMarks.quotations)
            }
            return found.first.map { [Found(quotation: $0, count: found.count)] } ?? []
        case .repetition:
            return lines.filter(\.cells.isEmpty).flatMap { RepeatedWords.quotations(in: $0.text + $0.runOn) }.map {
                Found(quotation: $0)
            }
        }
    }
}

extension [ReportText.Line] {
    /// Whether the line is a heading, and the next one is none of its own or there is none. One that goes on behind its first
    /// sentence is a paragraph, too.
    fileprivate func isEmptyHeading(at index: Int) -> Bool {
        let line = self[index]
        guard line.level > 0, line.runOn.isEmpty, !line.text.dropLast().contains(where: { "。；".contains($0) }) else {
            return false
        }
        guard index + 1 < count else { return true }
        let next = self[index + 1]
        return next.level > 0 && next.level <= line.level
    }
}

/// Half-width commas, brackets and the like within Chinese text, where GB/T 15834 has full-width ones.
enum HalfWidthMarks {
    private static let marks = Set(",;:?!()".unicodeScalars)
    /// How much of the text around a mark is quoted, in characters.
    private static let reach = 6

    /// The places of such marks, each with some characters around it.
    static func quotations(in text: String) -> [String] {
        guard text.utf8.contains(where: { $0 < 0x40 && marks.contains(Unicode.Scalar($0)) }) else { return [] }
        let scalars = Array(text.unicodeScalars)
        // Brackets count in pairs: that behind PM2.5(微克 does not, as the one before it.
        var isOpen = true
        return scalars.indices.filter { index in
            guard marks.contains(scalars[index]) else { return false }
            let isMark = isHalfWidth(at: index, in: scalars)
            if scalars[index] == "(" { isOpen = isMark }
            return isMark && (scalars[index] != ")" || isOpen)
        }.map { index in
            var quotation = String.UnicodeScalarView()
            quotation.append(contentsOf: scalars[max(0, index - reach)..<min(scalars.count, index + reach)])
            return String(quotation)
        }
    }

    private static func isHalfWidth(at index: Int, in text: [Unicode.Scalar]) -> Bool {
        let before = index > 0 ? text[index - 1] : nil
        let behind = index + 1 < text.count ? text[index + 1] : nil
        switch text[index] {
        case "(": return behind?.isHan == true && before?.isASCII != true
        case ")": return before?.isHan == true && behind?.isASCII != true
        default: return before?.isHan == true && behind?.isHan == true
        }
    }
}

/// Words that stand twice, one right behind the other.
enum RepeatedWords {
    /// Shorter ones are often doubled on purpose, as in 一个一个; longer ones are not looked for. In characters.
    private static let lengths = 4...20

    /// Each pair of such words.
    static func quotations(in text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        var found: [Range<Int>] = []
        for length in lengths where scalars.count >= 2 * length {
            var run = 0
            for index in 0..<scalars.count - length {
                run = scalars[index] == scalars[index + length] && scalars[index].isOfWord ? run + 1 : 0
                guard run == length else { continue }
                let pair = index - length + 1..<index + length + 1
                let isWord = scalars[pair.prefix(length)].contains(where: \.isHan)
                if isWord, !found.contains(where: { $0.overlaps(pair) }) { found.append(pair) }
                run = 0
            }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }.map { pair in
            var quotation = String.UnicodeScalarView()
            quotation.append(contentsOf: scalars[pair])
            return String(quotation)
        }
    }
}

extension Unicode.Scalar {
    /// Whether the character is a Han one of those that are in common use.
    fileprivate var isHan: Bool { (0x4E00...0x9FA5).contains(value) }

    /// Whether the character is a part of a word: no punctuation and no white space.
    fileprivate var isOfWord: Bool { isHan || isASCII && (properties.isAlphabetic || decimalDigit != nil) }
}
