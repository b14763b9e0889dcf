/// The entries of a dictionary as they are written in a file (ISO 32000-1, 7.3.7).
struct DictionarySource {
    private typealias Entry = (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)

    private var entries: [Entry] = []

    /// A dictionary without entries.
    init() {}

    /// Reads the entries behind `<<` up to the `>>` that closes them.
    /// - Returns: `nil` where the dictionary is not whole.
    init?(_ bytes: [UInt8], _ tokens: inout TokenScanner) {
        while let key = tokens.next() {
            if tokens.equals(key, ">>") { return }
            guard bytes[key.lowerBound] == UInt8(ascii: "/"), let value = Self.value(&tokens) else { return nil }
            entries.append((bytes[key], bytes[value]))
        }
        return nil
    }

    /// The next value: all that is between brackets, a reference, or a token.
    private static func value(_ tokens: inout TokenScanner) -> Range<Int>? {
        guard let first = tokens.next() else { return nil }
        var depth = nesting(first, tokens)
        guard depth >= 0 else { return nil }
        var end = first.upperBound
        while depth > 0 {
            guard let token = tokens.next() else { return nil }
            depth += nesting(token, tokens)
            end = token.upperBound
        }
        return first.lowerBound..<(tokens.number(first).flatMap { _ in endOfReference(&tokens) } ?? end)
    }

    /// How many brackets `token` opens, or closes.
    private static func nesting(_ token: Range<Int>, _ tokens: TokenScanner) -> Int {
        if tokens.equals(token, "<<") || tokens.equals(token, "[") { return 1 }
        return tokens.equals(token, ">>") || tokens.equals(token, "]") ? -1 : 0
    }

    /// Where the reference ends whose first number has been read; `nil` where it is a number.
    private static func endOfReference(_ tokens: inout TokenScanner) -> Int? {
        let position = tokens.position
        if let generation = tokens.next(), tokens.number(generation) != nil, let mark = tokens.next(),
            tokens.equals(mark, "R")
        {
            return mark.upperBound
        }
        tokens.position = position
        return nil
    }

    /// The value of `key`, which begins with a slash; `nil` where there is none.
    subscript(key: StaticString) -> ArraySlice<UInt8>? {
        get { entries.first { $0.key.is(key) }?.value }
        set {
            let index = entries.firstIndex { $0.key.is(key) }
            if let index { entries.remove(at: index) }
            if let newValue { entries.insert((key.bytes[...], newValue), at: index ?? entries.endIndex) }
        }
    }

    /// The numbers of the objects that the values refer to (7.3.10), in order.
    var references: [Int] { entries.flatMap { $0.value.references } }

    /// The value of `key`, which begins with a slash; `nil` where there is none.
    func value(of key: String) -> ArraySlice<UInt8>? { entries.first { $0.key.elementsEqual(key.utf8) }?.value }

    /// Whether each key is written once and without escapes, so that every program finds the same values.
    var isUnambiguous: Bool {
        Set(entries.map(\.key)).count == entries.count && !entries.contains { $0.key.contains(UInt8(ascii: "#")) }
    }

    /// The entries as they are written.
    var source: String { String(decoding: written, as: UTF8.self) }

    /// The bytes of the entries as they are written.
    var written: [UInt8] {
        var written: [UInt8] = []
        for entry in entries { written += entry.key + [UInt8(ascii: " ")] + entry.value + [UInt8(ascii: " ")] }
        return written
    }
}

extension ArraySlice<UInt8> {
    /// The numbers of the objects that are referred to in it, in order.
    var references: [Int] {
        guard contains(UInt8(ascii: "R")) else { return [] }
        return withUnsafeBufferPointer { bytes in
            var tokens = TokenScanner(bytes)
            var references: [Int] = []
            var before: (Range<Int>?, Range<Int>?)
            while let token = tokens.next() {
                if tokens.equals(token, "R"), let number = before.0.flatMap(tokens.number) { references.append(number) }
                before = (before.1, token)
            }
            return references
        }
    }
}

extension StaticString {
    fileprivate var bytes: [UInt8] { Array(UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)) }
}
