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

extension Substring.UTF8View {
    /// Whether the text ends with `other`, byte for byte.
    func ends(with other: String) -> Bool {
        suffix(other.utf8.count).elementsEqual(other.utf8)
    }
}
