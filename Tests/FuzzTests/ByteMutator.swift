import TestSupport

/// Changes files of bytes the way that bad copies and attackers do, the same way for the same generator.
struct ByteMutator {
    /// The files that are changed; none is empty.
    let files: [[UInt8]]

    /// Numbers at the edges of what fields of formats hold.
    private static let edges: [UInt32] = [
        0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF,
    ]

    /// A changed file.
    func next(_ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = pick(files, &generator)
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty { change(&bytes, &generator) }
        if Int.random(in: 0..<4, using: &generator) > 0 { PNGChecksums.mend(&bytes) }
        return bytes
    }

    private func pick<Element>(_ elements: [Element], _ generator: inout SeededGenerator) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    private func change(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let piece = place..<min(bytes.count, place + Int.random(in: 1...24, using: &generator))
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: bytes.removeSubrange(piece)
        case 1: bytes.insert(contentsOf: bytes[piece], at: place)
        case 2: bytes.removeSubrange(place...)
        case 3:
            let other = pick(files, &generator)
            guard place < other.count else { return }
            bytes.replaceSubrange(piece, with: other[place..<min(other.count, piece.upperBound)])
        case 4...6: putNumber(at: place, in: &bytes, &generator)
        case 7: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
        case 8: bytes[place] = UInt8.random(in: 0x30...0x39, using: &generator)
        default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        }
    }

    /// Writes a number at an edge as one, two or four bytes, of which the first or the last counts most.
    private func putNumber(at place: Int, in bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let number = pick(Self.edges, &generator)
        let length = min(pick([1, 2, 4], &generator), bytes.count - place)
        let little = (0..<length).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
        bytes.replaceSubrange(
            place..<(place + length), with: Bool.random(using: &generator) ? little : little.reversed())
    }
}

/// The checksums of a PNG, without which no change of its chunks would be looked at.
private enum PNGChecksums {
    /// Sets those of the chunks (ISO/IEC 15948, 5.3) that `bytes` holds whole; other files stay as they are.
    static func mend(_ bytes: inout [UInt8]) {
        guard bytes.starts(with: PNGFile.start) else { return }
        var place = PNGFile.start.count
        while place + 12 <= bytes.count {
            let length = number(at: place, in: bytes)
            guard length <= bytes.count - place - 12 else { return }
            let sum = CRC32.checksum(Array(bytes[(place + 4)..<(place + 8 + length)]))
            for index in 0..<4 {
                bytes[place + 8 + length + index] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * UInt32(index)))
            }
            place += 12 + length
        }
    }

    private static func number(at place: Int, in bytes: [UInt8]) -> Int {
        bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
}
