import PDFFormat

/// What a file begins and ends with.
enum FileFrame {
    /// Whether a file begins with its header (ISO 32000-1, 7.5.2), and its end mark (7.5.5) has nothing behind it but a line
    /// end and nothing before it but where the cross-references are: some readers look for these elsewhere, and would see
    /// another file.
    static func isSound(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.starts(with: "%PDF-1.".utf8) || bytes.starts(with: "%PDF-2.".utf8) else { return false }
        var end = bytes.suffix(64)
        if end.last == UInt8(ascii: "\n") { end.removeLast() }
        if end.last == UInt8(ascii: "\r") { end.removeLast() }
        guard drop("%%EOF", from: &end), dropSpace(from: &end) > 0 else { return false }
        let digits = end.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        end.removeLast(digits)
        guard digits > 0, dropSpace(from: &end) > 0, drop("startxref", from: &end) else { return false }
        return end.last == UInt8(ascii: "\n") || end.last == UInt8(ascii: "\r")
    }

    private static func drop(_ word: StaticString, from end: inout ArraySlice<UInt8>) -> Bool {
        guard end.suffix(word.utf8CodeUnitCount).is(word) else { return false }
        end.removeLast(word.utf8CodeUnitCount)
        return true
    }

    private static func dropSpace(from end: inout ArraySlice<UInt8>) -> Int {
        let count = end.reversed().prefix { [9, 10, 13, 32].contains($0) }.count
        end.removeLast(count)
        return count
    }

    /// Whether the page that `bytes` name as the first one is that of `file`, where they are linearized (annex F): a reader
    /// that shows a file while it is loaded looks for it there.
    static func namesFirstPage(_ bytes: [UInt8], _ file: QPDFFile) -> Bool {
        guard let number = firstObject(bytes) else { return true }
        let parameters = file.object(number)
        guard !parameters["/Linearized"].isNull, parameters["/L"].integer == bytes.count else { return true }
        var node = file.catalog["/Pages"]
        // The tree has been compared with ours, so that it leads to a page.
        while let kid = node["/Kids"].elements.first { node = kid }
        return parameters["/O"].integer == node.number && parameters["/P"].integer == 0
    }

    /// The number of the object that stands first in a file.
    private static func firstObject(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            var tokens = TokenScanner(buffer)
            return tokens.next().flatMap(tokens.number)
        }
    }
}
