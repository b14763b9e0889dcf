/// The surrogate pairs in the escapes of a text, which JSON has (RFC 8259, 7) and libyaml refuses.
///
/// Only who reads the text knows where it is quoted, and an escape is one there alone. So each backslash of a pair gives
/// its place to a mark that is nowhere else in the text: columns stay, and a value that was read can be put right.
struct SurrogatePairs {
    /// The text with the marks.
    let text: String
    private let mark: Unicode.Scalar

    /// Marks the pairs of `text`; `nil` where it has none.
    init?(in text: String) {
        let used = Self.uncommon(in: text)
        guard let mark = Self.marks.first(where: { !used.contains($0.value) }) else { return nil }
        self.mark = mark
        var marked: [UInt8] = []
        var source = text
        let count = source.withUTF8 { Self.mark($0, with: Array(String(mark).utf8), into: &marked) }
        guard count > 0 else { return nil }
        self.text = String(decoding: marked, as: UTF8.self)
    }

    /// Noncharacters and private characters: few texts have any, and none has all.
    private static let marks = [0xFDD0...0xFDEF, 0xE000...0xF8FF as ClosedRange<UInt32>].joined()
        .compactMap(Unicode.Scalar.init)

    /// The characters of `text` that might be marks: those in it, and those that its escapes stand for.
    private static func uncommon(in text: String) -> Set<UInt32> {
        var found = Set(text.unicodeScalars.lazy.map(\.value).filter { (0xE000...0xFDEF).contains($0) })
        for part in text.utf8.split(separator: UInt8(ascii: "\\")) {
            let digits = part.first == UInt8(ascii: "u") ? 4 : part.first == UInt8(ascii: "U") ? 8 : 0
            guard digits > 0,
                let value = UInt32(String(decoding: part.dropFirst().prefix(digits), as: UTF8.self), radix: 16)
            else { continue }
            found.insert(value)
        }
        return found
    }

    /// Copies `source` with a mark for each backslash of a pair; the number of pairs.
    private static func mark(_ source: UnsafeBufferPointer<UInt8>, with mark: [UInt8], into out: inout [UInt8]) -> Int {
        out.reserveCapacity(source.count)
        var count = 0
        var index = 0
        while index < source.count {
            if source[index] != UInt8(ascii: "\\") {
                out.append(source[index])
                index += 1
            } else if pair(in: source, at: index) {
                for start in [index, index + 6] { out += mark + source[start + 1..<start + 6] }
                index += 12
                count += 1
            } else {
                // What follows a backslash begins no escape of its own.
                out += source[index..<min(index + 2, source.count)]
                index += 2
            }
        }
        return count
    }

    private static func pair(in source: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard index + 12 <= source.count else { return false }
        let high = escaped(source[index..<index + 6])
        let low = escaped(source[index + 6..<index + 12])
        return high.map(UTF16.isLeadSurrogate) == true && low.map(UTF16.isTrailSurrogate) == true
    }

    /// The code unit of an escape such as `\ud840`.
    private static func escaped(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt16? {
        guard bytes.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else { return nil }
        let digits = bytes.dropFirst(2)
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// A value of ``text`` as it stands in the text itself: its pairs are characters where it is between double quotes.
    func restored(_ value: String, isEscaped: Bool) -> String {
        guard value.unicodeScalars.contains(mark) else { return value }
        let parts = value.unicodeScalars.split(separator: mark, omittingEmptySubsequences: false)
        guard isEscaped else { return parts.map { String($0) }.joined(separator: "\\") }
        var out = String(parts[0])
        for index in stride(from: 1, to: parts.count - 1, by: 2) {
            let units = [parts[index], parts[index + 1].prefix(5)].compactMap {
                UInt16(String($0.dropFirst()), radix: 16)
            }
            out += String(decoding: units, as: UTF16.self) + String(parts[index + 1].dropFirst(5))
        }
        return out
    }
}
