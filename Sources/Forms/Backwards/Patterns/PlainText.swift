/// A text by which labels are compared: without white space, full-width forms and kinds of brackets, dashes and quotation
/// marks made one. Each character knows where it stands in the text as it was written.
final class PlainText: Sendable {
    /// The text as it was written.
    private let text: String
    /// The characters that count.
    let scalars: [Unicode.Scalar]
    /// Where each of them stands in the text.
    private let places: [String.Index]
    /// Which characters count: each sets one of the bits.
    private let mask: UInt64

    init(_ text: String) {
        var scalars: [Unicode.Scalar] = []
        var places: [String.Index] = []
        var mask: UInt64 = 0
        for place in text.unicodeScalars.indices {
            guard let plain = text.unicodeScalars[place].plain else { continue }
            scalars.append(plain)
            places.append(place)
            mask |= 1 << UInt64(plain.value &* 0x9E37_79B1 >> 26)
        }
        self.text = text
        self.scalars = scalars
        self.places = places
        self.mask = mask
    }

    convenience init(joining texts: [PlainText]) {
        self.init(texts.map(\.text).joined())
    }

    /// Whether nothing counts in it.
    var isEmpty: Bool { scalars.isEmpty }

    /// What counts in it as a label: not the colon behind it, nor the star before one that must be filled in.
    var labelKey: String {
        let bare = scalars.drop { "*※★".unicodeScalars.contains($0) }
        guard let end = bare.lastIndex(where: { $0 != ":" }) else { return key }
        return String(scalars: bare[...end])
    }

    /// How many characters count.
    var count: Int { scalars.count }

    /// What counts, as a text: two labels are the same where this is.
    var key: String { String(scalars: scalars[...]) }

    /// The text as it was written from one character that counts up to another, without white space around it.
    func written(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        return String(text.unicodeScalars[places[range.lowerBound]...places[range.upperBound - 1]])
    }

    /// The whole text as it was written, without white space around it.
    var trimmed: String { written(0..<count) }

    /// Whether the characters of `other` stand at `place`.
    func has(_ other: PlainText, at place: Int) -> Bool {
        guard place + other.count <= count else { return false }
        return scalars[place..<place + other.count].elementsEqual(other.scalars)
    }

    /// Where `other` stands first, from `start` on.
    func place(of other: PlainText, from start: Int = 0) -> Int? {
        guard !other.isEmpty, other.count <= count else { return nil }
        return (start..<max(start, count - other.count + 1)).first { has(other, at: $0) }
    }
}

extension PlainText {
    /// Whether the two may be one label that was typed otherwise: at most a quarter of the characters of the longer one would
    /// have to be changed, put in or taken out, and neither is short.
    func resembles(_ other: PlainText) -> Bool {
        let most = max(count, other.count)
        let allowed = most / 4
        guard min(count, other.count) >= 3, abs(count - other.count) <= allowed, most <= 60 else { return false }
        // Each character that is in one text only must be changed or taken out.
        guard (mask & ~other.mask).nonzeroBitCount <= allowed, (other.mask & ~mask).nonzeroBitCount <= allowed else {
            return false
        }
        var row = Array(0...other.count)
        for (index, scalar) in scalars.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in 0..<other.count {
                let replaced = diagonal + (scalar == other.scalars[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[other.count] <= allowed
    }
}

extension String {
    /// The text of `scalars`; a character at a time, which is much faster than all at once.
    init(scalars: ArraySlice<Unicode.Scalar>) {
        self.init()
        reserveCapacity(3 * scalars.count)
        for scalar in scalars { unicodeScalars.append(scalar) }
    }
}

extension Unicode.Scalar {
    /// The character as it counts in labels; `nil` for what does not.
    fileprivate var plain: Unicode.Scalar? {
        switch value {
        // What most labels are made of.
        case 0x4E00...0x9FFF: self
        case 0x21...0x7E: value == 0x5B ? "(" : value == 0x5D ? ")" : value == 0x27 ? "\"" : self
        case 0x200B...0x200F, 0x2060, 0xFEFF, 0xFE00...0xFE0F, 0xAD: nil
        case 0xFF3B, 0x3010, 0x3014, 0x3016: "("
        case 0xFF3D, 0x3011, 0x3015, 0x3017: ")"
        case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
        case 0x2018...0x201F, 0x300C...0x300F: "\""
        case 0x2010...0x2015, 0x2212, 0x2500, 0xFE63: "-"
        default: properties.isWhitespace || value < 0x20 || value == 0x7F ? nil : self
        }
    }
}
