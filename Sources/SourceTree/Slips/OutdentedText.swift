import Diagnostics

/// A line of a text below `|` that is not indented as the text is, as lines are that were pasted: YAML takes it for what follows
/// the text, and where it begins with a sign of headings, for a comment.
struct OutdentedText {
    private let key: String
    /// How many lines from there on are not indented.
    private let count: Int
    /// How far they should be, in spaces.
    private let indentation: Int
    private let span: SourceSpan

    /// The first such line that a fault of syntax at `fault` may come from.
    init?(in file: SourceFile, upTo fault: SourcePosition) {
        var block: Block?
        var comment: (line: Int, block: Block)?
        for number in 1...max(1, fault.line) {
            guard let line = file.line(number).map({ Line($0) }) else { return nil }
            guard !line.isBlank else { continue }
            if let above = comment, !line.isComment {
                guard line.isStructure, line.indentation <= above.block.indentation else {
                    self.init(above.block, from: above.line, in: file)
                    return
                }
                (comment, block) = (nil, nil)
            }
            if var open = block {
                if open.takes(line) {
                    block = open
                    continue
                }
                if line.isComment {
                    comment = comment ?? (number, open)
                    continue
                }
                guard line.isStructure, line.indentation <= open.indentation else {
                    self.init(open, from: number, in: file)
                    return
                }
                block = nil
            }
            block = Block(line)
        }
        return nil
    }

    private init(_ block: Block, from first: Int, in file: SourceFile) {
        key = block.key
        let least = block.text ?? block.indentation + 2
        var last = first
        while let next = file.line(last + 1).map({ Line($0) }), next.isBlank || !next.isStructure { last += 1 }
        let lines = (first...last).compactMap { file.line($0).map { Line($0) } }
        (indentation, count) = (least, lines.count { !$0.isBlank && $0.indentation < least })
        let place = SourcePosition(line: first, column: 1)
        span = SourceSpan(file: file, start: place, end: place)
    }

    /// The finding.
    var diagnostic: Diagnostic {
        Diagnostic(
            .error, id: "syntax",
            LocalizedText(
                "从这一行起的 \(count) 行没有缩进，不在“\(key)”的文字里",
                en: "\(count) lines from here on are not indented, so they are not in the text of “\(key)”"),
            at: span,
            hints: [
                LocalizedText(
                    "“\(key): |”下面的每一行，连同“#”开头的标题，行首都空 \(indentation) 格（普通空格，不用全角空格和制表符）",
                    en: "begin each line below “\(key): |”, headings with # too, with \(indentation) plain spaces")
            ])
    }

    /// A text below `|` or `>`.
    private struct Block {
        let key: String
        /// That of the line of its key.
        let indentation: Int
        /// That of its text; `nil` before the first line that tells it.
        private(set) var text: Int?

        /// The one that begins below `line`.
        init?(_ line: Line) {
            // Most lines have neither sign.
            guard line.text.utf8.contains(where: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ">") }) else {
                return nil
            }
            guard let match = line.text.firstMatch(of: #/([A-Za-z]+):[ ]+[|>]([+\-0-9]*)[ ]*(?:\#.*)?$/#) else {
                return nil
            }
            key = String(match.1)
            // A key behind a dash is indented as far as it stands.
            indentation = line.text.distance(from: line.text.startIndex, to: match.range.lowerBound)
            // A number behind the sign says how far the text is indented.
            text = match.2.first(where: \.isNumber)?.wholeNumberValue.map { indentation + $0 }
        }

        /// Whether a line, which is not blank, is one of the text.
        mutating func takes(_ line: Line) -> Bool {
            let least = text ?? indentation + 1
            guard line.indentation >= least else { return false }
            text = text ?? line.indentation
            return true
        }
    }

    /// A line of the file.
    private struct Line {
        let text: Substring
        let indentation: Int

        init(_ text: Substring) {
            self.text = text
            indentation = text.prefix { $0 == " " }.count
        }

        private var content: Substring { text.dropFirst(indentation) }
        var isBlank: Bool { content.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" } }
        var isComment: Bool { content.hasPrefix("#") }
        /// Whether it begins a key, or an element of a list.
        var isStructure: Bool { content.prefixMatch(of: #/(?:- )*["']?[A-Za-z]+["']?:(?:[ ]|$)|-[ ]/#) != nil }
    }
}
