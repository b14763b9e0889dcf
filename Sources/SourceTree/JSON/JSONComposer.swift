import Diagnostics

/// Composes plain JSON into the tree that ``NodeComposer`` makes of it, at a tenth of the cost.
///
/// What JSON and YAML both allow reads the same as YAML. Whatever else it meets (a fault, a key that is there twice, a
/// comment, a character that only YAML takes for white space), it leaves the whole text to ``NodeComposer``, which alone
/// says what is wrong.
struct JSONComposer {
    /// The text is no plain JSON, or more than is looked at here.
    private struct NotPlain: Error {}

    private let file: SourceFile
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var line = 1
    /// How many keys and values were read of the file, or of the part that is being read.
    private var nodes = 0
    private var keys = PlainKeys()
    /// The offset from which columns count: that of the line, and one more for each byte by which characters are longer.
    private var columnStart = 0

    private init(_ file: SourceFile, _ bytes: UnsafeBufferPointer<UInt8>) {
        self.file = file
        self.bytes = bytes
    }

    /// The tree of `file`; `nil` where its text is no plain JSON.
    static func compose(_ file: SourceFile) -> Node? {
        var text = file.text
        return text.withUTF8 { bytes in
            var composer = JSONComposer(file, bytes)
            return try? composer.document()
        }
    }

    /// Calls `visit` with each member of the object in `file` and its key, for a list with each element, until it returns false.
    /// - Returns: whether what was read is plain JSON.
    static func composeParts(of file: SourceFile, _ visit: (String, Node) -> Bool) -> Bool {
        var text = file.text
        return text.withUTF8 { bytes in
            var composer = JSONComposer(file, bytes)
            return (try? composer.parts(visit)) != nil
        }
    }

    // MARK: Places

    /// The byte at the offset; 0 at the end.
    private var current: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private var position: SourcePosition { SourcePosition(line: line, column: offset - columnStart + 1) }

    private func span(from start: SourcePosition) -> SourceSpan {
        SourceSpan(file: file, start: start, end: position)
    }

    private mutating func skipSpace() {
        while true {
            switch current {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): offset += 1
            case UInt8(ascii: "\n"): endLine(1)
            case UInt8(ascii: "\r"):
                endLine(offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n") ? 2 : 1)
            default: return
            }
        }
    }

    private mutating func endLine(_ count: Int) {
        offset += count
        line += 1
        columnStart = offset
    }

    // MARK: Values

    private mutating func document() throws(NotPlain) -> Node {
        skipSpace()
        guard current == UInt8(ascii: "{") || current == UInt8(ascii: "[") else { throw NotPlain() }
        let root = try value(depth: 0)
        skipSpace()
        guard offset == bytes.count else { throw NotPlain() }
        return root
    }

    private mutating func parts(_ visit: (String, Node) -> Bool) throws(NotPlain) {
        skipSpace()
        guard current == UInt8(ascii: "{"), try begins(endingWith: UInt8(ascii: "}"), 1) else { throw NotPlain() }
        repeat {
            let (key, _, _) = try key()
            if current == UInt8(ascii: "[") {
                guard try begins(endingWith: UInt8(ascii: "]"), 2) else { continue }
                repeat {
                    nodes = 0
                    guard visit(key, try value(depth: 2)) else { return }
                } while try goesOn(endingWith: UInt8(ascii: "]"))
            } else {
                nodes = 0
                guard visit(key, try value(depth: 1)) else { return }
            }
        } while try goesOn(endingWith: UInt8(ascii: "}"))
        skipSpace()
        guard offset == bytes.count else { throw NotPlain() }
    }

    private mutating func value(depth: Int) throws(NotPlain) -> Node {
        try count()
        let start = position
        let content: Node.Content
        switch current {
        case UInt8(ascii: "{"): content = .mapping(try entries(depth: depth + 1))
        case UInt8(ascii: "["): content = .sequence(try elements(depth: depth + 1))
        case UInt8(ascii: "\""): content = scalar(try quotedText(), isQuoted: true)
        default: content = scalar(try word(), isQuoted: false)
        }
        return Node(content: content, span: span(from: start))
    }

    private mutating func count() throws(NotPlain) {
        nodes += 1
        guard nodes <= NodeComposer.maximumNodes else { throw NotPlain() }
    }

    private func scalar(_ text: String, isQuoted: Bool) -> Node.Content {
        .scalar(Node.Scalar(text: text, isQuoted: isQuoted, isFolded: false, textLine: line))
    }

    private mutating func elements(depth: Int) throws(NotPlain) -> [Node] {
        var elements: [Node] = []
        guard try begins(endingWith: UInt8(ascii: "]"), depth) else { return elements }
        repeat {
            elements.append(try value(depth: depth))
        } while try goesOn(endingWith: UInt8(ascii: "]"))
        return elements
    }

