extension String {
    /// Whether the text holds `other`, byte for byte.
    func holds(_ other: String) -> Bool {
        firstPlace(of: other, from: 0) != nil
    }

    /// Every place where `other` stands in the text, byte for byte.
    func places(of other: String) -> [Range<Index>] {
        var places: [Range<Index>] = []
        var offset = 0
        while let place = firstPlace(of: other, from: offset) {
            let start = utf8.index(startIndex, offsetBy: place)
            offset = place + other.utf8.count
            places.append(start..<utf8.index(startIndex, offsetBy: offset))
        }
        return places
    }

    /// The offset in bytes of the first place of `other` at or behind `offset`.
    private func firstPlace(of other: String, from offset: Int) -> Int? {
        var (text, wanted) = (self, other)
        return text.withUTF8 { bytes -> Int? in
            wanted.withUTF8 { pattern -> Int? in
                guard let last = pattern.last, pattern.count <= bytes.count - offset else { return nil }
                // Han characters share their first bytes; their last ones tell them apart.
                for end in offset + pattern.count - 1..<bytes.count where bytes[end] == last {
                    let start = end - pattern.count + 1
                    if bytes[start...end].elementsEqual(pattern) { return start }
                }
                return nil
            }
        }
    }
}

extension String {
    /// Whether the text without its last `count` bytes ends with `other`, byte for byte.
    func ends(with other: String, before count: Int) -> Bool {
        let (text, wanted) = (utf8, other.utf8)
        guard let last = wanted.last else { return true }
        guard text.count >= wanted.count + count else { return false }
        let end = text.index(text.endIndex, offsetBy: -count)
        // Most texts end otherwise, which their last bytes tell.
        guard text[text.index(before: end)] == last else { return false }
        return text[text.index(end, offsetBy: -wanted.count)..<end].elementsEqual(wanted)
    }

    /// Whether there is a brace in the text.
    var hasBrace: Bool {
        var text = self
        // A loop that is not left early takes many bytes at once.
        let found = text.withUTF8 { bytes in
            bytes.reduce(into: UInt8(0)) { $0 |= $1 == UInt8(ascii: "{") || $1 == UInt8(ascii: "}") ? 1 : 0 }
        }
        return found > 0
    }
}
