/// The hash function of GB/T 32905-2016, which signatures of Chinese authorities are made with.
enum SM3 {
    /// The hash of `message`.
    static func hash(_ message: some Sequence<UInt8>) -> [UInt8] {
        var bytes = Array(message)
        let length = UInt64(bytes.count) * 8
        bytes.append(0x80)
        bytes += Array(repeating: 0, count: (120 - bytes.count % 64) % 64)
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: length >> UInt64(shift)))
        }
        var state: [UInt32] = [
            0x7380_166F, 0x4914_B2B9, 0x1724_42D7, 0xDA8A_0600, 0xA96F_30BC, 0x1631_38AA, 0xE38D_EE4D, 0xB0FB_0E4E,
        ]
        for start in stride(from: 0, to: bytes.count, by: 64) { compress(bytes[start..<start + 64], into: &state) }
        return state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
    }

    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        let count = count % 32
        return count == 0 ? word : word << count | word >> (32 - count)
    }

    /// Clause 5.3.2: 132 words from a block of 64 bytes, the last 64 of them each the sum of two others.
    private static func expanded(_ block: ArraySlice<UInt8>) -> [UInt32] {
        var words: [UInt32] = stride(from: block.startIndex, to: block.endIndex, by: 4).map { start in
            block[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
        for index in 16..<68 {
            let mixed = words[index - 16] ^ words[index - 9] ^ rotated(words[index - 3], 15)
            let permuted = mixed ^ rotated(mixed, 15) ^ rotated(mixed, 23)
            words.append(permuted ^ rotated(words[index - 13], 7) ^ words[index - 6])
        }
        return words
    }

    /// Clause 5.3.3.
    private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        let words = expanded(block)
        var v = state
        for round in 0..<64 {
            let constant: UInt32 = round < 16 ? 0x79CC_4519 : 0x7A87_9D8A
            let sum = rotated(v[0], 12) &+ v[4] &+ rotated(constant, UInt32(round))
            let first = rotated(sum, 7)
            let second = first ^ rotated(v[0], 12)
            let isEarly = round < 16
            let majority = isEarly ? v[0] ^ v[1] ^ v[2] : v[0] & v[1] | v[0] & v[2] | v[1] & v[2]
            let choice = isEarly ? v[4] ^ v[5] ^ v[6] : v[4] & v[5] | ~v[4] & v[6]
            let left = majority &+ v[3] &+ second &+ (words[round] ^ words[round + 4])
            let right = choice &+ v[7] &+ first &+ words[round]
            v = [
                left, v[0], rotated(v[1], 9), v[2], right ^ rotated(right, 9) ^ rotated(right, 17), v[4],
                rotated(v[5], 19), v[6],
            ]
        }
        for index in state.indices { state[index] ^= v[index] }
    }
}