    private mutating func entries(depth: Int) throws(NotPlain) -> [Node.Entry] {
        var entries: [Node.Entry] = []
        var group = PlainKeys.Group()
        guard try begins(endingWith: UInt8(ascii: "}"), depth) else { return entries }
        repeat {
            let (key, place, span) = try key()
            guard group.takes(key, at: place, behind: entries) else { throw NotPlain() }
            entries.append(Node.Entry(key: key, keySpan: span, value: try value(depth: depth)))
        } while try goesOn(endingWith: UInt8(ascii: "}"))
        return entries
    }

    /// Passes the bracket that begins a list or group, and the one that ends it where nothing is between them: then `false`.
    private mutating func begins(endingWith end: UInt8, _ depth: Int) throws(NotPlain) -> Bool {
        guard depth <= NodeComposer.maximumDepth else { throw NotPlain() }
        offset += 1
        skipSpace()
        guard current == end else { return true }
        offset += 1
        return false
    }

    /// Passes the comma before another part, or the bracket behind the last one: then `false`.
    private mutating func goesOn(endingWith end: UInt8) throws(NotPlain) -> Bool {
        skipSpace()
        let byte = current
        offset += 1
        if byte == end { return false }
        guard byte == UInt8(ascii: ",") else { throw NotPlain() }
        skipSpace()
        return true
    }

    /// A key, its place among ``keys`` where it has one, and the colon behind it.
    private mutating func key() throws(NotPlain) -> (text: String, place: Int?, span: SourceSpan) {
        try count()
        guard current == UInt8(ascii: "\"") else { throw NotPlain() }
        let start = position
        let known = plainKey()
        let text = if let known { known.text } else { try quotedText() }
        let span = span(from: start)
        skipSpace()
        guard current == UInt8(ascii: ":") else { throw NotPlain() }
        offset += 1
        skipSpace()
        return (text, known?.place, span)
    }

    /// The key here where it is of ASCII, has no escapes, and is held.
    private mutating func plainKey() -> (text: String, place: Int)? {
        let start = offset + 1
        var end = start
        while end < bytes.count, isPlain(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\""), let key = keys.key(bytes, from: start, to: end)
        else {
            return nil
        }
        offset = end + 1
        return key
    }

    /// Whether a byte stands for itself in a text, and is a character of its own.
    private func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    // MARK: Texts

    private func text(from start: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[start..<offset])
    }

    private mutating func quotedText() throws(NotPlain) -> String {
        offset += 1
        var start = offset
        /// What stands before the last escape.
        var unescaped: [UInt8] = []
        while true {
            passPlainText()
            switch current {
            case UInt8(ascii: "\""):
                let rest = text(from: start)
                offset += 1
                if unescaped.isEmpty { return String(decoding: rest, as: UTF8.self) }
                return String(decoding: unescaped + rest, as: UTF8.self)
            case UInt8(ascii: "\\"):
                unescaped += text(from: start)
                try readEscape(into: &unescaped)
                start = offset
            case 0xC0...: try passLeadByte()
            default: throw NotPlain()
            }
        }
    }

    /// Passes the characters of ASCII before the next quotation mark, escape or control, and what follows the first byte of
    /// each character beyond ASCII.
    private mutating func passPlainText() {
        var (next, following) = (offset, 0)
        while next < bytes.count {
            let byte = bytes[next]
            if byte & 0xC0 == 0x80 {
                following += 1
            } else if !isPlain(byte) {
                break
            }
            next += 1
        }
        offset = next
        columnStart += following
    }

    /// Passes the first byte of a character beyond ASCII: no control, none that ends a line, no mark of the byte order.
    private mutating func passLeadByte() throws(NotPlain) {
        let lead = current
        offset += 1
        let isSpecial =
            switch lead {
            case 0xC2: current < 0xA0
            case 0xE2: current == 0x80 && bytes[offset + 1] & 0xFE == 0xA8
            case 0xEF: current == 0xBB && bytes[offset + 1] == 0xBF || current == 0xBF && bytes[offset + 1] >= 0xBE
            default: false
            }
        if isSpecial { throw NotPlain() }
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(NotPlain) {
        offset += 1
        let escape = current
        offset += 1
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += try codePoint().utf8
        default: throw NotPlain()
        }
    }

    /// The character of four hexadecimal digits, or of a pair of surrogates (RFC 8259, 7).
    private mutating func codePoint() throws(NotPlain) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), current == UInt8(ascii: "\\") else { throw NotPlain() }
        offset += 1
        guard current == UInt8(ascii: "u") else { throw NotPlain() }
        offset += 1
        let second = try codeUnit()
        guard UTF16.isTrailSurrogate(second) else { throw NotPlain() }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private mutating func codeUnit() throws(NotPlain) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(current)).hexDigitValue else { throw NotPlain() }
            value = value << 4 | UInt16(digit)
            offset += 1
        }
        return value
    }

    /// A number, `true`, `false` or `null`, as written.
    private mutating func word() throws(NotPlain) -> String {
        let start = offset
        while isWordByte(current) { offset += 1 }
        let text = text(from: start)
        guard text.isJSONNumber(withExponent: true) || Self.words.contains(where: text.elementsEqual) else {
            throw NotPlain()
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let words: [[UInt8]] = ["true", "false", "null"].map { Array($0.utf8) }

    private func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}
