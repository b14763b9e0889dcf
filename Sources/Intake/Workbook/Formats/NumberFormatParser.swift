/// Reads the code of a ``NumberFormat``.
struct NumberFormatParser {
    private let code: [Character]
    private var index = 0
    private var section = NumberFormat.Section()
    private var hasBracket = false

    /// The longest code that is read, which is the longest that Excel allows; a longer one counts as none.
    private static let maximumLength = 255

    init(_ code: String) {
        self.code = code.unicodeScalars.count > Self.maximumLength ? Array("General") : Array(code)
    }

    mutating func sections() -> [NumberFormat.Section] {
        var sections: [NumberFormat.Section] = []
        while index < code.count {
            if code[index] == ";" {
                endSection(&sections)
                index += 1
            } else {
                readToken()
            }
        }
        endSection(&sections)
        return sections.prefix(4).map(Self.settled)
    }

    /// A section that only states a colour or a condition shows numbers as they are; one that is empty hides them.
    private mutating func endSection(_ sections: inout [NumberFormat.Section]) {
        if hasBracket, section.tokens.isEmpty { section.tokens = [.general] }
        sections.append(section)
        (section, hasBracket) = (NumberFormat.Section(), false)
    }

    private mutating func readToken() {
        let sign = code[index]
        switch sign {
        case "\"": readQuoted()
        case "\\", "!":
            if index + 1 < code.count { literal(String(code[index + 1])) }
            index += 2
        case "_", "*": index += 2
        case "[": readBracket()
        case "0", "#", "?": add(.digit(sign), 1)
        case ".": add(.point, 1)
        case ",": add(.comma, 1)
        case "%": add(.percent, 1)
        case "@": add(.text, 1)
        default: if !readWord() { readLetter(sign) }
        }
    }

    private mutating func add(_ token: NumberFormat.Token, _ length: Int) {
        section.tokens.append(token)
        index += length
    }

    private mutating func literal(_ text: String) {
        if case .literal(let before) = section.tokens.last {
            section.tokens[section.tokens.count - 1] = .literal(before + text)
        } else {
            section.tokens.append(.literal(text))
        }
    }

    private mutating func readQuoted() {
        let end = code[(index + 1)...].firstIndex(of: "\"") ?? code.count
        literal(String(code[(index + 1)..<end]))
        index = min(code.count, end + 1)
    }

    /// Colours are passed over, as are languages.
    private mutating func readBracket() {
        hasBracket = true
        let end = code[index...].firstIndex(of: "]") ?? code.count
        let content = String(code[(index + 1)..<end])
        index = min(code.count, end + 1)
        let lower = content.lowercased()
        if content.hasPrefix("$") {
            let currency = content.dropFirst().prefix { $0 != "-" }
            if !currency.isEmpty { literal(String(currency)) }
        } else if let part = lower.first, "hms".contains(part), lower.allSatisfy({ $0 == part }) {
            section.tokens.append(.elapsed(part, lower.count))
        } else if lower == "dbnum1" {
            section.isChinese = true
        } else if lower.hasPrefix("dbnum") || lower.hasPrefix("natnum") {
            section.isForeign = true
        } else {
            readCondition(content)
        }
    }

    private mutating func readCondition(_ content: String) {
        let sign = content.prefix { "<>=".contains($0) }
        guard !sign.isEmpty, let bound = DecimalNumber(content.dropFirst(sign.count)) else { return }
        section.condition = NumberFormat.Condition(sign: String(sign), bound: bound)
    }

    /// - Returns: whether a word stands here.
    private mutating func readWord() -> Bool {
        for (word, token) in Self.words where matches(word) {
            add(token, word.count)
            return true
        }
        return false
    }

    private static let words: [(String, NumberFormat.Token)] = [
        ("general", .general), ("g/通用格式", .general), ("am/pm", .half("AM", "PM")), ("a/p", .half("A", "P")),
        ("上午/下午", .half("上午", "下午")), ("e+", .other), ("e-", .other),
    ]

    private func matches(_ word: String) -> Bool {
        guard index + word.count <= code.count else { return false }
        return String(code[index..<(index + word.count)]).lowercased() == word
    }

    private mutating func readLetter(_ sign: Character) {
        let letter = Character(sign.lowercased())
        let length = code[index...].prefix { $0.lowercased() == String(letter) }.count
        switch letter {
        case "y", "m", "d", "h", "s": add(.date(letter, length), length)
        case "e": add(.date("y", 4), length)
        case "a" where length >= 3: add(.date("a", length), length)
        case "/" where isFraction:
            add(.other, 1)
        default:
            literal(String(sign))
            index += 1
        }
    }

    private var isFraction: Bool {
        section.tokens.contains {
            if case .digit = $0 { true } else { false }
        }
    }

    /// Minutes are told from months by what stands beside them.
    private static func settled(_ section: NumberFormat.Section) -> NumberFormat.Section {
        var section = section
        let places = section.tokens.indices.filter {
            switch section.tokens[$0] {
            case .date, .elapsed: true
            default: false
            }
        }
        for (order, place) in places.enumerated() {
            guard case .date("m", let length) = section.tokens[place], length <= 2 else { continue }
            let before = order > 0 ? letter(section.tokens[places[order - 1]]) : nil
            let behind = order + 1 < places.count ? letter(section.tokens[places[order + 1]]) : nil
            if before == "h" || behind == "s" { section.tokens[place] = .date("n", length) }
        }
        return section
    }

    private static func letter(_ token: NumberFormat.Token) -> Character? {
        switch token {
        case .date(let letter, _), .elapsed(let letter, _): letter
        default: nil
        }
    }
}
