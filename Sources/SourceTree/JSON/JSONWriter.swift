/// Writes JSON as UTF-8.
struct JSONWriter {
    /// What has been written and not been put anywhere yet.
    private(set) var bytes: [UInt8] = []
    /// How many lists and groups are open that have their parts on lines of their own.
    private var depth: Int

    /// About as many bytes are put at once.
    private static let bufferSize = 1 << 16

    /// Begins within as many open lists and groups.
    init(depth: Int = 0) {
        self.depth = depth
    }

    /// Writes `value`; gives `put` what it has written whenever it is much.
    mutating func write<Failure>(
        _ value: JSONValue, _ put: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        switch value {
        case .array(let elements) where elements.contains { !$0.isSingle }:
            try writeLines(count: elements.count, { elements[$0] }, to: put)
        case .series(let count, let element): try writeLines(count: count, element, to: put)
        case .object(let members): try writeLines(members, to: put)
        case .written(let text): bytes += text
        case .null, .bool, .integer, .number, .string, .array: writeSingle(value)
        }
    }

    /// Writes a single value, or a list of such: it is read at a glance on one line.
    private mutating func writeSingle(_ value: JSONValue) {
        switch value {
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let number): bytes += String(number).utf8
        case .number(let text): bytes += text.utf8
        case .string(let text): quote(text)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for index in elements.indices {
                if index > 0 { bytes += ", ".utf8 }
                writeSingle(elements[index])
            }
            bytes.append(UInt8(ascii: "]"))
        case .null: bytes += "null".utf8
        case .series, .object, .written: preconditionFailure("none of them is single")
        }
    }

    private mutating func writeLines<Failure>(
        count: Int, _ element: (Int) -> JSONValue, to put: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        begin("[")
        for index in 0..<count {
            try beginLine(index, put)
            try write(element(index), put)
        }
        end("]", count)
    }

    private mutating func writeLines<Failure>(
        _ members: [(key: String, value: JSONValue)], to put: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        begin("{")
        for index in members.indices {
            try beginLine(index, put)
            quote(members[index].key)
            bytes += ": ".utf8
            try write(members[index].value, put)
        }
        end("}", members.count)
    }

    private mutating func begin(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        depth += 1
    }

    private mutating func end(_ bracket: Unicode.Scalar, _ count: Int) {
        depth -= 1
        if count > 0 { endLine() }
        bytes.append(UInt8(ascii: bracket))
    }

    private mutating func beginLine<Failure>(
        _ index: Int, _ put: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        endLine()
        guard bytes.count >= Self.bufferSize else { return }
        try put(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    // MARK: Texts

    mutating func quote(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { source in
            var start = 0
            var index = 0
            while index < source.count {
                let length = Self.lengthToEscape(in: source, at: index)
                if length > 0 {
                    bytes += UnsafeBufferPointer(rebasing: source[start..<index])
                    escape(UnsafeBufferPointer(rebasing: source[index..<index + length]))
                    start = index + length
                }
                index += max(length, 1)
            }
            bytes += UnsafeBufferPointer(rebasing: source[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// How many bytes the character at `index` has if it must be escaped; otherwise 0.
    private static func lengthToEscape(in source: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        switch source[index] {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: 1
        // U+0080 to U+009F
        case 0xC2: source[index + 1] < 0xA0 ? 2 : 0
        // U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069
        case 0xE2:
            switch (source[index + 1], source[index + 2]) {
            case (0x80, 0x8E...0x8F), (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9): 3
            default: 0
            }
        // U+FEFF, and U+FFFE and U+FFFF, which YAML does not know
        case 0xEF:
            switch (source[index + 1], source[index + 2]) {
            case (0xBB, 0xBF), (0xBF, 0xBE...0xBF): 3
            default: 0
            }
        default: 0
        }
    }

    private mutating func escape(_ character: UnsafeBufferPointer<UInt8>) {
        switch character[0] {
        case UInt8(ascii: "\""): bytes += "\\\"".utf8
        case UInt8(ascii: "\\"): bytes += "\\\\".utf8
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        case UInt8(ascii: "\t"): bytes += "\\t".utf8
        default:
            let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first?.value ?? 0
            let digits = String(scalar, radix: 16)
            bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
        }
    }
}

extension JSONValue {
    fileprivate var isSingle: Bool {
        switch self {
        case .array, .series, .object, .written: false
        default: true
        }
    }
}
