import PDFFormat

/// What makes the entries of fonts the same whatever the version of Cairo: its name for a subset changes with the version, and
/// so does whether widths have fractions.
package enum FontEntries {
    /// Gives the font in `entries`, if it is one, the name of the subset whose font file has the checksum `checksum`: six
    /// capital letters that other subsets do not have (ISO 32000-1, 9.6.4).
    static func rename(_ entries: inout DictionarySource, _ checksum: UInt32) {
        for key in ["/BaseFont", "/FontName"] as [StaticString] {
            guard let name = entries[key], name.count > 8, name[name.startIndex + 7] == UInt8(ascii: "+")
            else { continue }
            entries[key] = [UInt8(ascii: "/")] + tag(checksum) + name.dropFirst(7)
        }
    }

    private static func tag(_ checksum: UInt32) -> [UInt8] {
        var rest = checksum
        return (0..<6).map { _ in
            defer { rest /= 26 }
            return UInt8(ascii: "A") + UInt8(rest % 26)
        }
    }

    /// Leaves the widths of glyphs in whole units, of which an em has a thousand: what a reader takes for the same width
    /// differs by less than one (ISO 19005-2, 6.2.11.5).
    static func roundWidths(_ entries: inout DictionarySource) {
        for key in ["/Widths", "/W"] as [StaticString] {
            if let widths = entries[key] { entries[key] = withoutFractions(widths) }
        }
    }

    private static func withoutFractions(_ numbers: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard numbers.contains(UInt8(ascii: ".")) else { return numbers }
        var integers: [UInt8] = []
        var isFraction = false
        for byte in numbers {
            if byte == UInt8(ascii: ".") { isFraction = true }
            if isFraction, byte != UInt8(ascii: "."), !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                isFraction = false
            }
            if !isFraction { integers.append(byte) }
        }
        return integers[...]
    }
}
