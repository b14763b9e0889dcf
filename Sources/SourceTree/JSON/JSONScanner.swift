import Diagnostics

/// Goes through a text that is meant as JSON until it is none any more.
struct JSONScanner {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    /// The brackets that are open.
    private var open: [Unicode.Scalar] = []
    private var expected = Expected.value
    /// The first mark in the last text that is a quotation mark elsewhere.
    private var wideQuote: Int?
    /// Whether the last value was a number or a word without quotes.
    private var isBare = false

    private enum Expected {
        case key, colon, value, comma
    }

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// A slip and the index of the character that shows it.
    typealias Found = (kind: JSONSlip.Kind, place: Int)

    /// Line and column of the character at `index`.
    func position(of index: Int) -> SourcePosition {
        var (line, start) = (1, 0)
        for place in 0..<index where scalars[place] == "\n" || scalars[place] == "\r" && next(place) != "\n" {
            line += 1
            start = place + 1
        }
        return SourcePosition(line: line, column: index - start + 1)
    }

    private func next(_ index: Int) -> Unicode.Scalar? {
        index + 1 < scalars.count ? scalars[index + 1] : nil
    }

    /// The first slip; `nil` where the text ends or leaves JSON without one that is known.
    mutating func firstSlip() -> Found? {
        while true {
            skipSpace()
            guard index < scalars.count else { return nil }
            if scalars[index] == "/", next(index) == "/" || next(index) == "*" { return (.comment, index) }
            let before = index
            if let found = slip() { return found }
            if index == before { return nil }
        }
    }

    /// Passes white space and what YAML takes for a comment.
    private mutating func skipSpace() {
        while index < scalars.count {
            switch scalars[index] {
            case " ", "\t", "\n", "\r": index += 1
            case "#": while index < scalars.count, scalars[index] != "\n" { index += 1 }
            default: return
            }
        }
    }

    /// Takes the next part, or stays where it is none of JSON.
    private mutating func slip() -> Found? {
        let here = scalars[index]
        switch (expected, here) {
        case (.value, "{"), (.value, "["): begin(here)
        case (.key, "}") where open.last == "{", (.comma, "}") where open.last == "{": end()
        case (.value, "]") where open.last == "[", (.comma, "]") where open.last == "[": end()
        case (.comma, "}"), (.comma, "]"): return unpaired(here)
        case (.key, "\""), (.value, "\""): quoted("\"")
        case (.key, "'"), (.value, "'"): quoted("'")
        case (.key, "“"), (.key, "”"), (.key, "＂"), (.key, "‘"), (.key, "’"): return (.quote(here), index)
        case (.value, "“"), (.value, "”"), (.value, "＂"), (.value, "‘"), (.value, "’"): return (.quote(here), index)
        case (.key, ","), (.value, ","): return (.extra(here), index)
        case (.colon, ":"): pass(.value)
        case (.colon, "："), (.colon, "="), (.colon, "＝"), (.colon, "；"): return (.sign(here, for: ":"), index)
        case (.comma, ",") where !open.isEmpty: pass(open.last == "{" ? .key : .value)
        case (.comma, "，") where isWithinNumber: break
        case (.comma, "，"), (.comma, "、"), (.comma, "；"), (.comma, ";"): return (.sign(here, for: ","), index)
        case (_, "｛"), (_, "｝"), (_, "［"), (_, "］"): return (.sign(here, for: here.plainBracket), index)
        case (.comma, _): return missingComma()
        case (.key, _), (.value, _): word()
        default: break
        }
        return nil
    }

    /// Whether digits stand on both sides, as in 12，000.
    private var isWithinNumber: Bool {
        isBare && index > 0 && [scalars[index - 1], next(index)].allSatisfy { $0?.properties.numericType == .decimal }
    }

    private mutating func pass(_ expected: Expected) {
        index += 1
        self.expected = expected
    }

    private mutating func begin(_ bracket: Unicode.Scalar) {
        open.append(bracket)
        pass(bracket == "{" ? .key : .value)
    }

    private mutating func end() {
        open.removeLast()
        (isBare, wideQuote) = (false, nil)
        pass(.comma)
    }

    private func unpaired(_ bracket: Unicode.Scalar) -> Found {
        guard let last = open.last else { return (.extra(bracket), index) }
        return (.bracket(bracket, for: last == "{" ? "}" : "]"), index)
    }

    /// Passes a text between quotes; stays where it does not end.
    private mutating func quoted(_ quote: Unicode.Scalar) {
        wideQuote = nil
        var end = index + 1
        while end < scalars.count, scalars[end] != quote {
            if wideQuote == nil, "“”‘’＂".unicodeScalars.contains(scalars[end]) { wideQuote = end }
            end += scalars[end] == "\\" && quote == "\"" ? 2 : 1
        }
        guard end < scalars.count else { return }
        finish(at: end + 1, isBare: false)
    }

    /// Passes a number, or a word of letters and digits.
    private mutating func word() {
        var end = index
        while end < scalars.count, scalars[end].isWordPart { end += 1 }
        // A number whose comma parts it, as 684.91 in 1,684.91, is no key.
        let isNumber = expected == .key && scalars[index].properties.numericType != nil
        guard end > index, !isNumber else { return }
        wideQuote = nil
        finish(at: end, isBare: true)
    }

    private mutating func finish(at end: Int, isBare: Bool) {
        self.isBare = isBare
        index = end
        expected = expected == .key ? .colon : .comma
    }

    /// What stands in the place of a comma: the rest of a text that a Chinese quotation mark did not end, or another part.
    private func missingComma() -> Found? {
        if let wideQuote { return (.quote(scalars[wideQuote]), wideQuote) }
        guard !open.isEmpty, scalars[index] == "\"" else { return nil }
        // Behind a number or a word, quotes may belong to it, as in 5 "a", unless a key is in them.
        return !isBare || beginsKey ? (.missingComma, index) : nil
    }

    /// Whether the quoted text here is followed by a colon.
    private var beginsKey: Bool {
        guard let end = scalars[(index + 1)...].firstIndex(of: "\"") else { return false }
        return scalars[(end + 1)...].first { $0 != " " && $0 != "\t" } == ":"
    }
}

extension Unicode.Scalar {
    fileprivate var isWordPart: Bool {
        isASCII && (properties.isAlphabetic || properties.numericType != nil) || self == "_" || self == "-"
            || self == "+" || self == "."
    }

    /// The ASCII counterpart of a full-width bracket.
    fileprivate var plainBracket: String { Unicode.Scalar(value - 0xFEE0).map { String($0) } ?? String(self) }
}
