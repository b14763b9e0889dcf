/// The entries of a dictionary as they are written in a file (ISO 32000-1, 7.3.7).
package struct DictionarySource {
    /// A key, which begins with a slash, and its value.
    package typealias Entry = (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)

    /// The entries in order.
    package private(set) var entries: [Entry] = []

    /// Reads a whole dictionary, brackets included.
    /// - Returns: `nil` where `source` is none.
    package init?(_ source: ArraySlice<UInt8>) {
        let bytes = Array(source)
        let read = bytes.withUnsafeBufferPointer { buffer -> DictionarySource? in
            var tokens = TokenScanner(buffer)
            guard let open = tokens.next(), tokens.equals(open, "<<") else { return nil }
            return DictionarySource(bytes, &tokens)
        }
        guard let read else { return nil }
        self = read
    }

    /// A dictionary without entries.
    package init() {}

    /// Reads the entries behind `<<` up to the `>>` that closes them.
    /// - Returns: `nil` where the dictionary is not whole.
    package init?(_ bytes: [UInt8], _ tokens: inout TokenScanner) {
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
    package subscript(key: StaticString) -> ArraySlice<UInt8>? {
        get { entries.first { $0.key.is(key) }?.value }
        set {
            let index = entries.firstIndex { $0.key.is(key) }
            if let index { entries.remove(at: index) }
            if let newValue { entries.insert((key.bytes[...], newValue), at: index ?? entries.endIndex) }
        }
    }

    /// The value of `key`, which begins with a slash; `nil` where there is none.
    package func value(of key: String) -> ArraySlice<UInt8>? { entries.first { $0.key.elementsEqual(key.utf8) }?.value }

    /// Whether each key is written once and without escapes, so that every program finds the same values.
    package var isUnambiguous: Bool {
        Set(entries.map(\.key)).count == entries.count && !entries.contains { $0.key.contains(UInt8(ascii: "#")) }
    }

    /// The bytes of the entries as they are written.
    package var written: [UInt8] { written { $0 } }

    /// The entries as they are written, with other numbers for the objects that they refer to.
    package func source(renumbering number: (Int) -> Int) -> String {
        String(decoding: written { $0.renumbered(number) }, as: UTF8.self)
    }

    private func written(_ value: (ArraySlice<UInt8>) -> ArraySlice<UInt8>) -> [UInt8] {
        var written: [UInt8] = []
        for entry in entries { written += entry.key + [UInt8(ascii: " ")] + value(entry.value) + [UInt8(ascii: " ")] }
        return written
    }
}

extension ArraySlice<UInt8> {
    /// The numbers of the objects that are referred to in it, in order.
    package var references: [Int] {
        guard contains(UInt8(ascii: "R")) else { return [] }
        return withUnsafeBufferPointer { Self.references(in: $0).map(\.number) }
    }

    /// It with the number that `number` gives for each object that is referred to in it, in order.
    package func renumbered(_ number: (Int) -> Int) -> ArraySlice<UInt8> {
        guard contains(UInt8(ascii: "R")) else { return self }
        return withUnsafeBufferPointer { bytes in
            var syntax = PDFSyntax()
            var copied = 0
            for reference in Self.references(in: bytes) {
                syntax.write(UnsafeBufferPointer(rebasing: bytes[copied..<reference.place.lowerBound]))
                syntax.write(number(reference.number))
                copied = reference.place.upperBound
            }
            syntax.write(UnsafeBufferPointer(rebasing: bytes[copied...]))
            return syntax.bytes[...]
        }
    }

    /// The objects that are referred to, and where their numbers stand.
    private static func references(in bytes: UnsafeBufferPointer<UInt8>) -> [(number: Int, place: Range<Int>)] {
        var tokens = TokenScanner(bytes)
        var references: [(number: Int, place: Range<Int>)] = []
        var before: (Range<Int>?, Range<Int>?)
        while let token = tokens.next() {
            if tokens.equals(token, "R"), let place = before.0, let number = tokens.number(place) {
                references.append((number, place))
            }
            before = (before.1, token)
        }
        return references
    }
}

extension StaticString {
    fileprivate var bytes: [UInt8] { Array(UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)) }
}
