#if canImport(Glibc)
    import Glibc
#endif

/// The keys of a JSON text that are plain ASCII, each made once: the groups of a long list have the same keys over and over.
struct PlainKeys {
    /// Which keys a group has.
    struct Group {
        /// Those with a place in the table.
        private var members = SIMD8<UInt64>(repeating: 0)
        private var others = KnownKeys()
        /// Whether it has a key without a place. That may be the same as one with a place: the Kelvin sign is a K to Unicode.
        private var hasOthers = false

        /// Takes the key that stands behind `entries`; whether it is none of theirs.
        /// - Parameter place: its place in the table, if it has one.
        mutating func takes(_ key: String, at place: Int?, behind entries: [Node.Entry]) -> Bool {
            hasOthers = hasOthers || place == nil
            guard let place, !hasOthers else { return others.place(of: key, in: entries) == nil }
            let (word, bit) = (place >> 6, UInt64(1) << UInt64(place & 63))
            defer { members[word] |= bit }
            return members[word] & bit == 0
        }
    }

    /// As many keys are held as a ``Group`` has room for; others are made each time.
    private static let most = 512
    /// How many slots are looked at for a key. Whoever makes up keys that meet in one slot gains nothing.
    private static let probes = 8
    private static let mask = 2047

    /// The keys and where they stand in the text.
    private var keys: [(text: String, start: Int, count: Int)] = []
    /// For each slot the place of its key; -1 where it is free.
    private var slots = [Int16](repeating: -1, count: mask + 1)

    /// The key that stands from `start` in `text` up to `end`, and its place in the table.
    /// - Returns: `nil` where there is no room for it, now or ever.
    mutating func key(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> (text: String, place: Int)? {
        let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[start..<end])
        guard let first = bytes.baseAddress else { return nil }
        let hash = Self.hash(bytes)
        for probe in 0..<Self.probes {
            let slot = (hash &+ probe) & Self.mask
            let place = Int(slots[slot])
            guard place >= 0 else {
                guard keys.count < Self.most else { return nil }
                slots[slot] = Int16(keys.count)
                let key = String(decoding: bytes, as: UTF8.self)
                keys.append((key, start, bytes.count))
                return (key, keys.count - 1)
            }
            let known = keys[place]
            guard known.count == bytes.count, let other = text.baseAddress else { continue }
            if memcmp(other + known.start, first, bytes.count) == 0 { return (known.text, place) }
        }
        return nil
    }

    /// Eight bytes at a time.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
        var (hash, place) = (UInt64(bytes.count), 0)
        while place + 8 <= bytes.count {
            hash = (hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) &* prime
            hash ^= hash >> 29
            place += 8
        }
        while place < bytes.count {
            hash = (hash ^ UInt64(bytes[place])) &* prime
            place += 1
        }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
