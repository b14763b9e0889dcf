extension Collection<UInt8> {
    /// Whether the bytes are a number as JSON writes it (RFC 8259, 6).
    func isJSONNumber(withExponent: Bool) -> Bool {
        var rest = self[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let isPadded = rest.first == UInt8(ascii: "0")
        let integerDigits = rest.removeDigits()
        guard integerDigits == 1 || integerDigits > 1 && !isPadded else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard rest.removeDigits() > 0 else { return false }
        }
        guard withExponent, rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else {
            return rest.isEmpty
        }
        rest.removeFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        return rest.removeDigits() > 0 && rest.isEmpty
    }
}

extension Collection<UInt8> where SubSequence == Self {
    /// Drops the decimal digits at the start and says how many there were.
    fileprivate mutating func removeDigits() -> Int {
        var count = 0
        while let byte = first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            removeFirst()
            count += 1
        }
        return count
    }
}
